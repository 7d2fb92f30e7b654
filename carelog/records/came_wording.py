"""How it is said that a record came late, again after a restore, or from a phone whose clock was wrong."""

from datetime import timedelta

from flask_babel import format_datetime, format_timedelta
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.came import Came
from carelog.journal import LATE, RECOVERED
from carelog.people.person import Person

FLAGS = {
    LATE: _l("arrived when they could not write this here any more"),
    RECOVERED: _l("sent again after a restore"),
}  # fmt: skip


def came_words(came: Came | None, person: Person) -> str:
    """Everything that there is to say of it, by the clock where the person is supported; "" for what came as usual."""
    if came is None:
        return ""
    said = [str(FLAGS[came.flag])] if came.flag else []
    if came.clock_off:
        said.append(_("this phone’s clock was %(off)s", off=_off(came.clock_off)))
    if came.arrived:
        here = came.arrived.astimezone(person.team.tz).replace(tzinfo=None)
        said.append(_("arrived %(when)s", when=format_datetime(here, "EEE d MMM, HH:mm", rebase=False)))
    return " · ".join(said)


def _off(seconds: int) -> str:
    much = format_timedelta(timedelta(seconds=abs(seconds)))
    return _("%(time)s ahead", time=much) if seconds > 0 else _("%(time)s behind", time=much)


FILTERS = (came_words,)
