"""What the forms about one chance carry. A tap is filled in by its button, the small sheet by whoever writes."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.validators import UUID, DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from carelog.forms import LONGEST_NAME, LONGEST_TEXT, Form, Pick, a_day, choices, id_of_the_press, line, one_line
from carelog.htmx import our_page
from carelog.journal import OWN, SETTLED
from carelog.people.person import Person
from carelog.records.chance import LARGEST_NUMBER, Before, Key
from carelog.records.mark import NEEDED, Account
from carelog.records.quick import apart, together
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, HAPPENED, PARTLY, Reason, Said
from carelog.records.wording import ANSWERED_ANEW, HOW_SHOWN, OWN_SAID, REASONS, SAID, WHY_CHANGED

THERE, TOLD = "there", "told"
YES, NO = "yes", "no"
# Which fields belong to which word; what was filled in for another word is not kept.
BELONGS = {
    HAPPENED: ("note", "essential"),
    PARTLY: ("reason", "note", "essential"),
    CHOSE: ("offered", "how_shown", "instead", "note"),
    DID_NOT_HAPPEN: ("reason", "note"),
}
# What to say beside a field that lacks something.
MISSING = {
    "said": _l("Choose what happened."),
    "reason": _l("Choose why."),
    "note": _l("Say what the other reason was."),
    "offered": _l("Say what was offered."),
    "how_shown": _l("Say how they said or showed it."),
    "told_by": _l("Say who told you."),
    "why": _l("Say why you change it."),
    "who_asked": _l("Say who asked them."),
    "with_whom": _l("Say who was there, or who agrees."),
}

ASKED_IN = {"how_shown": "shown"}  # where what is missing is asked for with one tap, before words of one's own
EITHER = {"how_shown": "shown how_shown", "why": "why why_exactly"}  # one of these fields will do


def pick(label: str, words: Mapping[Any, str], default: str | None = None) -> Any:
    """One of these, or none of them."""
    return Pick(label, [Optional()], filters=[one_line], default=default, choices=lambda: choices(words))


class KeyForm(Form):
    """One chance, by its key, and the id that the page made for the record."""

    id = id_of_the_press()
    item = HiddenField(validators=[UUID()])
    day = a_day(_l("Which day?"), _l("Say which day it was."))
    number = IntegerField(default=1, validators=[InputRequired(), NumberRange(1, LARGEST_NUMBER)])
    page_day = a_day("")  # of the page that the form stands on, where another day can be chosen
    back = HiddenField(filters=[our_page])  # where that page was opened

    @classmethod
    def about(cls, key: Key, back: str = "", **values: Any) -> Self:
        """A fresh one, which stands on that chance's page."""
        item, day, number = key
        return cls(posted=False, item=item, day=day, number=number, page_day=day, back=back, **values)

    def key(self) -> Key:
        """The chance, once the form is readable. On another day than its page's it is that day's first."""
        day, here = cast("date", self.day.data), self.page_day.data
        return str(self.item.data), day, int(self.number.data or 1) if here in (None, day) else 1

    def page_key(self) -> Key:
        """The chance on whose page the form stands."""
        here = self.page_day.data or self.day.data
        return str(self.item.data), cast("date", here), int(self.number.data or 1)

    @property
    def readable(self) -> bool:
        """What its page put into it is in order; what a person filled in may not be."""
        here = "day" if self.page_day.data is None else "page_day"
        return not {"id", "item", "number", here} & set(self.errors)


