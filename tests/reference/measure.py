"""What became of a period: every occurrence with its state, and the counts, written from measure.md alone.

How records hang on chances (a record names item, date and number): one whose key is a dated chance belongs to it only;
else, if the item is flexible in the week of its date, it fills that week, records of one date and number concerning one
chance; else, if any day of its month will do, all such records of the month concern that month's one chance; else it
counts nowhere. Moves are of dated chances only.

Other readings decided: a paused date of a flexible item is one away on which the item, as that week words it, does not
carry on; while a week lasts, its flexible chances wait, recorded or not, and as long no percentage is shown; a flexible
item that two versions word differently counts where the newer one says.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from carelog.records.outcome import State
from carelog.records.said import Check, Move, Said
from carelog.weeks.details import Cadence, ItemDetails
from carelog.weeks.occurrences import Version
from tests.reference import plan, word
from tests.reference.life import Key, Life, Period

LETTERS = {
    State.HAPPENED: "H", State.PARTLY: "P", State.CHOSE_OTHER: "C", State.CHOICE_UNCHECKED: "c",
    State.DID_NOT_HAPPEN: "N", State.NOT_RECORDED: "U", State.DISPUTED: "U",  # “counts as U”
    State.NOT_DUE: "F", State.PAUSED: "X",
}  # fmt: skip
FILLING = [
    State.HAPPENED, State.PARTLY, State.CHOSE_OTHER, State.CHOICE_UNCHECKED, State.DISPUTED, State.DID_NOT_HAPPEN,
]  # fmt: skip
A_DAY = timedelta(hours=24)
SENTENCES = ("to_me", "for_me", "not_asked", "total")


@dataclass(frozen=True)
class Records:
    """What was said of one chance."""

    said: list[Said]
    checks: list[Check]
    moves: list[Move]

    def state(self, *, any_day: bool) -> State | None:
        return word.state_of(self.said, self.checks, self.moves, any_day=any_day)

    def only_away(self) -> bool:
        return word.says_only_away(self.said, self.checks, self.moves)


@dataclass(frozen=True)
class Week:
    """What became of one flexible item in one week."""

    states: list[State]
    extra: int
    lost: int
    days_away: int


@dataclass(frozen=True)
class Line:
    """One sentence: its counts by letter, and the flexible chances that wait for their week's end."""

    counts: Counter[str]
    waiting: int


@dataclass(frozen=True)
class Told:
    """Everything of one period that the reader may see."""

    dated: dict[Key, State]
    months: dict[Key, State]
    flexible: dict[tuple[str, date], Week]
    lines: dict[str, Line]


def tell(life: Life, period: Period) -> Told:
    """What became of the period."""
    versions = plan.existing(life.agreed, life.now)
    dated = {(c.item_id, c.day, 1): (c.details, state) for c, state in dated_states(life, versions, period)}
    months = {(c.item_id, c.day, 1): (c.details, state) for c, state in month_states(life, versions, period)}
    flexible = {(f.item_id, f.monday): (f, week) for f, week in flexible_states(life, versions, period)}
    lines = {sentence: Line(Counter(), 0) for sentence in SENTENCES}
    for details, state in [*dated.values(), *months.values()]:
        if period.months or details.cadence is Cadence.WEEKLY:  # monthly ones “are counted in the month only”
            count(lines, details, [state], 0)
    for f, week in flexible.values():
        over = life.now >= f.closes  # “they enter no count before the week ends”
        count(lines, f.details, week.states if over else [], 0 if over else len(week.states))
    return Told(
        {key: state for key, (_details, state) in dated.items()},
        {key: state for key, (_details, state) in months.items()},
        {key: week for key, (_flexible, week) in flexible.items()},
        lines,
    )


def count(lines: dict[str, Line], details: ItemDetails, states: Sequence[State], waiting: int) -> None:
    """Add to the item's sentence and to the total."""
    if details.technology:  # “technology items are not counted unless the person asks”
        return
    for sentence in (sentence_of(details), "total"):
        line = lines[sentence]
        counts = line.counts + Counter(LETTERS[state] for state in states)
        lines[sentence] = Line(counts, line.waiting + waiting)


def sentence_of(details: ItemDetails) -> str:
    """“‘Both’ counts in the first. … Until somebody says which an item is, it stands in a third line.”"""
    if details.important_to:
        return "to_me"
    return "for_me" if details.important_for else "not_asked"


# The three kinds of chance


def dated_states(life: Life, versions: list[Version], period: Period) -> list[tuple[plan.Chance, State]]:
    """Every dated chance of the period; “counts add up by due date”, also when it was moved."""
    found = []
    for chance in plan.dated_chances(versions, period.days, life.away, life.parts):
        if chance.details.label in life.labels:
            records = of_keys(life, [(chance.item_id, chance.day, 1)])
            closes = moved_close(life, chance, records)
            found.append((chance, due_state(life, records, chance.paused, closes, any_day=False)))
    return found


def moved_close(life: Life, chance: plan.Chance, records: Records) -> datetime:
    """“The newest move rules. … The new window decides F and U.”"""
    if not records.moves:
        return chance.closes
    newest = word.newest_move(records.moves)
    there = replace(chance.details, part=newest.part, at=newest.at)
    return plan.window(there, newest.day, life.parts)[1]


