"""Begun by: what one person wrote on a page is never taken for somebody else's, who signed in there meanwhile."""

import re

from flask import Flask
from wtforms import PasswordField

from carelog.begun_by import SECRETS
from carelog.forms import Form
from tests import cast
from tests.asking import HTMX, ID, SQLITE
from tests.tables import contents

WORDS = "The blue box is empty,\nI think."
CALLED = "Somebody else began this on this phone"


def a_note(app: Flask) -> tuple[str, dict[str, str]]:
    """Where it goes, and what Sam's page sends of it."""
    where = f"/people/{cast.person(cast.MARGARET).id}/visit-notes"
    page = cast.signed_in(app, "sam").get(where).text
    author = re.findall(r'name="author" type="hidden" value="(\d+)"', page)
    return where, {"id": ID, "note": WORDS, "until": cast.TODAY.isoformat(), "author": author[0]}


@SQLITE
def test_a_form_that_somebody_else_began_is_not_saved_and_its_words_are_given_back(app: Flask) -> None:
    (where, form), grace = a_note(app), cast.signed_in(app, "grace")
    before = contents()
    answer = grace.post(where, data=form)
    assert (answer.status_code, contents()) == (409, before)
    assert CALLED in answer.text
    assert WORDS in answer.text
    assert "Sam" not in answer.text
    assert cast.signed_in(app, "sam").post(where, data=form).status_code == 303


@SQLITE
def test_a_piece_of_a_page_that_somebody_else_began_stays_as_it_is(app: Flask) -> None:
    where, form = a_note(app)
    answer = cast.signed_in(app, "grace").post(where, data=form, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#not-done")
    assert CALLED in answer.text


@SQLITE
def test_no_password_is_given_back(app: Flask) -> None:
    secret = "a secret of three words"
    form = {"old": secret, "new": secret, "other": "Slowly", "author": str(cast.user("sam").id)}
    answer = cast.signed_in(app, "grace").post("/account/password", data=form)
    assert answer.status_code == 409
    assert "Slowly" in answer.text
    assert secret not in answer.text
    assert {name for form in kinds(Form) for name in passwords(form)} == SECRETS


def kinds(form: type[Form]) -> list[type[Form]]:
    """It and all that are made of it."""
    return [form, *(kind for one in form.__subclasses__() for kind in kinds(one))]


def passwords(form: type[Form]) -> list[str]:
    """The names of its fields that hold one."""
    fields = {name: getattr(getattr(form, name), "field_class", None) for name in dir(form)}
    return [name for name, kind in fields.items() if kind and issubclass(kind, PasswordField)]
