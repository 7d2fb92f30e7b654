"""The conversation of a month: how the person wants it, its beginning and its end, and what comes to mind later."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from peewee import IntegrityError

from carelog import db
from carelog.journal import Event, NothingThere, new_id
from carelog.people.circle import Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.closing import Closed, ConversationClosing, NotClosed
from carelog.reviews.conversation_plan import ConversationPlan, Form, Plan
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.monthly_conversation import Conversation, NotLeading, NotOpen, State, listed
from carelog.reviews.opening import ConversationOpening
from carelog.reviews.reader import Reader
from tests import cast
from tests.plans import EVERY_LABEL
from tests.reviews.talking import NOVEMBER, by, conversation

pytestmark = pytest.mark.usefixtures("app")
SHOWN = "She pointed at Sam's photo."


def sams_place() -> int:
    return int(Membership.get((Membership.user == cast.user("sam")) & (Membership.person == margaret().id)).id)


def margaret() -> Person:
    return cast.person(cast.MARGARET)


def plan(month: date = NOVEMBER, who: str = "aled", **said: Any) -> Event:
    wanted = replace(Plan(words="" if who == "margaret" else SHOWN), **said)
    return ConversationPlan.decide(margaret(), month, wanted, by(who), id=new_id())


def test_whoever_the_person_chose_leads_it_and_nobody_else_of_the_team() -> None:
    with pytest.raises(NotLeading):
        conversation().open(by("sam"))
    plan(led_by=sams_place())
    assert (conversation().decided.leader, conversation().decided.by) == ("Sam Doyle", "Aled Prosser")
    conversation().open(by("sam"))
    with pytest.raises(NotLeading):
        conversation().close({}, by("dev"))
    conversation().close({}, by("sam"))
    assert conversation().state is State.CLOSED


def test_what_was_decided_holds_for_later_months_but_for_when_it_is() -> None:
    plan(form=Form.FULL, every=2, led_by=sams_place(), held_on=date(2026, 11, 30), held_at="14:30")
    months = [Conversation.of(margaret(), date(year, month, 1)) for year, month in ((2026, 10), (2026, 12), (2027, 1))]
    assert [(one.plan.form, one.plan.needed, one.plan.held_on) for one in months] == [
        (Form.SHORT, True, None), (Form.FULL, False, None), (Form.FULL, True, None),
    ]  # fmt: skip
    assert [one.decided.leader for one in months] == ["", "Sam Doyle", "Sam Doyle"]
    assert conversation().plan.held_on == date(2026, 11, 30)


def test_somebody_else_says_how_the_person_showed_it() -> None:
    with pytest.raises(NotSaidHow):
        plan(words="")
    plan(who="margaret", needed=False)
    assert not conversation().plan.needed


def test_who_leads_belongs_to_the_circle() -> None:
    there = Membership.get(Membership.user == cast.user("tomasz"))  # until last month
    with pytest.raises(NothingThere):
        plan(led_by=there.id)


def test_it_begins_once_and_ends_once_and_keeps_the_figures_that_it_saw() -> None:
    with pytest.raises(NotOpen):
        conversation().close({}, by("aled"))
    first = conversation().open(by("aled"))
    assert conversation().open(by("margaret")).seq == first.seq
    with time_machine.travel(cast.NOW + timedelta(hours=1)):
        ended = conversation().close({"to_me": {"happened": 12}}, by("aled"))
        assert conversation().close({"to_me": {"happened": 13}}, by("margaret")).seq == ended.seq
    now = conversation()
    assert now.figures == {"to_me": {"happened": 12}}
    assert now.closed is not None
    assert now.figures_at is not None
    assert now.figures_at - now.closed.at < timedelta(minutes=1)
    assert (now.opened and now.opened.by, now.closed.by) == ("Aled Prosser", "Aled Prosser")
    with pytest.raises(Closed):
        plan()


def test_a_month_that_has_not_come_does_not_begin() -> None:
    with pytest.raises(NotOpen):
        Conversation.of(margaret(), date(2026, 12, 1)).open(by("aled"))


def test_afterwards_thoughts_are_added_and_change_nothing() -> None:
    with pytest.raises(NotClosed):
        LaterThought.record(conversation(), "One more thing", by("helen"))
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    LaterThought.record(conversation(), "One more thing", by("helen"))
    sam = Reader(cast.user("sam").id, EVERY_LABEL)
    assert [(one.words, one.author_name) for one in LaterThought.all_of(conversation(), sam)] == [
        ("One more thing", "Helen Hughes"),
    ]  # fmt: skip


def test_the_list_has_every_month_since_the_record_began() -> None:
    plan(needed=False)
    Conversation.of(margaret(), date(2026, 10, 1)).open(by("aled"))
    lines, more = listed(margaret(), 1)
    assert [(one.month, one.state, one.plan.needed) for one in lines] == [
        (date(2026, 12, 1), State.PLANNED, True), (NOVEMBER, State.PLANNED, False),
        (date(2026, 10, 1), State.OPEN, True),
    ]  # fmt: skip
    assert not more


def test_the_database_itself_keeps_it_as_it_was_written() -> None:
    plan()
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    LaterThought.record(conversation(), "One more thing", by("helen"))
    for table in (ConversationPlan, ConversationOpening, ConversationClosing, LaterThought):
        with pytest.raises(IntegrityError), db.database.atomic():
            table.delete().execute()
