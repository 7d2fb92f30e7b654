"""How a week, a month and three months are called."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from carelog.summaries import period_wording
from carelog.summaries.period import Length, Period

pytestmark = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def request_in_english(empty_app: Flask) -> Iterator[None]:
    """Words need a reader's language."""
    with empty_app.test_request_context():
        yield


@pytest.mark.parametrize(
    "words",
    [
        period_wording.TITLES,
        period_wording.LENGTHS,
        period_wording.EARLIER,
        period_wording.LATER,
        period_wording.MORE,
        period_wording.LESS,
        period_wording.NOT_OVER,
        period_wording.NOT_BEGUN,
    ],
)
def test_every_length_has_its_own_words(words: dict[Length, str]) -> None:
    assert len({str(words[length]) for length in Length}) == len(Length)


@pytest.mark.parametrize(
    ("length", "day", "words"),
    [
        (Length.WEEK, date(2026, 11, 16), "16 to 22 November 2026"),
        (Length.WEEK, date(2026, 12, 31), "28 December to 3 January 2027"),
        (Length.MONTH, date(2026, 11, 16), "November 2026"),
        (Length.QUARTER, date(2026, 11, 16), "September to November 2026"),
        (Length.QUARTER, date(2026, 1, 16), "November 2025 to January 2026"),
    ],
)
def test_a_period_is_called_by_its_days_or_months(length: Length, day: date, words: str) -> None:
    assert period_wording.period_words(Period.of(length, day)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 2), date(2026, 11, 8), "2 to 8 November"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December"),
        (date(2026, 11, 1), date(2026, 11, 1), "1 November"),
    ],
)
def test_days_are_said_short(first: date, last: date, words: str) -> None:
    assert period_wording.day_to_day(first, last) == words
