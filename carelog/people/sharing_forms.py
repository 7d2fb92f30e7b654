"""What the forms about sharing with one ally carry: a switch and two days for each section, and why."""

from datetime import date
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import Optional

from carelog.accounts.proof_forms import ProvenForm
from carelog.forms import Form, Pick, id_of_the_press, one_line, words
from carelog.people.deciding import BEST_INTERESTS, NotSaidHow, ReasonsMissing, Why
from carelog.people.shared import Shared
from carelog.people.sharing import NOT_SHARED, SECTIONS, Choice
from carelog.people.sharing_lengths import Length
from carelog.people.wording import SECTIONS as SECTION_WORDS


class ShareForm(Form):
    """One section that the person shares themselves. They press twice: `sure`, or how long, is the second time."""

    id = id_of_the_press()
    sure = HiddenField()
    length = Pick(choices=list(Length))  # instead of two days
    from_day = DateField(_l("From"), [Optional()])
    until_day = DateField(_l("Until"), [Optional()])

    def choice(self, shared: Shared) -> Choice | None:
        """What is wanted; None if something needs changing."""
        if self.validate() and self.length.data:
            return Choice(shared=True, until_day=Length(self.length.data).until(shared.today))
        if not self.errors and (wrong := _wrong_end(self.from_day.data, self.until_day.data, shared)):
            self.refuse(wrong, "until_day")
        return None if self.errors else Choice(shared=True, from_day=self.from_day.data, until_day=self.until_day.data)

    @property
    def is_sure(self) -> bool:
        """They pressed a second time."""
        return bool(self.sure.data or self.length.data)


class AllyForm(ProvenForm):
    """Sharing with one ally, as somebody else writes it down: they say why, and to share more they show it is them."""

    id = id_of_the_press()
    seen = HiddenField(filters=[one_line])  # which decisions stood when the page was opened
    how_shown = words(
        _l("How the person showed it"), hint=_l("What they said or did. Needed when you change something for them.")
    )
    cannot_decide = words(
        _l("Why can they not decide this themselves now?"), hint=_l("And what was tried, so that they can.")
    )
    asked = words(_l("Who was asked?"), hint=_l("The person, and those who know them well."))
    best_because = words(_l("Why is it best for them?"), hint=_l("With what they want, feel and believe in mind."))
    decided_by = words(_l("Who decided?"))

    @classmethod
    def of(cls, shared: Shared, *, posted: bool = True) -> Self:
        """Filled with what stands now, or with what was posted."""
        values: dict[str, Any] = {}
        for name, choice in shared.standing.items():
            values |= {name: choice.shared, f"{name}_from": choice.from_day, f"{name}_until": choice.until_day}
        return cls(posted=posted, seen=shared.as_seen, **values)

    def is_in_order(self, shared: Shared) -> bool:
        """Every day is one, no stretch of days is over before it begins, and nothing that it takes is missing."""
        if self.validate():
            for name in SECTIONS:
                wrong = _wrong_end(self[f"{name}_from"].data, self[f"{name}_until"].data, shared)
                if self[name].data and wrong:
                    self.refuse(wrong, f"{name}_until")
        if self.errors:
            return False
        return not self._gives_more(shared) or self._is_from_somebody_else()

    def changed_meanwhile(self) -> None:
        """Somebody decided since the page was opened: this shows what stands now."""
        self.refuse(_("Somebody changed this meanwhile: look at it once more."))

    def say_how(self) -> None:
        """What was missing: how the person showed it."""
        self.refuse(_("Say how the person showed it."), "how_shown")

    def say_why(self, missing: tuple[str, ...]) -> None:
        """What was missing: these of the reasons."""
        for name in missing:
            self.refuse(_("Say this too: somebody decided for them."), name)

    @property
    def why(self) -> Why:
        """What was said."""
        return Why(self.how_shown.data, *(self[name].data for name in BEST_INTERESTS))

    @property
    def asked_password(self) -> bool:
        """It was missing, or wrong: the page shows it, whatever is switched on."""
        return self.my_password is not None and bool(self.my_password.errors or self.wait)

    @property
    def has_wrong_day(self) -> bool:
        """One of the days needs changing, so they must not be folded away."""
        return any(self[f"{section}{end}"].errors for section in SECTIONS for end in ("_from", "_until"))

    def choices(self) -> dict[str, Choice]:
        """What is wanted for each section."""
        return {section: self._choice(section) for section in SECTIONS}

    def again(self, shared: Shared) -> set[str]:
        """About which sections the person was asked again."""
        return {one.name for one in shared.due if self[f"{one.name}_again"].data}

    def _choice(self, section: str) -> Choice:
        if not self[section].data:
            return NOT_SHARED
        return Choice(shared=True, from_day=self[f"{section}_from"].data, until_day=self[f"{section}_until"].data)

    def _gives_more(self, shared: Shared) -> bool:
        wanted = self.choices().items()
        return any(choice.gives_more_than(shared.standing[name], shared.today) for name, choice in wanted)

    def _is_from_somebody_else(self) -> bool:
        """They say why, and show that it is them. If not, the form says so."""
        try:
            self.why.check()
        except NotSaidHow:
            self.say_how()
        except ReasonsMissing as reasons:
            self.say_why(reasons.missing)
        said = not self.errors
        return self.proves_it() and said


def _wrong_end(first: date | None, last: date | None, shared: Shared) -> str:
    """Why nothing would be shared until that day, if so; one reason."""
    if last and last < shared.today:
        return _("The last day is over already.")
    return _("The last day is before the first.") if last and first and last < first else ""


def _day(label: str) -> Any:
    return DateField(label, [Optional()])


for _section in SECTIONS:
    setattr(AllyForm, _section, BooleanField(SECTION_WORDS[_section][0], description=SECTION_WORDS[_section][1]))
    setattr(AllyForm, f"{_section}_from", _day(_l("From")))
    setattr(AllyForm, f"{_section}_until", _day(_l("Until")))
    setattr(AllyForm, f"{_section}_again", BooleanField(_l("They were asked again, and it stays so.")))
