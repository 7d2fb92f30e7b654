"""prepared: a query whose SQL is put together once, and asked again and again with other values; and rows written so.

peewee puts every statement together anew, which takes five to ten times as long as SQLite takes to answer it
(docs/decisions/0004-database.md). For what nearly every request asks, that is most of its time.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from peewee import AutoField, Context, Node

from carelog.db import InstantField, Table, database

ARow = TypeVar("ARow", bound=Table)
INSTANT = InstantField()
LARGEST_LIST = 50  # a longer list is asked for rarely, and each length is a statement of its own


class Place(Node):
    """Where a value will stand: the number of the argument, and in a list of the element."""

    def __init__(self, argument: int, element: int | None = None) -> None:
        """It takes the place of a value in the query that is built."""
        super().__init__()
        self.argument, self.element = argument, element

    def __sql__(self, ctx: Context) -> Context:
        """A parameter, known again by the place itself."""
        return ctx.value(_Marker(self), converter=False)

    def take(self, arguments: tuple[Any, ...]) -> Any:
        """Its value among these arguments, as the database stores it."""
        value = arguments[self.argument]
        value = value if self.element is None else value[self.element]
        return INSTANT.db_value(value) if isinstance(value, datetime) else value


class Stored(Place):
    """Where a value will stand that is as the database stores it already."""

    def take(self, arguments: tuple[Any, ...]) -> Any:
        """It, as it is."""
        return arguments[self.argument]


class _Marker:
    """A place among the parameters; no Node, so that peewee takes it for a value."""

    def __init__(self, place: Place) -> None:
        self.place = place


class _Answered:
    """Stands in for the database when a query asks it for its rows: they have been fetched already."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def execute(self, _query: Any) -> Any:
        """The cursor over the rows."""
        return self.cursor


class _Ready:
    """A query with its SQL, and how its rows are read once the first answer has shown which columns there are."""

    def __init__(self, query: Any) -> None:
        self.query = query
        self.sql, self.parameters = query.sql()
        self.read: Callable[[Any], Any] | None = None

    def ask(self, arguments: tuple[Any, ...]) -> list[Any]:
        """The rows for these arguments, each made anew."""
        values = [one.place.take(arguments) if isinstance(one, _Marker) else one for one in self.parameters]
        cursor = database.execute_sql(self.sql, values)
        read = self.read = self.read or self._reader(cursor)
        return [read(row) for row in cursor.fetchall()]

    def _reader(self, cursor: Any) -> Callable[[Any], Any]:
        """What makes a row of ours of a row of the database's: peewee's, which it works out for each answer anew."""
        rows: Any = self.query.clone().execute(_Answered(cursor))
        rows.initialize()
        rows.cursor = None  # it belongs to one connection
        reader: Callable[[Any], Any] = rows.process_row
        return reader


def prepared(build: Callable[..., Any]) -> Callable[..., list[Any]]:
    """Ask what `build` builds of its arguments: numbers, texts, dates, instants, None, and lists of them.

    `build` is given places instead of values, so that it must not look at them; None stays None. It runs once for each
    number of elements in a list, and for each kind of database.
    """
    known: dict[Any, _Ready] = {}

    @wraps(build)
    def ask(*arguments: Any) -> list[Any]:
        given = tuple(list(one) if isinstance(one, (set, frozenset, list, tuple)) else one for one in arguments)
        shape = (type(database.obj), *(_shape(one) for one in given))
        if shape not in known:
            if any(isinstance(size, int) and size > LARGEST_LIST for size in shape):
                return list(build(*given))
            known[shape] = _Ready(build(*(_places(number, one) for number, one in enumerate(given))))
        return known[shape].ask(given)

    return ask


def create(table: type[ARow], **columns: Any) -> ARow:
    """A new row, as `table.create` makes it: every record that is written puts the same few statements together."""
    row, primary = table(**columns), _primary(table)
    fields = [field for field in table._meta.sorted_fields if not isinstance(field, AutoField)]
    kind = table, type(database.obj)
    if kind not in _insertions:
        places = {field: Stored(number) for number, field in enumerate(fields)}
        _insertions[kind] = _Ready(table.insert(places).returning(primary).tuples())
    values = tuple(field.db_value(row.__data__.get(field.name)) for field in fields)
    ((key,),) = _insertions[kind].ask(values)
    setattr(row, primary.safe_name, key)
    return row


_insertions: dict[tuple[type[Table], type], _Ready] = {}  # by table and kind of database


def _primary(table: type[Table]) -> Any:
    return table._meta.primary_key


def _shape(argument: Any) -> int | bool | None:
    """What of an argument the SQL hangs on: how long a list is; whether there is a value."""
    return len(argument) if isinstance(argument, list) else None if argument is None else True


def _places(number: int, argument: Any) -> Any:
    """The argument with places in it."""
    if isinstance(argument, list):
        return [Place(number, element) for element in range(len(argument))]
    return None if argument is None else Place(number)