class MarkForm(KeyForm):
    """What somebody says of one chance. `own`: the person themselves, who is asked for no reasons.

    The fields stand in the order of the page, so that the summary of what is missing leads to the first of them.
    """

    said = RadioField(_l("What happened?"), [DataRequired(MISSING["said"])])
    shown = pick(_l("How did they say or show it?"), HOW_SHOWN)
    how_shown = line(_l("In their words, or what they did"), longest=LONGEST_TEXT)
    instead = line(_l("What happened instead?"), longest=LONGEST_TEXT)
    offered = line(_l("What was offered?"), longest=LONGEST_TEXT)
    reason = pick(_l("Why?"), REASONS)
    note = line(_l("Anything to add?"), longest=LONGEST_TEXT, hint=_l("What was different, or what the reason was."))
    essential = pick(_l("And the part that must happen?"), {YES: _l("Yes"), NO: _l("No")})
    presence = pick(_l("How do you know?"), {THERE: _l("I was there"), TOLD: _l("I was told")}, THERE)
    told_by = line(_l("Who told you?"))

    def __init__(self, *, own: bool = False, **more: Any) -> None:
        self.own = own
        super().__init__(**more)
        self._offer(OWN_SAID if own else SAID)
        if own:
            self.note.label.text, self.note.description = _l("Do you want to say more?"), _l("You do not have to.")

    def ask_for(self, part: str) -> None:
        """Name the part that must happen, in the question about it."""
        self.essential.label.text = _("And this part: %(part)s?", part=part)

    def say_already(self) -> None:
        """Its time has not come: whoever says that it happened means that it happened early."""
        self._offer({**(OWN_SAID if self.own else SAID), HAPPENED: _l("It happened already")})

    def _offer(self, words: Mapping[Any, str]) -> None:
        self.said.choices = choices({word: words[word] for word in BELONGS})

    def validate(self, *checks: Any) -> bool:
        """Also whether it says enough, so that all that is missing is said at once."""
        fine = super().validate(*checks)
        if not {"said", "reason"} & set(self.errors):
            for name in self.lacking():
                self.refuse(str(MISSING[name]), ASKED_IN.get(name, name))
        return fine and not self.errors

    def needs(self) -> dict[str, list[str]]:
        """What a phone asks for before it keeps the form: by what was said, or `field=answer`, what else it needs.

        Of names in one text one is enough; the question stands at the first.
        """
        if self.own:
            return {}
        of_said = {said: [EITHER.get(name, name) for name in self._needed(said)] for said in BELONGS}
        return {**of_said, f"reason={Reason.OTHER}": ["note"], f"presence={TOLD}": ["told_by"]}

    def words_missing(self) -> dict[str, str]:
        """Also of what an answer makes necessary; where one of several fields will do, by the first."""
        wanted = {name for needed in self.needs().values() for name in needed}
        needed = ((EITHER.get(one, one), words) for one, words in MISSING.items())
        return super().words_missing() | {name.split()[0]: str(words) for name, words in needed if name in wanted}

    def _needed(self, said: str) -> list[str]:
        return NEEDED.get(said, [])

    def lacking(self) -> list[str]:
        """The names of what is missing for the answer that was chosen."""
        return self.account().lacking(own=self.own)

    def account(self) -> Account:
        """What the form says, without what was filled in for another word than the one chosen."""
        said = str(self.said.data)
        told: dict[str, Any] = {
            "reason": Reason(self.reason.data) if self.reason.data else None, "note": self.note.data,
            "offered": self.offered.data, "instead": self.instead.data,
            "how_shown": together(self.shown.data, self.how_shown.data),
            "essential": self.essential.data == YES if self.essential.data else None,
        }  # fmt: skip
        told_by = self.told_by.data if self.presence.data == TOLD else ""
        return Account(said=said, told_by=told_by, **{name: told[name] for name in BELONGS[said]})

    def validate_told_by(self, field: Any) -> None:
        """Who was not there was told by somebody."""
        if self.presence.data == TOLD and not field.data:
            raise ValidationError(MISSING["told_by"])


class CorrectionForm(MarkForm):
    """What takes the place of one's own earlier words, and why. Of the person's own answer nobody asks why."""

    mark = HiddenField(validators=[UUID()])
    why = pick(_l("Why do you change it?"), WHY_CHANGED)
    why_exactly = line(_l("Or in your words"), longest=LONGEST_TEXT)

    @classmethod
    def of(cls, said: Said, key: Key, back: str = "", *, own: bool = False) -> Self:
        """Filled with what was said."""
        names = ("said", "told_by", "note", "offered", "instead")
        values: dict[str, Any] = {name: getattr(said, name) for name in names}
        values["shown"], values["how_shown"] = apart(said.how_shown)
        if said.essential is not None:
            values["essential"] = YES if said.essential else NO
        presence = THERE if said.present else TOLD
        return cls.about(key, back, own=own, mark=said.id, presence=presence, reason=said.reason, **values)

    @property
    def readable(self) -> bool:
        """What its page put into it is in order."""
        return super().readable and "mark" not in self.errors

    def _needed(self, said: str) -> list[str]:
        return [*super()._needed(said), "why"]

    def lacking(self) -> list[str]:
        """Also why it is changed."""
        return [*super().lacking(), *([] if self.reason_for_it() else ["why"])]

    def reason_for_it(self) -> str:
        """Why it is changed."""
        return together(ANSWERED_ANEW, "") if self.own else together(self.why.data, self.why_exactly.data)


class SettlementForm(KeyForm):
    """What the person says where the others differ, who asked them, and how they said so."""

    said = RadioField(
        _l("What do they say?"), [DataRequired(MISSING["said"])],
        choices=lambda: choices({word: SAID[word] for word in BELONGS}),
    )  # fmt: skip
    how_shown = line(_l("How did they say or show it?"), MISSING["how_shown"], longest=LONGEST_TEXT)
    who_asked = line(_l("Who asked them?"), MISSING["who_asked"])

    def account(self) -> Account:
        """The person's word."""
        return Account(said=str(self.said.data), how_shown=self.how_shown.data, note=self.who_asked.data)


class WithdrawalForm(Form):
    """Which record is taken back."""

    id = id_of_the_press()
    mark = HiddenField(validators=[UUID()])
    back = HiddenField(filters=[our_page])
    # of what is taken back, for a phone whose undo may arrive before it:
    item = HiddenField(validators=[Optional(), UUID()])
    day = a_day("")
    number = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_NUMBER)])
    voice = HiddenField(filters=[lambda said: said if said == SETTLED else OWN])
    answer = HiddenField(validators=[Length(max=LONGEST_NAME)])

    def before(self, person: Person, labels: set[str]) -> Before | None:
        """What it says of that record; None where it does not."""
        if not (self.item.data and self.day.data and self.number.data):
            return None
        key = str(self.item.data), self.day.data, int(self.number.data)
        return Before(person, key, labels, str(self.voice.data), self.answer.data or "")
