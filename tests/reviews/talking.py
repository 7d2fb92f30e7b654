"""Margaret's conversation about November, as the tests of it write it."""

from datetime import date
from typing import Any

from carelog.journal import Event, new_id
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.perspective import Perspective, Said, Side
from carelog.reviews.reader import Reader
from carelog.reviews.sides import Sides
from tests import cast
from tests.plans import EVERY_LABEL, author

NOVEMBER = date(2026, 11, 1)
ROLES = {"margaret": "self", "sam": "worker", "dev": "worker", "helen": "ally", "aled": "coordinator"}


def write(who: str, working: str = "", *, press: str = "", **said: Any) -> Event:
    """What somebody says of November; by default in words that name them."""
    words = Said(working=working or f"{who} likes it", **said)
    return Perspective.record(cast.person(cast.MARGARET), NOVEMBER, words, by(who), id=press or new_id())


def by(who: str) -> Any:
    """One of them, in their role around Margaret."""
    return author(who, ROLES[who])


def conversation() -> Conversation:
    """As it stands."""
    return Conversation.of(cast.person(cast.MARGARET), NOVEMBER)


def sides(who: str, *labels: str) -> Sides:
    """As somebody reads it."""
    return Sides.of(conversation(), Reader(cast.user(who).id, set(labels or EVERY_LABEL), own=who == "margaret"))


def read(who: str, *labels: str) -> list[str]:
    """The words that somebody finds under "working", the person's first."""
    there = sides(who, *labels).entries
    return [entry.working for side in Side for entry in there[side]]
