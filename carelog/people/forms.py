"""What the forms about one person carry: details, team, circle."""

from collections.abc import Iterable
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from carelog import pictures
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.accounts.team import Team
from carelog.forms import Form, choices, id_of_the_press, line, words
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.people.wording import ROLES

NO_PICTURE = {"": _l("No picture: the first letter of my name")}


def picture_choices() -> dict[str, str]:
    """Every symbol, called by the first of its words."""
    return choices(NO_PICTURE | {name: found[0] for name, found in pictures.symbols().items()})


def role_choice(question: str, roles: Iterable[str]) -> RadioField:
    """One of these roles."""
    said = [DataRequired(_l("Say what they will be."))]
    return RadioField(question, said, choices=lambda: choices({role: ROLES[role] for role in roles}))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


class PersonForm(Form):
    """What the person wants others to know, in their own words where they gave them."""

    name = line(_l("Name"), _l("Say what the person is called."), autocomplete="off")
    picture = RadioField(_l("Picture"), choices=picture_choices, default="")
    how_i_communicate = words(_l("How I communicate"))
    how_to_support_me = words(_l("How to support me"))
    way_in = words(_l("The way in"), hint=_l("Where to ring, where the key is, who opens."))
    address = words(_l("Where I live"))
    phone = line(_l("My phone"), type="tel", autocomplete="off")
    emergency_contact = words(_l("In an emergency"), hint=_l("Whom to call, and their number."))


class TeamChoice(Form):
    """One of the teams that are offered."""

    team = SelectField(_l("Team"), [InputRequired(_l("Choose a team."))], coerce=int)

    def offer(self, teams: Iterable[Team]) -> Self:
        """These teams."""
        self.team.choices = choices({team.id: team.name for team in teams})
        return self


class NewPersonForm(PersonForm, TeamChoice):
    """Somebody who begins to be supported."""

    id = id_of_the_press()


class InvitationForm(Form):
    """Who is invited into a circle, and as what."""

    id = id_of_the_press()
    name = line(_l("Their name"), _l("Say who it is for."), autocomplete="off")
    role = role_choice(_l("They are"), (ALLY, WORKER, SELF))
    relation = line(
        _l("In what way they belong"), hint=_l("For example: sister, neighbour. May stay empty."), autocomplete="off"
    )


class StaffInvitationForm(Form):
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


class TeamForm(Form):
    """A new team."""

    id = id_of_the_press()
    team_name = line(_l("Name of the team"), _l("Say what the team is called."), autocomplete="off")
