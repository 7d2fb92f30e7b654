"""A week that was read and is not agreed yet: what it keeps, what it changes, and agreeing it once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from threading import Barrier
from typing import Any

import pytest

from carelog import db
from carelog.journal import Author, Change, Event
from carelog.people.person import ChangedMeanwhile, Person
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.perfect_week import (
    PerfectWeek,
    StartsTooEarly,
    Wanted,
    WeekMoved,
    latest,
    say_importance,
    versions,
)
from carelog.weeks.spreadsheet_import import Doubt, Line, Reading, ReadWeek, Reason
from carelog.weeks.week_draft import AlreadySettled, AnotherDraft, Difference, NoSuchItem, WeekDraft, same_words
from tests import cast

pytestmark = pytest.mark.usefixtures("app")
TOMORROW = cast.TODAY + timedelta(days=1)


@pytest.fixture
def aled() -> Author:
    """The coordinator."""
    return Author(cast.user("aled").id, "coordinator")


def item(title: str, **said: Any) -> ItemDetails:
    """One thing as a sheet says it, on Wednesdays."""
    return ItemDetails(**{"title": title, "days": (2,), **said})


def sheet(*items: ItemDetails, **more: Any) -> ReadWeek:
    """A sheet that was read."""
    return ReadWeek(items=items, lines=(), **more)


def bring_in(person: Person, author: Author, *items: ItemDetails) -> WeekDraft:
    """Read a sheet of these items."""
    return WeekDraft.bring_in(person, sheet(*items), "week.xlsx", author)


def agree(person: Person, author: Author, *items: ItemDetails) -> dict[str, str]:
    """Read a sheet of these items and agree it: its items' ids, by title and part of the day."""
    bring_in(person, author, *items).agree(TOMORROW, "", author)
    week = latest(person)
    assert week is not None
    return {f"{planned.details.title}, {planned.details.part}": planned.item_id for planned in week.items}


def at_once(call: Callable[[], object], times: int) -> list[object]:
    """What the call answers or raises, so many times at once."""
    ready = Barrier(times)

    def run(_number: int) -> object:
        with db.connected():
            ready.wait()
            try:
                return call()
            except AlreadySettled as settled:
                return settled

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def test_a_draft_keeps_everything_that_was_read(nadia: Person, aled: Author) -> None:
    lines = (
        Line(cell="B5", source="Painting", reading=Reading.ITEM, details=item("Painting").as_json()),
        Line(cell="A9", source="more fun", reading=Reading.UNREAD, doubts=(Doubt(Reason.WISH, "more fun"),)),
    )
    read = ReadWeek(items=(item("Painting"),), lines=lines, notes=("more fun", "see Ruth"), review_by=date(2027, 2, 1))
    WeekDraft.bring_in(nadia, read, "nadia.xlsx", aled)
    draft = WeekDraft.open_one(nadia)
    assert draft is not None
    assert [wanted.details.title for wanted in draft.items] == ["Painting"]
    assert [(line.cell, line.source, line.reading, line.sure) for line in draft.lines] == [
        ("B5", "Painting", "item", True), ("A9", "more fun", "unread", False),
    ]  # fmt: skip
    assert (draft.notes, draft.review_by, draft.filename) == ("more fun\nsee Ruth", date(2027, 2, 1), "nadia.xlsx")


def test_a_draft_changes_nothing_that_was_agreed(nadia: Person, aled: Author) -> None:
    bring_in(nadia, aled, item("Painting"))
    assert latest(nadia) is None


def test_bringing_a_sheet_in_again_puts_the_earlier_draft_away(nadia: Person, aled: Author) -> None:
    first = bring_in(nadia, aled, item("Painting"))
    second = bring_in(nadia, aled, item("Choir"))
    assert WeekDraft.open_one(nadia) == second
    assert WeekDraft.get_by_id(first.id).settled is not None
    with pytest.raises(AlreadySettled):
        first.agree(TOMORROW, "", aled)


def test_bringing_sheets_in_at_once_leaves_one_draft(nadia: Person, aled: Author) -> None:
    at_once(lambda: bring_in(nadia, aled, item("Painting")), 4)
    assert WeekDraft.select().where(WeekDraft.settled.is_null()).count() == 1


def test_an_agreed_draft_is_the_week_with_what_the_sheet_said_of_it(nadia: Person, aled: Author) -> None:
    read = sheet(item("Painting"), notes=("more fun",), review_by=date(2027, 2, 1))
    WeekDraft.bring_in(nadia, read, "nadia.xlsx", aled).agree(TOMORROW, "I pointed.", aled)
    agreed = PerfectWeek.newest(nadia)
    assert agreed is not None
    assert (agreed.starts, agreed.source, agreed.how_agreed) == (TOMORROW, "nadia.xlsx", "I pointed.")
    assert (agreed.notes, agreed.review_by) == ("more fun", date(2027, 2, 1))
    assert WeekDraft.open_one(nadia) is None


