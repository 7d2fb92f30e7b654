"""A choice that others wrote down is checked with the person, in one of four ways, and the record says which."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.journal import HANDED_OVER, OWN, Author, Event, NothingThere, new_id
from carelog.people.person import Person
from carelog.records.choice_check import VOICES, ChoiceCheck, NotThatWay
from carelog.records.lived import Lived
from carelog.records.mark import Account, Incomplete, Mark
from carelog.records.move import Move
from carelog.records.outcome import State
from carelog.records.reading import lived_week
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.details import Part
from tests import cast
from tests.plans import EVERY_LABEL, agree, author, fixed

pytestmark = pytest.mark.usefixtures("app")
WED = cast.MONDAY + timedelta(days=2)
SAID_NO = Account(said="chose", offered="Tea", how_shown="Pushed the cup away.")
JAMIE, GRACE, ALED, HELEN = ("jamie", "self"), ("grace", "worker"), ("aled", "coordinator"), ("helen", "ally")
HOW = {"with_whom": "Grace, with her chart", "how_shown": "Thumb down, twice."}


@pytest.fixture
def choice(nadia: Person) -> Event:
    """Sam wrote that the person said no to tea."""
    tea = agree(nadia, fixed("Tea"))["Tea"]
    return Mark.record(nadia, tea, WED, 1, author("sam"), labels=EVERY_LABEL, account=SAID_NO)


def check(person: Person, about: str, answer: Answer, way: Way, who: tuple[str, str] = GRACE) -> Event:
    """Write the answer down."""
    how = {} if way is Way.TAP else HOW
    told = replace(author(*who), voice=VOICES[way])
    return ChoiceCheck.record(person, about, answer, way, told, labels=EVERY_LABEL, **how)


def chance(person: Person) -> Lived:
    """Wednesday's tea."""
    return next(row for row in lived_week(person, cast.MONDAY, EVERY_LABEL).dated if row.occurrence.day == WED)


WAYS = [(Way.TAP, JAMIE), (Way.HANDED_OVER, GRACE), (Way.CONVERSATION, ALED), (Way.CHART, GRACE), (Way.CHART, HELEN)]


@pytest.mark.parametrize(("way", "who"), WAYS)
def test_each_of_the_four_ways_makes_it_the_persons_choice(
    nadia: Person, choice: Event, way: Way, who: tuple[str, str]
) -> None:
    assert chance(nadia).state is State.CHOICE_UNCHECKED
    check(nadia, choice.id, Answer.CHOSE, way, who)
    row = chance(nadia)
    assert row.state is State.CHOSE_OTHER
    assert [(one.way, one.own_word) for one in row.heard.checks] == [(way, way is not Way.CHART)]


@pytest.mark.parametrize(("way", "who"), WAYS)
def test_if_they_wanted_it_it_did_not_happen_and_nobody_knows_why_yet(
    nadia: Person, choice: Event, way: Way, who: tuple[str, str]
) -> None:
    check(nadia, choice.id, Answer.WANTED, way, who)
    assert (chance(nadia).state, chance(nadia).reasons) == (State.DID_NOT_HAPPEN, [])


def test_not_sure_changes_nothing_and_an_earlier_answer_stands(nadia: Person, choice: Event) -> None:
    check(nadia, choice.id, Answer.NOT_SURE, Way.TAP, JAMIE)
    assert chance(nadia).state is State.CHOICE_UNCHECKED
    check(nadia, choice.id, Answer.CHOSE, Way.TAP, JAMIE)
    check(nadia, choice.id, Answer.NOT_SURE, Way.TAP, JAMIE)
    assert chance(nadia).state is State.CHOSE_OTHER


def test_the_persons_own_answer_stands_when_the_record_is_taken_back(nadia: Person, choice: Event) -> None:
    check(nadia, choice.id, Answer.WANTED, Way.HANDED_OVER)
    Mark.withdraw(nadia, choice.id, author("sam"))
    assert chance(nadia).state is State.DID_NOT_HAPPEN


def test_what_a_second_person_agreed_falls_with_the_record(nadia: Person, choice: Event) -> None:
    check(nadia, choice.id, Answer.WANTED, Way.CHART)
    Mark.withdraw(nadia, choice.id, author("sam"))
    assert chance(nadia).state is State.NOT_DUE


def test_i_wanted_it_silences_the_choice_and_what_else_was_said_decides(nadia: Person, choice: Event) -> None:
    key = Mark.get_by_id(choice.seq).key
    no_time = Account(said="did_not_happen", reason=Reason.NOT_ENOUGH_TIME)
    Mark.record(nadia, *key, author("grace"), labels=EVERY_LABEL, account=no_time)
    assert chance(nadia).state is State.DISPUTED
    check(nadia, choice.id, Answer.WANTED, Way.TAP, JAMIE)
    assert (chance(nadia).state, chance(nadia).reasons) == (State.DID_NOT_HAPPEN, [Reason.NOT_ENOUGH_TIME])


@pytest.mark.parametrize("way", [Way.CONVERSATION, Way.HANDED_OVER])
def test_an_answer_can_be_taken_back(nadia: Person, choice: Event, way: Way) -> None:
    answer = check(nadia, choice.id, Answer.CHOSE, way, ALED)
    ChoiceCheck.withdraw(nadia, answer.id, author(*ALED))
    assert chance(nadia).state is State.CHOICE_UNCHECKED


