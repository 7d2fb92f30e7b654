"""Whom I see today, and in what order."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import author, needs
from carelog.errors import Refused
from carelog.home.pages import covers, home, my_plan, supported
from carelog.home.round import Round
from carelog.htmx import respond
from carelog.people.person import Person


@home.route("/today/people", methods=["GET", "POST"])
@needs("round.write")
def whom_i_see() -> ResponseReturnValue:
    """Tick whom I see; up and down change the order, and nothing is kept before Save."""
    people = supported()
    plan = my_plan(people)
    if request.method == "GET" or not people:
        return _page(people, [*plan.people, *plan.others], set(plan.people))
    if not request.form.getlist("order"):
        raise Refused(_("We could not read that. Open the page again and try once more."))
    order, seen = _sent(people)
    if {"up", "down"} & set(request.form):
        return _page(people, order, seen)
    chosen = seen | covers()  # whose tick cannot be taken off, so that no browser sends it
    Round.choose(current_user.user, plan.day, [id for id in order if id in chosen], author("round.write"))
    flash(_("Saved."), "saved")
    return redirect(url_for("home.today"), 303)


def _sent(people: list[Person]) -> tuple[list[int], set[int]]:
    """The order and the ticks that were sent, of those whom I support; a press of up or down is done."""
    mine = {str(person.id): person.id for person in people}
    sent = [mine[text] for text in dict.fromkeys(request.form.getlist("order")) if text in mine]
    order = sent + [id for id in mine.values() if id not in sent]
    for name, step in (("up", -1), ("down", 1)):
        moved = mine.get(request.form.get(name, ""))
        if moved is not None:
            place = order.index(moved)
            order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
    return order, {mine[text] for text in request.form.getlist("seen") if text in mine}


def _page(people: list[Person], order: list[int], seen: set[int]) -> ResponseReturnValue:
    by_id = {person.id: person for person in people}
    ordered = [by_id[id] for id in order]
    return respond("home/round.html", "home/_round.html", people=ordered, seen=seen, covers=covers())
