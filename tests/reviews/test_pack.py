"""A pack: every number of it is that of the records behind it, and the logs come in their order."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from carelog import clock, journal
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records import good_for_me
from carelog.records.good_for_me import Good, GoodForMe
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.log import Log, Reader
from carelog.records.outcome import State
from carelog.reviews.action import ActionStep, Step
from carelog.reviews.pack import Pack
from carelog.reviews.part import PartName, Tally, beside
from carelog.reviews.reader import WHOLE_TEAM, Sight
from carelog.summaries.behind import Behind
from carelog.summaries.measure import Counts
from carelog.summaries.summary import WITH_REASONS
from carelog.weeks.calendar import months_on
from carelog.weeks.details import ItemDetails
from carelog.weeks.occurrences import Planned, Version
from tests import cast, plans, visitors
from tests.asking import SQLITE
from tests.plans import EVERY_LABEL, author, fixed
from tests.reference import lives, measure
from tests.reference.compare import counts_of
from tests.reference.life import Life, month
from tests.reference.store import Stored
from tests.reviews.agreeing import agree

NOVEMBER = date(2026, 11, 1)


def pack_of(person: Person, first: date = NOVEMBER, labels: set[str] = EVERY_LABEL) -> Pack:
    """Of that month, for whoever may read everything."""
    return Pack.of(person, first, Sight(Reader(labels)))


def named(random: Random, life: Life) -> Life:
    """The same with titles, some of them of several things, some changed by a new version; and with stars."""

    def renamed(version: Version) -> Version:
        items = (Planned(one.item_id, told(one.details)) for one in version.items)
        return replace(version, items=tuple(items))

    def told(details: ItemDetails) -> ItemDetails:
        return replace(details, title=random.choice(("Tea", "Walk", "Choir")), starred=random.random() < 0.5)

    return replace(life, agreed=tuple(replace(one, version=renamed(one.version)) for one in life.agreed))


def feel(random: Random, pack: Pack) -> Counter[str]:
    """The person says of some chances whether they were good; how often they say what."""
    said: Counter[str] = Counter()
    for row in {row.key: row for row in pack.summary.rows if row.occurrence.number}.values():
        if random.random() < 0.3:
            item, day, number = row.key
            answer = random.choice(list(Good))
            words = {"item": item, "number": number, "answer": answer, "company": "", "present": "", "withdrawn": False}
            journal.write(
                good_for_me.KIND, author("margaret", "self"), words, bodies=[(GoodForMe, words)],
                person_id=pack.summary.person.id, on_date=day, label=row.details.label,
            )  # fmt: skip
            said[answer] += 1
    return said


def promise(random: Random, person: Person, first: date) -> Counter[str]:
    """Things are agreed in the months around it, and some are done; how often what is asked after in that month."""
    asked: Counter[str] = Counter()
    Membership.create(user=cast.user("sam"), person=person, role="worker", starts=visitors.LONG_AGO)
    for ago in range(4):
        month = months_on(first, -ago)
        over = random.random() < 0.5
        with time_machine.travel(max(clock.now(), datetime.combine(month, time(12), UTC))):
            event = agree(person, f"{month:%B}", "sam", month=month)
            if over:
                ActionStep.take(person, event.seq, Step.DONE, author("aled", "coordinator"))
        asked[f"{month:%B}"] += ago == 1 or (ago > 1 and not over)
    return +asked


def tallies(pack: Pack) -> list[Tally]:
    """Every number of it."""
    return [tally for groups in pack.parts.values() for group in groups for tally in group.tallies]


def read_from_the_records(pack: Pack, told: measure.Told, said: Counter[str]) -> None:
    """Its numbers are the reference's, and those of the pages that they open."""
    of_state = {
        group.name: Counts.of(State(one.name) for one in group.each for _row in one.rows)
        for group in pack.parts[PartName.SENTENCES]
    }
    reference = {name: replace(counts_of(told.lines[name].counts), not_due=0, paused=0) for name in of_state}
    assert of_state == reference
    for tally in tallies(pack):
        if tally.figure:
            assert Behind.of(pack.summary, tally.figure, 1).found == tally.number
            assert {row.key for row in tally.figure.rows(pack.summary)} == {row.key for row in tally.rows}
    for group in (group for groups in pack.parts.values() for group in groups if group.whole and group.each):
        assert group.whole
        assert sum(one.number for one in group.each) == group.whole.number
    why = {id(row) for group in pack.parts.get(PartName.WHY, ()) for one in group.tallies for row in one.rows}
    assert why == {id(row) for row in pack.summary.rows if row.state in WITH_REASONS}
    assert {group.name: group.whole.number for group in pack.parts.get(PartName.GOOD, ()) if group.whole} == said


