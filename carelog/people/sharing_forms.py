"""What the form about sharing with one ally carries: a switch and two days for each section."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import Optional

from carelog.accounts.proof_forms import ProvenForm
from carelog.forms import id_of_the_press, words
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import NOT_SHARED, SECTIONS, Choice, Sharing
from carelog.people.wording import SECTIONS as SECTION_WORDS


class AllyForm(ProvenForm):
    """Sharing with one ally. Its names begin with the ally's number, because a page has one for each.

    To share more the person presses twice (`sure`); somebody else who writes it down types their password.
    """

    id = id_of_the_press()
    sure = HiddenField()
    how_shown = words(
        _l("How the person showed it"), hint=_l("What they said or did. Needed when you change something for them.")
    )

    @classmethod
    def of(cls, ally: Membership, standing: dict[str, Choice], *, posted: bool) -> Self:
        """Filled with what stands now, or with what was posted about this ally."""
        values: dict[str, Any] = {}
        for section, choice in standing.items():
            values |= {section: choice.shared, f"{section}_from": choice.from_day, f"{section}_until": choice.until_day}
        return cls(posted=posted, prefix=f"ally-{ally.id}-", **values)

    def is_in_order(self, today: date) -> bool:
        """Every day is one, and no stretch of days is over before it begins."""
        good = bool(self.validate())
        for section in SECTIONS:
            first, last = self[f"{section}_from"].data, self[f"{section}_until"].data
            if self[section].data and last and last < max(first or today, today):
                self.refuse(_l("The last day is before the first, or over already."), f"{section}_until")
                good = False
        return good

    def is_from_somebody_else(self) -> bool:
        """They say how the person showed it, and show that it is them. If not, the form says so."""
        if not self.how_shown.data:
            self.refuse(_("Say how the person showed it."), "how_shown")
        return self.proves_it() and bool(self.how_shown.data)

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

    def _choice(self, section: str) -> Choice:
        if not self[section].data:
            return NOT_SHARED
        return Choice(shared=True, from_day=self[f"{section}_from"].data, until_day=self[f"{section}_until"].data)


@dataclass(frozen=True, slots=True)
class AllySharing:
    """One ally, what stands on this day for each section, and the form to change it."""

    ally: Membership
    standing: dict[str, Choice]
    form: AllyForm

    @classmethod
    def around(cls, person: Person, today: date, posted: str | None) -> list[Self]:
        """Every ally of this person; the form of the one whose number was posted holds what was posted."""
        allies = Membership.allies_of(person)
        decisions = Sharing.newest(allies)
        found = []
        for ally in allies:
            made = decisions.get(ally.id, {})
            standing = {s: made[s].choice(today) if s in made else NOT_SHARED for s in SECTIONS}
            found.append(cls(ally, standing, AllyForm.of(ally, standing, posted=str(ally.id) == posted)))
        return found

    def more(self, today: date) -> dict[str, Choice]:
        """What the form shares beyond what stands."""
        wanted = self.form.choices().items()
        return {section: it for section, it in wanted if it.gives_more_than(self.standing[section], today)}

    @property
    def shares_something(self) -> bool:
        """There is something to stop."""
        return any(choice.shared for choice in self.standing.values())


def _day(label: str) -> Any:
    return DateField(label, [Optional()])


for _section in SECTIONS:
    setattr(AllyForm, _section, BooleanField(SECTION_WORDS[_section][0], description=SECTION_WORDS[_section][1]))
    setattr(AllyForm, f"{_section}_from", _day(_l("From")))
    setattr(AllyForm, f"{_section}_until", _day(_l("Until")))
