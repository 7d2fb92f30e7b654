"""Names in the circle are a switch of their own: an ally without it reads "Somebody", wherever a name would stand."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.accounts.user import User
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Concern, SafeNow
from carelog.records.extra import Extra
from carelog.records.good_for_me import Company, GoodForMe
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.photo import Of
from carelog.records.photo_consent import ALLY as OF_ALLY
from carelog.records.photo_consent import Audience
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.details import Part
from carelog.weeks.time_away import TimeAway, Why
from tests import cast, photos, visitors
from tests.plans import EVERY_LABEL, agree, author, fixed

TODAY, YESTERDAY, BEFORE = (cast.TODAY - timedelta(days=days) for days in (0, 1, 2))
EVERYTHING_ELSE = [section for section in visitors.SECTIONS if section != "names"]
NAME = re.compile(r"Qq\w+zz")
Pages = list[str]


def named(username: str) -> str:
    """What somebody around her is called here."""
    return f"Qq{username}zz"


@pytest.fixture
def pages(margaret: Person) -> Pages:
    """Every page about her that an ally can open, with somebody's name wherever one can be."""
    abi = visitors.belong("abi", "ally")
    visitors.share(abi, EVERYTHING_ELSE)
    for username in ("joan", "helen", "sam", "grace", "tomasz"):  # who has left belonged, too
        User.update(name=named(username)).where(User.username == username).execute()
    with time_machine.travel(cast.BEGAN + timedelta(days=1)):
        item = agree(margaret, fixed("Tea", with_whom=named("grace")), fixed("Walk"))["Tea"]
    said_by_everybody(margaret, item)
    sam, there = author("sam"), Membership.get(Membership.user == cast.user("helen"))
    learned = Learned(did="Sang", item=item, present=(there.id,), others=named("joan"))
    log = LearningLog.record(margaret, TODAY, learned, sam, labels=EVERY_LABEL).id
    LearningLog.correct(margaret, log, TODAY, replace(learned, did="Hummed"), "mistake", sam, labels=EVERY_LABEL)
    own = LearningLog.record(margaret, TODAY, replace(learned, others=""), author("abi", "ally"), labels=EVERY_LABEL).id
    photo = photos.a_photo(margaret, Of(log=log), sam)
    photos.says_yes(margaret, Audience(OF_ALLY, abi.id), author("margaret", "self"))
    Extra.record(margaret, TODAY, "The sun came out", author("helen", "ally"))
    TimeAway.record(margaret, TODAY + timedelta(days=3), None, Why.FAMILY, sam)
    worry = Concern.record(
        margaret, author("abi", "ally"), safe_now=SafeNow.NO, seen="A bruise", named=[cast.user("sam").id]
    ).id
    there_on = [f"occurrences/{item}/{day}/1" for day in (TODAY, YESTERDAY, BEFORE)]
    return [
        f"/people/{margaret.id}{page and '/'}{page}"
        for page in (
            "", "week", "day", f"day?day={YESTERDAY}", f"day?day={BEFORE}", *there_on, "extras/new", "plan",
            "summary", f"summary?month={TODAY}", f"summary/records?month={TODAY}", "learning", "learning?q=qqsamzz",
            f"learning?item={item}", f"logs/{log}", f"logs/{own}", "logs/new", f"photos/{photo}", "time-away",
            "worries/new", f"worries/{worry}",
        )
    ] + ["/people", "/worries", "/kept", "/account"]  # fmt: skip


def said_by_everybody(margaret: Person, item: str) -> None:
    """Of three days of one thing: told, checked, moved, on paper, handed over, settled, and with whom."""
    grace, sam, tomasz = author("grace"), author("sam"), author("tomasz")
    partly = Account(said="partly", reason=Reason.MONEY, told_by=named("helen"))
    first = Mark.record(margaret, item, TODAY, 1, grace, labels=EVERY_LABEL).id
    Mark.correct(margaret, first, partly, "wrong", grace, labels=EVERY_LABEL)
    said_no = Account(said="chose", offered="Tea", how_shown="Looked away")
    choice = Mark.record(margaret, item, YESTERDAY, 1, tomasz, labels=EVERY_LABEL, account=said_no).id
    ChoiceCheck.record(
        margaret, choice, Answer.CHOSE, Way.CONVERSATION, author("aled", "coordinator"), labels=EVERY_LABEL,
        with_whom=named("sam"), how_shown="A nod",
    )  # fmt: skip
    Move.record(
        margaret, item, YESTERDAY, 1, sam, labels=EVERY_LABEL, asked_by_person=True, new_day=YESTERDAY,
        part=Part.EVENING,
    )  # fmt: skip
    typed = Account(told_by=named("joan"), written_by=named("joan"))
    Mark.record(margaret, item, BEFORE, 1, grace, labels=EVERY_LABEL, account=typed)
    settled = Account(said="did_not_happen", how_shown="A nod", note=named("sam"))
    Mark.record(margaret, item, BEFORE, 1, replace(sam, voice=journal.SETTLED), labels=EVERY_LABEL, account=settled)
    handed = replace(sam, voice=journal.HANDED_OVER)
    Mark.record(margaret, item, BEFORE, 1, handed, labels=EVERY_LABEL, account=Account(with_whom=named("grace")))
    GoodForMe.record(
        margaret, (item, BEFORE, 1), Company.MEMBER, handed, labels=EVERY_LABEL,
        companions=[cast.user("grace").id, cast.user("helen").id], present=named("grace"),
    )  # fmt: skip


def names_on(browser: FlaskClient, pages: Pages) -> dict[str, set[str]]:
    """The names on each of them that has any; what is asked for is said again in the field of a search."""
    answers = {page: browser.get(page) for page in pages}
    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    found = {page: set(NAME.findall(f"{answer.text} {answer.headers}")) for page, answer in answers.items()}
    return {page: names for page, names in found.items() if names}


def test_an_ally_with_everything_but_the_names_reads_none_on_any_page(app: Flask, pages: Pages) -> None:
    abi = cast.signed_in(app, "abi")
    assert names_on(abi, pages) == {}
    for page in ("day", f"day?day={YESTERDAY}", "learning", "summary"):
        assert "Somebody" in abi.get(f"/people/1/{page}").text, page


def test_with_the_names_they_are_read_and_without_them_again_not(app: Flask, pages: Pages) -> None:
    abi, member = cast.signed_in(app, "abi"), Membership.get(Membership.user == cast.user("abi"))
    visitors.share(member, ["names"])
    read = names_on(abi, pages)
    assert set.union(*read.values()) == {named(who) for who in ("joan", "helen", "sam", "grace", "tomasz")}
    assert len(read) > 12
    Sharing.decide(member, "names", visitors.OPERATOR, shared=False)
    assert names_on(abi, pages) == {}


def test_the_team_reads_every_name(app: Flask, pages: Pages) -> None:
    aled = cast.signed_in(app, "aled")
    there = [page for page in pages if "/worries/" not in page and page != "/account"]
    assert set.union(*names_on(aled, there).values()) >= {named(who) for who in ("joan", "helen", "sam", "grace")}