def test_a_draft_is_agreed_once(nadia: Person, aled: Author) -> None:
    draft = bring_in(nadia, aled, item("Painting"))
    answers = at_once(lambda: draft.agree(TOMORROW, "", aled), 3)
    assert sorted(isinstance(answer, AlreadySettled) for answer in answers) == [False, True, True]
    assert len(versions([nadia.id])[nadia.id]) == 1


def test_a_draft_that_was_put_away_is_not_agreed(nadia: Person, aled: Author) -> None:
    draft = bring_in(nadia, aled, item("Painting"))
    draft.put_away(aled)
    assert WeekDraft.open_one(nadia) is None
    with pytest.raises(AlreadySettled):
        draft.agree(TOMORROW, "", aled)
    with pytest.raises(AlreadySettled):
        draft.put_away(aled)
    assert latest(nadia) is None


def test_a_draft_that_could_not_be_agreed_stays_open(aled: Author) -> None:
    margaret = cast.person(cast.MARGARET)
    draft = bring_in(margaret, aled, item("Painting"))
    with pytest.raises(StartsTooEarly):
        draft.agree(cast.TODAY, "", aled)
    assert WeekDraft.open_one(margaret) == draft


def test_the_journal_tells_what_became_of_a_draft(nadia: Person, aled: Author) -> None:
    bring_in(nadia, aled, item("Painting")).put_away(aled)
    changes = Change.select().join(Event).where(Event.kind.startswith("week_draft.") & (Event.person_id == nadia.id))
    assert [change.event.kind for change in changes.order_by(Event.seq)] == [
        "week_draft.brought_in", "week_draft.put_away",
    ]  # fmt: skip


@pytest.mark.parametrize("again", ["Margaret's bath", "MARGARET’S   Bath", " margaret's bath "])
def test_the_same_words_keep_their_item(nadia: Person, aled: Author, again: str) -> None:
    before = agree(nadia, aled, item("Margaret’s bath"))
    after = agree(nadia, aled, item(again, days=(4,), cadence=Cadence.TIMES_A_WEEK))
    assert list(after.values()) == list(before.values())


def test_other_words_are_another_item(nadia: Person, aled: Author) -> None:
    assert agree(nadia, aled, item("Bath")).values() != agree(nadia, aled, item("Bath time")).values()


def test_what_a_sheet_changes_is_listed(nadia: Person, aled: Author) -> None:
    agree(nadia, aled, item("Painting"), item("Choir"), item("Bath"))
    draft = bring_in(nadia, aled, item("bath"), item("Swimming"), item("Painting"))
    assert draft.difference() == Difference(kept=("bath", "Painting"), new=("Swimming",), ended=("Choir",))


def test_of_a_first_week_everything_is_new(nadia: Person, aled: Author) -> None:
    draft = bring_in(nadia, aled, item("Painting"))
    assert draft.difference() == Difference(kept=(), new=("Painting",), ended=())


def test_the_same_words_twice_in_a_sheet_match_each_its_own_part_of_the_day(nadia: Person, aled: Author) -> None:
    morning, evening = item("Shower", part=Part.MORNING), item("Shower", part=Part.EVENING)
    before = agree(nadia, aled, morning, evening)
    assert len(set(before.values())) == 2
    draft = bring_in(nadia, aled, evening, morning)
    assert draft.difference() == Difference(kept=("Shower", "Shower"), new=(), ended=())
    draft.put_away(aled)
    assert agree(nadia, aled, evening, morning) == before


def test_of_the_same_words_twice_the_one_that_stays_keeps_its_own_item(nadia: Person, aled: Author) -> None:
    morning, evening = item("Shower", part=Part.MORNING), item("Shower", part=Part.EVENING)
    before = agree(nadia, aled, morning, evening)
    assert agree(nadia, aled, evening) == {"Shower, evening": before["Shower, evening"]}


def test_of_the_same_words_in_one_part_the_time_decides(nadia: Person, aled: Author) -> None:
    early, late = item("Tablets", part=Part.MORNING, at=time(8)), item("Tablets", part=Part.MORNING, at=time(11))
    agree(nadia, aled, early, late)
    before = [planned.item_id for planned in bring_in(nadia, aled, early, late).items]
    assert [planned.item_id for planned in bring_in(nadia, aled, late, early).items] == before[::-1]


def test_what_moved_to_another_part_of_the_day_is_still_the_same_item(nadia: Person, aled: Author) -> None:
    before = agree(nadia, aled, item("Shower", part=Part.MORNING), item("Tea", part=Part.MORNING))
    after = agree(nadia, aled, item("Shower", part=Part.EVENING), item("Tea", part=Part.MORNING))
    assert list(after.values()) == list(before.values())


