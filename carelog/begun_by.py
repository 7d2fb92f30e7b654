"""Begun by: every form says for whom its page was made, and is taken from nobody else.

Where several people use one phone, a page of the one may still be open when the other has signed in. A record that
waited on a phone says whose it is by itself (receiving.py).
"""

from collections.abc import Iterator

from flask import Flask, g, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.exceptions import Conflict
from wtforms import HiddenField

from carelog.forms import Form
from carelog.records.kept_wording import said_words
from carelog.web import SAFE_METHODS

SECRETS = {"password", "my_password", "old", "new", "pin"}  # how the names of fields end that nobody is shown again


class BegunByForm(Form):
    """Hidden in every form."""

    author = HiddenField()


class BegunByAnother(Conflict):
    """Its page was made for somebody else, who was signed in here before."""

    title = _l("Somebody else began this on this phone")
    advice = _l("It is not saved, and nothing is written in your name. Who wrote it can sign in and write it down.")

    def __init__(self) -> None:
        """With its words, to copy."""
        super().__init__()
        self.words = "\n".join(f"{name}: {value}" for name, value in _told())


def install(app: Flask) -> None:
    """Look at every form before its view does."""
    app.add_template_global(begun_by)

    @app.before_request
    def refuse_anothers() -> None:
        whose = request.form.get("author") if request.method not in SAFE_METHODS else None
        if whose is not None and current_user.is_authenticated and whose != str(current_user.user.id):
            raise BegunByAnother


def begun_by() -> str:
    """What each form of a page carries: the number of who is signed in. Without anybody there is nothing to mistake."""
    if "begun_by" not in g:
        whose = BegunByForm(posted=False, author=current_user.user.id) if current_user.is_authenticated else None
        g.begun_by = whose.author(id=False) if whose else ""
    field: str = g.begun_by
    return field


def _told() -> Iterator[tuple[str, str]]:
    fields = request.form.items(multi=True)
    yield from said_words((name, value) for name, value in fields if name.rpartition("-")[2] not in SECRETS)
