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
    if not line.counts.due:
        return _nothing(line)
    said = [", ".join(_wanted(line)), _chosen(line)]
    return " ".join(f"{words}." for words in said if words)


def chosen_words(counts: Counts) -> list[str]:
    """That so much was chosen otherwise that the plan may not fit: in my word, or in that of others who did not ask."""
    if not counts.choice_unchecked:
        return [_("More than one in four times I said no, or chose something else.")]
    if not counts.chose_other:
        return [
            _("More than one in four times others wrote that I chose something else."),
            _("It is not checked with me yet."),
        ]
    return [
        _("More than one in four times I chose something else, or others wrote so."),
        _("Not all of it is checked with me yet."),
    ]


def share(line: Sentence) -> str:
    """ "between 74 % and 79 %", one figure where they round to the same, or "" where none may be shown.

    A number and its % stay on one line.
    """
    if line.bounds is None:
        return ""
    low, high = line.bounds
    words = _("between %(low)s %% and %(high)s %%", low=low, high=high) if low < high else _("%(share)s %%", share=low)
    return words.replace(" %", "\N{NO-BREAK SPACE}%")


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
    """What can be any day of a week that is not over, what of it is written down, and that it counts at the week's end.

    "" if there is nothing of the kind.
    """
    left = line.waiting - line.written
    more = ngettext("One more can be any day.", "%(num)s more can be any day.", left)
    done = ngettext(
        "One that can be any day is written down.", "%(num)s that can be any day are written down.", line.written
    )
    then = ngettext("We count it when the week is over.", "We count them when the week is over.", line.waiting)
    return " ".join(words for words, number in ((done, line.written), (more, left), (then, line.waiting)) if number)


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
    """ "Walk, 2 to 8 November: 3 became 2, as I was away 3 days."; nothing left is "none"."""
    chances = one.chances
    return ngettext(
        "%(title)s, %(days)s: %(planned)s became %(now)s, as I was away one day.",
        "%(title)s, %(days)s: %(planned)s became %(now)s, as I was away %(num)s days.",
        chances.days_away, title=one.details.title, days=_week_of(chances.monday),
        planned=chances.count + chances.lost, now=chances.count or _("none"),
    )  # fmt: skip


def _week_of(day: date) -> str:
    week = Period.of(Length.WEEK, day)
    return day_to_day(week.first, week.last)


def _nothing(line: Sentence) -> str:
    still = line.counts.not_due or line.waiting
    return _("Nothing was due yet.") if still else _("Nothing was planned.")


def _wanted(line: Sentence) -> list[str]:
    """Of what I still wanted: how many are in each state."""
    counts, unwritten = line.counts, line.counts.not_recorded - line.disputed
    told = (
        (counts.partly, _("%(num)s partly", num=counts.partly)),
        (counts.did_not_happen, _("%(num)s did not", num=counts.did_not_happen)),
        (counts.choice_unchecked, _unchecked(counts.choice_unchecked)),
        (unwritten, _("%(num)s nobody wrote down", num=unwritten)),
        (line.disputed, _disputed(line.disputed)),
    )
    done = [_happened(counts)] if counts.wanted else []
    return done + [words for number, words in told if number]


def _chosen(line: Sentence) -> str:
    number = line.counts.chose_other
    return _("%(num)s I chose something else", num=number) if number else ""


def _happened(counts: Counts) -> str:
    if counts.chose_other:
        return _("%(done)s of the %(wanted)s I still wanted happened", done=counts.happened, wanted=counts.wanted)
    return _("%(done)s of %(wanted)s happened", done=counts.happened, wanted=counts.wanted)


def _unchecked(number: int) -> str:
    return ngettext(
        "%(num)s where they say I chose something else", "%(num)s where they say I chose something else", number
    )


def _disputed(number: int) -> str:
    return ngettext("%(num)s where people say different things", "%(num)s where people say different things", number)
