"""Bad input: every route × every field and parameter × values that nobody means well with.

Never our fault (5xx), and of what is refused nothing is written, not even in part. Each try is rolled back afterwards,
so that all of them find the same things there.
"""

from collections.abc import Iterator
from itertools import product
from types import NoneType
from typing import Any

import pytest
from flask import Flask, request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from wtforms.form import BaseForm

from carelog import journal
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.session import Session, digest
from carelog.db import database
from carelog.web import WITH_PHOTOS
from tests import cast, everywhere, nasty, visitors
from tests.asking import APART, SQLITE
from tests.everywhere import ANYBODY, SIGNED_IN, WAYS, Way, good_form, on_their_page, open_places
from tests.recording import own_records
from tests.tables import assert_no_gaps

QUERIES = {
    "people.index": ("q", "page"), "people.looks": ("page",), "people.sharing": ("page",),
    "people.sharing_with": ("page",), "people.must_not_know": ("page", "new"),
    "records.week": ("week",), "records.day": ("day",),
    "summaries.show": ("week", "month", "quarter"),
    "summaries.records": ("week", "month", "quarter", "about", "state", "why", "thing", "day", "page"),
    "reviews.pack": ("quarter",), "reviews.pack_document": ("quarter",), "reviews.pack_records": ("quarter",),
    "records.sheet": ("week",), "records.new_sheet": ("week", "whose"), "paper.team": ("week",),
    "accounts.sign_in": ("next", "kind"), "home.today": ("day",),
    "records.learning": ("q", "item", "tag", "page"), "records.new_log": ("again", "item", "day", "tell"),
    "records.occurrence": ("essential", "change"), "records.extra": ("day",),
    "home.family": ("week",), "home.letter": ("week",), "records.thanks": ("page",), "records.my_thanks": ("page",),
    "records.feedbacks": ("page",),
    "actions.index": ("page", "month"), "actions.new": ("because", "month", "review"),
    "actions.show": ("month",), "three_months.new_line": ("section",),
    "questions.index": ("page",), "records.concerns": ("page",), "records.concern": ("back",),
    "conversations.index": ("page",), "conversations.desk": ("month", "q", "page", "everybody", "ticked"),
    "conversations.invitations": ("line",), "conversations.packs": ("line",),
    "conversations.new_days": ("line", "first", "weekdays", "a_day", "at", "every"),
    "conversations.new_perspective": ("for",),
    "accounts.pin": ("back",), "answers.show": ("thing", "ask", "from", "answer", "pause"),
}  # fmt: skip
# Fields that a good form leaves out.
MORE_FIELDS = {
    "records.create_mark": ("essential", "offered", "shown", "how_shown", "instead", "page_day", "back"),
    "records.create_correction": ("essential", "offered", "shown", "how_shown", "instead", "why_exactly", "back"),
    "records.create_withdrawal": ("back", "item", "day", "number", "voice", "answer"),
    "records.write_kept_down": ("day",),
    "records.create_settlement": ("settled-back", "settled-page_day"),
    "records.create_move": ("move-at", "move-note", "move-back"),
    "records.create_choice_check": ("check-back",),
    "records.create_extra": ("back",), "records.create_visit_note": ("back",), "records.create_concern": ("back",),
    "records.create_log": (
        "worked_well", "did_not", "item", "present", "nothing_new", "back", "team-consent", "consent-how",
        "consent-reasons",
    ),
    "records.create_photo": ("item", "of"), "records.create_photo_withdrawal": ("back",),
    "records.create_photo_return": ("back",), "records.create_kept_back": ("entry", "back"),
    "records.create_log_correction": ("worked_well", "did_not", "item", "present", "nothing_new", "why_exactly"),
    "records.create_log_withdrawal": ("back",),
    "records.create_good_for_me": ("back",), "records.create_good_for_me_withdrawal": ("back",),
    "conversations.create_perspective": ("not_working", "only", "logs", "item", "figure"),
    "conversations.create_opening": ("back",),
    "conversations.create_perspective_withdrawal": ("back", "item", "day", "number", "voice", "answer"),
    "conversations.short": ("promise-difference", "promise-because"),
    "accounts.pin": ("back",), "actions.create": ("back", "review", "when"), "actions.create_line": ("back",),
    "three_months.create_line_withdrawal": ("back", "item", "day", "number", "voice", "answer"),
    "actions.create_step": ("done-back",), "actions.create_four_plus_one": ("back",),
    "questions.create_answer": ("back",),
    "three_months.create_line": ("only",), "three_months.week": ("because",), "three_months.words": ("because",),
    **dict.fromkeys(("week_drafts.new_item", "week_drafts.item"), (
        "back", "times", "month_day", "at", "minutes", "with_whom", "notes", "starred", "must_happen",
    )),
    "time_away.create_change": ("away-{pause}-note",),
    "people.create": ("picture", "find", "step", "written_down"),
    "people.edit": (
        "seen", "find", "step", "written_down", "picture", "how_to_support_me", "address", "phone",
        "emergency_contact", "way_in",
    ),
    "people.sharing_with": (
        "my_week_from", "my_week_until", "my_week_again", "cannot_decide", "asked", "best_because", "decided_by",
        "nobody-knows", "length",
    ),
    "people.invite": ("looked",), "people.cover_person": ("looked",), "people.bring_workers_in": ("looked",),
    "people.accept": ("name", "username", "password", "kind"),
}  # fmt: skip
# Every try at a password is slow on purpose, and counted.
FILES = {"sheet", "photos"}
SLOW = {
    "accounts.sign_in", "accounts.change_password", "accounts.prove", "people.accept", "people.use_password_reset",
    "accounts.pin", "accounts.remove_my_pin",
}  # fmt: skip
A_FEW = (b"\0", b"\xff", nasty.LONE_SURROGATE, b"", b"a" * 60000, b"<script>alert(1)</script>", b"%s")
# Reading leaves who looked; wrong passwords are counted; bytes that are no photo are dropped.
READ_OR_TRIED = {"session", "look", "mistakes", "photo_part"}
WITH_HEADERS = {
    "accounts.sign_in",
    "home.index",
    "people.show",
    "people.staff",
    "records.create_mark",
    "weeks.agree",
}
DONE, UNREADABLE, NEEDS_CHANGING = 303, 400, 422
FORMS = [way for way in WAYS if way.method == "POST"]
PAGES = [way for way in WAYS if way.method == "GET"]


