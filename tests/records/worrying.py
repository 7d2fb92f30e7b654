"""Worries about Margaret, told by somebody of the cast, and who may read them."""

from typing import Any

from carelog import journal
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.journal import Event
from carelog.records.concern import Concern, ConcernStep, SafeNow, Step
from carelog.records.worries import worry
from tests import cast
from tests.plans import author

SEEN = "A bruise on her left arm"
EVERYBODY = tuple(sorted(("ruth", "aled", "priya", "sam", "grace", "tomasz", "margaret", "jamie", "helen", "joan",
                          "carol", "dev")))  # fmt: skip
LEADS = {"aled": COORDINATOR, "ruth": MANAGER}


def tell(who: str = "sam", role: str = "worker", *about: str, **more: Any) -> Event:
    """Somebody worries about Margaret; `about`: the user names of those whom it is about."""
    told = {"safe_now": SafeNow.NOT_SURE, "seen": SEEN, "named": [cast.user(name).id for name in about], **more}
    return Concern.record(cast.person(cast.MARGARET), author(who, role), **told)


def take(event: Event, step: Step, who: str = "aled", words: str = "I rang her daughter.", **more: Any) -> Event:
    """A lead does something about it."""
    by = author(who, LEADS.get(who, "worker"))
    said = "" if step is Step.ACKNOWLEDGED else words
    return ConcernStep.take(cast.person(cast.MARGARET), event.seq, step, by, words=said, **more)


def readers(event: Event) -> set[str]:
    """Who of the cast can open it."""
    margaret = cast.person(cast.MARGARET)
    return {name for name in EVERYBODY if worry(cast.user(name), margaret, event.id) is not None}


def a_worry(**more: str) -> dict[str, Any]:
    """The form, filled in."""
    return {"id": journal.new_id(), "seen": SEEN, "safe_now": "no", **more}


def a_step(step: Step, words: str = "I rang her daughter.") -> dict[str, str]:
    """The form of that step, filled in."""
    form = {"id": journal.new_id(), "words": words}
    return {f"{step}-{name}": value for name, value in form.items()}
