"""prepared: a query whose SQL is put together once, and asked again and again with other values.

peewee puts every statement together anew, which takes five to ten times as long as SQLite takes to answer it
(docs/decisions/0004-database.md). For what nearly every request asks, that is most of its time.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from peewee import Context, Node

from carelog.db import InstantField, database

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


class _Marker:
    """A place among the parameters; no Node, so that peewee takes it for a value."""

    def __init__(self, place: Place) -> None:
        self.place = place


class _Ready:
    """Stands in for the database when a query asks it for its rows: its SQL is known."""

    def __init__(self, sql: str, values: list[Any]) -> None:
        self.sql, self.values = sql, values

    def execute(self, _query: Any) -> Any:
        """The cursor over the rows."""
        return database.execute_sql(self.sql, self.values)


def prepared(build: Callable[..., Any]) -> Callable[..., list[Any]]:
    """Ask what `build` builds of its arguments: numbers, texts, dates, instants, None, and lists of them.

    `build` is given places instead of values, so that it must not look at them; None stays None. It runs once for each
    number of elements in a list, and for each kind of database.
    """
    known: dict[Any, tuple[Any, str, list[Any]]] = {}

    @wraps(build)
    def ask(*arguments: Any) -> list[Any]:
        given = tuple(list(one) if isinstance(one, (set, frozenset, list, tuple)) else one for one in arguments)
        shape = (type(database.obj), *(_shape(one) for one in given))
        if shape not in known:
            if any(isinstance(size, int) and size > LARGEST_LIST for size in shape):
                return list(build(*given))
            query = build(*(_places(number, one) for number, one in enumerate(given)))
            known[shape] = (query, *query.sql())
        query, sql, parameters = known[shape]
        values = [one.place.take(given) if isinstance(one, _Marker) else one for one in parameters]
        return list(query.clone().execute(_Ready(sql, values)))

    return ask


def _shape(argument: Any) -> int | bool | None:
    """What of an argument the SQL hangs on: how long a list is; whether there is a value."""
    return len(argument) if isinstance(argument, list) else None if argument is None else True


def _places(number: int, argument: Any) -> Any:
    """The argument with places in it."""
    if isinstance(argument, list):
        return [Place(number, element) for element in range(len(argument))]
    return None if argument is None else Place(number)
