"""Where the fast code and the reference come apart, and in words that somebody can read."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from carelog.records.lived import LivedFlexible
from carelog.summaries.measure import Counts
from carelog.summaries.sentence import TOTAL
from carelog.weeks.occurrences import dated, flexible, of_month
from tests.reference import core, measure, plan
from tests.reference.life import Life, Period

LETTERS = {
    "H": "happened", "P": "partly", "C": "chose_other", "c": "choice_unchecked", "N": "did_not_happen",
    "U": "not_recorded", "F": "not_due", "X": "paused",
}  # fmt: skip
Difference = tuple[object, object, object]  # what, as the fast code has it, as the reference has it


def counts_of(letters: Counter[str]) -> Counts:
    """Counts from the letters of the definition."""
    return Counts(**{LETTERS[letter]: number for letter, number in letters.items()})


def week_of(one: LivedFlexible) -> measure.Week:
    """A flexible item's week, in the reference's terms."""
    return measure.Week(list(one.filled.states), one.filled.extra, one.chances.lost, one.chances.days_away)


def differences(life: Life, period: Period) -> list[Difference]:
    """All that the two say differently of a period: chances, states, counts, percentages."""
    both = chain(_chances(life, period), _states(life, period))
    return [(what, fast, slow) for what, fast, slow in both if fast != slow]


def _chances(life: Life, period: Period) -> Iterator[Difference]:
    versions, parts, away = plan.existing(life.agreed, life.now), life.parts, life.away
    slow = {(c.item_id, c.day): (c.opens, c.closes, c.paused) for c in
            plan.dated_chances(versions, period.days, away, parts)}  # fmt: skip
    fast = {o.key[:2]: (o.opens, o.closes, o.away) for o in dated(versions, period.first, period.last, parts, away)}
    yield "the dated chances", fast, slow
    slow = {(c.item_id, c.day): (c.opens, c.closes, c.paused) for c in
            plan.month_chances(versions, period.last, away, parts)}  # fmt: skip
    fast = {o.key[:2]: (o.opens, o.closes, o.away) for o in of_month(versions, period.last, parts, away)}
    yield "the chances of its last month", fast, slow
    monday = plan.monday_of(period.first)
    weeks = plan.flexible_weeks(versions, monday, away, parts)
    chances = {c.planned.item_id: c for c in flexible(versions, monday, parts, away)}
    yield (
        "the flexible chances of its first week",
        {i: (c.planned.details, c.count, c.lost, c.days_away, c.closes) for i, c in chances.items()},
        {week.item_id: (week.details, week.chances, week.lost, week.days_away, week.closes) for week in weeks},
    )


def _states(life: Life, period: Period) -> Iterator[Difference]:
    told, span = measure.tell(life, period), core.read(life, period)
    yield "dated", {one.key: one.state for one in span.dated}, told.dated
    ended = {one.key: one.state for one in span.months if one.occurrence.day <= period.last}
    yield "months", ended, told.months
    yield "flexible", {(one.item_id, one.chances.monday): week_of(one) for one in span.flexible}, told.flexible
    for name, sentence in core.sentences(span, period).items():
        line = told.lines[name]
        yield name, (sentence.counts, sentence.waiting), (counts_of(line.counts), line.waiting)
        yield f"{name}, per cent", sentence.bounds, measure.percentage(line, told.lines[TOTAL])
        yield f"{name}, fits", sentence.counts.plan_still_fits_asked, measure.plan_still_fits_asked(line)


def readable(life: Life, period: Period, found: list[Difference]) -> str:
    """A life and what is wrong with it, a line each; fields that say nothing are left out."""
    lines: list[Any] = [f"{period.first} to {period.last}, now {life.now}", f"away {sorted(map(str, life.away))}"]
    for agreed in life.agreed:
        items = [f"{p.item_id}: {_said(p.details.as_json())}" for p in agreed.version.items]
        lines += [f"version {agreed.version.order} from {agreed.version.starts}, agreed {agreed.at}", *items]
    for (item, day, number), record in (*life.said, *life.checks, *life.moves):
        lines.append(f"{item} {day} {number}: {record}")
    return "\n".join(map(str, [*lines, *found]))


def _said(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value not in (None, "", False, [])}