def month_states(life: Life, versions: list[Version], period: Period) -> list[tuple[plan.Chance, State]]:
    """What any day of a month will do for, of every month that ends in the period."""
    found = []
    for day in [day for day in period.days if day == plan.the_month(day)[-1]]:
        for chance in plan.month_chances(versions, day, life.away, life.parts):
            if chance.details.label in life.labels:
                dates = plan.the_month(day)
                mine = [key for key in all_keys(life) if key[0] == chance.item_id and key[1] in dates]
                loose = [key for key in mine if not is_dated(life, versions, key) and not fills(life, versions, key)]
                records = replace(of_keys(life, loose), moves=[])
                found.append((chance, due_state(life, records, chance.paused, chance.closes, any_day=True)))
    return found


def due_state(life: Life, records: Records, paused: bool, closes: datetime, *, any_day: bool) -> State:
    """“A recorded dated or monthly occurrence counts as soon as it is recorded.”

    “A pause turns only unrecorded or ‘I was away’ occurrences into paused ones. … Paused comes before not yet.”
    """
    recorded = records.state(any_day=any_day)
    if paused and (recorded is None or records.only_away()):
        return State.PAUSED
    return recorded or unrecorded(life.now, closes)


def unrecorded(now: datetime, closes: datetime) -> State:
    """“At exactly 24 hours it is not recorded.”"""
    return State.NOT_RECORDED if now >= closes + A_DAY else State.NOT_DUE


def flexible_states(life: Life, versions: list[Version], period: Period) -> list[tuple[plan.FlexibleWeek, Week]]:
    """“A week's flexible items belong to the period in which the week ends.”"""
    return [
        (flexible, filled(life, versions, flexible))
        for sunday in period.days if sunday.weekday() == 6
        for flexible in plan.flexible_weeks(versions, sunday - timedelta(days=6), life.away, life.parts)
        if flexible.details.label in life.labels
    ]  # fmt: skip


def filled(life: Life, versions: list[Version], flexible: plan.FlexibleWeek) -> Week:
    """“Standing records fill them in the order H, P, C, c, disputed, N”; “extra ones … never fill another gap”."""
    states = []
    for key in all_keys(life):
        mine = key[0] == flexible.item_id and key[1] in plan.the_week(flexible.monday)
        if mine and not is_dated(life, versions, key):
            records = replace(of_keys(life, [key]), moves=[])
            paused = key[1] in life.away and not flexible.details.carries_on
            if not (paused and records.only_away()):  # “on a paused date … it fills no flexible chance”
                states.append(records.state(any_day=True))
    said = [state for wanted in FILLING for state in states if state is wanted]
    gaps = [unrecorded(life.now, flexible.closes)] * (flexible.chances - len(said))
    extra = [state for state in said[flexible.chances :] if state is State.HAPPENED]
    return Week(said[: flexible.chances] + gaps, len(extra), flexible.lost, flexible.days_away)


# How records hang on chances


def all_keys(life: Life) -> list[Key]:
    """Every key that a mark or a check names, once."""
    return list(dict.fromkeys([key for key, _mark in life.said] + [key for key, _check in life.checks]))


def of_keys(life: Life, keys: list[Key]) -> Records:
    """What was said of these keys together."""
    return Records(
        [said for key, said in life.said if key in keys],
        [check for key, check in life.checks if key in keys],
        [move for key, move in life.moves if key in keys],
    )


def is_dated(life: Life, versions: list[Version], key: Key) -> bool:
    """That key is a dated chance's."""
    item_id, day, number = key
    chances = plan.dated_chances(versions, [day], life.away, life.parts)
    return number == 1 and item_id in [chance.item_id for chance in chances]


def fills(life: Life, versions: list[Version], key: Key) -> bool:
    """“Any record dated in the week fills, also on days when the item is not in the plan.”"""
    weeks = plan.flexible_weeks(versions, plan.monday_of(key[1]), life.away, life.parts)
    return key[0] in [week.item_id for week in weeks]


# Formulae


def percentage(line: Line, whole: Line) -> tuple[int, int] | None:
    """“A percentage is added to a sentence only when nothing in the whole period is `not_due`, … known ≥ 80 %, W ≥ 10
    and both bounds exist”, “each rounded half up, thresholds compared before rounding”.
    """
    h, p, n, c_, u = (line.counts[letter] for letter in "HPNcU")
    chosen = line.counts["C"]
    d = h + p + n + chosen + c_ + u
    w = d - chosen
    if whole.counts["F"] or whole.waiting or w < 10 or w == c_:
        return None
    if Fraction(d - u - c_, d) < Fraction(80, 100):
        return None
    low, high = Fraction(h, w), Fraction(h + u, w - c_)
    return floor(100 * low + Fraction(1, 2)), floor(100 * high + Fraction(1, 2))


def plan_still_fits_asked(line: Line) -> bool:
    """“Asked when (C + c) > D/4.”"""
    d = sum(line.counts[letter] for letter in "HPNCcU")
    return line.counts["C"] + line.counts["c"] > Fraction(d, 4)
