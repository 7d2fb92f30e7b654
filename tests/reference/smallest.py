"""From a life that shows a fault to the smallest that still does, so that somebody can read it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.reference.life import Life

PARTS_OF_A_LIFE = ("agreed", "said", "checks", "moves", "away")


def smallest(life: Life, fails: Callable[[Life], bool]) -> Life:
    """Leave out one thing after another for as long as it still fails."""
    for smaller in _with_one_thing_less(life):
        if fails(smaller):
            return smallest(smaller, fails)
    return life


def _with_one_thing_less(life: Life) -> Iterator[Life]:
    for name in PARTS_OF_A_LIFE:
        for less in _one_less(getattr(life, name)):
            yield replace(life, **{name: less})
    for place, agreed in enumerate(life.agreed):
        for items in _one_less(agreed.version.items):
            fewer = replace(agreed, version=replace(agreed.version, items=items))
            yield replace(life, agreed=(*life.agreed[:place], fewer, *life.agreed[place + 1 :]))


def _one_less(things: Any) -> Iterator[Any]:
    for thing in things:
        yield type(things)(other for other in things if other is not thing)
