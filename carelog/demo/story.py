"""The demo's story: eight whole weeks of five people and this week until now, told in the order in which it happened.

Each record is made at its own moment (`clock.told`) by the same nouns as anybody's, so it keeps every rule: what was
agreed was agreed before it began, what is late is late. Apart from its dates the story is always the same.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carelog import clock
from carelog.demo import ivy, jamie, margaret, nadia, walter
from carelog.demo.agreed import tell_agreed
from carelog.demo.calendar import WHOLE_WEEKS, Calendar
from carelog.demo.cast import Cast, people_join, share
from carelog.demo.family import tell_family
from carelog.demo.feeling import tell_feelings
from carelog.demo.figuring_out import tell_figuring_out
from carelog.demo.information import ask_again
from carelog.demo.learning import tell_learning
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary, tell_ordinary_weeks
from carelog.demo.photos import tell_photos
from carelog.demo.plan import Plan
from carelog.demo.reviewing import tell_review
from carelog.demo.sharing import decided_long_ago, tell_sharing
from carelog.demo.talking import tell_conversations
from carelog.people.person import Person
from carelog.weeks.perfect_week import day_parts

EVERYBODY_JOINS = timedelta(weeks=60)  # before the week that people are living
DECIDED_LONG_AGO = timedelta(weeks=54)
EVERYBODY_SHARES = timedelta(weeks=WHOLE_WEEKS + 4)  # then they are asked again how they need information, too


class Story(NamedTuple):
    """What there is to tell of one person, and how weeks go that it does not mention."""

    tell: Callable[[Life], None]
    ordinary: Ordinary
    first_week: int = 1


STORIES = {
    "Margaret Hughes": Story(margaret.tell, margaret.ORDINARY),
    "Jamie Carter": Story(jamie.tell, jamie.ORDINARY),
    "Walter Osei": Story(walter.tell, walter.ORDINARY, walter.FIRST_WEEK),
    "Nadia Rahman": Story(nadia.tell, nadia.ORDINARY),
    "Ivy Bright": Story(ivy.tell, ivy.ORDINARY),
}


def build(hashed: str | None = None) -> None:
    """The cast, their weeks, and what was recorded of them until now."""
    now = clock.now()
    with clock.told(now - EVERYBODY_JOINS):
        cast = people_join(hashed)
    with clock.told(now - DECIDED_LONG_AGO):
        decided_long_ago(cast)
    with clock.told(now - EVERYBODY_SHARES):
        share(cast)
        ask_again(cast.people, cast.coordinators)
        people = list(Person.with_team().order_by(Person.id))
    _tell([_life(person, cast, now) for person in people])


def _life(person: Person, cast: Cast, now: datetime) -> Life:
    parts = day_parts(person.team)
    calendar = Calendar(clock.living_day(ZoneInfo(person.team.zone), now), parts)
    life, story = Life(person, cast, calendar, Plan(parts), now), STORIES[person.name]
    story.tell(life)
    tell_learning(life)
    tell_photos(life)
    tell_sharing(life)
    tell_feelings(life)
    tell_family(life)
    tell_agreed(life)
    tell_conversations(life)
    tell_figuring_out(life)
    tell_review(life)
    tell_ordinary_weeks(life, story.ordinary, story.first_week)
    return life


def _tell(lives: Iterable[Life]) -> None:
    """Everybody's steps together, in the order of time, up to now."""
    steps = [step for life in lives for step in life.steps if step.at < life.until]
    for step in sorted(steps, key=lambda step: step.at):
        with clock.told(step.at):
            step.tell()
