"""The sentences of the summary, exactly as measure.md words them, and what is said beside them."""

from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.lived import Lived, LivedFlexible
from carelog.records.said import Reason
from carelog.records.wording import reason_words
from carelog.summaries.measure import Counts
from carelog.summaries.period import Length, Period
from carelog.summaries.period_wording import LESS, MORE, day_to_day
from carelog.summaries.sentence import FOR_ME, NOT_ASKED, STARRED, TO_ME, TOTAL, Sentence
from carelog.summaries.summary import MOVED, Summary

HEADINGS = {
    TO_ME: _l("What matters to me"),
    FOR_ME: _l("What keeps me well"),
    NOT_ASKED: _l("Not asked yet"),
    STARRED: _l("My starred things"),
    TOTAL: _l("Everything together"),
}


def sentence(line: Sentence) -> str:
    """ "6 of the 9 I still wanted happened, 1 partly, 1 did not, 1 nobody wrote down. 1 I chose something else." """
    counts = line.counts
    if not counts.due:
        return _("Nothing was due yet.") if counts.not_due or line.waiting else _("Nothing was planned.")
    said = [", ".join((_happened(counts), *_others(counts))) + "."] if counts.wanted else []
    if counts.chose_other:
        said.append(_("%(num)s I chose something else.", num=counts.chose_other))
    return " ".join(said)


def ideas(line: Sentence) -> list[str]:
    """The same in Easy Read, one idea a line."""
    counts = line.counts
    if not counts.due:
        return [sentence(line)]
    chosen = [_("%(num)s I chose something else", num=counts.chose_other)] if counts.chose_other else []
    done = [_happened(counts)] if counts.wanted else []
    return [f"{idea}." for idea in (*done, *_others(counts), *chosen)]


def share(line: Sentence) -> str:
    """ "between 74 % and 79 %", one figure where they round to the same, or "" where none may be shown."""
    if line.bounds is None:
        return ""
    low, high = line.bounds
    if low == high:
        return _("%(share)s %%", share=low)
    return _("between %(low)s %% and %(high)s %%", low=low, high=high)


def arrow_words(line: Sentence, length: Length) -> str:
    """ "more than the month before"; or "" where there is no arrow."""
    return str({1: MORE, -1: LESS}[line.arrow][length]) if line.arrow else ""


def size_words(summary: Summary) -> str:
    """ "20 things a week, was 26"; or "" if the plan kept its size, or there was none before."""
    if summary.size == summary.size_before or not summary.size_before:
        return ""
    return ngettext(
        "%(num)s thing a week, was %(before)s", "%(num)s things a week, was %(before)s", summary.size,
        before=summary.size_before,
    )  # fmt: skip


def ahead(line: Sentence, over: bool = False) -> str:
    """What of the period is still to come, or once it is over may still be written down; "" if nothing."""
    number = line.counts.not_due
    still = ngettext("One more is still to come.", "%(num)s more are still to come.", number)
    late = ngettext("One more may still be written down.", "%(num)s more may still be written down.", number)
    return (late if over else still) if number else ""


def waits(line: Sentence) -> str:
    """What can be any day of a week that is not over, and counts at its end; "" if nothing."""
    words = ngettext(
        "One more can be any day. We count it when the week is over.",
        "%(num)s more can be any day. We count them when the week is over.", line.waiting,
    )  # fmt: skip
    return words if line.waiting else ""


def why_words(reason: Reason | str | None, own: bool = False) -> str:
    """A reason; that it was moved; or that nobody knows yet."""
    if reason is None:
        return _("The reason is not known yet")
    return _("It was moved to another time") if reason == MOVED else reason_words(Reason(reason), own)


def place_words(row: Lived) -> str:
    """When a chance is: Tuesday 3 November; some time in the week 2 to 8 November; some time in November."""
    there = row.occurrence
    if there.any_day:
        return _("Some time in %(month)s", month=format_date(there.day, "MMMM"))
    if there.number:
        return str(format_date(there.day, "EEEE d MMMM"))
    return _("Some time in the week %(days)s", days=_week_of(there.day))


def short_place(row: Lived) -> str:
    """The same in a list: Tue 3 Nov; 2 to 8 November; November."""
    there = row.occurrence
    if there.any_day:
        return str(format_date(there.day, "MMMM"))
    return str(format_date(there.day, "EEE d MMM")) if there.number else _week_of(there.day)


def move_words(row: Lived) -> str:
    """ "Moved to Friday 6 November because I asked"; or only that it was moved."""
    move = row.heard.move
    if move is None:
        return ""
    day = format_date(move.day, "EEEE d MMMM")
    asked = _("Moved to %(day)s, because I asked", day=day)
    return asked if row.heard.moved_as_asked() else _("Moved to %(day)s", day=day)


def shortened_words(one: LivedFlexible) -> str:
    """ "Walk, 2 to 8 November: 3 became 2. I was away 3 days."""
    chances = one.chances
    became = _(
        "%(title)s, %(days)s: %(planned)s became %(now)s.", title=one.details.title, days=_week_of(chances.monday),
        planned=chances.count + chances.lost, now=chances.count,
    )  # fmt: skip
    away = ngettext("I was away one day.", "I was away %(num)s days.", chances.days_away)
    return f"{became} {away}"


def _week_of(day: date) -> str:
    week = Period.of(Length.WEEK, day)
    return day_to_day(week.first, week.last)


def _happened(counts: Counts) -> str:
    if counts.chose_other:
        return _("%(done)s of the %(wanted)s I still wanted happened", done=counts.happened, wanted=counts.wanted)
    return _("%(done)s of %(wanted)s happened", done=counts.happened, wanted=counts.wanted)


def _others(counts: Counts) -> list[str]:
    told = (
        (counts.partly, _("%(num)s partly", num=counts.partly)),
        (counts.did_not_happen, _("%(num)s did not", num=counts.did_not_happen)),
        (counts.choice_unchecked, _("%(num)s they say I chose something else", num=counts.choice_unchecked)),
        (counts.not_recorded, _("%(num)s nobody wrote down", num=counts.not_recorded)),
    )
    return [words for number, words in told if number]
