"""How it is said whether something was good for the person, and who was with them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from carelog.records.concern_wording import listed
from carelog.records.feelings import Felt
from carelog.records.good_for_me import Company, Good

GOOD = {Good.YES: _l("Yes"), Good.A_BIT: _l("A bit"), Good.NO: _l("No"), Good.NOT_SURE: _l("I am not sure")}
COMPANY = {Company.SOMEBODY_ELSE: _l("Somebody else was there"), Company.ON_MY_OWN: _l("Nobody else was there")}
PICTURES = {
    Good.YES: "grinning-face", Good.A_BIT: "neutral-face", Good.NO: "disappointed-face", Good.NOT_SURE: "thinking-face",
}  # fmt: skip


def good_words(felt: Felt, own: bool = False) -> str:
    """Whether it was good."""
    if felt.answer is Good.NOT_SURE and not own:
        return _("Not sure")
    return str(GOOD[felt.answer]) if felt.answer else ""


def good_picture(answer: str) -> str:
    """The face of an answer."""
    return PICTURES[Good(answer)]


def company_words(felt: Felt, names: bool = True) -> str:
    """Who was there. `names`: the reader may know who is who."""
    if felt.company is Company.MEMBER:
        return _("With %(name)s", name=listed(_names(felt)) if names else _("somebody of the circle"))
    return str(COMPANY[felt.company]) if felt.company else ""


def _names(felt: Felt) -> list[str]:
    """Those of members, then somebody else."""
    others = [_("somebody else")] if None in felt.companions else []
    return [name for member, name in felt.companions.items() if member is not None] + others
