"""The laws of the measure, on random lives: what must hold whatever was planned and said."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from operator import add
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from carelog.records.outcome import Filled
from carelog.records.said import Said
from carelog.summaries.measure import Counts
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, TO_ME, TOTAL
from carelog.weeks.details import Label
from tests.records.said_of import said
from tests.reference import lives
from tests.reference.core import LINES, lines, read
from tests.reference.life import Key, Life, Period, month, week

WEEK = timedelta(weeks=1)
seeds = st.randoms(use_true_random=True)
law = settings(deadline=None, max_examples=150, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def a_week(random: Random) -> tuple[Life, Period]:
    """A life and a week of it."""
    period = week(random.choice(lives.MONDAYS))
    return lives.a_life(random, period), period


def a_month(random: Random) -> tuple[Life, Period]:
    """A life and a month of it."""
    period = month(random.choice(lives.MONDAYS))
    return lives.a_life(random, period), period


def states(life: Life, period: Period) -> dict[object, object]:
    """The state of every chance, and what was done beyond the plan."""
    span = read(life, period)
    found: dict[object, object] = {one.key: one.state for one in (*span.dated, *span.months)}
    return found | {(one.item_id, one.chances.monday): one.filled for one in span.flexible}


def summed(figures: list[dict[str, tuple[Counts, int]]]) -> dict[str, tuple[Counts, int]]:
    """Line by line."""
    return {
        line: (reduce(add, (one[line][0] for one in figures), Counts()), sum(one[line][1] for one in figures))
        for line in LINES
    }


@law
@given(seeds)
def test_the_bounds_are_in_order(random: Random) -> None:
    life, period = a_week(random)
    for counts, _waiting in lines(life, period).values():
        if counts.low is not None and counts.high is not None:
            assert 0 <= counts.low <= counts.high <= 1


@law
@given(seeds)
def test_pooled_equals_added(random: Random) -> None:
    life, period = a_month(random)
    told = lines(life, period)
    parts = [told[name] for name in (TO_ME, FOR_ME, NOT_ASKED)]
    assert told[TOTAL] == (reduce(add, (counts for counts, _ in parts)), sum(waiting for _, waiting in parts))


@law
@given(seeds, st.integers(2, 5))
def test_weeks_added_are_the_whole_time_with_monthly_and_yearly_things_apart(random: Random, number: int) -> None:
    monday = random.choice(lives.MONDAYS)
    whole = Period(monday, monday + number * WEEK - timedelta(days=1))
    life = lives.a_life(random, whole)
    assert lines(life, whole) == summed([lines(life, week(monday + n * WEEK)) for n in range(number)])


@settings(law, max_examples=50)
@given(seeds)
def test_months_added_are_three_months(random: Random) -> None:
    first = random.choice(lives.MONDAYS)
    whole = month(first, months=3)
    life = lives.a_life(random, whole)
    months = [day for day in whole.days if day.day == 1]
    assert lines(life, whole) == summed([lines(life, month(day)) for day in months])


@law
@given(seeds)
def test_a_month_is_its_weekly_things_and_those_that_count_in_the_month_only(random: Random) -> None:
    life, period = a_month(random)
    span = read(life, period)
    in_month = [one for one in (*span.dated, *span.months) if one.occurrence.in_month_only]
    monthly = Counts.of(one.state for one in in_month if not one.details.technology)
    without = replace(period, months=False)
    assert lines(life, period)[TOTAL][0] == lines(life, without)[TOTAL][0] + monthly


@law
@given(seeds)
def test_extra_ones_never_fill_another_gap(random: Random) -> None:
    life, period = a_week(random)
    for before in read(life, period).flexible:
        item_id, monday = week_of_item = before.item_id, before.chances.monday
        more = tuple(((item_id, monday, 100 + n), said()) for n in range(9))
        told = states(replace(life, said=(*life.said, *more)), period)
        kept, filled = before.filled, told[week_of_item]
        assert isinstance(filled, Filled)
        assert filled.done == min(kept.done + kept.extra + 9, before.chances.count)
        assert filled.done + filled.extra == kept.done + kept.extra + 9
        assert told == {**states(life, period), week_of_item: filled}


@law
@given(seeds, st.integers(0, 30), st.integers(1, 40))
def test_a_pause_never_raises_what_did_not_happen(random: Random, offset: int, length: int) -> None:
    life, period = a_month(random)
    first = period.first + timedelta(days=offset - 5)
    longer = replace(life, away=life.away | {first + timedelta(days=n) for n in range(length)})
    for (before, _), (after, _) in zip(lines(life, period).values(), lines(longer, period).values(), strict=True):
        assert after.did_not_happen <= before.did_not_happen
        assert after.happened <= before.happened  # nor does it make anything happen


@law
@given(seeds)
def test_the_order_in_which_records_arrive_never_changes_a_state(random: Random) -> None:
    life, period = a_month(random)
    mixed = replace(
        life,
        said=tuple(random.sample(life.said, len(life.said))),
        checks=tuple(random.sample(life.checks, len(life.checks))),
        moves=tuple(random.sample(life.moves, len(life.moves))),
    )
    assert states(mixed, period) == states(life, period)


def correctable(life: Life) -> list[tuple[Key, Said]]:
    """What others said last of an item, and no choice: how it is to be read hangs on no time and on no other record."""
    newest: dict[tuple[str, int | None, str], tuple[Key, Said]] = {}
    for key, word in sorted(life.said, key=lambda pair: pair[1].age):
        newest[key[0], word.author_id, word.voice] = key, word
    return [(key, word) for key, word in newest.values() if not word.own_word and word.said != "chose"]


def with_instead(life: Life, mark: Said, another: Said) -> Life:
    """The life in which one mark was replaced by another, which arrives last."""
    key = next(key for key, word in life.said if word is mark)
    return replace(life, said=(*(pair for pair in life.said if pair[1] is not mark), (key, another)))


@law
@given(seeds)
def test_correcting_back_gives_the_first_figure(random: Random) -> None:
    life, period = a_week(random)
    for _key, mark in correctable(life):
        an_hour = timedelta(hours=1)
        what = random.choice(["happened", "partly", "did_not_happen"])
        wrong = replace(mark, id="wrong", said=what, written_at=mark.written_at + an_hour)
        back = replace(mark, id="back", written_at=mark.written_at + 2 * an_hour)
        corrected = with_instead(life, mark, wrong)
        assert states(with_instead(corrected, wrong, back), period) == states(life, period)


@law
@given(seeds)
def test_unshared_items_never_show_through_totals(random: Random) -> None:
    life, period = a_month(random)
    reader = replace(life, labels=frozenset({Label.ORDINARY}))
    shared = [
        replace(one, version=replace(one.version, items=tuple(
            p for p in one.version.items if p.details.label is Label.ORDINARY
        )))
        for one in life.agreed
    ]  # fmt: skip
    without = replace(reader, agreed=tuple(shared))
    assert lines(reader, period) == lines(without, period)
    assert states(reader, period) == states(without, period)
