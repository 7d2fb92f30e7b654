"""The migrations make, on both databases, the tables that the models mean, with the rules that hold in them."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from peewee import IntegrityError

from carelog import clock, db
from carelog.access import Look
from carelog.accounts.invitation import Invitation
from carelog.accounts.link import Link
from carelog.accounts.session import Session
from carelog.accounts.staff_role import StaffRole
from carelog.journal import Body, BodyPart, Event, Installation
from carelog.people.circle import Membership
from carelog.people.person import Person, Placement
from carelog.records.mark import Mark
from carelog.weeks.item import Item
from carelog.weeks.week_draft import WeekDraft
from tests import cast

ABSTRACT = {db.Row, db.Dated, Link, Body, BodyPart}


def models(parent: type[db.Table] = db.Table) -> Iterator[type[db.Table]]:
    """Every table of the app."""
    for model in parent.__subclasses__():
        if model not in ABSTRACT:
            yield model
        yield from models(model)


@pytest.mark.usefixtures("empty_app")
def test_an_up_to_date_database_is_left_as_it_is() -> None:
    assert db.pending_migrations() == []
    assert db.migrate() == []


@pytest.mark.usefixtures("empty_app")
def test_there_is_a_table_for_every_model_and_none_besides() -> None:
    known = {model._meta.table_name for model in models()}
    extra = set(db.database.get_tables()) - known
    assert known <= set(db.database.get_tables())
    others = ("migration", "sqlite_sequence", "learning_log_words")  # the last is SQLite's index, of several tables
    assert all(any(other in name for other in others) for name in extra), extra


@pytest.mark.usefixtures("empty_app")
def test_every_table_has_the_columns_of_its_model() -> None:
    for model in models():
        table = model._meta.table_name
        there = {column.name: (column.null, column.primary_key) for column in db.database.get_columns(table)}
        meant = {field.column_name: (field.null, field.primary_key) for field in model._meta.sorted_fields}
        assert there == meant, table


@pytest.mark.usefixtures("empty_app")
def test_every_reference_and_every_unique_field_is_kept_by_the_database() -> None:
    for model in models():
        table = model._meta.table_name
        fields = model._meta.sorted_fields
        references = {key.column for key in db.database.get_foreign_keys(table)}
        assert references == {field.column_name for field in fields if hasattr(field, "rel_model")}, table
        unique = {tuple(index.columns) for index in db.database.get_indexes(table) if index.unique}
        assert {(field.column_name,) for field in fields if field.unique} <= unique, table


@pytest.mark.usefixtures("empty_app")
def test_a_new_installation_has_an_epoch_and_is_no_demo() -> None:
    (only,) = Installation.select()
    assert str(uuid.UUID(only.epoch)) == only.epoch
    assert only.demo == 0


def belong(role: str, username: str = "grace") -> Membership:
    """A place around Ivy."""
    user = cast.user(username).id
    return Membership.create(person=cast.person(cast.IVY).id, user=user, role=role, starts=clock.now())


def sign_in(kind: str) -> Session:
    """A signed-in device."""
    now, user = clock.now(), cast.user("sam")
    return Session.create(
        token_sha256=kind, user=user, device="", device_sha256="", kind=kind, created=now, last_seen=now
    )


def mark(number: int) -> Mark:
    """A mark on whatever event is the newest."""
    newest = Event.select().order_by(Event.seq.desc()).get()
    return Mark.create(event=newest, item=Item.get(), number=number, said="happened")


def invite(role: str) -> Invitation:
    """An invitation."""
    return Invitation.create(name="Sam", role=role, created=clock.now(), expires=clock.now())


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("make", "wrong", "right"),
    [
        (lambda role: StaffRole.create(user=cast.user("sam"), role=role, starts=clock.now()), "king", "manager"),
        (invite, "king", "coordinator"),
        (sign_in, "borrowed", "shared"),
        (belong, "coordinator", "worker"),
        (mark, 0, 1),
        (lambda name: Person.insert(name=name, created=clock.now()).execute(), None, "Ivy"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(make: Callable[[Any], object], wrong: Any, right: Any) -> None:
    with pytest.raises(IntegrityError), db.database.atomic():
        make(wrong)
    make(right)


def draft() -> WeekDraft:
    """A draft of Ivy's week."""
    return WeekDraft.create(person=cast.person(cast.IVY).id, filename="", items_json="[]", lines_json="[]")


def look() -> Look:
    """Dev looked at Ivy's week today."""
    ivy, dev = cast.person(cast.IVY).id, cast.user("dev").id
    return Look.create(user=dev, person=ivy, section="week", role="worker", day=cast.TODAY)


def place(person: Person) -> Placement:
    """That person is in a team."""
    return Placement.create(person=person.id, team=cast.person(cast.IVY).team, starts=clock.now())


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (lambda: belong("ally"), lambda: belong("worker")),
        (lambda: belong("self", "grace"), lambda: belong("self", "aled")),
        (draft, draft),
        (look, look),
        (lambda: place(Person.create(name="Ada")), lambda: place(Person.get(Person.name == "Ada"))),
    ],
)
def test_the_database_itself_refuses_what_cannot_be_twice(
    first: Callable[[], object], second: Callable[[], object]
) -> None:
    first()
    with pytest.raises(IntegrityError), db.database.atomic():
        second()


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "condition", ["id = 'x' AND author_id = 1", "replaces = 'x' AND kind = 'mark'", "person_id = 1 AND kind = 'mark'"]
)
def test_the_journal_is_searched_and_never_read_through(condition: str) -> None:
    if not db.is_sqlite():
        db.database.execute_sql("SET enable_seqscan = off")  # so few rows are quicker read than searched
    explain = "EXPLAIN QUERY PLAN" if db.is_sqlite() else "EXPLAIN"
    plan = str(list(db.database.execute_sql(f"{explain} SELECT * FROM journal WHERE {condition}").fetchall()))
    assert "journal_" in plan, plan
    assert "SCAN journal" not in plan
    assert "Seq Scan" not in plan
