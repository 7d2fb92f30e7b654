"""Days away: whole dates on which nothing is due, whenever they are entered."""

from datetime import date, timedelta

import pytest
import time_machine

from carelog.journal import DifferentContent, NothingThere, new_id
from carelog.people.person import Person
from carelog.weeks.time_away import Pause, TimeAway, Why, WrongWayRound, away_between, pauses
from tests import cast
from tests.plans import author

pytestmark = pytest.mark.usefixtures("app")
MON, TUE, WED, THU, FRI, SAT, SUN = (cast.MONDAY + timedelta(days=offset) for offset in range(7))
SAM, GRACE, JAMIE = "sam", "grace", "jamie"


def away(person: Person, first: date, last: date | None, by: str = SAM, about: str | None = None) -> str:
    """Write it down; its id."""
    return TimeAway.record(person, first, last, Why.HOSPITAL, author(by), about=about).id


def spans(person: Person) -> list[tuple[date, date | None]]:
    """From when until when, the latest first."""
    return [(pause.first, pause.last) for pause in TimeAway.of(person)]


def test_both_its_days_are_away(nadia: Person) -> None:
    away(nadia, THU, SAT)
    standing = pauses([nadia])[nadia.id]
    assert away_between(standing, MON, SUN) == {THU, FRI, SAT}
    assert away_between(standing, SUN, SUN) == frozenset()


def test_without_an_end_it_goes_on(nadia: Person) -> None:
    away(nadia, SAT, None)
    later = MON + timedelta(weeks=52)
    assert away_between(pauses([nadia])[nadia.id], later, later) == {later}


def test_it_cannot_end_before_it_begins(nadia: Person) -> None:
    with pytest.raises(WrongWayRound):
        away(nadia, SAT, FRI)
    assert spans(nadia) == []


def test_somebody_else_can_say_when_it_ended_and_the_newest_word_rules(nadia: Person) -> None:
    pause = away(nadia, MON, None)
    with time_machine.travel(cast.NOW + timedelta(hours=1)):
        away(nadia, MON, FRI, GRACE, about=pause)
    with time_machine.travel(cast.NOW + timedelta(hours=2)):
        away(nadia, MON, THU, SAM, about=pause)
    assert spans(nadia) == [(MON, THU)]


def test_one_that_was_a_mistake_is_taken_back_by_anybody_who_may_record_one(nadia: Person) -> None:
    pause = away(nadia, MON, FRI)
    with time_machine.travel(cast.NOW + timedelta(hours=1)):
        TimeAway.record(nadia, MON, FRI, Why.HOSPITAL, author(GRACE), about=pause, withdrawn=True)
    assert spans(nadia) == []


def test_each_pause_stands_by_itself(nadia: Person) -> None:
    away(nadia, MON, TUE)
    away(nadia, SAT, SUN)
    assert spans(nadia) == [(SAT, SUN), (MON, TUE)]


def test_nothing_is_said_of_a_pause_that_is_not_there(nadia: Person) -> None:
    pause = away(cast.person(cast.JAMIE), MON, TUE)
    for about in (pause, new_id()):
        with pytest.raises(NothingThere):
            away(nadia, MON, WED, about=about)


@pytest.mark.parametrize(("written", "later"), [(SUN, False), (SUN + timedelta(days=1), True)])
def test_written_after_its_dates_it_says_so(nadia: Person, written: date, later: bool) -> None:
    with time_machine.travel(cast.NOW + (written - cast.TODAY)):
        away(nadia, SAT, SUN)
    assert [pause.added_later for pause in TimeAway.of(nadia)] == [later]


def test_the_pauses_of_many_people_come_at_once(nadia: Person) -> None:
    jamie = cast.person(cast.JAMIE)
    away(nadia, MON, TUE)
    away(jamie, WED, None)
    found = pauses([nadia, jamie])
    assert {name: [p.first for p in listed] for name, listed in found.items()} == {nadia.id: [MON], jamie.id: [WED]}
    assert isinstance(found[nadia.id][0], Pause)


def test_a_pause_of_one_person_says_nothing_of_anothers_under_the_same_id(nadia: Person) -> None:
    jamie, pause = cast.person(cast.JAMIE), away(nadia, MON, TUE, GRACE)
    TimeAway.record(jamie, WED, THU, Why.FAMILY, author(SAM), id=pause)
    found = pauses([nadia, jamie])
    assert {name: [p.first for p in listed] for name, listed in found.items()} == {nadia.id: [MON], jamie.id: [WED]}
    with pytest.raises(DifferentContent):
        TimeAway.record(nadia, WED, THU, Why.FAMILY, author(SAM), id=pause)


def test_taken_back_twice_by_one_press_it_is_taken_back_once(nadia: Person) -> None:
    pause, press = away(nadia, MON, TUE), new_id()
    first, again = (TimeAway.take_back(nadia, pause, author(GRACE), id=press) for _press in range(2))
    assert first == again
    with pytest.raises(NothingThere):
        TimeAway.take_back(nadia, pause, author(GRACE))
