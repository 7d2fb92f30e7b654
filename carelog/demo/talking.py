"""The monthly conversations: the last two are closed, this month's is being prepared; one waits to begin."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from carelog import clock
from carelog.demo.life import Life
from carelog.demo.teller import Step
from carelog.reviews.conversation_plan import ConversationPlan, Form, Plan
from carelog.reviews.invitation import ConversationInvitation
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.month import first_of
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.pack import Pack
from carelog.reviews.perspective import Perspective, Said
from carelog.reviews.proposal import ConversationProposal
from carelog.reviews.reader import WHOLE_TEAM
from carelog.weeks.calendar import days, month_of, months_on

WEEKEND = 5  # Saturday


def tell_conversations(life: Life) -> None:
    """Of those whose circle has met."""
    this = first_of(life.calendar.today)
    TELLS.get(life.person.name, lambda _life, _month: None)(life, this)


def _margaret(m: Life, this: date) -> None:
    last, before = months_on(this, -1), months_on(this, -2)
    _writes(m, "sam", before, "She pours her own tea with the small jug.", "The bread was late twice.")
    _talk(m, before)
    _writes(m, "margaret", last, "Sam in the morning. Singing with the porridge.", "I do not like to wait.")
    _writes(m, "grace", last, "The small jug. She laughs when we sing.", "Nobody came for church, twice.")
    _talk(m, last)
    _adds(m, "grace", last, "She asked for the blue cup again, the day after.")
    _writes(m, "margaret", this, "My garden. The choir on the radio.", "The crossword is too small to read.")
    _writes(m, "sam", this, "She tells me when the tea is ready.", "The key in the lock: once I waited outside.")
    _asked(m, this, "grace")


def _jamie(j: Life, this: date) -> None:
    last, before = months_on(this, -1), months_on(this, -2)
    _talk(j, before)
    _writes(j, "carol", last, "He talks about football with his dad again.", "I hear late when something is cancelled.")
    _writes(j, "tomasz", last, "He chooses his own seat at lunch.", "The bag is packed in a hurry.")
    _talk(j, last)
    _writes(j, "carol", this, "He showed me the photo of his table.")
    _writes(j, "tomasz", this, "The bag stands ready in the evening.", "It is loud in the kitchen on Fridays.")
    _asked(j, this, "jamie")
    _proposes(j, this)


def _walter(w: Life, this: date) -> None:
    last = months_on(this, -1)
    _writes(w, "grace", last, "The radio on low.", "He waits for his shave when it is somebody new.")


def _nadia(n: Life, this: date) -> None:
    plan = Plan(form=Form.SHORT, every=3, words="She put the calendar away. Sam asked her twice.")
    month = months_on(this, -2)
    _at(n, _talk_day(month) - timedelta(days=3), "11:00",
        partial(ConversationPlan.decide, n.person, month, plan, n.author("aled")))  # fmt: skip
    _talk(n, month)


def _writes(life: Life, who: str, month: date, working: str, not_working: str = "") -> None:
    """A few days before they talk; in this month, in the days that were."""
    day = min(_talk_day(month), life.calendar.today) - timedelta(days=2)
    said = Said(working=working, not_working=not_working)
    _at(life, max(day, month), "18:20", partial(Perspective.record, life.person, month, said, life.author(who)))


def _talk(life: Life, month: date) -> None:
    """They talk on the last working day of the month; who coordinates opens and closes it."""
    by = life.author("aled")
    _at(life, _talk_day(month), "15:00", lambda: Conversation.of(life.person, month).open(by))
    _at(life, _talk_day(month), "17:30", lambda: _close(life, month))


def _close(life: Life, month: date) -> None:
    figures = Pack.of(life.person, month, WHOLE_TEAM).as_said()
    Conversation.of(life.person, month).close(figures, life.author("aled"))


def _adds(life: Life, who: str, month: date, words: str) -> None:
    by = life.author(who)
    _at(life, _talk_day(month) + timedelta(days=1), "18:10",
        lambda: LaterThought.record(Conversation.of(life.person, month), words, by))  # fmt: skip


def _asked(life: Life, month: date, *who: str) -> None:
    """Who coordinates asks what they think."""
    users = [life.cast.users[one].id for one in who]
    day = max(life.calendar.today - timedelta(days=1), month)
    _at(life, day, "09:10", partial(ConversationInvitation.send, life.person, month, users, life.author("aled")))


def _proposes(life: Life, month: date) -> None:
    """A day at the end of the month, or soon."""
    day = max(_talk_day(month), life.calendar.today + timedelta(days=1))
    _at(life, max(life.calendar.today - timedelta(days=1), month), "09:15",
        partial(ConversationProposal.make, life.person, month, day, "14:30", life.author("aled")))  # fmt: skip


def _talk_day(month: date) -> date:
    """The last working day of that month."""
    return next(day for day in reversed(days(*month_of(month))) if day.weekday() < WEEKEND)


def _at(life: Life, day: date, wall: str, tell: Callable[[], object]) -> None:
    """What the story knows by its date."""
    life.steps.append(Step(life.calendar.parts.instant(day, clock.wall(wall)), tell))


TELLS = {"Margaret Hughes": _margaret, "Jamie Carter": _jamie, "Walter Osei": _walter, "Nadia Rahman": _nadia}