class Attack:
    """One attacker with a browser for each role, and what they know."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.places = open_places(app)
        self.browsers = {
            role: cast.signed_in(app, "helen" if role == "ally" else visitors.OF_THE_CAST[role])
            for role in ("self", "worker", "coordinator", "manager", "ally")
        }
        with self.browsers["worker"].session_transaction() as cookie:
            self.places["device"] = Session.get(Session.token_sha256 == digest(cookie["_user_id"])).id
        self.places["forgotten"] = PasswordReset.make(cast.user("sam"), visitors.OPERATOR).id
        self.own = {
            role: own_records(cast.MARGARET, everywhere.author(visitors.OF_THE_CAST[role], role))
            for role in ("self", "worker")
        }
        self.tables = [name for name in database.get_tables() if name not in READ_OR_TRIED]
        self.before = self.rows()
        self.tries = 0
        self.wrote = False  # the last one left more rows, until it was put back
        self.wrong: set[str] = set()  # the fields of which its answer said that they need changing

    def role(self, way: Way) -> str:
        """One of those who may."""
        return "worker" if way.who in (ANYBODY, SIGNED_IN) else next(r for r in way.who.split() if r in self.browsers)

    def form(self, way: Way) -> dict[str, Any]:
        """A form that is in order, with the fields that may be left out empty."""
        own = self.own.get(self.role(way), self.own["self"])
        form = on_their_page(self.browsers[self.role(way)], good_form(way.endpoint, self.places, cast.MARGARET, own))
        if way.endpoint != "people.edit":
            del form["author"]  # every form has it: one stands for all
        if way.endpoint == "weeks.importance":
            form = {
                **dict(list(form.items())[:1]),
                "importance-": "",
                "importance-x": "",
                "version": "",
            }  # one item stands for all
        ally = f"ally-{self.places['membership']}-"
        names = {"ally": ally, "pause": self.places["pause"]}
        return {**{name.format(**names): "" for name in MORE_FIELDS.get(way.endpoint, ())}, **form}

    def rows(self) -> list[tuple[Any, ...]]:
        """How many rows each table has."""
        each = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM \"{name}\"" for name in self.tables)
        return sorted(database.execute_sql(each).fetchall())

    def noting(self, validate: Any) -> Any:
        """A form's own way to look at its fields, of which what it finds wrong is noted."""

        def noted(form: Any, *more: Any, **also: Any) -> bool:
            fine: bool = validate(form, *more, **also)
            self.wrong |= {field.name for field in form if field.errors}
            return fine

        return noted

    def hit(self, way: Way, path: str | None = None, **sent: Any) -> int:
        """Ask, check what must hold, and put everything back as it was."""
        self.tries += 1
        self.wrong = set()
        browser = self.app.test_client() if way.who == ANYBODY else self.browsers[self.role(way)]
        kept = browser.get_cookie("carelog")
        with database.atomic() as put_back:
            asked = {"method": way.method, "headers": APART, **sent}
            with browser.open(path or way.path.format(**self.places), **asked) as answer:
                status = answer.status_code
            self.wrote = self.rows() != self.before
            put_back.rollback()
        if kept:
            browser.set_cookie(kept.key, kept.value)
        assert status < 500, (str(way), path, status, str(sent)[:300])
        assert status < 400 or not self.wrote, (str(way), path, status, str(sent)[:300])
        return status


