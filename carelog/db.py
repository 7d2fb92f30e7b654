"""The database, and Row: a table whose rows may change.

`database` is bound when the app is created: SQLite in a file, or PostgreSQL. Instants are stored as naive UTC, because
zone-aware values in a timestamp column come back shifted from PostgreSQL (docs/decisions/0004-database.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peewee import DatabaseProxy, DateTimeField, Model, SqliteDatabase
from playhouse.db_url import connect as connect_url
from playhouse.migrations import Runner

BUSY_SECONDS = 5
SQLITE_PRAGMAS = {
    "journal_mode": "wal", "foreign_keys": 1, "synchronous": "full", "recursive_triggers": 1,
    "busy_timeout": BUSY_SECONDS * 1000,
}  # fmt: skip
SYNCHRONOUS_FULL = 2  # as PRAGMA synchronous says it
POSTGRESQL_LASTS = ("fsync", "full_page_writes", "synchronous_commit")
SQLITE_SHARED: dict[str, Any] = {"lock_type": "IMMEDIATE", "check_same_thread": False}  # one thread after the other

database: Any = DatabaseProxy()


class InstantField(DateTimeField):
    """An instant: aware UTC in Python, naive UTC in the database."""

    def db_value(self, value: datetime | None) -> Any:
        """Refuse a naive value: nobody could say which hour it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return super().db_value(value.astimezone(UTC).replace(tzinfo=None))

    def python_value(self, value: Any) -> datetime | None:
        """Give the zone back."""
        naive = super().python_value(value)
        return None if naive is None else naive.replace(tzinfo=UTC)


class Table(Model):
    """Any table of this app."""

    class Meta:
        database = database
        legacy_table_names = False


class Row(Table):
    """A table whose rows may change. Each change that matters to somebody leaves an event in the journal."""


class Dated(Row):
    """A row that holds from one instant until another, or until further notice."""

    starts = InstantField()
    ends = InstantField(null=True)

    @classmethod
    def holds_at(cls, moment: datetime) -> Any:
        """The condition: it holds at that moment."""
        return (cls.starts <= moment) & (cls.ends.is_null() | (cls.ends > moment))


def bind(url: str) -> None:
    """Point `database` at that address. Opens nothing yet."""
    if url.startswith("sqlite"):
        # Pooled, because whoever closes the last connection writes the whole log back: that took longer than a request.
        made = connect_url(url.replace(":", "+pool:", 1), pragmas=SQLITE_PRAGMAS, max_connections=16, **SQLITE_SHARED)
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    else:
        made = connect_url(_pooled(url), max_connections=16, stale_timeout=300, timeout=BUSY_SECONDS)
    database.initialize(made)


def is_sqlite() -> bool:
    """The bound database is SQLite."""
    return isinstance(database.obj, SqliteDatabase)


@contextmanager
def connected() -> Iterator[None]:
    """A connection for this thread; one that is open already is kept, and left open."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def close_everything() -> None:
    """Let go of the database, with whatever a pool still holds; for a process that ends or changes databases."""
    database.close()
    if hasattr(database.obj, "close_all"):
        database.obj.close_all()


def forgetful() -> list[str]:
    """Settings that are off, and without which a power cut takes what was said to be saved. Needs a connection."""
    if is_sqlite():
        said = database.execute_sql("PRAGMA synchronous").fetchone()[0]
        return [] if said >= SYNCHRONOUS_FULL else ["synchronous"]
    off = "SELECT name FROM pg_settings WHERE setting = 'off' AND name IN (%s, %s, %s) ORDER BY name"
    return [name for (name,) in database.execute_sql(off, POSTGRESQL_LASTS).fetchall()]


def runner() -> Runner:
    """What knows the migrations and which of them this database has."""
    return Runner(database.obj, str(migrations_folder()))


def migrations_folder() -> Path:
    """Beside the package in a checkout, inside it once installed."""
    inside = Path(__file__).parent / "migrations"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "migrations"


def pending_migrations() -> list[str]:
    """Names of the migrations that this database has not had yet."""
    return [step.name for step in runner().status() if step.applied is None]


def migrate() -> list[str]:
    """Bring the database up to date; the names of the steps that were taken."""
    return list(runner().up())


def _pooled(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"psycopg3+pool://{rest}" if scheme in {"postgresql", "psycopg3"} else url
