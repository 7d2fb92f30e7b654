"""Actions: who has which by when; due, soon and overdue; done, moved or dropped with why, and never vanished."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from carelog.journal import Event, NothingThere, NotYours, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Incomplete
from carelog.reviews.action import Action, ActionStep, NotAnOwner, NotNow, Over, State, Step, owners, state_on
from carelog.reviews.agreement import AgreedLine, What, agreed
from carelog.reviews.closing import Closed
from carelog.reviews.four_plus_one import Answers, FourPlusOne
from carelog.reviews.kept_action import Kept
from carelog.reviews.owed import led_to, open_ones, waiting
from carelog.reviews.promises import Promises, agreed_in, promise, to_ask_after
from carelog.reviews.reader import Reader
from tests import cast, visitors
from tests.everywhere import author
from tests.reviews.agreeing import EVERY_LABEL, MONTH, agree, close, in_days

WHAT = "Ring the choir and ask when they sing."


def reader(username: str = "aled", **said: object) -> Reader:
    """One who reads everything, unless told."""
    return Reader(**{"labels": EVERY_LABEL, "user_id": cast.user(username).id, **said})  # type: ignore[arg-type]


def found(person: Person, event: Event, **said: object) -> Kept:
    one = promise(person, reader(**said), event.id)  # type: ignore[arg-type]
    assert one is not None
    return one


def step(person: Person, event: Event, which: Step, by: str = "helen", **said: object) -> Event:
    role = {"helen": "ally", "aled": "coordinator"}[by]
    return ActionStep.take(person, event.seq, which, author(by, role), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "overdue"), (0, "due"), (1, "soon"), (7, "soon"), (8, "later")],
)
def test_an_action_is_overdue_due_or_soon_by_the_day_that_is_asked_for(days: int, state: str) -> None:
    day = date(2026, 11, 18)
    assert state_on(day, day + timedelta(days=days), None) == state
    assert state_on(day, day + timedelta(days=days), Step.MOVED) == state
    assert state_on(day, day + timedelta(days=days), Step.DONE) is State.DONE
    assert state_on(day, day + timedelta(days=days), Step.DROPPED) is State.DROPPED


def test_an_action_says_what_who_by_when_and_what_will_be_different(margaret: Person) -> None:
    event = agree(margaret, WHAT, "helen", difference="She sings with others.", profile=True)
    one = found(margaret, event)
    assert (one.what, one.owner_name, one.by_when, one.difference, one.profile, one.month) == (
        WHAT, "Helen Hughes", in_days(3), "She sings with others.", True, MONTH,
    )  # fmt: skip
    assert (one.is_open, one.has_owner, one.on(cast.TODAY), one.author_name) == (True, True, "soon", "Aled Prosser")


def test_it_is_moved_given_away_done_and_opened_again_and_every_step_is_kept(margaret: Person) -> None:
    event = agree(margaret, WHAT, "helen")
    step(margaret, event, Step.MOVED, words="They sing again in spring.", by_when=in_days(20))
    assert (found(margaret, event).by_when, found(margaret, event).on(cast.TODAY)) == (in_days(20), State.LATER)
    step(margaret, event, Step.MOVED, "aled", words="Sam knows them.", owner=cast.user("sam").id)
    assert (found(margaret, event).owner_name, found(margaret, event).by_when) == ("Sam Doyle", in_days(20))
    step(margaret, event, Step.DONE, "aled")
    with pytest.raises(NotNow):
        step(margaret, event, Step.DROPPED, words="x")
    assert found(margaret, event).on(cast.TODAY) is State.DONE
    step(margaret, event, Step.MOVED, words="They did not ring back.", by_when=in_days(2))
    one = found(margaret, event)
    assert [(taken.step, taken.words, taken.owner_name) for taken in one.steps] == [
        ("moved", "They sing again in spring.", "Helen Hughes"),
        ("moved", "Sam knows them.", "Sam Doyle"),
        ("done", "", "Sam Doyle"),
        ("moved", "They did not ring back.", "Sam Doyle"),
    ]
    assert (one.is_open, one.by_when) == (True, in_days(2))


def test_what_is_moved_or_dropped_says_why_and_what_is_moved_goes_somewhere(margaret: Person) -> None:
    event = agree(margaret, WHAT, "helen")
    wrong: tuple[tuple[Step, dict[str, Any], type[Exception]], ...] = (
        (Step.DROPPED, {}, Incomplete), (Step.MOVED, {"by_when": in_days(9)}, Incomplete),
        (Step.MOVED, {"words": "x"}, Incomplete), (Step.MOVED, {"words": "x", "by_when": in_days(3)}, Incomplete),
        (Step.MOVED, {"words": "x", "by_when": in_days(-1)}, Over),
        (Step.MOVED, {"words": "x", "owner": cast.user("dev").id}, NotAnOwner),
    )  # fmt: skip
    for which, said, problem in wrong:
        with pytest.raises(problem):
            step(margaret, event, which, **said)
    assert ActionStep.select().count() == 0


def test_the_same_press_twice_is_one_action_and_one_step(margaret: Person) -> None:
    press, again = new_id(), new_id()
    event = agree(margaret, WHAT, "helen", id=press)
    done = step(margaret, event, Step.DONE, id=again)
    assert step(margaret, event, Step.DONE, id=again) == done
    close(margaret)
    assert agree(margaret, WHAT, "helen", id=press) == event
    assert (Action.select().count(), ActionStep.select().count()) == (1, 1)


def test_only_somebody_around_the_person_can_be_given_something_to_do(margaret: Person) -> None:
    visitors.belong("cover", "worker", ends=cast.NOW + timedelta(hours=9))
    names = {one.name: one.role for one in owners(margaret)}
    assert names["Margaret Hughes"] == "self"
    assert names["Aled Prosser"] == "coordinator"
    assert {"Helen Hughes", "Sam Doyle"} <= names.keys()
    assert not {"Ruth Okafor", "Newcomer cover", "Priya Nair"} & names.keys()
    for who in ("dev", "ruth", "cover", "tomasz"):
        with pytest.raises(NotAnOwner):
            agree(margaret, WHAT, who)
    with pytest.raises(Over):
        agree(margaret, WHAT, "helen", -1)
    with pytest.raises(Incomplete):
        agree(margaret, "", "helen")


def test_what_is_kept_from_an_ally_is_not_given_to_them_nor_read_by_them_any_more(margaret: Person) -> None:
    with pytest.raises(NotAnOwner):
        agree(margaret, WHAT, "joan", label="health")
    joan = Membership.get((Membership.person == margaret) & (Membership.user == cast.user("joan")))
    Sharing.decide(joan, "health", author("margaret", "self"), shared=True)
    event = agree(margaret, WHAT, "joan", label="health")
    assert promise(margaret, reader("joan", everything=False), event.id)
    assert promise(margaret, reader("joan", everything=False, labels={"ordinary"}), event.id) is None
    with pytest.raises(ValueError, match="safeguarding"):
        agree(margaret, WHAT, "helen", label="safeguarding")


def test_an_action_whose_owner_leaves_has_none_until_it_is_given_to_somebody(margaret: Person) -> None:
    event = agree(margaret, WHAT, "helen", 30)
    helen = cast.user("helen").id
    agree(margaret, "Something else", "sam", 30)
    visitors.leave(margaret, "helen")
    one = found(margaret, event)
    assert (one.has_owner, one.owner_name, one.is_open) == (False, "Helen Hughes", True)
    on_the_desk = open_ones([margaret.id], until=in_days(7))
    assert [(late.what, late.has_owner) for late in on_the_desk] == [(WHAT, False)]
    assert open_ones([margaret.id], owner=helen) == []
    assert waiting(helen, cast.NOW + timedelta(days=40)) == []
    with pytest.raises(NotAnOwner):
        step(margaret, event, Step.MOVED, "aled", words="Later.", by_when=in_days(60))
    step(margaret, event, Step.MOVED, "aled", words="She moved away.", owner=cast.user("sam").id)
    assert found(margaret, event).has_owner


def test_what_waits_is_what_somebody_has_that_is_overdue_due_or_soon(margaret: Person, nadia: Person) -> None:
    for what, owner, days in (("a", "sam", 0), ("b", "sam", 7), ("c", "sam", 8), ("d", "aled", 1)):
        agree(margaret, what, owner, days)
    agree(nadia, "f", "sam", 1)
    step(margaret, agree(margaret, "e", "sam", 2), Step.DONE, "aled")
    sam = cast.user("sam").id
    assert [one.state for one in waiting(sam, cast.NOW)].count(State.DUE) == 1
    assert sorted((one.person_id, one.state) for one in waiting(sam, cast.NOW)) == sorted(
        [(margaret.id, "due"), (margaret.id, "soon"), (nadia.id, "soon")]
    )
    later = cast.NOW + timedelta(days=1)
    assert [one.state for one in waiting(sam, later)].count(State.OVERDUE) == 1
    assert len(waiting(cast.user("aled").id, cast.NOW)) == 1  # who coordinates has actions too
    mine = open_ones([margaret.id, nadia.id], owner=sam)
    assert [one.what for one in mine] == ["a", "f", "b", "c"]


def test_who_sees_only_their_own_reads_no_other_action_and_no_answer_of_others(margaret: Person) -> None:
    own, other = agree(margaret, WHAT, "joan"), agree(margaret, "Something else", "sam")
    for by, role in (("aled", "coordinator"), ("joan", "ally")):
        FourPlusOne.record(
            margaret, own.seq, MONTH, Answers(tried=f"{by} rang"), author(by, role)
        )  # fmt: skip
    joan = reader("joan", everything=False)
    assert promise(margaret, joan, other.id) is None
    (mine,) = Promises.of(margaret, joan).open
    assert [one.answers.tried for one in mine.asked] == ["joan rang"]
    assert len(Promises.of(margaret, reader()).open) == 2
    assert [one.answers.given for one in found(margaret, own).asked] == [
        (("tried", "aled rang"),), (("tried", "joan rang"),),
    ]  # fmt: skip


def test_done_and_dropped_ones_stay_on_pages_of_their_own(margaret: Person) -> None:
    for number in range(32):
        event = agree(margaret, f"Number {number}", "helen")
        step(margaret, event, Step.DROPPED if number % 2 else Step.DONE, words="Because.")
    first, second = (Promises.of(margaret, reader(), page) for page in (1, 2))
    assert (len(first.open), len(first.over), first.has_more) == (0, 30, True)
    assert [one.what for one in second.over] == ["Number 1", "Number 0"]
    assert len(agreed_in(margaret, reader(), [MONTH])) == 32
    assert agreed_in(margaret, reader(), [date(2026, 10, 1)]) == []


def test_a_conversation_asks_after_the_month_before_and_what_earlier_ones_left_open(margaret: Person) -> None:
    long_ago, before = date(2026, 8, 1), date(2026, 10, 1)
    for month in (long_ago, before):
        agree(margaret, f"Open since {month:%B}", "helen", month=month)
        step(margaret, agree(margaret, f"Done in {month:%B}", "helen", month=month), Step.DONE)
    agree(margaret, "Of this one", "helen")
    asked = [one.what for one in to_ask_after(margaret, reader(), MONTH)]
    assert asked == ["Open since August", "Open since October", "Done in October"]


def test_a_closed_month_takes_no_line_no_action_and_no_answer_and_its_steps_go_on(margaret: Person) -> None:
    event, aled = agree(margaret, WHAT, "helen"), author("aled", "coordinator")
    line = AgreedLine.record(margaret, MONTH, What.KEEP, "The choir", aled)
    close(margaret)
    before = Event.select().count()
    with pytest.raises(Closed):
        agree(margaret, WHAT, "helen")
    with pytest.raises(Closed):
        AgreedLine.record(margaret, MONTH, What.TRY, "x", aled)
    with pytest.raises(Closed):
        AgreedLine.withdraw(margaret, line.id, aled)
    with pytest.raises(Closed):
        FourPlusOne.record(margaret, event.seq, MONTH, Answers(tried="x"), aled)
    assert Event.select().count() == before
    step(margaret, event, Step.DONE)
    assert found(margaret, event).on(cast.TODAY) is State.DONE


def test_lines_are_kept_changed_or_tried_and_only_their_author_takes_one_back(margaret: Person) -> None:
    aled = author("aled", "coordinator")
    kept = AgreedLine.record(margaret, MONTH, What.KEEP, "The choir", aled)
    AgreedLine.record(margaret, MONTH, What.TRY, "The new pills after lunch", aled, label="health")
    AgreedLine.record(margaret, date(2026, 10, 1), What.CHANGE, "Lunch at one", aled)
    assert [one.words for one in agreed(margaret, EVERY_LABEL, MONTH)] == ["The choir", "The new pills after lunch"]
    assert [one.what for one in agreed(margaret, {"ordinary"})] == ["keep", "change"]
    with pytest.raises(NotYours):
        AgreedLine.withdraw(margaret, kept.id, author("sam", "worker"))
    with pytest.raises(Incomplete):
        AgreedLine.record(margaret, MONTH, What.KEEP, "", aled)
    AgreedLine.withdraw(margaret, kept.id, aled)
    assert [one.words for one in agreed(margaret, {"ordinary"}, MONTH)] == []
    assert Event.select().where(Event.kind == "agreed_line").count() == 4


def test_an_answer_to_none_of_the_questions_is_none(margaret: Person) -> None:
    event = agree(margaret, WHAT, "helen")
    with pytest.raises(Incomplete):
        FourPlusOne.record(margaret, event.seq, MONTH, Answers(), author("helen", "ally"))


def test_whoever_wrote_something_learns_what_it_led_to(margaret: Person, nadia: Person, app: Flask) -> None:
    sam, learned = author("sam", "worker"), Learned(did="Sang along to the radio.")
    log = LearningLog.record(margaret, cast.TODAY, learned, sam, labels=EVERY_LABEL)
    agree(margaret, WHAT, "helen", because=(log.id,))
    (one,) = led_to(cast.user("sam").id, [margaret.id])
    assert (one.source_id, one.source_kind, one.action.what) == (log.id, "learning_log", WHAT)
    assert led_to(cast.user("aled").id, [margaret.id]) == []
    assert led_to(cast.user("sam").id, [nadia.id]) == []
    for unknown in (new_id(), Event.get(Event.kind == "perfect_week").id):
        with pytest.raises(NothingThere):
            agree(margaret, WHAT, "helen", because=(unknown,))
    with pytest.raises(NothingThere):
        agree(nadia, WHAT, "sam", because=(log.id,))
    assert app is not None