@pytest.fixture
def attack(app: Flask) -> Iterator[Attack]:
    """And afterwards the journal's numbers have no gaps."""
    attacker = Attack(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseForm, "validate", attacker.noting(BaseForm.validate))
        yield attacker
    assert attacker.rows() == attacker.before
    assert_no_gaps()


def values(db_kind: str, number: int) -> tuple[bytes, ...]:
    """What the form or parameter of that number hears.

    Each hears what a view may stumble over; what the kinds of field take or find wrong, each of which many forms have,
    they hear in turn. On PostgreSQL only what a database might stumble over: the rest is the same code.
    """
    if db_kind == "postgresql":
        return nasty.DATABASES
    return (*nasty.VIEWS, *nasty.in_turn(nasty.OTHERS, number, 3))


def test_the_forms_that_are_changed_are_in_order_themselves(attack: Attack) -> None:
    statuses = {str(way): attack.hit(way, data=attack.form(way), headers={}) for way in FORMS}
    refused = {way: status for way, status in statuses.items() if status not in (200, 303)}
    # nobody chose a name and a password; no phone is handed over; the password is asked each time; a draft waits
    assert refused == {
        "POST people.accept": 422, "POST answers.create": 422, "POST people.tablet": 422,
        "POST three_months.create_draft": 422,
    }  # fmt: skip


class Fields:
    """The fields of a form that is in order, each given the same value, in as few requests as show the same.

    A form looks at all of its fields: those that it finds wrong together, it would find wrong alone, and its page has
    shown them. Those that are written down together were taken each. Whatever is neither is asked alone.
    """

    def __init__(self, attack: Attack, way: Way) -> None:
        self.attack, self.way = attack, way
        self.form = {name: value for name, value in attack.form(way).items() if name not in FILES}
        self.deciding: set[str] = set()  # what they say is answered before the form looks at the others

    def send(self, names: list[str], value: bytes) -> int:
        """That value in these fields, and in the others what is in order."""
        pairs = [(name, value if name in names else held) for name, held in fresh(self.form).items()]
        return self.attack.hit(self.way, data=nasty.urlencoded(pairs), content_type=nasty.FORM)

    def each_with(self, value: bytes) -> None:
        """Together for as long as that says more: what is wrong, then what is taken beside what is in order.

        One that is wrong by itself may be what the others made wrong: it is asked alone too.
        """
        left, alone = [name for name in self.form if name not in self.deciding], sorted(self.deciding)
        while len(left) > 1:
            status, wrong = self.send(left, value), self.attack.wrong
            if status == DONE and self.attack.wrote:
                left = []
            if status != NEEDS_CHANGING or not wrong.intersection(left):
                break
            alone += wrong if len(wrong) == 1 else ()
            left = [name for name in left if name not in wrong]
        for name in [*left, *alone]:
            if self.send([name], value) not in (DONE, UNREADABLE, NEEDS_CHANGING):
                self.deciding.add(name)


def test_every_field_with_every_value(attack: Attack, db_kind: str) -> None:
    for number, way in enumerate(FORMS):
        fields = Fields(attack, way)
        for value in A_FEW if way.endpoint in SLOW else values(db_kind, number):
            fields.each_with(value)
    assert attack.tries > 500


def fresh(form: dict[str, Any]) -> dict[str, Any]:
    return {**form, "id": journal.new_id()} if "id" in form else form


