"""What the forms about one person carry: details, team, circle."""

from collections.abc import Iterable
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from carelog.accounts.proof_forms import ProvenForm
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.accounts.team import Team
from carelog.forms import Form, choices, id_of_the_press, line, words
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.people.must_not_know_forms import WarnedForm
from carelog.people.person import Person, WordsClash
from carelog.people.wording import ROLES, WRITTEN_DOWN
from carelog.picture_choice import PictureForm


def role_choice(question: str, roles: Iterable[str]) -> RadioField:
    """One of these roles."""
    said = [DataRequired(_l("Say what they will be."))]
    return RadioField(question, said, choices=lambda: choices({role: ROLES[role] for role in roles}))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


class PersonForm(PictureForm):
    """What the person wants others to know, in their own words where they gave them."""

    NONE = _l("No picture: the first letter of my name")

    name = line(_l("Name"), _l("Say what the person is called."), autocomplete="off")
    how_to_support_me = words(_l("How to support me"))
    written_down = RadioField(_l("How I want things written down"), choices=lambda: choices(WRITTEN_DOWN), default="")
    way_in = words(_l("The way in"), hint=_l("Where to ring, where the key is, who opens."))
    address = words(_l("Where I live"))
    phone = line(_l("My phone"), type="tel", autocomplete="off")
    emergency_contact = words(_l("In an emergency"), hint=_l("Whom to call, and their number."))


class DetailsForm(PersonForm):
    """The same of somebody who is here already, and what stood there when the page was opened."""

    seen = HiddenField()
    changed_meanwhile = False

    def show(self, now: WordsClash) -> None:
        """Somebody else changed some of it: say so beside what both changed, and take theirs where only they did."""
        self.changed_meanwhile, self.seen.data = True, now.person.as_seen()
        for name in now.newer:
            self[name].data = getattr(now.person, name)
        for name in sorted(now.clashes, key=Person.EDITABLE.index):
            told = _(
                "Somebody changed this meanwhile. Save again if yours is right. Now it says: %(words)s",
                words=self._said(name, now),
            )
            self.refuse(told, name)

    def _said(self, name: str, now: WordsClash) -> str:
        field, words = self[name], str(getattr(now.person, name))
        offered = field.iter_choices() if isinstance(field, RadioField) else ()
        return next((str(label) for value, label, *_more in offered if value == words), words) or _("nothing")

    @property
    def status(self) -> int:
        """409 when it is older than what is there."""
        return 409 if self.changed_meanwhile else super().status


class TeamChoice(Form):
    """One of the teams that are offered."""

    team = SelectField(_l("Team"), [InputRequired(_l("Choose a team."))], coerce=int)

    def offer(self, teams: Iterable[Team]) -> Self:
        """These teams."""
        self.team.choices = choices({team.id: team.name for team in teams})
        return self


class MoveForm(ProvenForm, TeamChoice):
    """The team that somebody moves to."""


class NewPersonForm(PersonForm, TeamChoice):
    """Somebody who begins to be supported."""

    id = id_of_the_press()


class InvitationForm(WarnedForm):
    """Who is invited into a circle, and as what."""

    id = id_of_the_press()
    name = line(_l("Their name"), _l("Say who it is for."), autocomplete="off")
    role = role_choice(_l("They are"), (ALLY, WORKER, SELF))
    relation = line(
        _l("In what way they belong"), hint=_l("For example: sister, neighbour. May stay empty."), autocomplete="off"
    )


class StaffInvitationForm(ProvenForm):
    """Who is invited to the staff, and as what."""

    id = id_of_the_press()
    name = line(_l("Their name"), _l("Say who it is for."), autocomplete="off")
    role = role_choice(_l("They will be"), (COORDINATOR, MANAGER))
    team = SelectField(_l("Team"), coerce=_number, description=_l("Only a coordinator has one."))

    def offer(self, teams: Iterable[Team]) -> Self:
        """These teams."""
        self.team.choices = choices({"": _l("No team")} | {team.id: team.name for team in teams})
        return self

    def validate_team(self, field: SelectField) -> None:
        """A coordinator coordinates a team."""
        if self.role.data == COORDINATOR and field.data is None:
            raise ValidationError(_l("Choose the team they will coordinate."))


class PasswordResetForm(ProvenForm):
    """Somebody is to choose a new password."""

    id = id_of_the_press()


class TeamForm(Form):
    """A new team."""

    id = id_of_the_press()
    team_name = line(_l("Name of the team"), _l("Say what the team is called."), autocomplete="off")
