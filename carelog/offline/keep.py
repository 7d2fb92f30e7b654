"""What a phone keeps for when there is no signal: the pages that its service worker fetches after a look at Today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from carelog import clock

NEXT_WEEK = timedelta(weeks=1)
Address = Callable[..., str]  # of an endpoint and what its address is made of, as the web writes it
EVERYBODYS = ("offline.waiting", "offline.help_page")  # pages without a person that each of us needs then


@dataclass(frozen=True, slots=True)
class Kept:
    """One person whose pages are kept: whom somebody sees today, or who they are."""

    person_id: int
    day: date  # today, where that person is


def paths(seen: Iterable[Kept], own: Iterable[Kept], address: Address) -> list[str]:
    """The addresses to keep, the most needed first. `seen`: whom a worker sees today, in order; `own`: the person."""
    seen, own = list(seen), list(own)
    firsts = [address("home.my_week")] * bool(own) + [address("home.today")] * bool(seen)
    talks = [address("conversations.asked")] * bool(seen)  # Today leads there, and it to where each is written for
    visits = [address("visits.show", person_id=one.person_id) for one in seen]
    pages = [path for one in (*own, *seen) for path in _of_one(one, address)]
    return [*firsts, *visits, *talks, *pages, *(address(endpoint) for endpoint in EVERYBODYS)]


def _of_one(one: Kept, address: Address) -> list[str]:
    """How to support them, this week, and the next one."""
    next_monday = clock.monday(one.day) + NEXT_WEEK
    return [
        address("people.show", person_id=one.person_id),
        address("records.week", person_id=one.person_id),
        address("records.week", person_id=one.person_id, week=next_monday.isoformat()),
    ]