@pytest.mark.parametrize(
    ("way", "who"),
    [
        (Way.TAP, GRACE), (Way.TAP, HELEN), (Way.HANDED_OVER, JAMIE), (Way.CONVERSATION, HELEN),
        (Way.CHART, JAMIE), (Way.CHART, ("sam", "worker")),  # Sam wrote it: a second person is needed
    ],
)  # fmt: skip
def test_nobody_checks_in_a_way_that_is_not_theirs(
    nadia: Person, choice: Event, way: Way, who: tuple[str, str]
) -> None:
    with pytest.raises(NotThatWay):
        check(nadia, choice.id, Answer.CHOSE, way, who)
    assert ChoiceCheck.select().count() == 0


@pytest.mark.parametrize(
    ("way", "voice"), [(Way.HANDED_OVER, OWN), (Way.CONVERSATION, HANDED_OVER), (Way.CHART, HANDED_OVER)]
)
def test_only_a_phone_that_is_handed_over_says_so_and_it_says_nothing_else(
    nadia: Person, choice: Event, way: Way, voice: str
) -> None:
    told = replace(author(*GRACE), voice=voice)
    with pytest.raises(NotThatWay):
        ChoiceCheck.record(nadia, choice.id, Answer.CHOSE, way, told, labels=EVERY_LABEL, **HOW)


@pytest.mark.parametrize(
    ("way", "told", "lacking"),
    [
        (Way.HANDED_OVER, {}, "with_whom"), (Way.CONVERSATION, {"with_whom": "Aled"}, "how_shown"),
        (Way.CONVERSATION, {"how_shown": "Nodded."}, "with_whom"), (Way.CHART, {"with_whom": "Grace"}, "how_shown"),
    ],
)  # fmt: skip
def test_it_says_who_was_there_and_how_the_person_said_so(
    nadia: Person, choice: Event, way: Way, told: dict[str, str], lacking: str
) -> None:
    by = replace(author(*GRACE), voice=VOICES[way])
    with pytest.raises(Incomplete, match=lacking):
        ChoiceCheck.record(nadia, choice.id, Answer.CHOSE, way, by, labels=EVERY_LABEL, **told)


@pytest.mark.parametrize("twin_first", [True, False])
def test_nobody_agrees_to_their_own_record_by_giving_it_the_id_of_anothers(nadia: Person, *, twin_first: bool) -> None:
    tea, shared = agree(nadia, fixed("Tea"))["Tea"], new_id()
    for name in ("grace", "sam") if twin_first else ("sam", "grace"):
        Mark.record(nadia, tea, WED, 1, author(name), labels=EVERY_LABEL, account=SAID_NO, id=shared)
    for name in ("grace", "sam"):
        with pytest.raises(NotThatWay):
            check(nadia, shared, Answer.CHOSE, Way.CHART, (name, "worker"))
    check(nadia, shared, Answer.CHOSE, Way.CHART, HELEN)
    assert chance(nadia).state is State.CHOSE_OTHER


def test_a_move_with_the_id_of_anothers_choice_is_no_way_round_it(nadia: Person, choice: Event) -> None:
    tea = Mark.get_by_id(choice.seq).item_id
    Move.record(
        nadia, tea, WED, 1, author("grace"), labels=EVERY_LABEL, asked_by_person=True, new_day=WED, part=Part.EVENING,
        id=choice.id,
    )  # fmt: skip
    with pytest.raises(NotThatWay):
        check(nadia, choice.id, Answer.CHOSE, Way.CHART)


def test_only_what_others_wrote_of_a_choice_is_checked(nadia: Person, choice: Event) -> None:
    key, sam = Mark.get_by_id(choice.seq).key, author("sam")
    happened = Mark.record(nadia, *key, sam, labels=EVERY_LABEL)
    own = Mark.record(nadia, *key, author("jamie", "self"), labels=EVERY_LABEL, account=Account(said="chose"))
    Mark.withdraw(nadia, choice.id, sam)
    for about in (happened.id, own.id, choice.id, new_id()):
        with pytest.raises(NothingThere):
            check(nadia, about, Answer.CHOSE, Way.HANDED_OVER)


def test_what_somebody_may_not_see_they_cannot_check(nadia: Person) -> None:
    pills = agree(nadia, fixed("Pills", label="health"))["Pills"]
    choice = Mark.record(nadia, pills, WED, 1, author("sam"), labels=EVERY_LABEL, account=SAID_NO)
    helen: Author = author(*HELEN)
    with pytest.raises(NothingThere):
        ChoiceCheck.record(nadia, choice.id, Answer.CHOSE, Way.CHART, helen, labels={"ordinary"}, **HOW)


def test_a_choice_that_its_author_says_no_more_is_not_checked(nadia: Person, choice: Event) -> None:
    Mark.record(nadia, *Mark.get_by_id(choice.seq).key, author("sam"), labels=EVERY_LABEL)
    with pytest.raises(NothingThere):
        check(nadia, choice.id, Answer.CHOSE, Way.CONVERSATION, ALED)
    assert chance(nadia).state is State.HAPPENED
