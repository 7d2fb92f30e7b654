"""The phone's table of where each kind of record goes, held to the server's routes, to the forms and to their words."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

import carelog
from carelog.offline.waiting_wording import KINDS
from tests import cast
from tests.asking import SQLITE
from tests.everywhere import author, open_places
from tests.plans import agree, fixed
from tests.recording import own_records

SCRIPT = Path(carelog.__file__).parent / "static" / "js" / "outbox" / "routes.js"
ROUTES = dict(re.findall(r'^  (\w+): "([^"]+)",$', SCRIPT.read_text(), re.MULTILINE))
ROOMS = {
    "records",
    "visits",
    "missed_visits",
    "time_away",
    "weeks",
    "item_pictures",
    "answers",
    "handing_over",
    "conversations",
}
# What writes something down and is not kept on a phone: why.
NEEDS_SIGNAL = {
    "records.create_sheet": "a week of paper is typed in at a desk, and read again before it is saved",
    "records.write_kept_down": "it is about what the server keeps",
    "records.settle_kept": "it is about what the server keeps",
    "records.item_photo": "it stands at once, everywhere",
    "records.person_photo": "it stands at once, everywhere",
    "records.create_photo_withdrawal": "a photo is looked at before it is taken back",
    "records.create_photo_return": "it stands where one was taken back just now",
    "records.create_kept_back": "it holds for others once the server has it, and the person is to know that it does",
    "records.create_photo_consent": "what was answered before is on the server; the form of a log asks without it",
    "records.create_thanks": "to whom it can go is on the server",
    "records.create_feedback": "whoever complains is to know that it has come",
    "records.add_to_feedback": "it stands beside the answer that is on the server",
    "records.create_feedback_step": "it is about what the server keeps",
    "conversations.plan": "it is decided with what stands there",
    "conversations.short": "it is decided with what stands there",
    "conversations.create_perspective_withdrawal": "what stands there is on the server",
    "conversations.create_guess_check": "the guess is on the server",
    "conversations.create_opening": "it counts from the moment our server has it",
    "conversations.create_closing": "it counts from the moment our server has it",
    "conversations.invitations": "who can be asked is on the server",
    "conversations.create_days": "which days are taken is on the server",
    "conversations.create_proposal_answer": "somebody else may have answered, or proposed another day",
    "conversations.create_later_thought": "it stands beside what is on the server",
    "weeks.import_week": "a file is read and shown before anything is agreed",
    "weeks.agree": "a plan is agreed as it is just then",
    "weeks.put_away": "a plan is agreed as it is just then",
    "weeks.importance": "part of planning the week",
    "item_pictures.choose": "the pictures to choose from are on the server",
    "answers.create": "a phone that is handed over stays locked without a signal",
    "answers.take_back": "the PIN is checked by the server",
    "handing_over.create": "the server locks the phone",
}
WITHOUT_A_FORM = {"photo"}  # it goes with the form of what it is of
NO_RECORD = {"locked", "other"}
HERE = "/people/{person}"
CHANCE = HERE + "/occurrences/{item}/{day}/1"
DAYS = {"moved": 3, "marked": 2, "chosen": 4, "disputed": 5, "today": 0}  # ago, of what `own_records` makes
PAGES = {
    "sam": (
        "/today", "/people/{together}/visit", "/visit", "/extras/new", "/logs/new", "/logs/{log}", "/worries/new",
        "/worries/{worry}", "/visit-notes", "/missed-visits/new", "/time-away", "/day?day={moved}",
        "/conversations/{month}/perspectives/new",
        *(f"/occurrences/{{item}}/{{{day}}}/1" for day in DAYS), "/occurrences/{item}/{marked}/1?change=yes",
    ),
    "margaret": ("/my-week", "/occurrences/{item}/{marked}/1"),
}  # fmt: skip


class Forms(HTMLParser):
    """What stands on each form of a page that posts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One of its forms."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method") == "post" and "action" in told:
            self.found.append(told)


def pages(app: Flask) -> Iterator[str]:
    """Every page on which something of the visit is written down, with one record of each kind on it."""
    together = cast.person(cast.NADIA)
    agree(together, fixed("Wash"), fixed("Breakfast"))
    places = {**open_places(app), "together": together.id}
    for username, paths in PAGES.items():
        own = own_records(cast.MARGARET, author(username, "worker" if username == "sam" else "self"))
        days = {name: (cast.TODAY - timedelta(days=ago)).isoformat() for name, ago in DAYS.items()}
        browser = cast.signed_in(app, username)
        for path in paths:
            where = path if path.startswith(("/today", "/my-week", "/people")) else HERE + path
            answer = browser.get(where.format(**{**places, **days, "log": own.log}))
            assert answer.status_code == 200, where
            yield answer.text


def leads_to(form: dict[str, str]) -> str:
    """Where the phone sends what it kept of this form."""
    return ROUTES[form["data-record"]].format(person=form["data-person"], about=form.get("data-about"))


@SQLITE
def test_every_form_of_the_visit_says_which_kind_of_record_it_writes_and_goes_where_the_phone_sends_that(
    app: Flask,
) -> None:
    known = [re.compile(re.sub(r"{\w+}", r"[\\w-]+", path)) for path in ROUTES.values()]
    kinds = set()
    for page in pages(app):
        for form in Forms(page).found:
            if "data-record" in form:
                assert leads_to(form) == form["action"]
                kinds.add(form["data-record"])
            else:
                assert not any(path.fullmatch(form["action"]) for path in known), form
    assert kinds == set(ROUTES) - WITHOUT_A_FORM


@SQLITE
def test_everything_that_is_written_down_is_kept_on_the_phone_or_named_with_why_not(app: Flask) -> None:
    posts = {
        rule.endpoint: re.sub(
            r"<\w+:(\w+)>", lambda found: "{person}" if found[1] == "person_id" else "{about}", rule.rule
        )
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in ROOMS and "POST" in (rule.methods or ())
    }
    kept = {endpoint: path for endpoint, path in posts.items() if endpoint not in NEEDS_SIGNAL}
    assert sorted(kept.values()) == sorted(ROUTES.values())
    assert set(NEEDS_SIGNAL) <= set(posts)


def test_every_kind_that_can_wait_has_its_words() -> None:
    assert set(KINDS) - NO_RECORD == set(ROUTES)


@SQLITE
@pytest.mark.parametrize("change", ["", "?change=yes"])
def test_the_sheet_tells_the_phone_what_it_needs_in_fields_it_has_and_words_for_each(app: Flask, change: str) -> None:
    places, own = open_places(app), own_records(cast.MARGARET, author("sam", "worker"))
    day = (cast.TODAY - timedelta(days=DAYS["marked"])).isoformat()
    page = cast.signed_in(app, "sam").get((HERE + "/occurrences/{item}/" + day + "/1" + change).format(**places)).text
    assert own.mark in page
    sheet = next(form for form in Forms(page).found if "data-needs" in form)
    needs, words = json.loads(sheet["data-needs"]), json.loads(sheet["data-missing"])
    names = {name for needed in needs.values() for name in needed}
    assert names >= {"reason", "note", "told_by", "shown how_shown"}
    assert {name.split()[0] for name in names} | {"said"} <= set(words)
    assert words["shown"] == "Say how they said or showed it."
    for name in {"said", "reason", "presence", *" ".join(names).split()}:
        assert f'name="{name}"' in page
