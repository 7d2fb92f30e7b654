"""The worked examples of the measure as whole stories: what was planned, what was said of it, and what it comes to.

Each is told once and read by the fast code and by the reference, which have to agree on all of it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from carelog.records.said import Answer, Check, Said, Way
from carelog.summaries.measure import Counts
from carelog.summaries.sentence import FOR_ME, TO_ME, TOTAL
from carelog.weeks.details import Cadence
from carelog.weeks.occurrences import Planned, Version, dated
from tests.records.said_of import CHOSE, DID_NOT, GRACE, HAPPENED, MARGARET, PARTLY, answer, said
from tests.reference import core
from tests.reference.compare import differences
from tests.reference.core import LINES
from tests.reference.life import Agreed, Key, Life, Period, month, week
from tests.weeks.pure_plans import (
    FRI,
    LONG_AGO,
    MON,
    MONDAY,
    PARTS,
    SAT,
    THU,
    TUE,
    WED,
    fixed,
    here,
    times,
    version,
)

EXAMPLES: dict[str, dict[str, Any]] = {
    example["case"]: example for example in json.loads(Path(__file__).with_name("measure_examples.json").read_text())
}
LATER = here(MONDAY + timedelta(days=30), "12:00")
MEANT = {
    "H": (HAPPENED, GRACE),
    "P": (PARTLY, GRACE),
    "N": (DID_NOT, GRACE),
    "C": (CHOSE, MARGARET),
    "c": (CHOSE, GRACE),
}


def life(*versions: Version, said: Sequence[tuple[Key, Said]] = (), **more: Any) -> Life:
    """What was planned long ago and said since, read a month later."""
    agreed = tuple(Agreed(here(LONG_AGO, "09:00"), one) for one in versions)
    return Life(**{"agreed": agreed, "said": tuple(said), "now": LATER, **more})


def lines(told: Life, period: Period | None = None) -> dict[str, Counts]:
    """The counts of each line, on which the reference agrees."""
    period = period or week(MONDAY)
    assert differences(told, period) == []
    return {name: counts for name, (counts, _waiting) in core.lines(told, period).items()}


def so_many_a_week(number: int) -> list[Planned]:
    """Fixed things, so many chances a week of them."""
    items = [fixed(f"every day {n}", important_to=True) for n in range(number // 7)]
    return [*items, fixed("some days", days=tuple(range(number % 7)), important_to=True)]


def in_order(items: Sequence[Planned], letters: str, first: date = MON) -> Iterator[tuple[Key, Said]]:
    """What Grace, or Margaret for a choice of her own, says of one chance after another; U: nothing."""
    chances = dated([version(*items)], first, first + timedelta(days=6), PARTS)
    for chance, letter in zip(chances, letters, strict=True):
        if letter != "U":
            yield chance.key, said(*MEANT[letter])


def on(item: str, letters: str, first: date = MON) -> Iterator[tuple[Key, Said]]:
    """The same of a flexible item, on one day after another; a second round of days comes with the next number."""
    for number, letter in enumerate(letters):
        yield (item, first + timedelta(days=number % 7), 1 + number // 7), said(*MEANT[letter])


def result(counts: Counts) -> dict[str, Any]:
    """What the examples say of counts."""
    bounds = counts.bounds(counts)
    shown = {"low": bounds[0], "high": bounds[1]} if bounds else {}
    return {"D": counts.due, "W": counts.wanted, "percentage_shown": bounds is not None, **shown,
            "plan_still_fits_asked": counts.plan_still_fits_asked}  # fmt: skip


def expected(case: str) -> dict[str, Any]:
    """What the data says of that case."""
    return {name: value for name, value in EXAMPLES[case].items() if name not in {"case", "counts", "known"}}


@pytest.mark.parametrize("case", [case for case in EXAMPLES if case != "nothing due"])
def test_each_count_case_as_a_week_of_fixed_things(case: str) -> None:
    letters = "".join(letter * number for letter, number in EXAMPLES[case]["counts"].items())
    items = so_many_a_week(len(letters))
    assert result(lines(life(version(*items), said=[*in_order(items, letters)]))[TOTAL]) == expected(case)


def test_nothing_due() -> None:
    assert result(lines(life())[TOTAL]) == expected("nothing due")


def test_the_same_all_checked_with_the_person() -> None:
    items = so_many_a_week(20)
    told = [*in_order(items, "H" * 10 + "P" + "NN" + "c" * 6 + "U")]
    ways = cycle(Way)
    checks: list[tuple[Key, Check]] = [
        (key, answer(Answer.CHOSE, next(ways), about=mark)) for key, mark in told if mark.said == CHOSE
    ]
    unchecked, checked = life(version(*items), said=told), life(version(*items), said=told, checks=tuple(checks))
    assert result(lines(unchecked)[TOTAL]) == expected("choices said only by others")
    assert result(lines(checked)[TOTAL]) == expected("the same, all checked with the person")


WALK_SWIM_CALLS = version(times(3, "walk"), times(2, "swim"), times(7, "calls"))


def test_five_walks_fill_no_gap_of_swimming_or_calls() -> None:
    told = life(WALK_SWIM_CALLS, said=[*on("walk", "HHHHH"), *on("swim", "HN"), *on("calls", "HHHHHHN")])
    counts = lines(told)[TOTAL]
    assert counts == Counts(happened=10, did_not_happen=2)
    assert result(counts) == expected("flexible walk 3 done 5, swim 2 done 1, calls 7 done 6")
    assert {one.item_id: one.filled.extra for one in core.read(told, week(MONDAY)).flexible} == {
        "walk": 2, "swim": 0, "calls": 0,
    }  # fmt: skip


def test_the_same_with_gaps_that_nobody_recorded() -> None:
    told = life(WALK_SWIM_CALLS, said=[*on("walk", "HHHHH"), *on("swim", "H"), *on("calls", "HHHHHH")])
    case = "flexible walk 3 done 5, swim 2 done 1, calls 7 done 6, the gaps never recorded"
    assert result(lines(told)[TOTAL]) == expected(case)


def test_away_from_thursday_to_saturday_three_became_two() -> None:
    items = [fixed("wash"), fixed("tea"), fixed("cat")]  # three a day, so twelve on the four days at home
    at_home = [pair for pair in in_order(items, "HHHHHHHHH" + "U" * 9 + "HNN") if pair[0][1] not in {THU, FRI, SAT}]
    told = life(version(*items, times(3)), said=[*at_home, *on("walk", "HN")], away=frozenset({THU, FRI, SAT}))
    (walk,) = core.read(told, week(MONDAY)).flexible
    assert (walk.chances.count, walk.chances.lost, walk.chances.days_away) == (2, 1, 3)
    counts = lines(told)[TOTAL]
    assert counts == Counts(happened=11, did_not_happen=3, paused=9)
    assert result(counts) == expected("away Thursday to Saturday, flexible 3 became 2")


def test_twice_until_wednesday_and_three_times_from_thursday_are_three_chances() -> None:
    told = life(version(times(2)), version(times(3), starts=THU, order=2), said=[*on("walk", "HH", FRI)])
    assert lines(told)[TOTAL] == Counts(happened=2, not_recorded=1)


def test_what_was_cancelled_the_night_before_still_did_not_happen() -> None:
    items = so_many_a_week(20)
    told = [
        (key, replace(mark, written_at=here(key[1] - timedelta(days=1), "21:00")) if mark.said == DID_NOT else mark)
        for key, mark in in_order(items, "H" * 14 + "N" * 6)
    ]
    case = expected("four of twenty cancelled the night before")
    assert result(lines(life(version(*items), said=told))[TOTAL]) == case
    on_saturday = life(version(*items), said=told, now=here(SAT, "22:00"))  # the rest of what is known is of Sunday
    assert lines(on_saturday)[TOTAL] == Counts(happened=14, did_not_happen=6)


def test_a_month_is_pooled_and_weekly_percentages_are_never_averaged() -> None:
    first, second, third, fourth = (date(2027, 2, 1) + timedelta(weeks=n) for n in range(4))  # all of February
    usual, quiet = so_many_a_week(20), so_many_a_week(5)
    letters = fixed("letters", cadence=Cadence.MONTHLY_ANY_DAY, days=())
    plans = [
        version(*usual, letters), version(*quiet, letters, starts=second, order=2),
        version(*usual, letters, starts=third, order=3),
    ]  # fmt: skip
    half = "H" * 10 + "N" * 10
    told = [pair for monday in (first, third, fourth) for pair in in_order(usual, half, monday)]
    told += [*in_order(quiet, "HHHHH", second), (("letters", date(2027, 2, 12), 1), said())]
    lived = life(*plans, said=told, now=here(date(2027, 3, 9), "12:00"))
    weeks = [lines(lived, week(monday))[TOTAL] for monday in (first, second, third, fourth)]
    assert [(counts.happened, counts.due) for counts in weeks] == [(10, 20), (5, 5), (10, 20), (10, 20)]
    pooled = lines(lived, month(first))[TOTAL]
    assert pooled == Counts(happened=36, did_not_happen=30)
    case = "a month pooled from weeks 10/20, 5/5, 10/20, 10/20 and one monthly 1/1"
    assert result(pooled) == expected(case)


def test_care_done_and_life_missing_is_seen_in_the_first_sentence() -> None:
    care = [fixed(f"care {n}", important_to=False, important_for=True) for n in range(4)]
    choir, outing = fixed("choir", days=(1,), important_to=True), times(2, "outing", important_to=True)
    told = [*in_order(care, "H" * 28), (("choir", TUE, 1), said(DID_NOT)), *on("outing", "NN", WED)]
    counts = lines(life(version(*care, choir, outing), said=told))
    assert list(counts) == list(LINES)
    assert counts[TO_ME] == Counts(did_not_happen=3)
    assert counts[FOR_ME] == Counts(happened=28)
    assert (counts[TOTAL].happened, counts[TOTAL].due) == (28, 31)