@SQLITE
@pytest.mark.usefixtures("app")
@settings(
    deadline=None, max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each life is somebody else's, in the same database
)  # fmt: skip
@given(random=st.randoms(use_true_random=True))
def test_every_number_is_that_of_the_records_behind_it(random: Random) -> None:
    period = month(random.choice(lives.MONDAYS))
    life = named(random, random.choice([lives.a_life, lives.a_well_recorded_life])(random, period))
    stored, seen = Stored(life), Sight(Reader({str(label) for label in life.labels}), agreed=WHOLE_TEAM.agreed)
    said = feel(random, Pack.of(stored.person, period.first, seen, life.now))
    became = promise(random, stored.person, period.first)
    pack = Pack.of(stored.person, period.first, seen, life.now)
    read_from_the_records(pack, measure.tell(life, period), said)
    assert Counter(one.what for one in pack.before) == became
    assert sum(pack.became().values()) == became.total()


def learn(person: Person, day: date, did: str, item: str = "", *, bring: bool = False) -> None:
    """Sam writes it down."""
    learned = Learned(did=did, item=item or None, for_conversation=bring)
    LearningLog.record(person, day, learned, author("sam"), labels=EVERY_LABEL)


def said(logs: list[Log]) -> list[str]:
    return [log.did for log in logs]


@pytest.mark.usefixtures("app")
def test_logs_to_bring_come_first_and_the_others_by_thing_the_newest_first() -> None:
    nadia = cast.person(cast.NADIA)
    ids, days = plans.agree(nadia, fixed("Tea"), fixed("Walk")), [cast.TODAY - timedelta(days=ago) for ago in range(6)]
    learn(nadia, days[5], "Tea in the garden", ids["Tea"])
    learn(nadia, days[4], "She whistles")
    learn(nadia, days[3], "The long way round", ids["Walk"])
    learn(nadia, days[2], "Too hot", ids["Tea"])
    learn(nadia, days[1], "Earlier than I thought", ids["Walk"], bring=True)
    learn(nadia, days[0], "Shall we go to the sea?", bring=True)
    learn(nadia, NOVEMBER - timedelta(days=1), "In October")
    pack = pack_of(nadia)
    assert said(pack.to_bring) == ["Shall we go to the sea?", "Earlier than I thought"]
    by_thing = [(item.title if item else "", said(logs)) for item, logs in pack.learned]
    assert by_thing == [
        ("Tea", ["Too hot", "Tea in the garden"]),
        ("Walk", ["The long way round"]),
        ("", ["She whistles"]),
    ]


@SQLITE
@pytest.mark.usefixtures("app")
def test_three_months_stand_beside_each_other_each_with_its_own_numbers() -> None:
    nadia = cast.person(cast.NADIA)
    plans.agree(nadia, fixed("Tea"))
    packs = Pack.side_by_side(nadia, NOVEMBER, Sight(Reader(EVERY_LABEL)))
    assert [pack.month.first for pack in packs] == [date(2026, 9, 1), date(2026, 10, 1), NOVEMBER]
    [(name, groups)] = beside([pack.parts for pack in packs])[PartName.UNWRITTEN]
    numbers = [group.whole.number if group and group.whole else 0 for group in groups]
    assert (name, numbers) == ("not_recorded", [len(pack.summary.unwritten()) for pack in packs])


@SQLITE
@pytest.mark.usefixtures("app")
def test_its_numbers_can_be_kept_as_they_are_now() -> None:
    nadia = cast.person(cast.NADIA)
    plans.agree(nadia, fixed("Tea"))
    pack = pack_of(nadia)
    kept = pack.as_said()
    assert (kept["month"], kept["logs"]) == ("2026-11", 0)
    assert sum(one["number"] for one in kept["figures"]) == sum(tally.number for tally in tallies(pack)) > 0
