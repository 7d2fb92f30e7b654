"""What a thank-you carries: for whom, and the words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired

from carelog.forms import Form, choices, id_of_the_press, words
from carelog.people.person import Person
from carelog.records.concern_wording import in_role
from carelog.records.leads import Somebody
from carelog.records.thanks_wording import there_on

TEAM, DAY = "team", "day-"
DAYS_BACK = 7


class ThanksForm(Form):
    """Kind words for somebody."""

    id = id_of_the_press()
    to = RadioField(_l("Who do you want to thank?"), [DataRequired(_l("Choose who it is for."))], default=TEAM)
    words = words(_l("What do you want to say?"), _l("Write a few words."))

    def offer(self, person: Person, people: Sequence[Somebody] | None, today: date, *, own: bool) -> Self:
        """These people by name; None: their names are not for who writes, and days stand for whoever was there."""
        team = _("Everybody who supports me") if own else _("Everybody who supports %(name)s", name=person.name)
        offered: dict[Any, str] = {TEAM: team}
        if people is None:
            days = [today - timedelta(days=ago) for ago in range(DAYS_BACK)]
            offered |= {f"{DAY}{day.isoformat()}": there_on(day) for day in days}
        else:
            offered |= {one.user_id: in_role(one.name, one.role) for one in people}
        self.to.choices = choices(offered)
        if own:
            self.to.label.text = _("Who do I want to thank?")
            self.words.label.text = _("What do I want to say?")
        return self

    @property
    def whom(self) -> dict[str, Any]:
        """What `Thanks.record` asks for, once the form is valid."""
        chosen = str(self.to.data)
        if chosen == TEAM:
            return {}
        if chosen.startswith(DAY):
            return {"day": date.fromisoformat(chosen.removeprefix(DAY))}
        return {"member": int(chosen)}
