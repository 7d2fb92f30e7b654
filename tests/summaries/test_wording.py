"""The sentences of the summary, word for word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from carelog.records.lived import Lived, LivedFlexible
from carelog.records.outcome import Filled, State
from carelog.records.said import Heard, Move, Reason
from carelog.summaries import easy_wording, wording
from carelog.summaries.measure import Counts
from carelog.summaries.period import Length
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, STARRED, TO_ME, TOTAL, Sentence
from carelog.summaries.summary import MOVED, Summary
from carelog.summaries.wording import ahead, sentence, share, waits
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import Chances, Occurrence, Planned
from tests import cast

pytestmark = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
TUESDAY = NOON.date()
WALK = Planned("walk", ItemDetails(title="Walk", cadence=Cadence.TIMES_A_WEEK, times=3))


@pytest.fixture(autouse=True)
def request_in_english(empty_app: Flask) -> Iterator[None]:
    """Words need a reader's language."""
    with empty_app.test_request_context():
        yield


def line(
    *, waiting: int = 0, written: int = 0, bounds: tuple[int, int] | None = None, arrow: int = 0, **counts: int
) -> Sentence:
    """One sentence."""
    rows = [chance(state=State(name)) for name, number in counts.items() for _ in range(number)]
    return Sentence(TO_ME, rows, waiting, written, bounds=bounds, arrow=arrow)


def chance(
    cadence: Cadence = Cadence.WEEKLY, number: int = 1, state: State = State.NOT_RECORDED, heard: Heard | None = None
) -> Lived:
    """A chance on Tuesday 3 November."""
    planned = Planned("tea", ItemDetails(title="Tea", cadence=cadence))
    return Lived(Occurrence(planned, TUESDAY, Part.ANY, NOON, NOON, number), state, heard or Heard())


def test_the_lines_are_called_as_people_would_call_them() -> None:
    assert {about: str(words) for about, words in wording.HEADINGS.items()} == {
        TO_ME: "What matters to me", FOR_ME: "What keeps me well", NOT_ASKED: "Not asked yet",
        STARRED: "My starred things", TOTAL: "Everything together",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            line(happened=6, partly=1, did_not_happen=1, not_recorded=1, chose_other=1),
            "6 of the 9 I still wanted happened, 1 partly, 1 did not, 1 nobody wrote down. 1 I chose something else.",
        ),
        (line(happened=26, not_recorded=2), "26 of 28 happened, 2 nobody wrote down."),
        (line(did_not_happen=3), "0 of 3 happened, 3 did not."),
        (line(happened=4), "4 of 4 happened."),
        (line(chose_other=2), "2 I chose something else."),
        (line(happened=1, choice_unchecked=2), "1 of 3 happened, 2 where they say I chose something else."),
        (
            line(happened=26, disputed=1, not_recorded=1),
            "26 of 28 happened, 1 nobody wrote down, 1 where people say different things.",
        ),
        (line(disputed=2), "0 of 2 happened, 2 where people say different things."),
        (line(happened=2, not_due=5, waiting=3), "2 of 2 happened."),
        (line(not_due=5), "Nothing was due yet."),
        (line(waiting=1), "Nothing was due yet."),
        (line(), "Nothing was planned."),
        (line(paused=3), "Nothing was planned."),
    ],
)
def test_a_sentence_says_its_counts(told: Sentence, words: str) -> None:
    assert sentence(told) == words


