"""Short ways to say what became of something, for the demo's story."""

from dataclasses import replace

from carelog.records.mark import IT_HAPPENED, Account
from carelog.records.said import CHOSE, DID_NOT_HAPPEN, PARTLY, Reason


def happened(told_by: str = "", *, note: str = "", essential: bool | None = None) -> Account:
    """It happened."""
    return Account(told_by=told_by, note=note, essential=essential)


def on_paper(writer: str, account: Account = IT_HAPPENED) -> Account:
    """What somebody else wrote on a sheet."""
    return replace(account, told_by=writer, written_by=writer)


def on_a_phone(present: str, account: Account = IT_HAPPENED) -> Account:
    """What the person tapped on a phone that was handed over to them, and who was there."""
    return replace(account, with_whom=present)


def partly(reason: Reason | None, note: str = "", *, essential: bool | None = None, told_by: str = "") -> Account:
    """Partly, and why; without a reason in the person's own word."""
    return Account(said=PARTLY, reason=reason, note=note, essential=essential, told_by=told_by)


def did_not(reason: Reason | None, note: str = "", *, told_by: str = "") -> Account:
    """It did not happen, and why."""
    return Account(said=DID_NOT_HAPPEN, reason=reason, note=note, told_by=told_by)


def said_no(offered: str, how_shown: str, instead: str = "") -> Account:
    """They said no, or chose something else: what was on offer, how they showed it, and what happened instead."""
    return Account(said=CHOSE, offered=offered, how_shown=how_shown, instead=instead)
