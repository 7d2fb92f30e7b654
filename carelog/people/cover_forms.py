"""What bringing workers in carries: one who covers tonight, or several into several circles."""

from collections.abc import Iterable
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired

from carelog.accounts.user import User
from carelog.forms import Ticks, choices, id_of_the_press
from carelog.people.must_not_know_forms import WarnedForm
from carelog.people.person import Person


class CoverForm(WarnedForm):
    """Who covers."""

    id = id_of_the_press()
    worker = RadioField(_l("Who covers?"), [DataRequired(_l("Choose who covers."))])

    def offer(self, workers: Iterable[User]) -> Self:
        """These workers."""
        self.worker.choices = choices({user.id: user.name for user in workers})
        return self


class BringInForm(WarnedForm):
    """Which workers, and around which people."""

    id = id_of_the_press()
    workers = Ticks(_l("Which workers?"), [DataRequired(_l("Tick the workers."))])
    people = Ticks(_l("Around which people?"), [DataRequired(_l("Tick the people."))])

    def offer(self, workers: Iterable[User], people: Iterable[Person]) -> Self:
        """These workers and people."""
        self.workers.choices = choices({user.id: user.name for user in workers})
        self.people.choices = choices({person.id: person.name for person in people})
        return self
