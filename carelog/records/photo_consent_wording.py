"""How the person is asked about photos, and how their answer is said."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.people.person import Person
from carelog.records.photo_consent import ALLY, CIRCLE, DECIDED, SAID, SHOWED, SIGNED, Asked

YES, NO = "yes", "no"
YES_NO = {YES: _l("Yes"), NO: _l("No")}
OWN_YES_NO = {YES: _l("Yes, they may"), NO: _l("No")}
HOW = {
    SAID: _l("They said so"),
    SHOWED: _l("They showed it"),
    SIGNED: _l("They signed it"),
    DECIDED: _l("They cannot answer this. We decided what is best for them"),
}
OWN_HOW = {
    SAID: _l("I said so"),
    SHOWED: _l("I showed it"),
    SIGNED: _l("I signed it"),
    DECIDED: _l("Others decided what is best for me"),
}


def question(asked: Asked, person: Person, *, own: bool) -> str:
    """For one audience."""
    if asked.audience.kind == CIRCLE:
        return (
            _("May everybody around me see my picture?")
            if own
            else _("Does %(name)s say yes to a photo that everybody around them sees?", name=person.name)
        )
    if asked.audience.kind == ALLY:
        return _("May %(ally)s see photos too?", ally=asked.name)
    if own:
        return _("May the people who support me see my photos?")
    return _("Does %(name)s say yes to photos? The people who support them see them.", name=person.name)


def audience_words(asked: Asked, own: bool = False) -> str:
    """Whom photos are for."""
    if asked.audience.kind == ALLY:
        return asked.name
    if asked.audience.kind == CIRCLE:
        return _("Everybody around me") if own else _("Everybody around them")
    return _("The people who support me") if own else _("The people who support them")


def how_answered(how: str, own: bool = False) -> str:
    """How the person answered, to others or to themselves; "" where they wrote it themselves."""
    return str((OWN_HOW if own else HOW).get(how, ""))


FILTERS: tuple[Any, ...] = (how_answered, audience_words)
