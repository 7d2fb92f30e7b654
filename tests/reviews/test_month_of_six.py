"""A coordinator's month: six conversations in the short form, page by page, and every press of theirs counted."""

import sys
from datetime import timedelta

import pytest
from flask import Flask

from carelog import clock
from carelog.journal import new_id
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person
from carelog.reviews.conversation_plan import decided
from carelog.reviews.monthly_conversation import Conversation, State
from carelog.reviews.owed import open_ones
from carelog.reviews.proposal import ProposalAnswer, proposed
from tests import cast, visitors
from tests.asking import SQLITE
from tests.plans import author
from tests.pressing import Presses
from tests.reviews import agreeing

OCTOBER = agreeing.MONTH - timedelta(days=1)
MOST = 12  # presses for each ordinary month, with its share of what is done for all at once
PEOPLE = (cast.MARGARET, cast.JAMIE, cast.WALTER, cast.NADIA, "Somebody 1", "Somebody 2")


@pytest.fixture
def six(app: Flask) -> list[Person]:
    """All of whom Aled coordinates, each with two things that were agreed before."""
    _ = app
    sam, began = cast.user("sam"), clock.now() - timedelta(days=40)
    with clock.told(began):
        for name in PEOPLE[4:]:
            new = Person.welcome(cast.person(cast.MARGARET).team, visitors.OPERATOR, name=name)
            Membership.start(new, sam, WORKER, visitors.OPERATOR)
    six = [cast.person(name) for name in PEOPLE]
    with clock.told(began):
        for person in six:
            for what in ("Ring the choir", "Mend the gate"):
                agreeing.agree(person, what, "aled", 30, month=agreeing.MONTH - timedelta(days=61))
    return six


def month_of(person: Person) -> Conversation:
    return Conversation.of(person, OCTOBER.replace(day=1))


@SQLITE
def test_an_ordinary_month_of_six_people_takes_few_presses(
    app: Flask, six: list[Person], capsys: pytest.CaptureFixture[str]
) -> None:
    aled = Presses(cast.signed_in(app, "aled"), "/people")
    aled.link("Talks")
    aled.link("Tick all of these")
    aled.press("Ask what they think")
    aled.press("Ask them")
    aled.press("Propose days")  # nothing ticked: for all of them
    aled.press("Propose these days")
    for person in six:  # each says yes, or somebody who supports them writes down how they showed it
        there = proposed([person.id], [month_of(person).month])[person.id, month_of(person).month]
        ProposalAnswer.record(
            person, month_of(person).month, there.id, author("sam"), good=True, words="Nodded.", id=new_id()
        )
        assert decided(person, month_of(person).month).plan.held_on
    for_all, each = aled.number, list[int]()
    for person in six:
        aled.link("Talks")
        aled.link("What to talk about", person.name)  # and reads it
        aled.link("Talks")
        aled.link("Write it down", person.name)
        for one in open_ones([person.id]):
            aled.choose(f"{one.id}-step", "done")
        aled.type("working", "The choir")
        aled.type("not_working", "The gate")
        aled.type("promise-what", "Find out which bus goes there")
        aled.choose("promise-owner", str(cast.user("sam").id))
        aled.type("promise-by_when", agreeing.in_days(20).isoformat())
        aled.press("Save it all, and close the conversation")
        each.append(aled.number - for_all - sum(each))
    assert {month_of(person).state for person in six} == {State.CLOSED}
    assert [one.what for one in open_ones([person.id for person in six])] == ["Find out which bus goes there"] * 6
    for_one = max(each) + for_all / len(six)
    with capsys.disabled():
        sys.stdout.write(
            f"\nsix ordinary months: {aled.number} presses, {for_all} of them for all; {for_one:.1f} each\n"
        )
    assert for_one <= MOST
