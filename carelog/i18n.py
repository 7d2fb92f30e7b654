"""Which language the app speaks to whom, and how it says days and times."""

from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, format_date, get_locale, get_translations
from flask_login import current_user

from carelog import clock
from carelog.settings import Settings

CLEAR_WITHOUT_YEAR = 300  # days
ENOUGH_NUMBERS = 101  # from 0, in which every language has used all its plural forms
LANGUAGES = {"en": "English"}  # what the catalogue has; Welsh follows


def install(app: Flask) -> None:
    """Translations, and the filters that write dates as people say them."""
    Babel(app, locale_selector=language, default_locale=app.config["SETTINGS"].language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _words().ugettext(text), lambda one, more, number: _words().ungettext(one, more, number),
        newstyle=True,
    )  # fmt: skip
    app.add_template_filter(day, "day")
    app.add_template_filter(short_day, "short_day")
    app.add_template_filter(clock_time, "clock_time")
    app.add_template_global(lambda: get_locale().language, "language_code")
    app.add_template_global(plural_numbers)


def language() -> str:
    """The user's own; else what the browser asks for; else, and at the command line, the installation's.

    Whose it is, is only asked where the request has the database.
    """
    told: Settings = current_app.config["SETTINGS"]
    if not has_request_context():
        return told.language
    if "opened" in g and "busy" not in g and current_user and current_user.is_authenticated:
        return str(current_user.user.language)
    return request.accept_languages.best_match(LANGUAGES) or told.language


def _words() -> Any:
    """The sentences in the reader's language, for templates: looked for once, not at each of a page's hundred."""
    if "words" not in g:
        g.words = get_translations()
    return g.words


def day(value: date) -> str:
    """Tuesday 3 March; with the year unless it is close enough to be clear. Of an instant: its day here."""
    return _said(value, "EEEE d MMMM")


def short_day(value: date) -> str:
    """Tue 3 Mar; with the year likewise."""
    return _said(value, "EEE d MMM")


def plural_numbers() -> dict[str, int]:
    """By plural form of the reader's language, as scripts call it ("one", "other"), the smallest number that takes it.

    For words that are said by a script, which finds out the number: they stand on the page in all their forms.
    """
    return _plural_numbers(get_locale())


@cache  # each page asks three times
def _plural_numbers(locale: Locale) -> dict[str, int]:
    form = locale.plural_form
    return {form(number): number for number in reversed(range(ENOUGH_NUMBERS))}


def _said(value: date, pattern: str) -> str:
    here = _here(value)
    far = abs((here - _here(clock.now())).days) > CLEAR_WITHOUT_YEAR
    return str(format_date(here, f"{pattern} y" if far else pattern))


def _here(value: date) -> date:
    return clock.day_here(ZoneInfo(clock.DEFAULT_ZONE), value) if isinstance(value, datetime) else value


def clock_time(value: time | datetime) -> str:
    """Wall-clock time with a full stop or colon as the language has it: 10:30."""
    return f"{value:%H:%M}"
