"""For whom a thank-you is, as its readers find it."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from carelog.records.concern_wording import listed
from carelog.records.thanks import Thanked, Whom


def there_on(day: date) -> str:
    """Somebody whose name is not told, by the day on which they were there: one of the answers of a form."""
    return _("Whoever was there on %(day)s", day=_named(day))


def thanked(one: Thanked) -> str:
    """Inside a sentence: somebody by name; whoever was there; everybody who supports the person."""
    if one.whom is Whom.DAY and one.day is not None:
        return _("whoever was there on %(day)s", day=_named(one.day))
    if one.whom is Whom.MEMBER:
        return listed(one.to) or _("somebody")
    return _("everybody who supports %(name)s", name=one.person.name)


def _named(day: date) -> str:
    return format_date(day, "EEEE d MMMM")