@pytest.mark.parametrize(
    ("told", "ideas"),
    [
        (
            line(happened=6, partly=1, did_not_happen=1, not_recorded=1, chose_other=1, disputed=1),
            {
                "": "I still wanted 10 things.", "happened": "6 of them happened.", "partly": "1 happened only partly.",
                "did_not_happen": "1 did not happen.", "not_recorded": "1 time, nobody wrote it down.",
                "disputed": "1 time, people say different things.", "chose_other": "1 time, I chose something else.",
            },
        ),
        (
            line(happened=2, choice_unchecked=2),
            {"happened": "2 of 4 things happened.", "choice_unchecked": "2 times, others say I chose something else."},
        ),
        (line(happened=1), {"happened": "1 thing happened."}),
        (line(happened=1, chose_other=1), {
            "": "I still wanted 1 thing.", "happened": "It happened.", "chose_other": "1 time, I chose something else.",
        }),
        (line(did_not_happen=3), {"did_not_happen": "3 did not happen."}),
        (line(chose_other=2), {"chose_other": "2 times, I chose something else."}),
        (line(not_due=1), {"": "It is too early to count."}),
        (line(), {"": "Nothing was planned."}),
    ],
)  # fmt: skip
def test_easy_read_says_one_idea_a_line_each_with_its_picture(told: Sentence, ideas: dict[str, str]) -> None:
    assert dict(easy_wording.ideas(told)) == ideas


@pytest.mark.parametrize(
    ("told", "ideas"),
    [
        (line(), []),
        (line(waiting=1), ["1 thing can be any day.", "We count it when the week is over."]),
        (line(waiting=1, written=1),
         ["1 thing can be any day.", "It is written down.", "We count it when the week is over."]),
        (line(waiting=2, written=2),
         ["2 things can be any day.", "They are written down.", "We count them when the week is over."]),
        (line(waiting=5, written=2),
         ["5 things can be any day.", "2 of them are written down.", "We count them when the week is over."]),
    ],
)  # fmt: skip
def test_what_can_be_any_day_is_told_idea_by_idea(told: Sentence, ideas: list[str]) -> None:
    assert easy_wording.waiting_ideas(told) == ideas


def test_what_people_say_differently_is_named_apart_and_counted_as_unknown() -> None:
    told = line(happened=8, disputed=1, not_recorded=1)
    assert (told.counts.not_recorded, told.disputed) == (2, 1)
    assert told.figures == [("happened", 8), ("disputed", 1), ("not_recorded", 1)]
    assert told.counts.bounds(told.counts) == (80, 100)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"chose_other": 1}, ["More than one in four times I said no, or chose something else."]),
        (
            {"choice_unchecked": 1},
            ["More than one in four times others wrote that I chose something else.", "It is not checked with me yet."],
        ),
        (
            {"chose_other": 1, "choice_unchecked": 1},
            ["More than one in four times I chose something else, or others wrote so.",
             "Not all of it is checked with me yet."],
        ),
    ],
)  # fmt: skip
def test_whose_word_it_is_that_so_much_was_chosen_otherwise_is_said(counts: dict[str, int], words: list[str]) -> None:
    assert wording.chosen_words(Counts(**counts)) == words
    others = [idea for idea in easy_wording.chosen_ideas(Counts(**counts)) if "Others" in idea]
    assert bool(others) == ("choice_unchecked" in counts)


@pytest.mark.parametrize(
    ("bounds", "words"), [((74, 79), "between 74 % and 79 %"), ((55, 55), "55 %"), ((0, 0), "0 %"), (None, "")]
)
def test_a_share_is_two_bounds_or_one_figure_or_nothing(bounds: tuple[int, int] | None, words: str) -> None:
    assert share(line(bounds=bounds)) == words.replace(" %", "\N{NO-BREAK SPACE}%")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (line(), ["", ""]),
        (line(not_due=1), ["One more is still to come.", ""]),
        (line(not_due=4), ["4 more are still to come.", ""]),
        (
            line(not_due=2, waiting=1),
            ["2 more are still to come.", "One more can be any day. We count it when the week is over."],
        ),
        (line(waiting=3), ["", "3 more can be any day. We count them when the week is over."]),
        (
            line(waiting=5, written=1),
            [
                "",
                "One that can be any day is written down. 4 more can be any day. We count them when the week is over.",
            ],
        ),
        (
            line(waiting=2, written=2),
            ["", "2 that can be any day are written down. We count them when the week is over."],
        ),
    ],
)
def test_what_is_ahead_is_said_beside_the_sentence(told: Sentence, words: list[str]) -> None:
    assert [ahead(told), waits(told)] == words


