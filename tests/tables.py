"""What is in the database, for tests that say nothing was written; and what it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from carelog.db import database
from carelog.journal import SAFEGUARDING, Event
from carelog.people.person import Person

SEEN = frozenset({"session", "look"})  # reading leaves when a device was last seen, and who looked


def contents(without: frozenset[str] = SEEN) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = [name for name in database.get_tables() if name not in without and not name.startswith("sqlite_")]
    return {name: sorted(database.execute_sql(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def counts() -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(rows) for name, rows in contents(frozenset()).items()}


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    statements: list[str] = []
    send: Callable[..., Any] = type(database.obj).execute_sql

    def note(self: Any, sql: str, *arguments: Any, **more: Any) -> Any:
        statements.append(sql)
        return send(self, sql, *arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(type(database.obj), "execute_sql", note)
        yield statements


def assert_no_gaps() -> None:
    """Everybody's events but worries are numbered from 1 without a gap, up to what the person's row holds."""
    for person in Person.select():
        mine = (Event.person_id == person.id) & (Event.label != SAFEGUARDING)
        events = Event.select(Event.person_seq).where(mine).order_by(Event.person_seq)
        assert [event.person_seq for event in events] == list(range(1, person.last_seq + 1))
