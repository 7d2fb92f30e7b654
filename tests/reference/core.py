"""A life as the project itself reads it, from the same values that it loads from the database, and the lines of it."""

from datetime import timedelta

from carelog.people.person import Person
from carelog.records.lived import LivedSpan
from carelog.records.reading import Reading
from carelog.records.said import Heard
from carelog.summaries.measure import Counts
from carelog.summaries.period import Length
from carelog.summaries.period import Period as Shown
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, TO_ME, TOTAL, Counted, Sentence
from carelog.weeks.time_away import Pause, Why
from tests.reference.life import Key, Life, Period

LINES = TO_ME, FOR_ME, NOT_ASKED, TOTAL
AROUND = timedelta(days=31)  # the weeks and months that a period touches end this soon before and after it


def read(life: Life, period: Period) -> LivedSpan:
    """The chances of the period, their states, and the weeks and months that end in it."""
    reading = Reading(
        person=Person(name="Ivy Bright"),
        parts=life.parts,
        plan=[one.version for one in life.agreed if one.at <= life.now],
        books=_books(life),
        pauses=[Pause(str(day), day, day, Why.FAMILY, "", day) for day in sorted(life.away)],
        labels=life.labels,
        now=life.now,
        whole=(period.first - AROUND, period.last + AROUND),
    )
    return reading.span(period.first, period.last)


def _books(life: Life) -> dict[Key, Heard]:
    """What was said of each chance."""
    books: dict[Key, Heard] = {}
    heard = [
        *((key, Heard(said=(said,))) for key, said in life.said),
        *((key, Heard(checks=(check,))) for key, check in life.checks),
        *((key, Heard(moves=(move,))) for key, move in life.moves),
    ]
    for key, one in heard:
        books[key] = books.get(key, Heard()) + one
    return books


def sentences(span: LivedSpan, period: Period) -> dict[str, Sentence]:
    """The lines of the period's summary; one that the summary leaves out is about nothing."""
    length = Length.MONTH if period.months else Length.WEEK
    counted = Counted.of(span, Shown(length, period.first, period.last))
    told = {line.about: line for line in counted.sentences({})}
    return {name: told.get(name, Sentence(name, [])) for name in LINES}


def lines(life: Life, period: Period) -> dict[str, tuple[Counts, int]]:
    """Each line's counts, and the flexible chances that wait for their week's end."""
    return {name: (line.counts, line.waiting) for name, line in sentences(read(life, period), period).items()}
