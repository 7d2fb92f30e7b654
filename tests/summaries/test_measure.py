"""The arithmetic of the summary, held to the worked examples of its definition and to laws that any counts keep."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.records.outcome import State
from carelog.summaries.measure import Counts, arrow, percent

EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("measure_examples.json").read_text())
LETTERS = {
    "H": "happened", "P": "partly", "C": "chose_other", "c": "choice_unchecked", "N": "did_not_happen",
    "U": "not_recorded", "F": "not_due", "X": "paused",
}  # fmt: skip

any_counts = st.builds(Counts, **dict.fromkeys(LETTERS.values(), st.integers(0, 60)))


def counts(**letters: int) -> Counts:
    """From the letters of the definition."""
    return Counts(**{LETTERS[letter]: number for letter, number in letters.items()})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["case"])
def test_a_worked_example_of_the_definition_comes_out_as_it_says(example: dict[str, Any]) -> None:
    counted = counts(**example["counts"])
    bounds = counted.bounds(counted)
    assert (counted.due, counted.wanted) == (example["D"], example["W"])
    assert (bounds is not None) == example["percentage_shown"]
    assert counted.plan_still_fits_asked == example["plan_still_fits_asked"]
    if example["percentage_shown"]:
        assert bounds == (example["low"], example["high"])
    if "known" in example:
        assert counted.known is not None
        assert percent(counted.known) == example["known"]


def test_every_state_is_counted_once_and_a_dispute_as_not_recorded() -> None:
    assert Counts.of(State) == Counts(1, 1, 1, 1, 1, 2, 1, 1)


def test_what_is_to_come_or_paused_is_not_due() -> None:
    assert counts(F=3, X=2).due == 0


@settings(deadline=None)
@given(st.lists(st.sampled_from(State)), st.lists(st.sampled_from(State)))
def test_added_is_the_same_as_pooled(one: list[State], other: list[State]) -> None:
    assert Counts.of(one) + Counts.of(other) == Counts.of(one + other)


@settings(deadline=None)
@given(any_counts)
def test_every_share_lies_between_nothing_and_all_and_the_bounds_are_in_order(counted: Counts) -> None:
    low, high = counted.low, counted.high
    assert all(0 <= share <= 1 for share in (low, high, counted.half, counted.known) if share is not None)
    assert low is None or high is None or low <= high


@settings(deadline=None)
@given(any_counts, st.data())
def test_whatever_the_unknown_turns_out_to_be_lies_between_the_bounds(counted: Counts, data: st.DataObject) -> None:
    happened = data.draw(st.integers(0, counted.not_recorded), "of the unrecorded, happened")
    chosen = data.draw(st.integers(0, counted.choice_unchecked), "of the unchecked, chosen indeed")
    rest = counted.not_recorded - happened + counted.choice_unchecked - chosen
    known = Counts(
        happened=counted.happened + happened, partly=counted.partly, chose_other=counted.chose_other + chosen,
        did_not_happen=counted.did_not_happen + rest,
    )  # fmt: skip
    assert known.low == known.high
    if known.low is not None and counted.low is not None and counted.high is not None:
        assert counted.low <= known.low <= counted.high


@settings(deadline=None)
@given(any_counts)
def test_what_i_chose_otherwise_is_never_a_failure(counted: Counts) -> None:
    chosen = counted + counts(C=1)
    assert (chosen.low, chosen.high) == (counted.low, counted.high)


@settings(deadline=None)
@given(any_counts)
def test_what_was_cancelled_never_disappears(counted: Counts) -> None:
    cancelled = counted + counts(N=1)
    assert cancelled.wanted == counted.wanted + 1
    if counted.low is not None and counted.high is not None:
        assert cancelled.low is not None
        assert cancelled.high is not None
        assert cancelled.low <= counted.low
        assert cancelled.high <= counted.high


@settings(deadline=None)
@given(any_counts)
def test_partly_is_in_neither_bound_and_half_of_it_in_the_share_for_exports(counted: Counts) -> None:
    if counted.low is not None and counted.half is not None:
        assert counted.half - counted.low == Fraction(counted.partly, 2 * counted.wanted)


@settings(deadline=None)
@given(any_counts, any_counts)
def test_a_percentage_is_shown_only_where_nothing_is_to_come_and_enough_is_known(one: Counts, whole: Counts) -> None:
    shown = one.bounds(whole)
    enough = one.wanted >= 10 and one.high is not None and (one.known or 0) >= Fraction(4, 5)
    assert (shown is not None) == (enough and whole.not_due == 0)


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        (counts(H=8, U=2), True),  # exactly 80 % known
        (counts(H=35, U=9), False),  # 79.5 %, which would round to 80
        (counts(H=10), True),
        (counts(H=9, C=5), False),  # 9 still wanted
    ],
)
def test_thresholds_are_compared_before_rounding(counted: Counts, shown: bool) -> None:
    assert (counted.bounds(counted) is not None) == shown


def test_one_sentence_has_no_percentage_while_another_has_something_to_come() -> None:
    sentence, whole = counts(H=20), counts(H=20, F=1)
    assert sentence.bounds(sentence) == (100, 100)
    assert sentence.bounds(whole) is None


def test_where_only_unchecked_choices_are_left_there_is_no_upper_bound() -> None:
    assert counts(c=10).high is None
    assert counts(c=10).bounds(counts(c=10)) is None


def test_nothing_due_has_no_shares() -> None:
    nothing = Counts()
    assert (nothing.low, nothing.high, nothing.half, nothing.known) == (None, None, None, None)


def test_whether_the_plan_still_fits_is_asked_above_a_quarter_and_not_at_it() -> None:
    assert not counts(H=15, C=3, c=2).plan_still_fits_asked
    assert counts(H=14, C=3, c=3).plan_still_fits_asked


@settings(deadline=None)
@given(st.integers(0, 99))
def test_halves_are_rounded_up(whole: int) -> None:
    assert percent(Fraction(2 * whole + 1, 200)) == whole + 1


@settings(deadline=None)
@given(st.fractions(0, 1))
def test_a_percentage_is_within_half_a_point_of_its_share(share: Fraction) -> None:
    assert -Fraction(1, 2) < percent(share) - share * 100 <= Fraction(1, 2)


def shares(low: int, high: int) -> tuple[Fraction, Fraction]:
    """Bounds, in thousandths."""
    return Fraction(low, 1000), Fraction(high, 1000)


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        (shares(500, 600), shares(600, 700), 1),  # both by exactly ten points
        (shares(500, 600), shares(599, 720), 0),  # one by less, which would round to ten
        (shares(500, 600), shares(400, 500), -1),
        (shares(500, 600), shares(400, 501), 0),
        (shares(400, 800), shares(550, 600), 0),  # not the same way
        (shares(500, 600), shares(500, 600), 0),
    ],
)
def test_an_arrow_needs_both_bounds_to_move_the_same_way_by_ten_points(
    before: tuple[Fraction, Fraction], now: tuple[Fraction, Fraction], direction: int
) -> None:
    assert arrow(now, before) == direction
    assert arrow(before, now) == -direction


def test_there_is_no_arrow_unless_both_periods_show_a_percentage() -> None:
    assert arrow(None, shares(500, 600)) == arrow(shares(500, 600), None) == arrow(None, None) == 0


def test_what_an_arrow_compares_is_what_the_percentage_rounds() -> None:
    counted = counts(H=14, P=2, N=2, C=1, U=1)
    assert counted.shares(counted) == (Fraction(14, 19), Fraction(15, 19))
    assert counted.shares(counted + counts(F=1)) is None
