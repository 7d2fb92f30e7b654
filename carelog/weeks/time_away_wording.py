"""How time away is said on the screen."""

from flask_babel import lazy_gettext as _l

from carelog.weeks.time_away import Why

WHY_AWAY = {
    Why.HOSPITAL: _l("In hospital"), Why.HOLIDAY: _l("On holiday"), Why.FAMILY: _l("With family or friends"),
    Why.OTHER: _l("Somewhere else"),
}  # fmt: skip


def why_away(why: Why) -> str:
    """Where the person is."""
    return str(WHY_AWAY[why])
