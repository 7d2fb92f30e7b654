"""The fast code against the slow reference that was written from the measure alone, on thousands of random lives.

Hypothesis gives the seeds; a fault is shown by the smallest life that still has it.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from carelog.records.outcome import State, only_away, outcome
from carelog.records.said import Heard
from carelog.summaries.measure import Counts
from tests.reference import core, lives, measure, word
from tests.reference.compare import counts_of, differences, readable
from tests.reference.life import Life, Period, month, week
from tests.reference.smallest import smallest

seeds = st.randoms(use_true_random=True)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a seed makes nothing smaller
in_weeks_of_every_kind = pytest.mark.parametrize("monday", lives.MONDAYS, ids=str)


def compared(life: Life, period: Period) -> None:
    """Both say the same of a life; if not, the smallest one of which they do not is shown."""
    if differences(life, period):
        least = smallest(life, lambda smaller: bool(differences(smaller, period)))
        pytest.fail(readable(least, period, differences(least, period)))


@in_weeks_of_every_kind
@settings(deadline=None, max_examples=180, phases=PHASES)
@given(seeds)
def test_a_week_comes_out_as_the_definition_says(monday: date, random: Random) -> None:
    compared(lives.a_life(random, week(monday)), week(monday))


@in_weeks_of_every_kind
@settings(deadline=None, max_examples=70, phases=PHASES)
@given(seeds)
def test_a_month_comes_out_as_the_definition_says(monday: date, random: Random) -> None:
    compared(lives.a_life(random, month(monday)), month(monday))


@in_weeks_of_every_kind
@settings(deadline=None, max_examples=20, phases=PHASES)
@given(seeds)
def test_three_months_come_out_as_the_definition_says(monday: date, random: Random) -> None:
    compared(lives.a_life(random, month(monday, months=3)), month(monday, months=3))


@in_weeks_of_every_kind
@pytest.mark.parametrize("period_of", [week, month])
@settings(deadline=None, max_examples=60, phases=PHASES)
@given(random=seeds)
def test_where_much_is_known_the_percentages_come_out_as_the_definition_says(
    monday: date, period_of: Callable[[date], Period], random: Random
) -> None:
    compared(lives.a_well_recorded_life(random, period_of(monday)), period_of(monday))


@pytest.mark.parametrize("any_day", [False, True])
@settings(deadline=None, max_examples=1500, phases=PHASES)
@given(seeds)
def test_several_records_of_one_chance_come_to_what_the_definition_says(any_day: bool, random: Random) -> None:
    said, checks, moves = lives.records_of_one_chance(random)
    heard = Heard(said, checks, moves)
    assert outcome(heard, any_day=any_day) is word.state_of(said, checks, moves, any_day=any_day)
    assert only_away(heard) == word.says_only_away(said, checks, moves)


few = st.integers(0, 12)
some_counts = st.fixed_dictionaries({**dict.fromkeys("HPNCcU", few), "F": st.sampled_from([0, 0, 0, 1]), "X": few})


@settings(deadline=None, max_examples=1000)
@given(some_counts, some_counts, st.sampled_from([0, 0, 0, 2]))
def test_a_percentage_is_shown_when_and_as_the_definition_says(
    one: dict[str, int], more: dict[str, int], waiting: int
) -> None:
    line, whole = (measure.Line(Counter(letters), waiting) for letters in (one, Counter(one) + Counter(more)))
    counts, of_whole = counts_of(line.counts), counts_of(whole.counts) + Counts(not_due=waiting)
    assert counts.bounds(of_whole) == measure.percentage(line, whole)
    assert counts.plan_still_fits_asked == measure.plan_still_fits_asked(line)


@settings(deadline=None, max_examples=1, derandomize=True, phases=PHASES)
@given(seeds)
def test_the_random_lives_are_crowded_enough_to_meet_every_rule(random: Random) -> None:
    met: Counter[str] = Counter()
    for monday in lives.MONDAYS * 40:
        period = month(monday)
        life = lives.a_life(random, period)
        told = measure.tell(life, period)
        met.update(str(state) for state in (*told.dated.values(), *told.months.values()))
        met["a month's"] += len(told.months)
        met["moved"] += sum(one.occurrence.moved_to is not None for one in core.read(life, period).dated)
        for filled in told.flexible.values():
            met.update(str(state) for state in filled.states)
            met.update(extra=filled.extra, lost=filled.lost)
        known = lives.a_well_recorded_life(random, period)
        sentences = core.sentences(core.read(known, period), period).values()
        met["a percentage"] += sum(line.bounds is not None for line in sentences)
    wanted = (*State, "a month's", "moved", "extra", "lost", "a percentage")
    rare = {what: met[what] for what in wanted if met[what] < 10}
    assert not rare
