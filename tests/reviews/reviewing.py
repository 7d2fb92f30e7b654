"""Margaret's three-month review, as the tests of all routes need one."""

from datetime import timedelta
from typing import Any

from carelog import clock, journal
from carelog.people.person import Person
from carelog.reviews.perspective import Voice, Whose
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.review_result import ReviewResult, What, as_seen
from carelog.reviews.three_month_review import Review
from carelog.weeks.perfect_week import latest
from carelog.weeks.week_draft import WeekDraft
from tests import cast
from tests.plans import EVERY_LABEL, author

HOW = "She pointed at the calendar."


def begun(person: Person) -> Review:
    """The one that stands, and has begun; one that is made, if none does."""
    aled = author("aled", "coordinator")
    stands = Review.standing(person)
    if stands is None:
        Review.begin(person, Arranged(how=HOW), aled)
        stands = Review.standing(person)
    assert stands is not None
    if not stands.opened:
        stands.open(aled)
    found = Review.standing(person)
    assert found is not None
    return found


def places(person: Person, draft: WeekDraft) -> dict[str, str | int]:
    """That review, a best guess in it; of the draft that waits, how it was seen, and a thing of the week not in it."""
    week, there = latest(person), {one.item_id for one in draft.items}
    left_out = next((one.item_id for one in week.items if one.item_id not in there), "") if week else ""
    guess = Voice(whose=Whose.GUESS)
    told = ReviewLine.record(begun(person), Section.NOW, "Her cat", guess, author("aled", "coordinator"))
    more = {"review": begun(person).id, "review_guess": told.id}
    return {**more, "draft": draft.id, "seen": draft.as_seen, "left_out": left_out}


def make_room(endpoint: str, person: Person) -> dict[str, str | int]:
    """So that this route has something to do: no review stands, or has not begun; no draft waits, or the review's.

    What its address names then.
    """
    aled = author("aled", "coordinator")
    if endpoint in ("three_months.create", "three_months.create_opening"):
        begun(person).close({}, aled)
    if endpoint == "three_months.create_opening":
        return {"review": Review.begin(person, Arranged(how=HOW), aled).id}
    if endpoint in ("three_months.create_draft", "three_months.week"):
        _settle(person)
    if endpoint == "three_months.week":
        WeekDraft.begin(person, begun(person).seq, aled)
    if endpoint == "week_drafts.bring_back":
        draft = WeekDraft.open_one(person)
        assert draft is not None
        for place in [place for place, one in enumerate(draft.items) if one.item_id][:1]:
            draft.end(place, aled, draft.as_seen)
        return places(person, draft)
    return {}


def end(person: Person) -> None:
    """The review is closed."""
    begun(person).close({}, author("aled", "coordinator"))


def a_line(person: Person, writer: journal.Author) -> str:
    """The id of something that this writer said in the review."""
    return str(ReviewLine.record(begun(person), Section.NOW, "The choir", Voice(), writer).id)


def one_of_each(person: Person, writer: journal.Author, leader: journal.Author) -> None:
    """A row in every table of a review."""
    review = begun(person)
    line = ReviewLine.record(review, Section.NOW, "Her cat", Voice(), writer)
    seen = as_seen(person, What.SUPPORT)
    ReviewResult.reword(review, What.SUPPORT, "Slowly", seen, leader, because=(line.id,), labels=EVERY_LABEL)


def good_form(endpoint: str, places: dict[str, Any], person: str, line: str) -> dict[str, Any] | None:
    """One that would be written down; None for another route."""
    fresh, tomorrow = {"id": journal.new_id()}, (cast.TODAY + timedelta(days=1)).isoformat()
    arranged = {**fresh, "sort": "planned", "led_by": "", "how": HOW, "held_on": tomorrow, "held_at": "14:30",
                "label": "ordinary"}  # fmt: skip
    thing = {
        "title": "Feed the swans", "often": "days", "days": ["1"], "part": "morning", "support": "", "importance": "to",
        "label": "ordinary", "seen": places.get("seen", ""),
    }  # fmt: skip
    forms: dict[str, Any] = {
        "create": lambda: {**arranged, "words": "Her choir."}, "plan": lambda: {**arranged, "words": "Her choir."},
        "create_opening": lambda: fresh, "create_closing": lambda: fresh,
        "create_line": lambda: {**fresh, "section": "now", "words": "Her cat", "whose": "own", "label": "ordinary"},
        "create_line_withdrawal": lambda: {**fresh, "mark": line},
        "create_line_check": lambda: {
            f"{places['review_guess']}-id": fresh["id"], f"{places['review_guess']}-right": "yes",
            f"{places['review_guess']}-words": "She nodded.",
        },
        "week": lambda: {**fresh, "starts": tomorrow, "how_agreed": f"Together, {clock.now()}"},
        "words": lambda: {
            **fresh, "words": f"Slowly, {fresh['id']}", "seen": as_seen(cast.person(person), What.SUPPORT),
        },
        "new_item": lambda: thing, "item": lambda: thing, "end_item": lambda: {"seen": thing["seen"]},
        "bring_back": lambda: {"seen": thing["seen"], "item": places.get("left_out", "")},
    }  # fmt: skip
    room, _dot, name = endpoint.partition(".")
    return forms[name]() if room in ("three_months", "week_drafts") and name in forms else None


def _settle(person: Person) -> None:
    waits = (WeekDraft.person == person) & WeekDraft.settled.is_null()
    WeekDraft.update(settled=clock.now()).where(waits).execute()
