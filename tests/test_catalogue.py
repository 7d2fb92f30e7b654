"""Every word of the interface comes from the message catalogue, so that a second language only has to be translated.

The app is read in a language made of that catalogue alone (tests/pseudo.py). What is in Latin letters there has no
message: a literal, or a code that nobody put into words. Words do not depend on the database: SQLite stands for both.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po
from babel.support import Translations

import carelog
from carelog import create_app, db, demo, i18n, pictures
from carelog.accounts.user import User
from carelog.people.person import Person
from carelog.records.log_forms import LANGUAGES
from carelog.settings import OUTSIDE, Settings
from hatch_build import translate
from tests import cast, pseudo
from tests.databases import Databases
from tests.everywhere import WAYS
from tests.shown import on_page
from tests.tour import NO_PAGE, Tour, written

WORD = re.compile(r"[a-zÀ-ɏ]{2,}")
NO_WORDS = re.compile(r"https?://\S+|\{\w+\}|[\w.-]+\.(?:csv|xlsx)")  # links, what scripts put in, files
OUR_NAME = "carelog"
CONTACTS = [contact.partition(":")[0] for contact in OUTSIDE.split(";")]  # names that an installation sets
CUT = re.compile(r"([^·…]+)…")
PICTURE, HINT = "label[data-words]", "p[data-words]"  # its first word is a file's name; English words to look out for
ELSEWHERE = {"offline.phone", "offline.parts"}  # what only scripts read
IN_HAND = {"answers.take_back"}
OFFERED = set(i18n.LANGUAGES)
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
        assert app.extensions["babel"].translation_directories == [str(TRANSLATIONS)]
        app.extensions["babel"].translation_directories[:] = [str(var / "translations")]
        with time_machine.travel(cast.NOW), app.app_context(), db.connected():
            demo.load(var)
            made = Tour(app)
            User.update(language=pseudo.CODE).execute()
            made.go()
            yield made
        db.close_everything()


def test_the_tour(tour: Tour) -> None:
    """One test of all that it shows: it is long, and each worker that has a part of this file would go on one."""
    it_opened_every_page(tour)
    everything_comes_from_the_catalogue(tour)
    a_word_that_has_no_message_is_found()
    scripts_find_every_plural_form(tour)
    each_line_in_easy_read_is_one_short_sentence(tour)


def everything_comes_from_the_catalogue(tour: Tour) -> None:
    people = Strangers(*tour.sent)
    wrong = {
        f"{where}: {words[:120]}": (people.among(where, words), first) for (where, words), first in tour.shown.items()
    }
    assert {what: found for what, found in wrong.items() if found[0]} == {}


def it_opened_every_page(tour: Tour) -> None:
    pages = {way.endpoint for way in WAYS if way.method == "GET"}
    # Which leads on; and one draft waits at a time, and here it is one of a sheet.
    assert pages - set(tour.opened) - NO_PAGE - ELSEWHERE - IN_HAND == {"home.index", "three_months.week"}
    assert len(tour.shown) > 2000


class Strangers:
    """Words that are neither of the catalogue nor people's own, nor in the calendar of that language."""

    def __init__(self, *more: str) -> None:
        names = " ".join(row.name for row in (*User.select(), *Person.select())).split()
        told = {
            " ".join(text.split()).casefold()
            for text in (*written(), *names, *CONTACTS, *LANGUAGES.values(), OUR_NAME, *more)
        }
        # a spreadsheet's headings are shown in quotes; elsewhere a day has to be in the language
        told = told - pseudo.calendar("en") | {f"“{day}”" for day in pseudo.calendar("en")}
        self.known = sorted((text for text in told if WORD.search(text)), key=len, reverse=True)

    def among(self, where: str, words: str) -> list[str]:
        """Those that are left where what is known is taken out."""
        if where == HINT:
            return []
        left = NO_WORDS.sub(" ", words).casefold()
        if where == PICTURE:
            left = left.removeprefix(next((name for name in pictures.symbols() if left.startswith(f"{name} ")), ""))
        return [word for word in WORD.findall(self.without_theirs(left)) if word not in pseudo.calendar()]

    def begins(self, cut: str) -> bool:
        """Somebody's words begin so, and are shown no further."""
        return bool(cut.strip()) and any(text.startswith(cut.strip()) for text in self.known)

    def without_theirs(self, words: str, instead: str = " ") -> str:
        """The words with what people wrote taken out."""
        left = CUT.sub(lambda cut: instead if self.begins(cut[1]) else cut[0], words.casefold())
        for text in self.known if WORD.search(left) else ():
            if text in left:
                left = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", instead, left)
        return left


