"""Margaret's three-month review: it has begun, each has said something, and a change of the week waits to be agreed."""

from functools import partial

from carelog.demo.calendar import FRI, MON, THU, TUE, WED, When
from carelog.demo.life import Life
from carelog.journal import NothingThere
from carelog.reviews.perspective import Voice
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.week_draft import WeekDraft

NAME = "review"


def tell_review(life: Life) -> None:
    """Of Margaret alone."""
    if life.person.name == "Margaret Hughes":
        _margaret(life)


def _margaret(m: Life) -> None:
    arranged = Arranged(
        held_on=m.calendar.day((8, FRI)), held_at="14:30", how="Margaret pointed at Friday on the calendar."
    )
    begin = partial(Review.begin, m.person, arranged, m.author("aled"), id=m.named(NAME))
    m.later((7, MON, "10:05"), begin)
    _says(m, "margaret", (7, TUE, "16:20"), Section.NOW, "My garden, and Sam in the morning.")
    _says(m, "margaret", (7, TUE, "16:24"), Section.FUTURE, "I want to sing with other people again.")
    _says(m, "sam", (7, WED, "12:50"), Section.ADMIRE, "She makes everybody laugh before breakfast.")
    _says(m, "sam", (7, WED, "12:52"), Section.SUPPORT, "The small jug: she pours her tea herself.")
    _says(m, "grace", (7, THU, "19:10"), Section.QUESTIONS, "Who comes to church with her when her friend is away?")
    _says(m, "aled", (8, FRI, "14:31"), Section.WHO, "We sat around the kitchen table.")
    m.later((8, FRI, "14:32"), lambda: _review(m).open(m.author("aled")))
    m.later((8, FRI, "15:10"), lambda: _drafts(m))


def _says(life: Life, who: str, at: When, section: Section, words: str) -> None:
    """Somebody says something in it."""
    life.later(at, lambda: ReviewLine.record(_review(life), section, words, Voice(), life.author(who)))


def _drafts(life: Life) -> None:
    """The week is being changed, and it is not agreed yet."""
    aled = life.author("aled")
    draft = WeekDraft.begin(life.person, _review(life).seq, aled)
    sings = ItemDetails(
        title="Sing with the choir", picture="microphone", days=(3,), part=Part.EVENING, important_to=True,
        important_for=False,
    )  # fmt: skip
    draft.put(sings, None, aled, draft.as_seen)


def _review(life: Life) -> Review:
    found = Review.of(life.person, life.named(NAME))
    if found is None:
        raise NothingThere(NAME)
    return found
