"""How it is said that somebody else made a new password possible."""

from datetime import MAXYEAR, MINYEAR, datetime
from zoneinfo import ZoneInfo

from flask_babel import format_datetime
from flask_babel import gettext as _

from carelog import clock
from carelog.accounts.link import Link
from carelog.accounts.password_reset import PasswordReset


def by_whom(link: Link) -> str:
    """Who made the link, and who agreed."""
    if link.made_by is None:
        return _("whoever looks after carelog where you are")
    if link.agreed_by is None:
        return str(link.made_by.name)
    return _("%(maker)s and %(second)s", maker=link.made_by.name, second=link.agreed_by.name)


def what_became(reset: PasswordReset) -> str:
    """For the user: when their password was changed so, or until when it can be."""
    if reset.used is not None:
        return _("Changed on %(when)s, with a link from %(who)s.", when=moment(reset.used), who=by_whom(reset))
    until = moment(reset.expires)
    return _("A link for a new password, from %(who)s. It is good until %(when)s.", who=by_whom(reset), when=until)


def if_not_you(reset: PasswordReset) -> str:
    """For the user who signs in: their password was changed, and what to do if that was somebody else."""
    return _(
        "You have a new password since %(when)s. The link came from %(who)s. "
        "Was it not you? Tell somebody you trust, and change it.",
        when=moment(reset.used), who=by_whom(reset),
    )  # fmt: skip


def moment(at: datetime | None) -> str:
    """Day and time of an instant, as people here say it; "" for none, and for one that no calendar here has."""
    if at is None or not MINYEAR < at.year < MAXYEAR:
        return ""
    here = at.astimezone(ZoneInfo(clock.DEFAULT_ZONE)).replace(tzinfo=None)
    return str(format_datetime(here, "EEEE d MMMM, HH:mm", rebase=False))
