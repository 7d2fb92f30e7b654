"""Using a link for a new password: what it ends, who is told, and what comes in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask

from carelog import db
from carelog.accounts.password_reset import LASTS, PasswordReset
from carelog.accounts.session import Session
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.journal import OPERATOR, Author, Change, Event
from carelog.people.joining import NoLongerOpen
from carelog.people.resetting import choose_password
from carelog.people.second import agree
from tests import cast
from tests.people.resets import NEW, agreed, ask, becomes, choose, events, link, newest, opens

# using it


def test_opening_the_link_changes_nothing(app: Flask, sams: PasswordReset) -> None:
    before = Event.select().count()
    for _ in range(2):
        text = app.test_client().get(link(app, sams)).text
        assert "Sam Doyle, choose a new password" in text
        assert "You sign in as sam." in text
    assert Event.select().count() == before
    assert opens("sam", cast.PASSWORD)


def test_using_it_ends_every_session_of_theirs_and_nobody_elses(app: Flask, sams: PasswordReset) -> None:
    phones = [cast.signed_in(app, "sam"), cast.client(app, "sam")]
    grace = cast.signed_in(app, "grace")
    assert choose(app, link(app, sams)) == 303
    assert [phone.get("/account").status_code for phone in phones] == [302, 302]
    assert grace.get("/account").status_code == 200
    assert [opens("sam", word) for word in (cast.PASSWORD, NEW)] == [False, True]


def test_it_is_used_on_somebody_elses_phone_without_signing_them_out(app: Flask, sams: PasswordReset) -> None:
    grace = cast.signed_in(app, "grace")
    assert grace.post(link(app, sams), data={"new": NEW}).status_code == 303
    assert "Grace Mensah" in grace.get("/account").text


def test_it_works_once_and_ends_the_others(app: Flask, sams: PasswordReset) -> None:
    ask(app, "ruth", "sam")
    other = newest()
    assert choose(app, link(app, sams)) == 303
    assert choose(app, link(app, sams), "another long password") == 410
    assert choose(app, link(app, other), "another long password") == 410
    assert PasswordReset.get_by_id(other.id).withdrawn is not None
    assert opens("sam", NEW)


def test_pressing_keep_twice_is_no_mistake(app: Flask, sams: PasswordReset) -> None:
    assert [choose(app, link(app, sams)) for _ in range(2)] == [303, 303]
    assert events("used") == 1


def test_guessing_at_a_used_link_is_slowed(app: Flask, sams: PasswordReset) -> None:
    choose(app, link(app, sams))
    with time_machine.travel(cast.NOW, tick=False):
        answers = [choose(app, link(app, sams), f"a guess, number {number}") for number in range(5)]
        assert [*answers, choose(app, link(app, sams))] == [410] * 6


@pytest.mark.parametrize("wrong", ["", "too short", "x" * 201])
def test_a_password_that_is_none_is_not_kept(app: Flask, sams: PasswordReset, wrong: str) -> None:
    answer = app.test_client().post(link(app, sams), data={"new": wrong})
    assert answer.status_code == 422
    assert 'id="new-error"' in answer.text
    assert newest().is_open


def test_it_lasts_a_day_and_a_day_from_when_the_second_agreed(app: Flask, sams: PasswordReset) -> None:
    moment = timedelta(seconds=1)
    with time_machine.travel(sams.created + LASTS - moment, tick=False):
        assert app.test_client().get(link(app, sams)).status_code == 200
    with time_machine.travel(sams.created + LASTS, tick=False):
        assert app.test_client().get(link(app, sams)).status_code == 410
        assert choose(app, link(app, sams)) == 410
    ask(app, "aled", "margaret")
    later = newest().created + LASTS - moment
    with time_machine.travel(later, tick=False):
        assert agreed(app, "ruth") == 303
    with time_machine.travel(later + LASTS - moment, tick=False):
        assert choose(app, link(app)) == 303


def test_what_came_too_late_cannot_be_agreed_to(app: Flask, margarets: PasswordReset) -> None:
    with time_machine.travel(margarets.created + LASTS):
        assert agreed(app, "ruth") == 303  # the page says that it was good until then
        assert choose(app, link(app)) == 410
    assert events("agreed") == 0


@pytest.mark.parametrize("token", ["x", "MQ.x", "%FF", "a" * 3000])
def test_a_made_up_link_is_gone(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/new-password/{token}").status_code == 410


def test_an_invitations_signature_is_none_of_a_reset(app: Flask, sams: PasswordReset) -> None:
    _number, _, signature = link(app, sams).rpartition(".")
    assert app.test_client().get(f"/invitations/{link(app, sams).rpartition('/')[2]}").status_code == 410
    assert signature


# who is told


def test_the_user_is_told_once_at_the_next_sign_in_and_finds_it_in_my_account(
    app: Flask, margarets: PasswordReset
) -> None:
    agreed(app, "ruth")
    choose(app, link(app, margarets))
    said = (
        "You have a new password since Wednesday 18 November, 10:00. The link came from Aled Prosser and Ruth Okafor."
    )
    told = []
    for _ in range(2):
        browser = app.test_client()
        browser.post("/sign-in", data={"username": "margaret", "password": NEW, "kind": "own_tablet"})
        told.append(said in browser.get("/my-week").text)
        page = browser.get("/account").text
        assert "Changed on Wednesday 18 November, 10:00, with a link from Aled Prosser and Ruth Okafor." in page
    assert told == [True, False]


def test_whoever_comes_by_a_link_is_told_too(app: Flask) -> None:
    PasswordReset.make(cast.user("sam"), OPERATOR)
    choose(app, link(app))
    browser = cast.client(app, "grace")
    assert "You have a new password" not in browser.get("/account").text
    form = {"username": "sam", "password": NEW, "kind": "shared"}
    browser.post("/sign-in", data=form)
    assert "The link came from whoever looks after carelog where you are." in browser.get("/account").text


def test_what_was_done_is_written_down_and_holds_no_secret(app: Flask, margarets: PasswordReset) -> None:
    agreed(app, "ruth")
    choose(app, link(app, margarets))
    written = Event.select().where(Event.kind.startswith("password_reset")).order_by(Event.seq)
    said = [(event.kind, event.author_id, event.role) for event in written]
    aled, ruth, margaret = (cast.user(name).id for name in ("aled", "ruth", "margaret"))
    assert said == [
        ("password_reset.made", aled, COORDINATOR), ("password_reset.agreed", ruth, MANAGER),
        ("password_reset.used", margaret, "user"),
    ]  # fmt: skip
    token = link(app, margarets).rpartition("/")[2]
    assert not [change for change in Change.select() if token in change.what or NEW in change.what]
    assert not [row for row in PasswordReset.select().dicts() if token in str(row)]


# in the same moment


def at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """What each gave; None if it came too late."""
    start = Barrier(len(acts))

    def act(what: Callable[[], object]) -> object:
        with app.app_context(), db.connected():
            start.wait()
            try:
                return what()
            except NoLongerOpen:
                return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def test_of_two_links_used_at_once_one_counts(app: Flask, sams: PasswordReset) -> None:
    ask(app, "ruth", "sam")
    paths = [link(app, sams), link(app)]
    passwords = ["the first long password", "the other long password"]
    answers = at_once(app, *(lambda path=path, word=word: choose(app, path, word)
                             for path, word in zip(paths, passwords, strict=True)))  # fmt: skip
    assert sorted(answers, key=str) == [303, 410]
    assert [opens("sam", word) for word in passwords] == [answer == 303 for answer in answers]
    assert events("used") == 1


def test_one_link_used_twice_at_once_sets_one_password(app: Flask, sams: PasswordReset) -> None:
    passwords = ["the first long password", "the other long password"]
    answers = at_once(app, *(lambda word=word: choose(app, link(app, sams), word) for word in passwords))
    assert sorted(answers, key=str) == [303, 410]
    assert [opens("sam", word) for word in passwords] == [answer == 303 for answer in answers]


def test_a_link_that_is_taken_back_while_it_is_used_is_used_or_taken_back(app: Flask, sams: PasswordReset) -> None:
    aled = Author(cast.user("aled").id, COORDINATOR)
    answers = at_once(app, lambda: choose(app, link(app, sams)), lambda: sams.withdraw(aled))
    now = PasswordReset.get_by_id(sams.id)
    assert (now.used is None) != (now.withdrawn is None)
    assert opens("sam", NEW) is (now.used is not None) is (answers[0] == 303)


def test_a_session_that_is_opened_while_the_link_is_used_does_not_outlive_it(app: Flask, sams: PasswordReset) -> None:
    def sign_in() -> int:
        form = {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"}
        return app.test_client().post("/sign-in", data=form).status_code

    at_once(app, lambda: choose_password(PasswordReset.get_by_id(sams.id), NEW), sign_in, sign_in)
    assert opens("sam", NEW)
    assert [session.device for session in Session.of(cast.user("sam"))] == []


def test_two_who_agree_at_once_are_one_second(app: Flask, margarets: PasswordReset) -> None:
    becomes("grace", MANAGER)
    seconds = [Author(cast.user(name).id, MANAGER) for name in ("ruth", "grace")]
    acts = (lambda who=who: agree(PasswordReset.get_by_id(margarets.id), who) for who in seconds)
    assert sorted(map(str, at_once(app, *acts))) == ["False", "True"]
    assert events("agreed") == 1
