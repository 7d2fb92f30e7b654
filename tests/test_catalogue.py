"""Every word of the interface comes from the message catalogue, so that a second language only has to be translated.

The app is read in a language made of that catalogue alone (tests/pseudo.py). What is in Latin letters there has no message:
a literal, or a code that nobody put into words. Words do not depend on the database: SQLite stands for both.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from babel.messages import Catalog
from babel.messages.pofile import read_po
from flask_babel import force_locale, ngettext

import carelog
from carelog import create_app, db, demo, i18n, pictures
from carelog.accounts.user import User
from carelog.people.person import Person
from carelog.records.log_forms import LANGUAGES
from carelog.settings import Settings
from tests import cast, pseudo
from tests.databases import Databases
from tests.everywhere import WAYS
from tests.shown import on_page
from tests.tour import NO_PAGE, Tour, written

WORD = re.compile(r"[a-zÀ-ɏ]{2,}")
NO_WORDS = re.compile(r"https?://\S+|\{\w+\}|[\w.-]+\.(?:csv|xlsx)")  # links, what scripts put in, files
OUR_NAME = "carelog"
PICTURE, HINT = "label[data-words]", "p[data-words]"  # its first word is a file's name; English words to look out for
ELSEWHERE = {"offline.phone", "offline.parts"}  # what only scripts read
IN_HAND = {"answers.take_back"}
TRANSLATIONS = Path(carelog.__file__).parent / "translations"


@pytest.fixture(scope="module")
def tour(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """Everything that the app shows, in that language."""
    var = tmp_path_factory.mktemp("var")
    pseudo.write(var / "translations")
    with databases.copy("sqlite", "empty") as url, pytest.MonkeyPatch.context() as patch:
        patch.setitem(i18n.LANGUAGES, pseudo.CODE, "Cymraeg")
        told = {"CARELOG_VAR": str(var), "CARELOG_DATABASE": url, "CARELOG_LANGUAGE": pseudo.CODE}
        app = create_app(Settings.from_environment(told))
        app.test_client_class = cast.Browser
        app.extensions["babel"].translation_directories[:] = [str(var / "translations")]
        with time_machine.travel(cast.NOW), app.app_context(), db.connected():
            demo.load(var)
            made = Tour(app)
            User.update(language=pseudo.CODE).execute()
            made.go()
            yield made
        db.close_everything()


def test_everything_that_is_shown_comes_from_the_catalogue(tour: Tour) -> None:
    people = Strangers(*tour.sent)
    wrong = {f"{where}: {words[:120]}": (people.among(where, words), first) for (where, words), first in tour.shown.items()}
    assert {what: found for what, found in wrong.items() if found[0]} == {}


def test_the_tour_opened_every_page(tour: Tour) -> None:
    pages = {way.endpoint for way in WAYS if way.method == "GET"}
    assert pages - set(tour.opened) - NO_PAGE - ELSEWHERE - IN_HAND == {"home.index"}  # which leads on
    assert len(tour.shown) > 2000


class Strangers:
    """Words that are neither of the catalogue nor people's own, nor in the calendar of that language."""

    def __init__(self, *more: str) -> None:
        names = " ".join(row.name for row in (*User.select(), *Person.select())).split()
        told = {" ".join(text.split()).casefold() for text in (*written(), *names, *LANGUAGES.values(), OUR_NAME, *more)}
        self.known = sorted((text for text in told if WORD.search(text)), key=len, reverse=True)

    def among(self, where: str, words: str) -> list[str]:
        """Those that are left where what is known is taken out."""
        if where == HINT:
            return []
        left = NO_WORDS.sub(" ", words).casefold()
        if where == PICTURE:
            left = left.removeprefix(next((name for name in pictures.symbols() if left.startswith(f"{name} ")), ""))
        for text in self.known if WORD.search(left) else ():
            left = left.replace(text, " ")
        return [word for word in WORD.findall(left) if word not in pseudo.calendar()]


def test_zz_easy(tour: Tour) -> None:
    import re as r
    END=r.compile(r"[.?!…][”’)]*\s+(?=\S)")
    people = Strangers(*tour.sent)
    out=[]
    for line, where in tour.easy.items():
        left=line.casefold()
        for t in people.known:
            if t in left: left=left.replace(t," x ")
        n=len([w for w in left.split() if r.search(r"\w",w)]); s=len(END.findall(line))+1
        if n>15 or s>1: out.append(f"{n} {s} | {line} | {where}")
    import unicodedata
    Path("/tmp/easy.txt").write_text(unicodedata.normalize("NFKC","\n".join(sorted(out))))
    Path("/tmp/easyall.txt").write_text(unicodedata.normalize("NFKC","\n".join(tour.easy)))
