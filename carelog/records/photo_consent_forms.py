"""What the person answered about photos: in the form of a log before the camera, or on a page of its own."""

import hashlib
from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField

from carelog.arriving import arriving
from carelog.forms import LONGEST_TEXT, Form, Pick, choices, id_of_the_press, line
from carelog.people.person import Person
from carelog.records.photo import MOST
from carelog.records.photo_consent import DECIDED, Asked, Asking, Audience
from carelog.records.photo_consent_wording import HOW, NO, OWN_YES_NO, YES, YES_NO, question
from carelog.records.photo_pixels import LARGEST_FILE, NotAPicture, in_both_sizes
from carelog.records.photo_press import Beside, Picture

FILES = "photos"  # the field
SAY_HOW, SAY_WHY = _l("Say how they answered."), _l("Say why it is best for them, and who decided.")
CHOOSE_AGAIN = _l("Choose the photos again: a browser does not send them twice.")


class AnswerForm(Form):
    """Yes or no, for one audience."""

    consent = Pick()

    def __init__(self, asked: Asked, person: Person, *, own: bool, **more: Any) -> None:
        super().__init__(prefix=str(asked.audience), **more)
        self.asked, self.own = asked, own
        self.consent.label.text = question(asked, person, own=own)
        self.consent.choices = choices(OWN_YES_NO if own else YES_NO)

    @property
    def answer(self) -> bool | None:
        """What was picked."""
        return None if not self.consent.data else self.consent.data == YES


class HowForm(Form):
    """How the person answered."""

    how = Pick(_l("How did they answer?"))
    reasons = line(_l("Why is it best for them? Who decided with you?"), longest=LONGEST_TEXT)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.how.choices = choices(HOW)

    def is_complete(self) -> bool:
        """It says how; and why, where others decided. What is missing is said beside the field."""
        if self.validate() and not self.how.data:
            self.refuse(str(SAY_HOW), "how")
        elif self.how.data == DECIDED and not self.reasons.data:
            self.refuse(str(SAY_WHY), "reasons")
        return not self.errors


class ConsentForm(AnswerForm, HowForm):
    """An answer that stands by itself, for one audience. The person themselves is not asked how.

    They press twice to say yes: `sure` is the second time.
    """

    id = id_of_the_press()
    sure = HiddenField()

    @property
    def is_posted(self) -> bool:
        """It is the one that was sent."""
        return bool(self.id.raw_data)

    def is_in_order(self) -> bool:
        """Nothing is missing."""
        if self.validate() and self.answer is None:
            self.refuse(_("Choose yes or no."), "consent")
        return not self.errors and (self.own or self.is_complete())

    @property
    def is_sure(self) -> bool:
        """The person was asked once more, where it gives more."""
        return bool(not self.own or self.sure.data or not self.asked.gives_more(bool(self.answer)))

    @property
    def said(self) -> dict[str, Any]:
        """As the noun takes it."""
        return {"yes": bool(self.answer), "how": self.how.data or "", "reasons": self.reasons.data or ""}


class PhotoFields:
    """The part of a log's form for photos: what the person has to be asked first, and the files."""

    most = MOST

    def __init__(self, person: Person, asking: Asking, *, own: bool, may_ask: bool, posted: bool = True) -> None:
        self.asking, self.own = asking, own
        asked = (asking.team, *asking.allies) if may_ask else ()
        self.questions = [AnswerForm(one, person, own=own, posted=posted) for one in asked]
        self.how = HowForm(prefix="consent", posted=posted)
        self.wrong: list[str] = []  # about the files

    @property
    def open_questions(self) -> list[AnswerForm]:
        """Those to which no answer stands."""
        return [one for one in self.questions if one.asked.answer is None]

    @property
    def answers(self) -> dict[Audience, bool]:
        """What was answered in this form."""
        picked = {one.asked.audience: one.answer for one in self.questions}
        return {audience: yes for audience, yes in picked.items() if yes is not None}

    @property
    def needs(self) -> dict[str, list[str]]:
        """What each answer makes necessary, for a phone without a signal."""
        if self.own:
            return {}
        answers = {f"{one.consent.name}={value}": [self.how.how.name] for one in self.questions for value in (YES, NO)}
        return {**answers, f"{self.how.how.name}={DECIDED}": [self.how.reasons.name]}

    @property
    def words_missing(self) -> dict[str, str]:
        """What is said then."""
        return {self.how.how.name: str(SAY_HOW), self.how.reasons.name: str(SAY_WHY)}

    @property
    def problems(self) -> Iterator[tuple[str, str]]:
        """What needs changing, each with the id of its field."""
        for one in (*self.questions, self.how):
            yield from ((f"{f.id}-0" if isinstance(f, Pick) else f.id, str(f.errors[0])) for f in one if f.errors)
        yield from ((FILES, said) for said in self.wrong)

    @property
    def errors(self) -> dict[str, list[str]]:
        """The same, as every form has it."""
        return {where: [said] for where, said in self.problems}

    def read(self) -> Beside | None:
        """What it says; None if something needs changing.

        Of what had waited on a phone an answer that is not complete is left out: the log itself is not kept back by it.
        """
        coming = arriving()
        good = all(one.validate() for one in self.questions)
        complete = good and (self.own or not self.answers or self.how.is_complete())
        if not complete:
            if sent_files():
                self.wrong = [str(CHOOSE_AGAIN)]
            return Beside() if coming is not None and not coming.attended else None
        pictures = self._pictures()
        if self.wrong:
            return None
        return Beside(self.answers, self.how.how.data or "", self.how.reasons.data or "", pictures)

    def _pictures(self) -> list[Picture]:
        """Those that came with the form."""
        if sent_files() and not self.answers.get(self.asking.team.audience, self.asking.agreed):
            self.wrong.append(_("Ask first if photos are all right. Without a yes none are taken."))
            return []
        pictures, self.wrong = read_pictures(MOST)
        return pictures


def sent_files() -> list[FileStorage]:
    """The files that came; a browser sends an empty one where none was chosen."""
    return [file for file in request.files.getlist(FILES) if file.filename]


def read_pictures(most: int) -> tuple[list[Picture], list[str]]:
    """What can be made of the files that came, no more than that; and what is wrong with them."""
    files = sent_files()
    if len(files) > most:
        return [], [ngettext("Choose %(num)s photo only.", "Choose %(num)s photos at most.", most)]
    try:
        return [_picture(file) for file in files], []
    except NotAPicture:
        return [], [_("That is not a photo that we can use. Choose again, without it.")]


def _picture(file: FileStorage) -> Picture:
    data = file.stream.read(LARGEST_FILE + 1)
    return Picture(hashlib.sha256(data).hexdigest(), in_both_sizes(data))
