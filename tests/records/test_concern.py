"""Something worries somebody: kept as it was written, read by its author and the leads whom it does not name."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from peewee import IntegrityError

from carelog import db
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.journal import DifferentContent, Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Placement
from carelog.records.concern import Concern, ConcernNamed, ConcernStep, NothingSaid, NotNow, SafeNow, Step
from carelog.records.worries import Desk, Worry, not_taken_up, worry
from tests import cast, visitors
from tests.plans import author
from tests.records.worrying import readers, take, tell
from tests.visitors import OPERATOR

pytestmark = pytest.mark.usefixtures("app")


def read(event: Event, who: str = "ruth") -> Worry:
    """As that user finds it."""
    found = worry(cast.user(who), cast.person(cast.MARGARET), event.id)
    assert found is not None
    return found


def desk(who: str, page: int = 1) -> tuple[list[str], list[str], list[str]]:
    """The ids of what waits, what somebody has and what is closed."""
    found = Desk.of(cast.user(who), page)
    return [one.id for one in found.waiting], [one.id for one in found.taken_up], [one.id for one in found.closed]


# what is written


def test_it_is_kept_with_who_it_is_about_and_its_label() -> None:
    event = tell("sam", "worker", "grace", "helen", said="It was the door", done="I stayed", others="The gardener")
    assert (event.label, event.on_date, event.role) == ("safeguarding", cast.TODAY, "worker")
    found = read(event)
    assert (found.seen, found.said, found.done, found.safe_now) == (
        "A bruise on her left arm", "It was the door", "I stayed", SafeNow.NOT_SURE,
    )  # fmt: skip
    assert (list(found.named.values()), found.others) == (["Grace Mensah", "Helen Hughes"], "The gardener")
    assert (found.author_name, found.person.name) == ("Sam Doyle", cast.MARGARET)


@pytest.mark.parametrize("said", [{"seen": ""}, {"seen": "", "others": "The gardener"}])
def test_nothing_seen_said_or_done_is_no_worry(said: dict[str, str]) -> None:
    with pytest.raises(NothingSaid):
        tell(**said)
    assert Concern.select().count() == 0


@pytest.mark.parametrize("word", ["seen", "said", "done"])
def test_any_one_of_the_three_is_enough(word: str) -> None:
    assert readers(tell(**{"seen": "", word: "Something"})) == {"sam", "aled", "ruth"}


@pytest.mark.parametrize("wrong", [{"safe_now": "perhaps"}, {"seen": ""}])
def test_the_database_holds_it_to_that_too(wrong: dict[str, str]) -> None:
    event, fields = Event.select().order_by(Event.seq.desc()).get(), {"said": "", "done": "", "others": ""}
    with pytest.raises(IntegrityError), db.database.atomic():
        Concern.create(event=event, **{"seen": "x", "safe_now": "yes", **fields, **wrong})


def test_the_same_press_twice_is_one() -> None:
    press = new_id()
    assert tell(id=press).seq == tell(id=press).seq
    with pytest.raises(DifferentContent):
        tell(id=press, seen="Something else")
    assert Concern.select().count() == 1


def test_of_two_under_one_id_everybody_finds_their_own_and_else_the_first_that_they_may_read() -> None:
    first = tell("sam", "worker", "aled", "grace")
    second = tell("grace", id=first.id, seen="Her shoes are wet")
    found = {who: read(first, who).seq for who in ("sam", "grace", "ruth", "aled")}
    assert found == {"sam": first.seq, "grace": second.seq, "ruth": first.seq, "aled": second.seq}
    take(first, Step.CLOSED, "ruth")
    assert [one.steps for one in (read(first, "grace"), read(first, "aled"))] == [(), ()]
    assert desk("ruth") == ([first.id], [], [first.id])


# who reads it


def test_its_author_the_coordinators_of_the_team_and_the_managers_read_it_and_nobody_else() -> None:
    assert readers(tell()) == {"sam", "aled", "ruth"}
    assert readers(tell("helen", "ally")) == {"helen", "aled", "ruth"}
    assert readers(tell("margaret", "self")) == {"margaret", "aled", "ruth"}


@pytest.mark.parametrize(
    ("about", "left"),
    [
        (("aled",), {"sam", "ruth"}),
        (("ruth",), {"sam", "aled"}),
        (("aled", "ruth"), {"sam"}),
        (("grace", "helen", "margaret"), {"sam", "aled", "ruth"}),
    ],
)
def test_nobody_whom_it_names_reads_or_counts_it(about: tuple[str, ...], left: set[str]) -> None:
    event = tell("sam", "worker", *about)
    assert readers(event) == left
    for name in about:
        assert not_taken_up(cast.user(name)) == 0
        assert desk(name) == ([], [], [])


def test_whom_it_names_never_reads_it_whatever_they_become() -> None:
    event = tell("sam", "worker", "aled", "grace")
    StaffRole.give(cast.user("aled"), MANAGER, None, OPERATOR)
    StaffRole.give(cast.user("grace"), COORDINATOR, Team.get(Team.name == "Riverside"), OPERATOR)
    take(event, Step.ACKNOWLEDGED, "ruth")
    take(event, Step.CLOSED, "ruth")
    assert readers(event) == {"sam", "ruth"}
    assert desk("aled") == desk("grace") == ([], [], [])


def test_somebody_is_not_named_by_themselves() -> None:
    event = tell("sam", "worker", "sam", "grace")
    assert [row.user.username for row in ConcernNamed.select()] == ["grace"]
    assert readers(event) == {"sam", "aled", "ruth"}


def test_who_leads_is_judged_at_the_moment_of_reading() -> None:
    event = tell("sam", "worker", "aled", "ruth")
    visitors.work("new-manager", MANAGER)
    assert read(event, "new-manager").seen
    Placement.move(cast.person(cast.MARGARET), Team.get(Team.name == "Hilltop"), OPERATOR)
    assert readers(event) == {"sam", "priya"}
    StaffRole.get(StaffRole.user == cast.user("priya")).end(OPERATOR)
    assert readers(event) == {"sam"}


@pytest.mark.parametrize(
    ("who", "role", "reads"), [("sam", "worker", {"sam"}), ("helen", "ally", set()), ("margaret", "self", set())]
)
def test_who_does_not_belong_any_more_reads_what_they_told_as_a_worker_and_nothing_else(
    who: str, role: str, reads: set[str]
) -> None:
    event, colleagues = tell(who, role), tell("grace")
    mine = (Membership.user == cast.user(who)) & (Membership.person == cast.person(cast.MARGARET))
    Membership.get(mine).end(OPERATOR)
    assert readers(event) == {"aled", "ruth"} | reads
    assert readers(colleagues) == {"grace", "aled", "ruth"}
    assert desk(who) == ([event.id] if reads else [], [], [])
    assert not_taken_up(cast.user(who)) == 0


def test_it_is_found_under_no_other_person() -> None:
    event = tell()
    assert worry(cast.user("ruth"), cast.person(cast.JAMIE), event.id) is None
    assert worry(cast.user("ruth"), cast.person(cast.MARGARET), new_id()) is None


# what is done about it


def test_it_waits_until_somebody_takes_it_up_and_is_closed_with_what_was_done() -> None:
    event = tell()
    assert [desk("ruth"), not_taken_up(cast.user("ruth"))] == [([event.id], [], []), 1]
    take(event, Step.ACKNOWLEDGED)
    assert [desk("ruth"), not_taken_up(cast.user("ruth"))] == [([], [event.id], []), 0]
    take(event, Step.ANSWERED, words="Is she in pain?")
    take(event, Step.ADDED, "sam", words="She says not.")
    take(event, Step.CLOSED, "ruth", words="The nurse looked at it.")
    assert desk("sam") == desk("aled") == ([], [], [event.id])
    assert [(one.step, one.author_name, one.words) for one in read(event).steps] == [
        (Step.ACKNOWLEDGED, "Aled Prosser", ""),
        (Step.ANSWERED, "Aled Prosser", "Is she in pain?"),
        (Step.ADDED, "Sam Doyle", "She says not."),
        (Step.CLOSED, "Ruth Okafor", "The nurse looked at it."),
    ]
    assert {row.event.label for row in ConcernStep.select()} == {"safeguarding"}


def test_a_closed_one_is_opened_again_before_anything_else() -> None:
    event = tell()
    take(event, Step.CLOSED)
    for step in (Step.ACKNOWLEDGED, Step.ANSWERED, Step.ADDED, Step.CLOSED):
        with pytest.raises(NotNow):
            take(event, step, "ruth")
    take(event, Step.OPENED_AGAIN, "ruth", words="It is there again.")
    assert desk("aled") == ([], [event.id], [])
    with pytest.raises(NotNow):
        take(event, Step.OPENED_AGAIN)
    take(event, Step.CLOSED)
    assert desk("aled") == ([], [], [event.id])


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.ACKNOWLEDGED])
def test_every_step_but_taking_it_up_needs_words(step: Step) -> None:
    event = tell()
    with pytest.raises(NothingSaid):
        take(event, step, words="")
    assert read(event).steps == ()


def test_a_step_pressed_twice_is_one_even_when_it_would_not_be_possible_any_more() -> None:
    event, press = tell(), new_id()
    assert take(event, Step.CLOSED, id=press).seq == take(event, Step.CLOSED, id=press).seq
    assert len(read(event).steps) == 1


@pytest.mark.parametrize(
    ("who", "leads", "steps", "possible"),
    [
        ("sam", False, (), (Step.ADDED,)),
        ("sam", False, (Step.CLOSED,), ()),
        ("aled", True, (), (Step.ACKNOWLEDGED, Step.ANSWERED, Step.CLOSED)),
        ("aled", True, (Step.ACKNOWLEDGED,), (Step.ANSWERED, Step.CLOSED)),
        ("ruth", True, (Step.ACKNOWLEDGED,), (Step.ACKNOWLEDGED, Step.ANSWERED, Step.CLOSED)),
        ("aled", True, (Step.CLOSED,), (Step.OPENED_AGAIN,)),
    ],
)
def test_what_can_be_done_now(who: str, leads: bool, steps: tuple[Step, ...], possible: tuple[Step, ...]) -> None:
    event = tell()
    for step in steps:
        take(event, step)
    assert read(event).possible(cast.user(who).id, leads=leads) == possible


def test_two_leads_do_not_both_close_it(app: Flask) -> None:
    event, start = tell(), Barrier(2)

    def close(who: str) -> bool:
        with app.app_context(), db.connected():
            start.wait()
            try:
                take(event, Step.CLOSED, who)
            except NotNow:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(close, ("aled", "ruth"))) == [False, True]
    assert len(read(event).steps) == 1


# the desk


def test_who_is_not_safe_comes_first_then_who_has_waited_longest() -> None:
    told = [tell(safe_now=safe).id for safe in (SafeNow.YES, SafeNow.NO, SafeNow.NOT_SURE, SafeNow.NO)]
    assert desk("ruth")[0] == [told[1], told[3], told[2], told[0]]


def test_a_leads_own_worry_waits_for_the_others() -> None:
    event = tell("aled", COORDINATOR)
    assert [not_taken_up(cast.user(name)) for name in ("aled", "ruth")] == [0, 1]
    assert desk("aled") == desk("ruth") == ([event.id], [], [])


def test_what_is_closed_comes_by_pages_and_what_is_open_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carelog.records.worries.PAGE", 2)
    told = [tell() for _ in range(6)]
    for event in told[:3]:
        take(event, Step.CLOSED)
    ids = [event.id for event in told]
    assert desk("ruth") == (ids[3:], [], [ids[2], ids[1]])
    assert desk("ruth", 2) == (ids[3:], [], [ids[0]])
    assert [Desk.of(cast.user("ruth"), page).has_more for page in (1, 2)] == [True, False]


def test_everybody_has_a_desk_of_their_own(app: Flask) -> None:
    assert app is not None
    mine, theirs = tell(), tell("grace")
    jamies: dict[str, Any] = {"safe_now": SafeNow.YES, "seen": "His shoes"}
    other = Concern.record(cast.person(cast.JAMIE), author("tomasz"), **jamies)
    assert desk("sam")[0] == [mine.id]
    assert desk("grace")[0] == [theirs.id]
    assert set(desk("aled")[0]) == {mine.id, theirs.id, other.id}
    assert desk("priya") == desk("helen") == desk("margaret") == ([], [], [])
