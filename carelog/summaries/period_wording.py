"""How a week, a month and three months are called."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.summaries.period import Length, Period

TITLES = {
    Length.WEEK: _l("How much of my week happened"),
    Length.MONTH: _l("How much of my month happened"),
    Length.QUARTER: _l("How much of my three months happened"),
}
EASY_TITLES = {
    Length.WEEK: _l("What happened in my week"),
    Length.MONTH: _l("What happened in my month"),
    Length.QUARTER: _l("What happened in my three months"),
}
LENGTHS = {Length.WEEK: _l("Week"), Length.MONTH: _l("Month"), Length.QUARTER: _l("Three months")}
EARLIER = {
    Length.WEEK: _l("The week before"), Length.MONTH: _l("The month before"),
    Length.QUARTER: _l("The three months before"),
}  # fmt: skip
LATER = {
    Length.WEEK: _l("The week after"), Length.MONTH: _l("The month after"),
    Length.QUARTER: _l("The three months after"),
}  # fmt: skip
MORE = {
    Length.WEEK: _l("more than the week before"), Length.MONTH: _l("more than the month before"),
    Length.QUARTER: _l("more than the three months before"),
}  # fmt: skip
LESS = {
    Length.WEEK: _l("less than the week before"), Length.MONTH: _l("less than the month before"),
    Length.QUARTER: _l("less than the three months before"),
}  # fmt: skip
NOT_OVER = {
    Length.WEEK: _l("This week is not over yet."), Length.MONTH: _l("This month is not over yet."),
    Length.QUARTER: _l("These three months are not over yet."),
}  # fmt: skip
NOT_BEGUN = {
    Length.WEEK: _l("This week has not begun yet."), Length.MONTH: _l("This month has not begun yet."),
    Length.QUARTER: _l("These three months have not begun yet."),
}  # fmt: skip


def title(length: Length, own: bool = False) -> str:
    """What the page of a summary is called; in Easy Read for the person themselves."""
    return str((EASY_TITLES if own else TITLES)[length])


def period_words(period: Period) -> str:
    """16 to 22 November 2026; November 2026; September to November 2026."""
    if period.length is Length.WEEK:
        return _("%(days)s %(year)s", days=day_to_day(period.first, period.last), year=period.last.year)
    month = str(format_date(period.last, "MMMM y"))
    if period.length is Length.MONTH:
        return month
    first = str(format_date(period.first, "MMMM" if period.first.year == period.last.year else "MMMM y"))
    return _("%(first)s to %(last)s", first=first, last=month)


def day_to_day(first: date, last: date) -> str:
    """2 to 8 November; 30 November to 6 December; 1 November."""
    until = str(format_date(last, "d MMMM"))
    if first == last:
        return until
    same_month = (first.year, first.month) == (last.year, last.month)
    return _("%(first)s to %(last)s", first=format_date(first, "d" if same_month else "d MMMM"), last=until)