def test_one_item_is_not_matched_twice(nadia: Person, aled: Author) -> None:
    before = agree(nadia, aled, item("Shower", part=Part.MORNING))
    after = agree(nadia, aled, item("Shower", part=Part.EVENING), item("Shower", part=Part.MORNING))
    assert after["Shower, morning"] == before["Shower, morning"]
    assert after["Shower, evening"] not in before.values()


def test_a_new_item_gets_the_picture_of_its_words(nadia: Person, aled: Author) -> None:
    draft = bring_in(nadia, aled, item("Shower"), item("Zumba"), item("Tea", picture="teacup"))
    assert [wanted.details.picture for wanted in draft.items] == ["shower", "", "teacup"]


def test_what_people_said_of_an_item_before_stays(nadia: Person, aled: Author) -> None:
    said = item("Shower", picture="soap", label=Label.INTIMATE, why="I feel fresh")
    item_id = agree(nadia, aled, said)["Shower, any"]
    say_importance(nadia, {item_id: (True, True)}, aled)
    (wanted,) = bring_in(nadia, aled, item("Shower", minutes=30)).items
    kept = wanted.details
    assert (kept.picture, kept.label, kept.why, kept.minutes) == ("soap", Label.INTIMATE, "I feel fresh", 30)
    assert (kept.important_to, kept.important_for) == (True, True)


def test_a_reason_that_the_sheet_gives_is_the_newer_one(nadia: Person, aled: Author) -> None:
    agree(nadia, aled, item("Shower", why="I feel fresh"))
    (wanted,) = bring_in(nadia, aled, item("Shower", why="It wakes me up")).items
    assert wanted.details.why == "It wakes me up"


def test_titles_with_the_same_words_are_spelled_alike() -> None:
    assert same_words("“Quiz”  at\tthe Fox’s ") == '"quiz" at the fox\'s'


def begin(person: Person, author: Author) -> WeekDraft:
    """A draft that comes from some event: the newest one there is."""
    newest = Event.select().order_by(Event.seq.desc()).first()
    return WeekDraft.begin(person, newest.seq, author)


def test_a_draft_that_is_begun_holds_the_agreed_week_and_nothing_counts_until_it_is_agreed(
    margaret: Person, aled: Author
) -> None:
    before = latest(margaret)
    assert before is not None
    draft = begin(margaret, aled)
    assert [one.item_id for one in draft.items] == [one.item_id for one in before.items]
    assert not draft.changes()
    draft.put(item("Feed the ducks"), None, aled, draft.as_seen)
    draft.put(replace(draft.items[0].details, title="A longer lie-in"), 0, aled, draft.as_seen)
    draft.end(1, aled, draft.as_seen)
    made = draft.changes()
    assert [one.title for one in made.added] == ["Feed the ducks"]
    assert [now.title for _was, now in made.changed] == ["A longer lie-in"]
    assert [item_id for item_id, _details in made.ended] == [before.items[1].item_id]
    unchanged = latest(margaret)
    assert unchanged is not None
    assert unchanged.order == before.order
    draft.bring_back(before.items[1].item_id, aled, draft.as_seen)
    draft.agree(TOMORROW, "", aled)
    after = latest(margaret)
    assert after is not None
    assert {one.item_id for one in before.items} < {one.item_id for one in after.items}


def test_a_draft_is_changed_as_it_was_seen_and_only_while_it_waits(margaret: Person, aled: Author) -> None:
    draft = begin(margaret, aled)
    seen = draft.as_seen
    draft.put(item("Feed the ducks"), None, aled, seen)
    with pytest.raises(ChangedMeanwhile):
        draft.put(item("Feed the swans"), None, aled, seen)
    with pytest.raises(NoSuchItem):
        draft.end(len(draft.items), aled, draft.as_seen)
    with pytest.raises(NoSuchItem):
        draft.bring_back("nothing", aled, draft.as_seen)
    draft.put_away(aled)
    with pytest.raises(AlreadySettled):
        draft.end(0, aled, draft.as_seen)


def test_a_begun_draft_waits_for_no_other_one_and_a_week_that_moved_meanwhile_is_not_written_over(
    margaret: Person, aled: Author
) -> None:
    sheet_draft = bring_in(margaret, aled, item("Tea"))
    with pytest.raises(AnotherDraft):
        begin(margaret, aled)
    sheet_draft.put_away(aled)
    draft = begin(margaret, aled)
    assert draft.because_seq is not None
    assert WeekDraft.begin(margaret, draft.because_seq, aled).id == draft.id
    week = latest(margaret)
    assert week is not None
    PerfectWeek.agree(margaret, [Wanted(week.items[0].details, week.items[0].item_id)], TOMORROW, aled)
    with pytest.raises(WeekMoved):
        draft.agree(TOMORROW, "", aled)
    assert WeekDraft.open_one(margaret) is not None