@SQLITE
def test_every_field_missing_or_twice_or_a_file(attack: Attack) -> None:
    number = 0
    for way in FORMS:
        form = {name: str(value) for name, value in attack.form(way).items() if name not in FILES}
        for name, value in form.items():
            number += 1
            others = [(field, held) for field, held in fresh(form).items() if field != name]
            attack.hit(way, data=nasty.urlencoded(others), content_type=nasty.FORM)
            for twice in nasty.in_turn(([value, "other"], ["other", value], [value, value]), number, 3):
                attack.hit(way, data=nasty.urlencoded(others + [(name, one) for one in twice]), content_type=nasty.FORM)
            parts = [(field.encode(), b"", held.encode()) for field, held in others]
            a_file = (name.encode(), b'; filename="a.csv"', everywhere.LIST)
            attack.hit(way, data=nasty.multipart([*parts, a_file]), content_type=nasty.PARTS)


def read(app: Flask, content_type: str, body: bytes) -> str:
    """What a view finds of a body: its fields and files; none, where it is refused before any view."""
    with app.test_request_context(method="POST", data=body, content_type=content_type):
        try:
            files = [(name, sent.filename, sent.read()) for name, sent in request.files.items(multi=True)]
            return repr((list(request.form.items(multi=True)), files))
        except HTTPException as refused:
            return type(refused).__name__


@SQLITE
def test_every_form_with_a_body_that_is_none(attack: Attack) -> None:
    """Bodies of which a view finds the same are read by the same code before it: each form hears one of them in turn.

    Whoever may send photos may send more: those forms hear every one.
    """
    alike: dict[str, list[tuple[str, bytes]]] = {}
    for content_type, body in nasty.BODIES:
        alike.setdefault(read(attack.app, content_type, body), []).append((content_type, body))
    for number, way in enumerate(FORMS):
        for bodies in alike.values():
            for content_type, body in bodies if way.endpoint in WITH_PHOTOS else [bodies[number % len(bodies)]]:
                attack.hit(way, data=body, content_type=content_type)
    assert max(map(len, alike.values())) < len(FORMS)  # so that each was sent


def test_every_parameter_with_every_value(attack: Attack, db_kind: str) -> None:
    number = 0
    for way in PAGES:
        for name in QUERIES.get(way.endpoint, ()):
            number += 1
            for value in (*values(db_kind, number), b"_" * 60000):
                attack.hit(way, query_string=nasty.urlencoded([(name, value)]).decode())
            attack.hit(way, query_string=f"{name}=2026-11-16&{name}=x&{name}")
    for way in WAYS:
        attack.hit(way, query_string="%ff=%fe&=&%00=%00&a[]=1&__proto__=x")


def test_every_place_in_an_address_with_every_value(attack: Attack) -> None:
    """What leads to no route is answered before any view, without looking at what was meant: once for each value."""
    astray: set[tuple[Any, ...]] = set()
    reached = 0
    for way in WAYS:
        for name, value in product(attack.places, nasty.IN_PATHS):
            if f"{{{name}}}" in way.path:
                path = way.path.format(**{**attack.places, name: nasty._quoted(value).replace("%2525", "%25")})
                with attack.app.test_request_context(path, method=way.method):
                    missed = type(request.routing_exception)
                reached += missed is NoneType
                if missed is NoneType or (missed, way.method, value) not in astray:
                    astray.add((missed, way.method, value))
                    attack.hit(way, path, data=attack.form(way) if way.method == "POST" else None)
    assert reached > len(nasty.IN_PATHS)
    assert len(astray) > 2 * len(nasty.IN_PATHS)


@SQLITE
def test_every_header_with_every_value(attack: Attack) -> None:
    for way in WAYS:
        if way.endpoint in WITH_HEADERS:
            for header in nasty.HEADERS:  # and none of ours
                attack.hit(way, headers=Headers(header), data=attack.form(way) if way.method == "POST" else None)


@SQLITE
def test_every_cookie_that_was_never_ours(app: Flask) -> None:
    browser = app.test_client(use_cookies=False)
    for cookie in nasty.COOKIES:
        assert browser.get("/sign-in", headers={"Cookie": cookie}).status_code == 200, cookie
        assert browser.get("/today", headers={"Cookie": cookie}).status_code == 302, cookie
        assert browser.post("/sign-out", headers={"Cookie": cookie}).status_code == 303, cookie


