"""Random lives: small enough to read, crowded enough that rules meet, and often at the edge of something."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from carelog.records.said import Answer, Check, Move, Reason, Said, Way
from carelog.weeks.day_parts import DayParts
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.occurrences import Planned, Version
from tests.reference import plan
from tests.reference.life import LONDON, PARTS, Agreed, Key, Life, Period

# Weeks in which the clocks change, years end, February ends with and without a 29th, and two ordinary ones.
MONDAYS = [date(2026, 3, 23), date(2026, 10, 19), date(2026, 12, 28), date(2027, 2, 22), date(2028, 2, 28),
           date(2026, 6, 8), date(2026, 11, 16)]  # fmt: skip
OTHER_TEAM = DayParts(LONDON, time(6, 30), time(11), time(16), time(20))
WALL = [time(5), time(6), time(9, 45), time(12), time(16, 59), time(21), time(23), time(0), time(1, 30), time(4, 59)]
SEASONS = [("", "")] * 12 + [("03-28", "10-25"), ("12-30", "01-02"), ("06-10", "06-12"), ("02-29", "03-01")]
ITEMS = ("a", "b", "c", "d")
WHAT = ("happened", "happened", "partly", "chose", "did_not_happen", "withdrawn")
THE_PERSON = 4
INSTANT = timedelta(microseconds=1)
One = TypeVar("One")
Marks = tuple[tuple[Key, Said], ...]
Checks = tuple[tuple[Key, Check], ...]
Moves = tuple[tuple[Key, Move], ...]


def a_life(random: Random, period: Period) -> Life:
    """A life around some week of that period."""
    monday = plan.monday_of(random.choice(period.days))
    agreed = some_versions(random, monday)
    said, checks, moves = some_records(random, some_keys(random, monday, period, [one.version for one in agreed]))
    life = Life(
        agreed=agreed,
        away=some_away(random, period),
        said=said,
        checks=checks,
        moves=moves,
        labels=frozenset(Label) if random.random() < 0.7 else frozenset({Label.ORDINARY}),
        parts=PARTS if random.random() < 0.7 else OTHER_TEAM,
        now=datetime(2030, 1, 1, tzinfo=UTC),
    )
    return replace(life, now=a_moment(random, life, monday))


def a_well_recorded_life(random: Random, period: Period) -> Life:
    """One in which of nearly every chance something was written down, read when the period is over or nearly so."""
    keys = [(item, day, 1) for item in ITEMS for day in period.days if random.random() < 0.97]
    over = plan.instant(period.last + timedelta(days=1), time(5), PARTS)
    return replace(
        a_life(random, period),
        said=tuple((key, a_mark(random, key, str(key), WHAT)) for key in keys),
        checks=(),
        moves=(),
        now=over + timedelta(hours=24) * random.choice([-6, -3, 0, 1, 1, 1]),
    )


def few(random: Random, things: Sequence[One], most: int) -> list[One]:
    """Some of these things."""
    return random.sample(things, min(len(things), random.randint(0, most)))


# Plans


def some_versions(random: Random, monday: date) -> tuple[Agreed, ...]:
    """Up to three, each agreed after the one before and starting whenever it likes."""
    labels = {item_id: random.choice([Label.ORDINARY] * 3 + [Label.INTIMATE]) for item_id in ITEMS}
    known: dict[str, ItemDetails] = {}
    starts = monday - timedelta(days=random.choice([400, 35, 13, 2, -2]))
    agreed = datetime.combine(starts, time(10), tzinfo=UTC) - timedelta(days=random.randint(-1, 9))
    found = []
    for order in range(1, random.choice([2, 3, 4])):
        for item_id in random.sample(ITEMS, random.randint(1, len(ITEMS))):
            known[item_id] = changed(random, known.get(item_id), monday, labels[item_id])
        left_out = few(random, [*known][1:], 1)
        items = tuple(Planned(item_id, known[item_id]) for item_id in known if item_id not in left_out)
        found.append(Agreed(agreed, Version(order, starts, items)))
        starts = monday + timedelta(days=random.choice([-20, -7, -3, 0, 0, 1, 2, 3, 3, 4, 6, 7, 12]))
        before = datetime.combine(starts, time(9), tzinfo=UTC) - timedelta(days=random.randint(1, 9))
        agreed = max(agreed + timedelta(minutes=1), before)
        starts = max(starts, agreed.date() + timedelta(days=1))  # "a version starts tomorrow at the earliest"
    return tuple(found)


def changed(random: Random, before: ItemDetails | None, monday: date, label: Label) -> ItemDetails:
    """An item; of one that was there before often only the number, or whether it carries on."""
    if before is not None and random.random() < 0.5:
        return replace(before, times=random.randint(1, 7), carries_on=random.random() < 0.3)
    return an_item(random, monday, label)


def an_item(random: Random, monday: date, label: Label = Label.ORDINARY) -> ItemDetails:
    """Of any cadence, so that it has chances around that week."""
    day = monday + timedelta(days=random.randint(0, 12))
    season = random.choice(SEASONS)
    to, for_ = random.choice([(True, False), (False, True), (True, True), (None, None)])
    cadence = random.choice([*Cadence, *[Cadence.WEEKLY] * 4, *[Cadence.TIMES_A_WEEK] * 3])
    some_days = tuple(sorted(random.sample(range(7), random.randint(1, 7))))
    return ItemDetails(
        title="x",
        important_to=to,
        important_for=for_,
        cadence=cadence,
        days=(day.weekday(),) if cadence is Cadence.MONTHLY_WEEKDAY else some_days,
        times=random.choice([1, 1, 2, 3, 4, 7]),
        every_weeks=random.choice([1, 1, 1, 1, 1, 2, 3]),
        first_on=random.choice([None, None, None, day - timedelta(days=random.randint(-9, 40))]),
        nth=random.choice([(day.day - 1) // 7 + 1, 5, 1]),
        month_day=random.choice([day.day, 31, 29, 30]),
        month=random.choice([day.month, 2, 12]),
        season_from=season[0],
        season_until=season[1],
        part=random.choice([*Part]),
        at=random.choice([None, *WALL]),
        minutes=random.choice([None, 0, 20, 300]),
        carries_on=random.random() < 0.2,
        technology=random.random() < 0.1,
        label=label,
    )


def some_away(random: Random, period: Period) -> frozenset[date]:
    """Nothing, a few days, or more than a month."""
    found: set[date] = set()
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        first = random.choice(period.days) - timedelta(days=random.choice([0, 2, 30]))
        found |= {first + timedelta(days=offset) for offset in range(random.choice([1, 3, 5, 9, 75]))}
    return frozenset(found)


def a_moment(random: Random, life: Life, monday: date) -> datetime:
    """Any, or one at which something is just over, or over for just 24 hours."""
    if random.random() < 0.4:
        return datetime.combine(monday, time(3), tzinfo=UTC) + timedelta(hours=random.randint(-80, 900))
    day = monday + timedelta(days=random.randint(-1, 8))
    closes = [plan.instant(day, time(5), life.parts)] * 2
    items = [p.details for one in life.agreed for p in one.version.items]
    closes += [plan.window(item, day, life.parts)[1] for item in items]
    day_later = random.choice([timedelta(0), timedelta(hours=24), timedelta(hours=24), timedelta(days=30)])
    return random.choice(closes) + day_later + random.choice([-INSTANT, 0 * INSTANT, INSTANT])


# Records


def some_keys(random: Random, monday: date, period: Period, versions: list[Version]) -> list[Key]:
    """A few keys near that week, or anywhere in the period; half of them dated chances."""
    near = [monday + timedelta(days=offset) for offset in (0, 0, 1, 2, 2, 3, 4, 5, 6, 6, 7, 8, -1)]
    days = near if random.random() < 0.7 else [*period.days, *near]
    real = [(c.item_id, c.day, 1) for c in plan.dated_chances(versions, near, set(), PARTS)]
    any_of_them = [
        (random.choice(ITEMS), random.choice(days), random.choice([1, 1, 1, 1, 2, 3]))
        for _ in range(random.choice([0, 2, 4, 8]))
    ]
    weekly = [p.item_id for version in versions for p in version.items if p.details.flexible]
    busy = random.choice(weekly or ITEMS)
    any_of_them += [(busy, random.choice(near), random.randint(1, 3)) for _ in range(random.choice([0, 3, 7]))]
    return list(dict.fromkeys([*few(random, real, 9), *any_of_them]))


def some_records(random: Random, keys: Sequence[Key]) -> tuple[Marks, Checks, Moves]:
    """Marks of most keys, moves and checks of some, in whatever order they arrived."""
    marks: list[tuple[Key, Said]] = []
    checks: list[tuple[Key, Check]] = []
    moves: list[tuple[Key, Move]] = []
    for key in keys:
        name = f"{key[0]}{key[1]:%m%d}{key[2]}"
        number = random.choice([0, 1, 2, 2, 3, 4])
        words = random.choice([WHAT, random.sample(WHAT, 2)])  # people mostly agree, or differ in one thing
        here = [a_mark(random, key, f"{random.randint(0, 99)}-{name}{n}", words) for n in range(number)]
        moved = [a_move(random, key, f"{n}-move-{name}") for n in range(random.choice([0, 0, 0, 1, 2]))]
        about = [word.id for word in here if word.said == "chose"] * 4
        about += [*(word.id for word in (*here, *moved)), "gone"]
        checked = [
            a_check(random, key, f"{random.randint(0, 9)}-check-{name}{n}", random.choice(about))
            for n in range(random.choice([0, 0, 0, 1, 2, 3]))
        ]
        marks += [(key, one) for one in here]
        moves += [(key, one) for one in moved]
        checks += [(key, one) for one in checked]
    random.shuffle(marks)
    return tuple(marks), tuple(checks), tuple(moves)


def records_of_one_chance(random: Random) -> tuple[tuple[Said, ...], tuple[Check, ...], tuple[Move, ...]]:
    """What several people say of one chance, often in few different words."""
    key, words = ("a", MONDAYS[0], 1), random.sample(WHAT, random.choice([1, 2, 3, len(WHAT)]))
    marks = [a_mark(random, key, f"{random.randint(0, 99)}-{n}", words) for n in range(random.randint(0, 6))]
    moves = [a_move(random, key, f"{n}-move") for n in range(random.choice([0, 0, 1, 2]))]
    about = [*(word.id for word in (*marks, *moves)), "gone"]
    checks = [a_check(random, key, f"{n}-check", random.choice(about)) for n in range(random.choice([0, 0, 1, 2, 3]))]
    return tuple(marks), tuple(checks), tuple(moves)


def whose(random: Random, key: Key, id: str) -> dict[str, Any]:
    """Who wrote it, in which voice, and when: often at the same moment as others."""
    author = random.choice([*[1, 2, 3] * 5, THE_PERSON])
    voice = random.choice(["own"] * 24 + ["handed_over", "on_paper", "settled"])
    noon = datetime.combine(key[1], time(12), tzinfo=UTC)
    return {
        "id": id, "author_id": author, "voice": voice, "own_word": author == THE_PERSON or voice != "own",
        "written_at": noon + timedelta(minutes=random.randint(0, 4)),
    }  # fmt: skip


def a_mark(random: Random, key: Key, id: str, words: Sequence[str]) -> Said:
    """Somebody says what became of it; "I was away" rather often."""
    said = random.choice(words)
    reason = random.choice([Reason.AWAY, Reason.AWAY, Reason.FORGOT, None])
    return Said(
        **whose(random, key, id), said=said, present=random.random() < 0.6,
        reason=reason if said in {"partly", "did_not_happen"} else None,
    )  # fmt: skip


def a_check(random: Random, key: Key, id: str, about: str) -> Check:
    """An answer to "Did you want this?", of a choice or of a move."""
    way = random.choice([*Way, *[Way.CHART] * 4])
    return Check(
        **{**whose(random, key, id), "own_word": way is not Way.CHART}, about=about, of_move="move" in about,
        answer=random.choice(list(Answer)), way=way,
    )  # fmt: skip


def a_move(random: Random, key: Key, id: str) -> Move:
    """To another window of the same week."""
    there = plan.monday_of(key[1]) + timedelta(days=random.randint(0, 6))
    return Move(
        **whose(random, key, id), asked_by_person=random.random() < 0.5, day=there, part=random.choice(list(Part)),
        at=random.choice([None, None, *WALL]),
    )  # fmt: skip