def test_when_the_week_is_over_what_is_missing_may_still_be_written_down() -> None:
    assert ahead(line(not_due=1), over=True) == "One more may still be written down."
    assert ahead(line(not_due=4), over=True) == "4 more may still be written down."


@pytest.mark.parametrize(
    ("arrow", "length", "words"),
    [
        (1, Length.MONTH, "more than the month before"), (-1, Length.WEEK, "less than the week before"),
        (1, Length.QUARTER, "more than the three months before"), (0, Length.MONTH, ""),
    ],
)  # fmt: skip
def test_an_arrow_is_said_in_words(arrow: int, length: Length, words: str) -> None:
    assert wording.arrow_words(line(arrow=arrow), length) == words


@pytest.mark.parametrize(
    ("size", "before", "words"),
    [(20, 26, "20 things a week, was 26"), (1, 3, "1 thing a week, was 3"), (20, 20, ""), (20, 0, "")],
)
def test_the_size_of_a_plan_is_said_only_when_it_changed(app: Flask, size: int, before: int, words: str) -> None:
    with app.test_request_context():
        told = Summary.of_week(cast.person(cast.NADIA), cast.MONDAY, {"ordinary"})
        told = replace(told, size=size, size_before=before)
        assert wording.size_words(told) == words
        assert bool(easy_wording.size_ideas(told)) == bool(words)


@pytest.mark.parametrize(
    ("reason", "own", "words"),
    [
        (Reason.ILL, False, "They were ill"), (Reason.ILL, True, "I was ill"),
        (Reason.NOBODY_AVAILABLE, True, "Nobody was available"),
        (None, False, "The reason is not known yet"), (MOVED, False, "It was moved to another time"),
    ],
)  # fmt: skip
def test_a_reason_is_said_to_the_person_in_their_own_words(reason: Reason | None, own: bool, words: str) -> None:
    assert wording.why_words(reason, own) == words


@pytest.mark.parametrize(
    ("row", "long", "short"),
    [
        (chance(), "Tuesday 3 November", "Tue 3 Nov"),
        (chance(Cadence.TIMES_A_WEEK, 0), "Some time in the week 2 to 8 November", "2 to 8 November"),
        (chance(Cadence.TIMES_A_WEEK, 2), "Tuesday 3 November", "Tue 3 Nov"),
        (chance(Cadence.MONTHLY_ANY_DAY), "Some time in November", "November"),
    ],
)
def test_a_chance_stands_where_it_may_happen(row: Lived, long: str, short: str) -> None:
    assert (wording.place_words(row), wording.short_place(row)) == (long, short)


@pytest.mark.parametrize(
    ("own_word", "words"),
    [(True, "Moved to Friday 6 November, because I asked"), (False, "Moved to Friday 6 November")],
)
def test_a_move_says_who_asked_only_when_it_was_the_person(own_word: bool, words: str) -> None:
    move = Move(
        id="m", author_id=1, voice="own", own_word=own_word, written_at=NOON, asked_by_person=True,
        day=date(2026, 11, 6), part=Part.MORNING, at=None,
    )  # fmt: skip
    assert wording.move_words(chance(heard=Heard(moves=(move,)))) == words
    assert wording.move_words(chance()) == ""


def test_what_became_nothing_says_so_in_a_word() -> None:
    chances = Chances(WALK, date(2026, 11, 2), 0, NOON, lost=3, days_away=7)
    told = wording.shortened_words(LivedFlexible(chances, Filled(()), {}, ()))
    assert told == "Walk, 2 to 8 November: 3 became none, as I was away 7 days."


@pytest.mark.parametrize(("days", "words"), [(3, "as I was away 3 days."), (1, "as I was away one day.")])
def test_what_became_fewer_says_why(days: int, words: str) -> None:
    chances = Chances(WALK, date(2026, 11, 2), 2, NOON, lost=1, days_away=days)
    told = wording.shortened_words(LivedFlexible(chances, Filled(()), {}, ()))
    assert told == f"Walk, 2 to 8 November: 3 became 2, {words}"
