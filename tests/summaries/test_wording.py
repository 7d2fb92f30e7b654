"""The sentences of the summary, word for word."""

from collections.abc import Iterator

import pytest
from flask import Flask

from carelog.summaries.measure import Counts
from carelog.summaries.summary import FOR_ME, NOT_ASKED, TO_ME, TOTAL, Sentence
from carelog.summaries.wording import HEADINGS, sentence, share, to_come

pytestmark = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def request_in_english(empty_app: Flask) -> Iterator[None]:
    """Words need a reader's language."""
    with empty_app.test_request_context():
        yield


def line(*, waiting: int = 0, bounds: tuple[int, int] | None = None, **counts: int) -> Sentence:
    """One sentence."""
    return Sentence(TO_ME, Counts(**counts), waiting, bounds)


def test_the_lines_are_called_as_people_would_call_them() -> None:
    assert {about: str(words) for about, words in HEADINGS.items()} == {
        TO_ME: "What matters to me", FOR_ME: "What keeps me well", NOT_ASKED: "Not asked yet",
        TOTAL: "Everything together",
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
        (line(happened=1, choice_unchecked=2), "1 of 3 happened, 2 they say I chose something else."),
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
    ("bounds", "words"), [((74, 79), "between 74 % and 79 %"), ((55, 55), "55 %"), ((0, 0), "0 %"), (None, "")]
)
def test_a_share_is_two_bounds_or_one_figure_or_nothing(bounds: tuple[int, int] | None, words: str) -> None:
    assert share(line(bounds=bounds)) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (line(), []),
        (line(not_due=1), ["One more is still to come."]),
        (line(not_due=4), ["4 more are still to come."]),
        (
            line(not_due=2, waiting=1),
            ["2 more are still to come.", "One more can be any day. We count it when the week is over."],
        ),
        (line(waiting=3), ["3 more can be any day. We count them when the week is over."]),
    ],
)
def test_what_is_ahead_is_said_beside_the_sentence(told: Sentence, words: list[str]) -> None:
    assert to_come(told) == words


def test_when_the_week_is_over_what_is_missing_may_still_be_written_down() -> None:
    assert to_come(line(not_due=1), over=True) == ["One more may still be written down."]
    assert to_come(line(not_due=4), over=True) == ["4 more may still be written down."]