@SQLITE
def test_every_route_with_every_method(attack: Attack) -> None:
    others = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X" * 300)
    for number, way in enumerate(WAYS):
        for method in ("OPTIONS", "HEAD", *nasty.in_turn(others, number, 3)):
            status = attack.hit(way, method=method, data=b"id=1")
            assert method in ("OPTIONS", "HEAD") or status >= 400


def test_a_sheet_of_every_kind_and_name(attack: Attack) -> None:
    way = next(way for way in WAYS if way.endpoint == "weeks.import_week")
    for name in nasty.FILENAMES:
        part = (b"sheet", b'; filename="%s"' % name, everywhere.LIST)
        attack.hit(way, data=nasty.multipart([part]), content_type=nasty.PARTS)
    for content in (
        b"",
        b"\0" * 1000,
        b"PK\x03\x04" + b"\xff" * 500,
        b"\xd0\xcf\x11\xe0" * 20,
        b"{{7*7}},=1+1\n" * 50,
        b"\xff\xfe" * 99,
    ):
        part = (b"sheet", b'; filename="week.xlsx"', content)
        assert attack.hit(way, data=nasty.multipart([part]), content_type=nasty.PARTS) in (303, 422)
    assert attack.hit(way, data={"sheet": "text"}) == 422
    two = [(b"sheet", b'; filename="%d.csv"' % number, everywhere.LIST) for number in range(2)]
    assert attack.hit(way, data=nasty.multipart(two), content_type=nasty.PARTS) == 303


TEXT = st.text(max_size=40) | st.text(st.characters(codec="utf-8"), max_size=5000).filter(lambda text: len(text) > 90)
ANY_BYTES = st.binary(max_size=60) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
PROFILE = settings(
    derandomize=True, database=None, deadline=None, max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
IMAGINED = ("people.edit", "people.create_information_needs", "people.create_ally_needs",
            "people.invite", "people.sharing_with", "people.create", "weeks.agree", "records.create_mark",
            "records.create_correction", "records.create_move", "records.create_choice_check", "records.create_extra",
            "records.create_sheet", "item_pictures.choose",
            "records.create_log", "records.create_log_correction", "records.create_photo",
            "records.create_photo_consent", "records.create_good_for_me", "handing_over.create",
            "visits.create", "missed_visits.create", "time_away.create", "records.create_visit_note",
            "records.create_concern", "records.create_concern_step", "records.create_thanks",
            "records.create_feedback", "records.create_feedback_step", "records.add_to_feedback",
            "conversations.plan", "conversations.create_perspective", "conversations.create_later_thought",
            "conversations.invitations", "conversations.create_days", "conversations.create_proposal_answer",
            "conversations.short", "three_months.create_line", "week_drafts.new_item")  # fmt: skip


@SQLITE
def test_a_form_of_whatever_can_be_imagined(attack: Attack) -> None:
    for way in (way for way in FORMS if way.endpoint in IMAGINED):
        imagine(attack, way)


def imagine(attack: Attack, way: Way) -> None:
    names = list(attack.form(way))

    @PROFILE
    @given(st.dictionaries(st.sampled_from(names), ANY_BYTES), st.booleans())
    def imagined(changed: dict[str, bytes], from_good: bool) -> None:
        form = {**attack.form(way), **changed} if from_good else changed
        attack.hit(way, data=nasty.urlencoded(form.items()), content_type=nasty.FORM)

    imagined()


@pytest.mark.parametrize(
    "endpoint", ["people.index", "records.week", "records.day", "records.learning", "records.new_sheet"]
)
def test_an_address_of_whatever_can_be_imagined(attack: Attack, endpoint: str) -> None:
    way = next(way for way in PAGES if way.endpoint == endpoint)

    @PROFILE
    @given(st.sampled_from(QUERIES[endpoint]), ANY_BYTES)
    def imagined(name: str, value: bytes) -> None:
        attack.hit(way, query_string=nasty.urlencoded([(name, value)]).decode())

    imagined()


@SQLITE
def test_an_address_that_is_none(attack: Attack, app: Flask) -> None:
    browser = app.test_client()
    for path in (
        "/%00",
        "/%ff",
        "/" + "a" * 9000,
        "/people/" + "../" * 50,
        "/{{7*7}}",
        "//",
        "/people//week",
        "/static/x/y",
        "*",
    ):
        with browser.get(path) as answer:
            assert answer.status_code in (200, 302, 308, 400, 404), path
    _ = attack
