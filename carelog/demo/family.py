"""What family and friends say to those who support somebody: thanks, a compliment, a complaint."""

from functools import partial

from carelog.accounts.staff_role import MANAGER
from carelog.demo.calendar import FRI, MON, SAT, SUN, THU, TUE, WED, When
from carelog.demo.life import Life
from carelog.journal import Author, Event
from carelog.records.feedback import Feedback, FeedbackStep, Sort, Step
from carelog.records.thanks import Thanks


def tell_family(life: Life) -> None:
    """Of those who have somebody to say it."""
    TELLS.get(life.person.name, lambda _life: None)(life)


def _margaret(m: Life) -> None:
    day = m.calendar.day((6, MON))
    words = "Mum rang me about the crossword with Joan. She laughed all the way through. Thank you!"
    m.later((6, TUE, "18:30"), lambda: Thanks.record(m.person, m.author("helen"), words, day=day))
    m.later((8, THU, "11:30"), lambda: Thanks.record(
        m.person, m.author("margaret"), "The small jug was a good idea.", member=m.cast.users["sam"].id,
    ))  # fmt: skip
    _told(m, "helen", "ring back", (8, FRI, "17:45"), Sort.COMPLAINT,
          "I rang the office twice on Sunday to ask how Mum was. Nobody rang back.")  # fmt: skip
    _done(m, "ring back", Step.ACKNOWLEDGED, (8, SAT, "09:15"))


def _jamie(j: Life) -> None:
    j.later((8, SUN, "20:10"), lambda: Thanks.record(
        j.person, j.author("carol"), "Jamie told me about the new boy and his bag. I have not seen him so proud.",
        member=j.cast.users["tomasz"].id,
    ))  # fmt: skip
    _told(j, "carol", "photo book", (6, WED, "21:00"), Sort.COMPLIMENT,
          "Everybody uses his photo book now, and he eats with us again. That was your team.")  # fmt: skip
    _done(j, "photo book", Step.ACKNOWLEDGED, (6, THU, "09:05"))
    _done(j, "photo book", Step.ANSWERED, (7, MON, "14:20"),
          "Thank you, Carol. I read it out on Friday, and Jamie showed us the page with the table.")  # fmt: skip


def _told(life: Life, who: str, name: str, at: When, sort: Sort, words: str) -> None:
    """Somebody tells the manager; `name` is what later steps call it."""
    life.later(at, partial(Feedback.record, life.person, life.author(who), sort, words, id=life.named(name)))


def _done(life: Life, name: str, step: Step, at: When, words: str = "") -> None:
    """The manager does something about it."""
    by, event_id = Author(life.cast.users["ruth"].id, MANAGER), life.named(name)

    def take() -> Event:
        return FeedbackStep.take(life.person, Event.get(Event.id == event_id).seq, step, by, words=words)

    life.later(at, take)


TELLS = {"Margaret Hughes": _margaret, "Jamie Carter": _jamie}
