"""A phone in the person's hands: nothing on it is the worker's, whatever is typed or sent; and taking it back."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import Forbidden, HTTPException, InternalServerError, NotFound

from carelog import journal
from carelog.accounts import pin as pins
from carelog.accounts.session import Session
from carelog.accounts.user import User, secret_is_right
from carelog.journal import Event
from carelog.people.circle import Membership
from tests import cast
from tests.asking import HTMX, assert_guarded
from tests.everywhere import WAYS, author, good_form, open_places
from tests.in_hand import END, PIN, asked, give_pins, hand_over, is_locked, press, session_of, take_back, to_ask
from tests.recording import own_records
from tests.tables import contents

# All that a phone in the person's hands does; by hand, with the answer to an empty form.
STILL = {
    "GET health.healthz": 200, "GET manifest": 200, "GET offline.worker": 200, "GET offline.needs_signal": 200,
    "GET offline.locked": 200, "GET offline.signed_out": 200, "GET answers.show": 200, "POST answers.create": 422,
    "GET answers.take_back": 200, "POST answers.take_back": 422,
}  # fmt: skip
PRESSED_TWICE = "POST handing_over.create"
TO_THE_QUESTIONS, REFUSED = 303, 403
# What stands on the worker's pages, and on no answer screen.
THE_WORKERS = re.compile(r"Jamie|Walter|Nadia|/today|/account|/people|My account|class=\"tabs\"|sign-out")
COUNTED = frozenset({"session", "look", "mistakes"})
AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    """Sam's, in Margaret's hands."""
    return hand_over(app)


def hand_over_form(**more: Any) -> dict[str, Any]:
    return {"id": journal.new_id(), "present": "Grace", "things": to_ask(), **more}


def here(page: str = "handing-over", person: str = cast.MARGARET) -> str:
    return f"/people/{cast.person(person).id}/{page}"


# handing over


def test_the_page_names_who_is_here_and_ticks_what_a_visit_would_ask(app: Flask) -> None:
    give_pins()
    page = cast.signed_in(app, "sam").get(here()).text
    assert re.search(r'<input[^>]*name="present"[^>]*value="Sam Doyle"', page)
    assert len(re.findall(r'type="checkbox" value', page)) == len(to_ask()) > 0
    assert "with-scripts hidden" in page  # without scripts it is not offered


def test_from_then_on_the_phone_asks_and_the_journal_says_who_gave_it_to_whom(phone: FlaskClient) -> None:
    assert asked(phone.get("/answers")) == "Did it happen?"
    event = Event.get(Event.kind == "session.handed_over")
    sam, margaret = cast.user("sam"), cast.person(cast.MARGARET)
    assert (event.author_id, event.role, event.person_id) == (sam.id, "worker", margaret.id)
    assert session_of(phone).handed_present == "Grace"


@pytest.mark.parametrize(
    ("wrong", "said"), [({"present": " "}, "Say who is here."), ({"things": []}, "Tick what to ask.")]
)
def test_without_who_is_here_or_anything_to_ask_it_stays_the_workers(
    app: Flask, wrong: dict[str, Any], said: str
) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    answer = sam.post(here(), data=hand_over_form(**wrong))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not is_locked(sam)


def test_what_is_not_offered_cannot_be_asked(app: Flask) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    for thing in ("x", f"{journal.new_id()} 2026-11-18 1", to_ask()[0].replace("2026-11-18", "2026-11-17")):
        assert sam.post(here(), data=hand_over_form(things=thing)).status_code == 422
    assert not is_locked(sam)


def test_a_pin_comes_first(app: Flask) -> None:
    sam = cast.signed_in(app, "sam")
    for answer in (sam.get(here()), sam.post(here(), data=hand_over_form())):
        assert (answer.status_code, answer.location) == (303, f"/account/pin?back={here()}")
    assert not is_locked(sam)


def test_where_nothing_is_to_be_asked_that_is_said_before_any_pin(app: Flask) -> None:
    assert to_ask(cast.NADIA) == []
    page = cast.signed_in(app, "sam").get(here(person=cast.NADIA))
    assert page.status_code == 200
    assert "There is nothing to ask of today yet." in page.text
    assert 'name="present"' not in page.text


@pytest.mark.parametrize("username", ["margaret", "helen", "ruth", "dev"])
def test_nobody_else_hands_their_phone_over(app: Flask, username: str) -> None:
    give_pins()
    browser = cast.signed_in(app, username)
    for answer in (browser.get(here()), browser.post(here(), data=hand_over_form())):
        assert answer.status_code == (404 if username == "dev" else 403)
    assert not is_locked(browser)


def test_only_this_phone_is_handed_over(app: Flask, phone: FlaskClient) -> None:
    other = cast.signed_in(app, "sam")
    assert other.get("/today").status_code == 200
    assert phone.get("/today").status_code == TO_THE_QUESTIONS


# the lock


@pytest.mark.parametrize("sends", [{}, {"headers": HTMX}, {"headers": {"Sec-Fetch-Mode": "cors"}}], ids=str)
def test_every_route_leads_to_the_questions_or_is_refused(
    app: Flask, phone: FlaskClient, sends: dict[str, Any]
) -> None:
    places, own = open_places(app), own_records(cast.MARGARET, author("sam", "worker"))
    forms = {way.endpoint: good_form(way.endpoint, places, cast.MARGARET, own) for way in WAYS}
    before, wrong = contents(COUNTED), {}
    for way in WAYS:
        still = str(way) in STILL or str(way) == PRESSED_TWICE
        expected = STILL.get(str(way), TO_THE_QUESTIONS if way.method == "GET" or still else REFUSED)
        form = {} if still or way.method == "GET" else forms[way.endpoint]
        with phone.open(way.path.format(**places), method=way.method, data=form, **sends) as answer:
            told = "" if str(way) in STILL and "answers" not in str(way) else answer.get_data(as_text=True)
            goes = answer.location if answer.status_code == TO_THE_QUESTIONS else "/answers"
            if (answer.status_code, goes, THE_WORKERS.findall(told)) != (expected, "/answers", []):
                wrong[str(way)] = (answer.status_code, answer.location, THE_WORKERS.findall(told))
    assert wrong == {}
    assert contents(COUNTED) == before
    assert is_locked(phone)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/people/99999", "/people/x/week", "/static/x/app.css/y", "/sign-in/x", "//"]
)
def test_an_address_that_is_none_leads_there_too(phone: FlaskClient, path: str) -> None:
    assert phone.get(path).location in ("/answers", "http://localhost/answers")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"])
@pytest.mark.parametrize("path", ["/today", "/account", "/nowhere"])
def test_no_other_method_leads_out(phone: FlaskClient, path: str, method: str) -> None:
    answer = phone.open(path, method=method)
    assert answer.status_code == (TO_THE_QUESTIONS if method == "HEAD" else REFUSED)
    assert THE_WORKERS.findall(answer.text) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"Origin": "https://elsewhere.example"}},
        {"data": b"\xff" * 400_000, "content_type": "application/x-www-form-urlencoded"},
        {"data": {"id": "\0"}},
        {"data": {"things": "x"}, "headers": HTMX},
    ],
)
@pytest.mark.parametrize("path", ["/answers", "/answers/end", "/people/1/marks", "/sign-out"])
def test_what_is_refused_shows_nothing_of_the_workers(phone: FlaskClient, path: str, sent: dict[str, Any]) -> None:
    answer = phone.post(path, **sent)
    assert 400 <= answer.status_code < 500
    assert THE_WORKERS.findall(answer.text) == []
    assert "Sam Doyle" not in answer.text


def test_nothing_of_it_is_kept_by_browser_or_proxy(phone: FlaskClient) -> None:
    for path in ("/answers", "/answers?thing=0&pause=yes", END):
        answer = phone.get(path)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert_guarded(answer)


def test_handing_over_changes_the_cookie_so_that_no_page_is_kept_for_back(app: Flask) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    assert "carelog=" in sam.post(here(), data=hand_over_form()).headers.get("Set-Cookie", "")


def test_what_was_to_be_said_to_the_worker_is_not_said_to_the_person(app: Flask) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    sam.post("/account/pin/removal", data={"removal-my_password": cast.PASSWORD})
    give_pins()
    sam.post(here(), data=hand_over_form())
    assert "PIN is removed" not in sam.get("/answers").text
    take_back(sam)
    assert "PIN is removed" not in sam.get("/today").text


def test_what_the_worker_could_undo_is_not_undone_by_the_person(app: Flask) -> None:
    give_pins()
    sam = cast.signed_in(app, "sam")
    log = {"id": journal.new_id(), "day": cast.TODAY.isoformat(), "language": "en", "did": "Sang", "back": "/today"}
    assert sam.post(here("logs"), data=log).status_code == 303
    assert sam.post(here(), data=hand_over_form()).location == "/answers"
    assert "logs/withdrawals" not in sam.get("/answers").text
    take_back(sam)
    assert "logs/withdrawals" not in sam.get("/today").text


@pytest.mark.parametrize(
    ("method", "path", "wrong"),
    [("POST", "/sign-out", Forbidden), ("GET", "/answers", NotFound), ("GET", "/answers", InternalServerError)],
)
def test_where_something_goes_wrong_the_phone_can_still_be_taken_back(
    phone: FlaskClient, monkeypatch: pytest.MonkeyPatch, method: str, path: str, wrong: type[HTTPException]
) -> None:
    def fall() -> None:
        raise wrong

    monkeypatch.setattr("carelog.home.answer_views.in_whose_hands", fall)
    answer = phone.open(path, method=method)
    assert answer.status_code == wrong.code
    assert f'href="{END}"' in answer.text
    assert 'href="/answers"' in answer.text
    assert "data-back" not in answer.text
    assert take_back(phone).status_code == 303
    mine = phone.get("/nowhere")
    assert (mine.status_code, END in mine.text, "data-back" in mine.text) == (404, False, True)


def test_a_second_press_leads_to_the_questions_and_changes_nothing(app: Flask) -> None:
    give_pins()
    sam, form = cast.signed_in(app, "sam"), hand_over_form()
    sam.post(here(), data=form)
    again = sam.post(here(), data={**form, "present": "Somebody else"})
    assert (again.status_code, again.location) == (303, "/answers")
    assert session_of(sam).handed_present == "Grace"
    assert Event.select().where(Event.kind == "session.handed_over").count() == 1


def test_a_form_that_is_sent_again_from_memory_locks_nothing(app: Flask) -> None:
    give_pins()
    sam, form = cast.signed_in(app, "sam"), hand_over_form()
    sam.post(here(), data=form)
    take_back(sam)
    with time_machine.travel(cast.NOW + timedelta(minutes=5)):
        assert sam.post(here(), data=form).status_code == 409
        assert not is_locked(sam)


def test_where_nobody_is_signed_in_any_more_there_is_only_the_sign_in_page(phone: FlaskClient) -> None:
    session_of(phone).end(author("sam", "user"))
    for path in ("/answers", END, "/today", "/account"):
        answer = phone.get(path)
        assert (answer.status_code, answer.location) == (302, "/sign-in")
    assert phone.post("/answers", data={}).status_code == 401
    page = phone.get("/sign-in")
    assert page.status_code == 200
    assert not {"Sam Doyle", "Margaret"} & set(re.findall(r"Sam Doyle|Margaret", page.text))


def test_when_the_session_is_over_nothing_is_readable(phone: FlaskClient) -> None:
    Session.update(expires=cast.NOW + timedelta(hours=1)).where(Session.id == session_of(phone).id).execute()
    with time_machine.travel(cast.NOW + timedelta(hours=2)):
        assert phone.get("/answers").location == "/sign-in"


def test_when_the_worker_belongs_no_more_nothing_is_shown_and_the_phone_can_be_taken_back(phone: FlaskClient) -> None:
    belongs = (Membership.user == cast.user("sam")) & (Membership.person == cast.person(cast.MARGARET))
    form = press(phone, "not_sure")
    assert form.status_code == 303
    Membership.get(belongs).end(author("aled", "coordinator"))
    before = Event.select().count()
    page = phone.get("/answers")
    assert asked(page) == "Thank you"
    assert "Wash" not in page.text
    assert phone.post("/answers", data={"id": journal.new_id()}).status_code == 422
    assert Event.select().count() == before
    assert take_back(phone).location == "/"


# taking it back


def test_with_the_pin_the_phone_is_the_workers_again(phone: FlaskClient) -> None:
    answer = take_back(phone)
    assert (answer.status_code, answer.location) == (303, here("visit"))
    assert not is_locked(phone)
    assert "The phone is yours again." in phone.get("/today").text
    event = Event.get(Event.kind == "session.taken_back")
    assert (event.author_id, event.person_id) == (cast.user("sam").id, cast.person(cast.MARGARET).id)


def test_nothing_but_the_pin_takes_it_back(phone: FlaskClient) -> None:
    tries: list[dict[str, str]] = [
        {}, {"pin": ""}, {"pin": "0000"}, {"pin": PIN + "0"}, {"my_password": cast.PASSWORD},
        {"password": cast.PASSWORD}, {"PIN": PIN},
    ]  # fmt: skip
    for form in tries:
        assert phone.post(END, data=form).status_code in (422, 429)
        assert is_locked(phone)


def test_somebody_elses_pin_does_not(phone: FlaskClient) -> None:
    pins.set_pin(cast.user("sam"), "4826", author("sam", "user"))
    assert take_back(phone, PIN).status_code == 422
    assert take_back(phone, "4826").status_code == 303


def test_wrong_pins_are_slowed(phone: FlaskClient) -> None:
    with time_machine.travel(cast.NOW, tick=False):
        assert [take_back(phone, "0000").status_code for _ in range(3)] == [422, 422, 429]
        slowed = take_back(phone)  # the right one has to wait, too
        assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "1")
        assert 'id="pin-error"' in slowed.text
        assert "Wait 1 second, then try again." in slowed.text
    with time_machine.travel(cast.NOW + timedelta(seconds=1), tick=False):
        assert take_back(phone, "0000").status_code == 422
        assert take_back(phone).headers["Retry-After"] == "2"
    with time_machine.travel(cast.NOW + timedelta(seconds=3), tick=False):
        assert take_back(phone).status_code == 303


def five_wrong(phone: FlaskClient) -> None:
    """Each after waiting long enough."""
    for number in range(5):
        with time_machine.travel(cast.NOW + timedelta(minutes=number), tick=False):
            assert take_back(phone, "0000").status_code == 422


def test_after_five_wrong_pins_the_password_is_asked_and_no_pin_will_do(phone: FlaskClient) -> None:
    five_wrong(phone)
    with time_machine.travel(cast.NOW + timedelta(hours=3)):
        page = phone.get(END).text
        assert 'name="my_password"' in page
        assert 'name="pin"' not in page
        assert take_back(phone).status_code == 422
        assert is_locked(phone)
        assert phone.post(END, data={"my_password": "a guess of mine"}).status_code == 422
        assert phone.post(END, data={"my_password": cast.PASSWORD}).status_code == 303
        assert not is_locked(phone)


def test_guessing_the_password_there_is_slowed_as_everywhere(phone: FlaskClient) -> None:
    five_wrong(phone)
    with time_machine.travel(cast.NOW + timedelta(hours=1), tick=False):
        tries = [phone.post(END, data={"my_password": f"guess number {n}"}).status_code for n in range(6)]
    assert tries == [422] * 5 + [429]


def test_five_are_five_however_many_come_at_once(
    app: Flask, phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def look(user: User, pin: str) -> bool:
        looked_at.append(pin)
        return secret_is_right(user.pin, pin)

    monkeypatch.setattr("carelog.accounts.handing_over.pin_is_right", look)
    browsers = [copy_of(app, phone) for _ in range(12)]
    with ThreadPoolExecutor(len(browsers)) as together:
        list(together.map(lambda one: take_back(one, "0000").status_code, browsers))
    for minute in range(1, 9):
        with time_machine.travel(cast.NOW + timedelta(minutes=minute)):
            take_back(phone, "0000")
    assert len(looked_at) == 5
    assert is_locked(phone)


def copy_of(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Another tab, with the same cookie."""
    kept = browser.get_cookie("carelog")
    assert kept is not None
    other = app.test_client()
    other.set_cookie("carelog", kept.value)
    return other