def a_word_that_has_no_message_is_found() -> None:
    page = (
        f'<a title="It is saved">{pseudo.said("Saved")} <b>now</b></a><p>{cast.MARGARET} · disputed</p><p>Wednesday</p>'
    )
    found = [Strangers().among(*piece) for piece in on_page(page)]
    assert found == [["it", "is", "saved"], [], ["now"], ["disputed"], ["wednesday"]]


def scripts_find_every_plural_form(tour: Tour) -> None:
    page = tour.browsers["worker"].get("/waiting").text
    assert set(re.findall(r'data-plural="(\w+)"', page)) == {"zero", "one", "two", "few", "many", "other"}


# Easy Read

MOST_WORDS = 15
SENTENCE_ENDS = re.compile(r"[.?!…][”’)]*\s+(?=\S)")
EASY_FILES = re.compile(
    r"home/(?:my_week|answers\w*|in_hand|_did_i_want|_asked|take_back)\.html|summaries/_easy\.html|home/answer_wording\.py"
    r"|.*easy\w*\.(?:py|html)|home/my_week/|/own_\w+\.html|people/(?:share_more|_lacking|my_choices|my_tablet)\.html"
    r"|sharing_wording\.py|reviews/my_(?!actions)\w+\.html"
)


def too_much(line: str) -> bool:
    """For Easy Read: more than fifteen words, or than one sentence."""
    words = [word for word in line.split() if re.search(r"\w", word)]
    return len(words) > MOST_WORDS or SENTENCE_ENDS.search(line) is not None


def each_line_in_easy_read_is_one_short_sentence(tour: Tour) -> None:
    """What people wrote is theirs, and counts as a word."""
    people = Strangers(*tour.sent)
    wrong = {line: first for line, first in tour.easy.items() if too_much(people.without_theirs(line, " x "))}
    assert wrong == {}
    assert len(tour.easy) > 300


def test_each_message_of_easy_read_is_one_short_sentence() -> None:
    told = [
        message for message in pseudo.template() if any(EASY_FILES.search(file) for file, _line in message.locations)
    ]
    assert [text for message in told for text in pseudo.forms(message) if too_much(text)] == []
    assert len(told) > 60


@pytest.mark.parametrize("line", ["It is saved. Nobody sees it.", "one " * 16])
def test_two_sentences_and_sixteen_words_are_too_much(line: str) -> None:
    assert too_much(line)


def test_fifteen_words_in_one_sentence_are_not() -> None:
    assert not too_much("I said no, or chose something else: 15 words with · and 10:30 in it.")


# the catalogues of other languages


def lacking(translated: Catalog) -> list[str]:
    """Messages that it does not have, is not sure of, or of which a value would be lost."""
    return [pseudo.forms(message)[0] for message in pseudo.template() if not _is_whole(message, translated)]


def _is_whole(message: Message, translated: Catalog) -> bool:
    held = translated.get(message.id, message.context)
    told = pseudo.texts(held.string or "") if held and not held.fuzzy else [""]
    return all(told) and _values(told[-1]) == _values(pseudo.forms(message)[-1])


def _values(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w*\}", text))


def test_every_language_that_is_offered_has_every_message() -> None:
    """There is only the one yet in which the messages are written."""
    for language in OFFERED - {"en"}:
        with (TRANSLATIONS / language / "LC_MESSAGES/messages.po").open("rb") as file:
            assert lacking(read_po(file, locale=language)) == [], language


def test_a_catalogue_that_lacks_a_message_or_a_value_is_found() -> None:
    made = pseudo.catalogue()
    assert lacking(made) == []
    made.delete("My week")
    made["Moved to %(day)s"].string = "…"
    assert sorted(lacking(made)) == ["Moved to %(day)s", "My week"]


def test_the_build_makes_of_a_translation_what_the_app_reads(tmp_path: Path) -> None:
    folder = tmp_path / "carelog/translations"
    file = folder / pseudo.CODE / "LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    with file.open("wb") as written_down:
        write_po(written_down, pseudo.catalogue())
    translate(tmp_path)
    read = Translations.load(folder, [pseudo.CODE])
    assert read.gettext("My week") == pseudo.said("My week")
    told = [read.ngettext("%(num)s minute", "%(num)s minutes", number) for number in (0, 1, 2, 3, 6, 10)]
    assert told == [pseudo.said(f"%(num)s minute{'' if number == 1 else 's'}") for number in range(6)]
