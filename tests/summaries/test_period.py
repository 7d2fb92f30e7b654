"""Which days a week, a month and three months are."""

from datetime import date

import pytest

from carelog.summaries.period import Length, Period

WEEK, MONTH, QUARTER = Length


@pytest.mark.parametrize(
    ("length", "day", "first", "last"),
    [
        (WEEK, date(2026, 11, 16), date(2026, 11, 16), date(2026, 11, 22)),
        (WEEK, date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
        (WEEK, date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (MONTH, date(2026, 11, 22), date(2026, 11, 1), date(2026, 11, 30)),
        (MONTH, date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29)),
        (QUARTER, date(2026, 11, 22), date(2026, 9, 1), date(2026, 11, 30)),
        (QUARTER, date(2026, 1, 31), date(2025, 11, 1), date(2026, 1, 31)),
    ],
)
def test_a_period_holds_the_day_it_is_asked_for(length: Length, day: date, first: date, last: date) -> None:
    period = Period.of(length, day)
    assert (period.first, period.last) == (first, last)
    assert period.holds(day)
    assert period.holds(first)
    assert period.holds(last)
    assert not period.holds(period.earlier.last)
    assert not period.holds(period.later.first)


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31), date(2028, 2, 29)])
def test_periods_follow_each_other_without_a_gap(length: Length, day: date) -> None:
    period = Period.of(length, day)
    assert (period.first - period.earlier.last).days == (period.later.first - period.last).days == 1
    assert period.earlier.later == period.later.earlier == period


@pytest.mark.parametrize("length", Length)
def test_its_address_leads_back_to_it(length: Length) -> None:
    period = Period.of(length, date(2026, 11, 18))
    ((name, day),) = period.address.items()
    assert name == length
    assert Period.of(Length(name), date.fromisoformat(day)) == period


def test_beside_a_past_period_stands_its_end_and_beside_todays_today() -> None:
    november = Period.of(MONTH, date(2026, 11, 18))
    assert november.nearest(date(2026, 11, 18)) == date(2026, 11, 18)
    assert november.nearest(date(2027, 3, 1)) == date(2026, 11, 30)
    assert november.nearest(date(2026, 3, 1)) == date(2026, 11, 1)
