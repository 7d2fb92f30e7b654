"""What is said of people who must not know; and the look at their list, before somebody of such a name is let in."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from carelog.accounts.proof_forms import ProvenForm
from carelog.forms import Form, id_of_the_press, line
from carelog.people.must_not_know import MustNotKnow


class MustNotKnowForm(Form):
    """One more on the list."""

    id = id_of_the_press()
    name = line(_l("Who?"), _l("Say who must not know."), hint=_l("A name, or who they are."), autocomplete="off")
    about = line(_l("Who are they, or why?"), hint=_l("It may stay empty."), autocomplete="off")


class WarnedForm(ProvenForm):
    """A form that lets somebody in. Where their name is like one on a list, whoever sends it says that they looked."""

    looked = BooleanField(_l("I have looked at this list. They may come in."))

    def is_warned_off(self, listed: Iterable[MustNotKnow], *names: str) -> bool:
        """Somebody on these lists has a name like one of these, and nobody said that they looked. The form says so."""
        alike = [one for one in listed if one.resembles(*names)]
        if not alike or self.looked.data:
            return False
        told = _(
            "“%(name)s” is on the list of people who must not know. Read the list, then tick below it.",
            name=alike[0].name,
        )
        self.refuse(told, "looked")
        return True
