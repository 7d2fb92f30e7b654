"""The person shares their own things: one press for one thing, six things to press at most (experience.md)."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from carelog.access import author
from carelog.htmx import respond
from carelog.people.deciding import Why
from carelog.people.pages import asked_page
from carelog.people.person import Person
from carelog.people.shared import Shared
from carelog.people.sharing import (
    CONTACT,
    CONVERSATIONS,
    HEALTH,
    HOW_IT_WENT,
    INTIMATE,
    LEARNING_LOGS,
    MONEY,
    MY_WEEK,
    NAMES,
    NOT_SHARED,
    PHOTOS,
    PLAN_AND_TOOLS,
    SECTIONS,
    Choice,
    Sharing,
)
from carelog.people.sharing_forms import ShareForm
from carelog.people.sharing_lengths import Length
from carelog.people.sharing_wording import what_is_saved

# Beside faces stand more, back and reading aloud; beside the others, one more: to stop everything. What is asked again
# has two answers. Photos have a third key, the way to their yes.
FACES, TO_ASK = 3, 1
SWITCHES = (
    (MY_WEEK, HOW_IT_WENT), (LEARNING_LOGS, CONVERSATIONS), (PHOTOS,), (PLAN_AND_TOOLS, CONTACT), (NAMES, HEALTH),
    (INTIMATE, MONEY),
)  # fmt: skip
EVERYTHING = "everything"
AThing = TypeVar("AThing")


def screen(things: Sequence[AThing], most: int) -> tuple[Sequence[AThing], int | None]:
    """Those of the screen that is asked for; and the number of the next one, after the last the first again."""
    screens = max(1, -(-len(things) // most))
    number = (asked_page() - 1) % screens
    return things[number * most : (number + 1) * most], (number + 1) % screens + 1 if screens > 1 else None


def share_own(person: Person, shared: Shared) -> ResponseReturnValue:
    """Share one section, stop one or all, or say that it stays so. Stopping needs nothing else to be in order."""
    share, stop, again = (request.form.get(name) for name in ("share", "stop", "again"))
    if request.method == "GET":
        return _screen(person, shared)
    if stop is not None:
        return written_down(person, shared, _nothing_of(stop))
    if again is not None:
        asked = {one.name: one.choice for one in shared.due if one.name == again}
        return written_down(person, shared, asked, again=asked)
    if share not in SECTIONS:
        abort(400)
    form = ShareForm()
    choice = form.choice(shared)
    gives_more = choice is not None and choice.gives_more_than(shared.standing[share], shared.today)
    if choice is None or (gives_more and not form.is_sure):
        lengths = {length: length.until(shared.today) for length in Length}
        return respond(
            "people/share_more.html", status=form.status, person=person, one=shared, form=form, what=share,
            lengths=lengths,
        )  # fmt: skip
    return written_down(person, shared, {share: choice}, id=form.id.data)


def written_down(
    person: Person, shared: Shared, wanted: Mapping[str, Choice], *,
    why: Why | None = None, again: Collection[str] = (), seen: str | None = None, id: str | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """Write it down and show it. `seen`: what stood there. Raises NotSaidHow, ReasonsMissing, ChangedMeanwhile."""
    changed = Sharing.choose(
        shared.ally, wanted, author("sharing.write", person), shared.today, why=why or Why(), again=again, seen=seen,
        id=id or None,
    )  # fmt: skip
    flash(what_is_saved(shared, changed), "saved")
    here = url_for("people.sharing_with", person_id=person.id, ally_id=shared.ally.id, page=request.args.get("page"))
    return redirect(f"{here}#top", 303)  # without it a browser keeps the screen that the form was on


def _screen(person: Person, shared: Shared) -> ResponseReturnValue:
    """What is to be asked again comes first; then the switches, a few at a time."""
    asking = shared.due[:TO_ASK] if "page" not in request.args else []
    [names], after = screen(SWITCHES, 1)
    sections, after = (asking, 1) if asking else ([one for one in shared.sections if one.name in names], after)
    return respond(
        "people/own_sharing.html", person=person, one=shared, asking=bool(asking), sections=sections, after=after,
        number=SWITCHES.index(names) + 1, all=len(SWITCHES),
    )  # fmt: skip


def _nothing_of(stop: str) -> dict[str, Choice]:
    if stop != EVERYTHING and stop not in SECTIONS:
        abort(400)
    return {section: NOT_SHARED for section in SECTIONS if stop in (EVERYTHING, section)}
