"""What was agreed in the months' conversations, who does it by when, and what became of it."""

from datetime import date, timedelta
from functools import partial

from carelog.demo.calendar import FRI, MON, SUN, THIS_WEEK, THU, TUE, WED, Day, When
from carelog.demo.life import Life
from carelog.demo.teller import EVERY_LABEL
from carelog.journal import Event, NothingThere
from carelog.reviews.action import Action, ActionStep, Promise, Step
from carelog.reviews.agreement import AgreedLine, What
from carelog.reviews.four_plus_one import Answers, FourPlusOne
from carelog.reviews.month import first_of


def tell_agreed(life: Life) -> None:
    """Of those whose circle has met."""
    TELLS.get(life.person.name, lambda _life: None)(life)


def _margaret(m: Life) -> None:
    _agrees(m, What.KEEP, (4, THU, "15:20"), "Sam and the small jug in the morning")
    _agrees(m, What.TRY, (4, THU, "15:22"), "Singing while the porridge cooks")
    _promises(m, "choir", (4, THU, "15:30"), "helen", (7, FRI), "Ring the choir and ask when they sing",
              "Mum sings with others, and not only in the kitchen.")  # fmt: skip
    _promises(m, "key", (4, THU, "15:34"), "aled", (6, WED), "Have a second key cut for the key safe",
              "Nobody waits at the door when the key is in the lock.")  # fmt: skip
    _promises(m, "crossword", (4, THU, "15:36"), "margaret", (THIS_WEEK, SUN), "Ask Joan if she comes on Fridays too")
    _promises(m, "bus", (4, THU, "15:38"), "grace", (5, MON), "Find out which bus goes to the church")
    _became(m, "key", Step.DONE, (6, TUE, "10:40"), "aled", "It hangs in the key safe.")
    _became(m, "bus", Step.DROPPED, (6, MON, "16:15"), "grace", "Margaret says: I have my lift, thank you.")
    _became(m, "choir", Step.MOVED, (7, THU, "19:30"), "helen", "They sing again after the holiday.",
            by_when=m.calendar.today + timedelta(days=3))  # fmt: skip
    _promises(m, "jug", (8, THU, "15:15"), "helen", (THIS_WEEK, SUN), "Bring a second small jug for the bedroom",
              "She pours her own water at night.", because=(m.named("small jug"),))  # fmt: skip
    answers = Answers(
        tried="We tried the key in the safe for a week.", pleased="Nobody had to wait outside.",
        concerned="The code has to stay between us.",
    )  # fmt: skip
    at: When = (8, THU, "15:10")
    record = partial(FourPlusOne.record, m.person, month=_month(m, at), answers=answers)
    m.later(at, lambda: record(_number(m, "key"), author=m.author("aled")))


def _jamie(j: Life) -> None:
    _agrees(j, What.CHANGE, (7, TUE, "16:05"), "The photo book goes into his bag the evening before")
    _promises(j, "table", (7, TUE, "16:10"), "tomasz", (8, FRI), "Take a photo of the table with the new boy",
              "Jamie can show at home who he eats with.")  # fmt: skip


def _agrees(life: Life, what: What, at: When, words: str) -> None:
    """A line is agreed; who coordinates writes it down."""
    by = life.author("aled")
    life.later(at, partial(AgreedLine.record, life.person, _month(life, at), what, words, by))


def _promises(
    life: Life, name: str, at: When, owner: str, by_when: Day, what: str, difference: str = "", *,
    because: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Somebody will do something; `name` is what later steps call it."""
    meant = Promise(
        what=what, owner=life.cast.users[owner].id, by_when=life.calendar.day(by_when), difference=difference,
        because=because,
    )  # fmt: skip
    life.later(at, partial(
        Action.record, life.person, _month(life, at), meant, life.author("aled"), labels=EVERY_LABEL,
        id=life.named(name),
    ))  # fmt: skip


def _became(life: Life, name: str, step: Step, at: When, who: str, words: str, *, by_when: date | None = None) -> None:
    """What became of it."""
    take = partial(ActionStep.take, life.person, step=step, author=life.author(who), words=words, by_when=by_when)
    life.later(at, lambda: take(_number(life, name)))


def _number(life: Life, name: str) -> int:
    found = Event.select().where(Event.id == life.named(name)).first()
    if found is None:
        raise NothingThere(name)
    return int(found.seq)


def _month(life: Life, at: When) -> date:
    return first_of(life.calendar.day(at[:2]))


TELLS = {"Margaret Hughes": _margaret, "Jamie Carter": _jamie}
