"""For whom a thank-you is, as its readers find it."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from carelog.records.concern_wording import listed
from carelog.records.thanks import Thanked, Whom


def there_on(day: date) -> str:
    """Somebody whose name is not told, by the day on which they were there."""
    return _("Whoever was there on %(day)s", day=format_date(day, "EEEE d MMMM"))


def thanked(one: Thanked) -> str:
    """Somebody by name; whoever was there; everybody who supports the person."""
    if one.whom is Whom.DAY and one.day is not None:
        return there_on(one.day)
    if one.whom is Whom.MEMBER:
        return listed(one.to) or _("Somebody")
    return _("Everybody who supports %(name)s", name=one.person.name)
