"""How an item's plan is said on the screen: when, how often, with what support."""

from datetime import date

from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.weeks.details import Cadence, ItemDetails, Part, Support

PARTS = {
    Part.MORNING: _l("morning"), Part.AFTERNOON: _l("afternoon"), Part.EVENING: _l("evening"), Part.NIGHT: _l("night"),
    Part.ANY: _l("any time"),
}  # fmt: skip
SUPPORTS = {
    Support.UNSAID: "", Support.PAID_ONE: _l("paid, one to one"), Support.PAID_SHARED: _l("paid, shared"),
    Support.FAMILY: _l("family"), Support.FRIENDS: _l("friends"), Support.ALONE: _l("on my own"),
    Support.PROMPT: _l("somebody reminds me"), Support.TECHNOLOGY: _l("technology"),
}  # fmt: skip
NTH = {1: _l("first"), 2: _l("second"), 3: _l("third"), 4: _l("fourth"), 5: _l("last")}
IN_THE_PART = {
    Part.MORNING: _l("In the morning."), Part.AFTERNOON: _l("In the afternoon."), Part.EVENING: _l("In the evening."),
    Part.NIGHT: _l("At night."), Part.ANY: _l("Any time today."),
}  # fmt: skip
EVERY_DAY = tuple(range(7))
LEAP_YEAR = 2000  # it has every day that a year can have
WEEKDAYS = EVERY_DAY[:5]


def day(value: date) -> str:
    """Tuesday 3 March 2026."""
    return str(format_date(value, "EEEE d MMMM y"))


def weekday(number: int, width: str = "wide") -> str:
    """The name of a weekday, Monday 0; `abbreviated` for the short one."""
    return str(get_locale().days["format"][width][number])


def part_name(part: Part) -> str:
    """As a heading: Morning."""
    return str(PARTS[part]).capitalize()


def in_the_part(part: Part) -> str:
    """As a sentence of Easy Read: In the morning."""
    return str(IN_THE_PART[part])


def how_often(details: ItemDetails) -> str:
    """On which days, or how many times."""
    said = {
        Cadence.WEEKLY: _weekly, Cadence.TIMES_A_WEEK: _times, Cadence.MONTHLY_DATE: _monthly_date,
        Cadence.MONTHLY_WEEKDAY: _monthly_weekday, Cadence.MONTHLY_ANY_DAY: lambda _d: _("once a month, any day"),
        Cadence.MONTHLY_ANY_WEEKDAY: lambda _d: _("once a month, any weekday"), Cadence.YEARLY: _yearly,
    }[details.cadence](details)  # fmt: skip
    if details.every_weeks > 1:
        said = _("%(often)s, every %(weeks)s weeks", often=said, weeks=details.every_weeks)
    if details.season_from:
        said = _("%(often)s, from %(first)s until %(last)s", often=said, **_season(details))
    if details.first_on:
        said = _("%(often)s, from %(date)s on", often=said, date=day(details.first_on))
    return str(said)


def _season(details: ItemDetails) -> dict[str, str]:
    """Its two ends: 1 April."""
    ends = {"first": details.season_from, "last": details.season_until}
    return {end: str(format_date(date.fromisoformat(f"{LEAP_YEAR}-{when}"), "d MMMM")) for end, when in ends.items()}


def at_what_time(details: ItemDetails) -> str:
    """Part of the day or clock time, how long, by when at the latest."""
    said = [f"{details.at:%H:%M}" if details.at else "" if details.part is Part.ANY else str(PARTS[details.part])]
    if details.minutes:
        said.append(ngettext("%(num)s minute", "%(num)s minutes", details.minutes))
    if details.by_when:
        said.append(_("by %(time)s", time=f"{details.by_when:%H:%M}"))
    return ", ".join(word for word in said if word)


def with_what(details: ItemDetails, names: bool = True) -> str:
    """With whom, and what kind of support."""
    return ", ".join(word for word in (details.with_whom if names else "", str(SUPPORTS[details.support])) if word)


def _names(days: tuple[int, ...]) -> str:
    if days == EVERY_DAY:
        return _("every day")
    if days == WEEKDAYS:
        return _("Monday to Friday")
    return ", ".join(weekday(number) for number in days)


def _weekly(details: ItemDetails) -> str:
    return _names(details.days)


def _times(details: ItemDetails) -> str:
    times = ngettext("once a week", "%(num)s times a week", details.times)
    if not details.days or details.days == EVERY_DAY:
        return times
    return _("%(times)s, best on %(days)s", times=times, days=_names(details.days))


def _monthly_date(details: ItemDetails) -> str:
    return _("on day %(day)s of the month", day=details.month_day)


def _monthly_weekday(details: ItemDetails) -> str:
    nth = NTH[details.nth or 1]
    return _("on the %(nth)s %(weekday)s of the month", nth=nth, weekday=weekday(details.days[0]))


def _yearly(details: ItemDetails) -> str:
    month = get_locale().months["format"]["wide"][details.month or 1]
    return _("every year on %(day)s %(month)s", day=details.month_day, month=month)
