"""How it is said whose word a record is, and how it came to be written: by them, or by somebody for the person."""

from flask_babel import gettext as _

from carelog.journal import HANDED_OVER, ON_PAPER, OWN, SETTLED
from carelog.records.feelings import Felt
from carelog.records.said import Check, Said, Word


def who_wrote(word: Word, person: str, mine: bool = False, own: bool = False) -> str:
    """Whose word it is; `person`: the name of whom it is about, whose word it stays whoever wrote it down.

    Of what somebody else wrote on paper also who typed it. `mine`: the reader wrote it; `own`: they are the person.
    """
    if isinstance(word, Said) and word.written_by:
        typist = _("you") if mine else word.author_name
        return _("Written by %(writer)s, typed by %(typist)s", writer=word.written_by, typist=typist)
    if word.own_word and own:
        return _("I said")
    if word.voice != OWN:
        return person
    return _("You") if mine else word.author_name


def how_written(
    word: Said | Check, mine: bool = False, own: bool = False, names: bool = True, brief: bool = False
) -> str:
    """How the person's word came here when somebody else wrote it down; else "". The rest as for `on_whose_phone`."""
    typist = _("you") if mine else word.author_name if names else ""
    if word.voice == HANDED_OVER:
        return on_whose_phone(word, mine, names, brief)
    if word.voice == ON_PAPER:
        sheet = _("on my own sheet") if own else _("on their own sheet")
        return _("%(sheet)s, typed by %(typist)s", sheet=sheet, typist=typist) if typist else sheet
    return _settled(word, typist, own=own, brief=brief) if word.voice == SETTLED else ""


def _settled(word: Said | Check, typist: str, *, own: bool, brief: bool) -> str:
    """Of an answer to "Did you want this?" the way says already that they were asked."""
    asked = _("said so when I was asked") if own else _("said so when they were asked")
    told = "" if brief or isinstance(word, Check) else asked
    written = _("written down by %(typist)s", typist=typist) if typist else ""
    return " · ".join(part for part in (told, written) if part)


def on_whose_phone(word: Said | Check | Felt, mine: bool = False, names: bool = True, brief: bool = False) -> str:
    """Of an answer on a phone that was handed over: whose phone, and who else was there.

    `mine`: it was the reader's; `names`: they may know who is who; `brief`: only whose phone.
    """
    if not names and not mine:
        return _("on a phone held out to them")
    whose = _("on my phone") if mine else _("on %(name)s's phone", name=word.author_name)
    if brief or word.with_whom in ("", word.author_name):
        return whose
    return _("%(whose)s, with %(who)s there", whose=whose, who=word.with_whom)


# What templates say with.
FILTERS = (who_wrote, how_written, on_whose_phone)