def test_another_tab_is_inside_as_well_and_out_with_the_pin(app: Flask, phone: FlaskClient) -> None:
    other = copy_of(app, phone)
    assert other.get("/today").location == "/answers"
    assert take_back(other).status_code == 303
    assert phone.get("/today").status_code == 200
    assert phone.get("/answers").location == "/"
    assert phone.get(END).location == "/"


def test_each_time_it_is_handed_over_the_count_begins_anew(phone: FlaskClient) -> None:
    for number in range(4):
        with time_machine.travel(cast.NOW + timedelta(minutes=number), tick=False):
            take_back(phone, "0000")
    with time_machine.travel(cast.NOW + timedelta(minutes=9)):
        assert take_back(phone).status_code == 303
        phone.post(here(), data=hand_over_form())
        assert 'name="pin"' in phone.get(END).text
        assert session_of(phone).handed_tries == 0


def test_a_pin_that_was_removed_meanwhile_leaves_the_password(phone: FlaskClient) -> None:
    pins.remove_pin(cast.user("sam"), author("sam", "user"))
    assert 'name="my_password"' in phone.get(END).text
    assert take_back(phone).status_code == 422
    assert phone.post(END, data={"my_password": cast.PASSWORD}).status_code == 303


def test_no_pin_is_written_anywhere(phone: FlaskClient) -> None:
    take_back(phone, "8264")
    everything = AN_ID.sub("", str(contents(frozenset())))  # of which one may hold any four digits
    assert not {PIN, "8264"} & set(re.findall(r"\b\d{4}\b", everything))
