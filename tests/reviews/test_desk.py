"""The desk of who coordinates: whose conversation is next, how far it is, who is asked, and on which day."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from carelog import clock
from carelog.journal import NothingThere, new_id
from carelog.people.circle import Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.reviews.action import Over
from carelog.reviews.closing import Closed
from carelog.reviews.conversation_plan import ConversationPlan, Plan, decided
from carelog.reviews.desk import Desk, Line, chosen
from carelog.reviews.invitation import NobodyToAsk, asked_of, invite, to_ask
from carelog.reviews.monthly_conversation import Conversation, State
from carelog.reviews.perspective import OnlyFor, Perspective, Side, Whose
from carelog.reviews.proposal import ConversationProposal, ProposalAnswer, proposed
from carelog.reviews.reader import Reader
from carelog.reviews.review_due import Next
from carelog.reviews.review_plan import Arranged
from carelog.reviews.spread import Spread
from carelog.reviews.three_month_review import Review
from tests import cast
from tests.plans import EVERY_LABEL, author
from tests.reviews import agreeing
from tests.reviews.talking import NOVEMBER, by, write

OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
THURSDAY = date(2026, 11, 19)
ALED = ("aled", "coordinator")


@pytest.fixture
def margaret(app: Flask) -> Person:
    _ = app
    return cast.person(cast.MARGARET)


def desk(who: str = "aled", **asked: object) -> Desk:
    people = list(Person.with_team().where(Person.name.in_([cast.MARGARET, cast.JAMIE])).order_by(Person.name))
    return Desk.of(people, Reader(cast.user(who).id, EVERY_LABEL), **asked)  # type: ignore[arg-type]


def line(who: str = "aled", **asked: object) -> Line:
    return next(one for one in desk(who, **asked).lines if one.person.name == cast.MARGARET)


def end(person: Person, month: date) -> None:
    """Begin and close it."""
    Conversation.of(person, month).open(author(*ALED))
    Conversation.of(person, month).close({}, author(*ALED))


def ask(person: Person, *who: str, month: date = NOVEMBER) -> None:
    invite([(person, month, [cast.user(one).id for one in who])], author(*ALED), new_id())


def asked(who: str, person: Person) -> list[tuple[date, bool]]:
    return [(one.month, one.again) for one in asked_of(cast.user(who).id, [person.id])]


def propose(person: Person, day: date = THURSDAY) -> str:
    return str(ConversationProposal.make(person, NOVEMBER, day, "14:30", author(*ALED)).id)


def answer(person: Person, about: str, *, good: bool, who: str = "margaret", words: str = "") -> None:
    ProposalAnswer.record(person, NOVEMBER, about, by(who), good=good, words=words, id=new_id())


def test_next_is_the_last_month_until_it_is_closed_and_then_this_one(margaret: Person) -> None:
    assert line().month == OCTOBER
    end(margaret, OCTOBER)
    assert line().month == NOVEMBER


def test_a_month_that_needs_none_is_not_waited_for(margaret: Person) -> None:
    ConversationPlan.decide(margaret, OCTOBER, Plan(needed=False, words="She shook her head."), author(*ALED))
    assert line().month == NOVEMBER
    ConversationPlan.decide(margaret, NOVEMBER, Plan(needed=False, words="The same."), author(*ALED))
    assert [one.person.name for one in desk().lines] == [cast.JAMIE]
    assert {one.person.name for one in desk(due_alone=False).lines} == {cast.MARGARET, cast.JAMIE}


def test_a_rhythm_of_two_months_leaves_every_other_month_out(margaret: Person) -> None:
    ConversationPlan.decide(margaret, OCTOBER, Plan(every=2, words="She said so."), author(*ALED))
    end(margaret, OCTOBER)
    assert not line(month=NOVEMBER, due_alone=False).is_due


def test_one_month_of_everybody_can_be_looked_at(margaret: Person) -> None:
    end(margaret, OCTOBER)
    assert line(month=OCTOBER, due_alone=False).state is State.CLOSED
    assert not desk(month=SEPTEMBER, due_alone=False).lines, "nobody had a record then"


def test_somebody_is_found_by_a_part_of_their_name(margaret: Person) -> None:
    _ = margaret
    assert [one.person.name for one in desk(text="HUGH").lines] == [cast.MARGARET]


def test_the_desk_says_which_sides_have_written(margaret: Person) -> None:
    end(margaret, OCTOBER)
    write("sam")
    write("helen")
    assert line().written == {Side.TEAM, Side.ALLIES}


def test_what_others_never_read_does_not_show_on_the_desk(margaret: Person) -> None:
    end(margaret, OCTOBER)
    write("margaret", only_for=OnlyFor.SELF)
    write("helen", only_for=OnlyFor.PERSON)
    assert line().written == frozenset()


def test_making_it_private_takes_it_from_the_desk(margaret: Person) -> None:
    end(margaret, OCTOBER)
    write("margaret")
    assert line().written == {Side.SELF}
    write("margaret", only_for=OnlyFor.SELF)
    assert line().written == frozenset()


def test_the_desk_counts_what_is_to_be_done_and_what_is_overdue(margaret: Person) -> None:
    agreeing.agree(margaret, "Ring the choir", "sam", 3)
    with clock.told(clock.now() - timedelta(days=9)):
        agreeing.agree(margaret, "Mend the gate", "sam", 3)
    assert (line().open, line().overdue) == (2, 1)


def test_the_desk_says_when_the_next_review_is_due_and_which_one_stands(margaret: Person) -> None:
    assert line().review == Next(date(2027, 1, 5)), "three months after her week began"
    arranged = Arranged(how="She said so.", held_on=THURSDAY)
    event = Review.begin(margaret, arranged, author(*ALED))
    assert line().review == Next(date(2027, 1, 5), event.id, THURSDAY)


def test_an_address_names_only_conversations_that_somebody_has(margaret: Person) -> None:
    here = margaret.id
    keys = [f"{here}-2026-11", f"{here}-1026-09", f"{here}-2027-03", "x", f"{here}-", "99-2026-11"]
    assert [one.key for one in chosen([margaret], keys)] == [f"{here}-2026-11"]


def test_who_may_write_can_be_asked_the_person_first(margaret: Person) -> None:
    assert [one.name for one in to_ask({margaret: NOVEMBER})[margaret.id]] == [
        "Margaret Hughes", "Grace Mensah", "Sam Doyle",
    ]  # fmt: skip
    helens = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("helen")))
    Sharing.decide(helens, "conversations", by("margaret"), shared=True)
    assert "Helen Hughes" in [one.name for one in to_ask({margaret: NOVEMBER})[margaret.id]]


def test_an_ally_with_whom_conversations_are_not_shared_is_not_asked(margaret: Person) -> None:
    with pytest.raises(NobodyToAsk):
        ask(margaret, "helen")
    assert not asked("helen", margaret)


def test_who_has_written_is_asked_nothing_any_more(margaret: Person) -> None:
    ask(margaret, "sam", "margaret")
    assert asked("sam", margaret) == [(NOVEMBER, False)]
    write("sam")
    assert not asked("sam", margaret)
    assert asked("margaret", margaret)


def test_a_best_guess_is_no_answer_of_ones_own(margaret: Person) -> None:
    ask(margaret, "sam", "margaret")
    write("sam", whose=Whose.GUESS)
    assert asked("sam", margaret)


def test_who_takes_back_what_they_said_is_asked_again(margaret: Person) -> None:
    ask(margaret, "sam")
    said = write("sam")
    Perspective.withdraw(margaret, said.id, by("sam"))
    assert asked("sam", margaret)
    write("sam")
    assert not asked("sam", margaret)


def test_who_has_written_for_nobody_else_to_read_can_still_be_asked_so_that_it_does_not_show(margaret: Person) -> None:
    write("margaret", only_for=OnlyFor.SELF)
    assert "Margaret Hughes" in [one.name for one in to_ask({margaret: NOVEMBER})[margaret.id] if one.can_be_asked]
    ask(margaret, "margaret")
    assert not asked("margaret", margaret)


def test_what_is_closed_asks_nobody_any_more(margaret: Person) -> None:
    ask(margaret, "sam")
    end(margaret, NOVEMBER)
    assert not asked("sam", margaret)
    with pytest.raises(Closed):
        ask(margaret, "grace")


def test_nobody_is_asked_twice_on_one_day_and_the_next_day_it_is_a_reminder(margaret: Person) -> None:
    ask(margaret, "sam")
    with pytest.raises(NobodyToAsk):
        ask(margaret, "sam")
    with clock.told(clock.now() + timedelta(days=1)):
        ask(margaret, "sam")
        assert asked("sam", margaret) == [(NOVEMBER, True)]


def test_pressing_ask_twice_asks_once(margaret: Person) -> None:
    press, sam = new_id(), [cast.user("sam").id]
    first, again = (invite([(margaret, NOVEMBER, sam)], author(*ALED), press) for _time in range(2))
    assert [event.seq for event in first] == [event.seq for event in again]


def test_a_proposed_day_is_fixed_once_the_person_said_yes(margaret: Person) -> None:
    about = propose(margaret)
    assert decided(margaret, NOVEMBER).plan.held_on is None
    answer(margaret, about, good=True)
    plan = decided(margaret, NOVEMBER).plan
    assert (plan.held_on, plan.held_at) == (THURSDAY, "14:30")
    assert not proposed([margaret.id], [NOVEMBER])


def test_a_yes_changes_nothing_else_of_the_plan(margaret: Person) -> None:
    ConversationPlan.decide(margaret, NOVEMBER, Plan(every=3, words="She said so."), author(*ALED))
    answer(margaret, propose(margaret), good=True)
    assert decided(margaret, NOVEMBER).plan.every == 3


def test_another_day_is_an_answer_and_the_next_proposal_waits_again(margaret: Person) -> None:
    answer(margaret, propose(margaret), good=False)
    assert proposed([margaret.id], [NOVEMBER])[margaret.id, NOVEMBER].good is False
    propose(margaret, THURSDAY + timedelta(days=1))
    assert proposed([margaret.id], [NOVEMBER])[margaret.id, NOVEMBER].good is None


def test_once_it_has_begun_no_day_is_proposed_any_more(margaret: Person) -> None:
    about = propose(margaret)
    Conversation.of(margaret, NOVEMBER).open(author(*ALED))
    assert not proposed([margaret.id], [NOVEMBER])
    with pytest.raises(NothingThere):
        answer(margaret, about, good=True)


def test_somebody_else_who_answers_says_how_the_person_showed_it(margaret: Person) -> None:
    about = propose(margaret)
    with pytest.raises(NotSaidHow):
        answer(margaret, about, good=True, who="sam")
    answer(margaret, about, good=True, who="sam", words="She smiled at the calendar.")
    assert decided(margaret, NOVEMBER).plan.words == "She smiled at the calendar."


def test_an_older_proposal_is_not_answered_any_more(margaret: Person) -> None:
    old = propose(margaret)
    propose(margaret, THURSDAY + timedelta(days=1))
    with pytest.raises(NothingThere):
        answer(margaret, old, good=True)
    assert decided(margaret, NOVEMBER).plan.held_on is None


def test_a_yes_that_is_pressed_twice_fixes_the_day_once(margaret: Person) -> None:
    about, press = propose(margaret), new_id()
    first, again = (
        ProposalAnswer.record(margaret, NOVEMBER, about, by("margaret"), good=True, id=press) for _time in range(2)
    )
    assert [event.seq for event in first] == [event.seq for event in again]


def test_a_day_that_is_over_cannot_be_proposed(margaret: Person) -> None:
    with pytest.raises(Over):
        propose(margaret, cast.TODAY - timedelta(days=1))


def test_a_closed_conversation_has_no_day_to_propose(margaret: Person) -> None:
    end(margaret, NOVEMBER)
    with pytest.raises(Closed):
        propose(margaret)


def test_days_are_spread_over_the_chosen_weekdays_so_many_a_day() -> None:
    spread = Spread(date(2026, 11, 19), (1, 3), 2, time(10), 45)
    assert [(f"{day:%a %d}", f"{at:%H:%M}") for day, at in spread.slots(5)] == [
        ("Thu 19", "10:00"), ("Thu 19", "10:45"), ("Tue 24", "10:00"), ("Tue 24", "10:45"), ("Thu 26", "10:00"),
    ]  # fmt: skip


def test_what_does_not_fit_before_midnight_goes_to_the_next_day() -> None:
    spread = Spread(date(2026, 11, 19), (3, 4), 3, time(22), 90)
    assert [f"{day:%a} {at:%H:%M}" for day, at in spread.slots(3)] == ["Thu 22:00", "Thu 23:30", "Fri 22:00"]
