"""The desk of who coordinates: the conversations of everybody, and packs to print."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from peewee import fn

from carelog import clock
from carelog.access import Look, access, needs
from carelog.accounts.staff_role import COORDINATOR
from carelog.forms import one_line
from carelog.htmx import respond
from carelog.people.pages import asked_page
from carelog.people.person import Person, Placement
from carelog.reviews.desk import Desk, Line, chosen
from carelog.reviews.pack import Pack
from carelog.reviews.pages import conversations, sight
from carelog.reviews.reader import EVERY_LABEL, Reader
from carelog.summaries import period_wording
from carelog.web import in_our_time
from carelog.weeks.calendar import months_on

DESK = "/conversations"


@conversations.app_template_filter()
def one_of_several(piece: str, number: int) -> str:
    """The same piece several times on a page: what names a place names the one in this piece, and says whose it is.

    `piece`: of a page, which it stays; `number`: of the heading `of-…` above it, which says the name.
    """
    names = {
        ' id="': f' id="n{number}-', ' href="#': f' href="#n{number}-',
        ' aria-labelledby="': f' aria-labelledby="of-{number} n{number}-',
    }  # fmt: skip
    text = piece
    for before, after in names.items():
        text = str.replace(text, before, after)  # a page's own would escape the quotes
    return type(piece)(text)


@conversations.get(DESK)
@needs("desk.read")
def desk() -> ResponseReturnValue:
    """Everybody's conversations: of each the next one, or all those of one month."""
    text, month, every = one_line(request.args.get("q"))[:100], _asked_month(), "everybody" in request.args
    reader = Reader(current_user.user.id, EVERY_LABEL)
    found = Desk.of(led(), reader, text=text, month=month, page=asked_page(), due_alone=not every)
    Look.note(access(), "conversation", COORDINATOR, [line.person for line in found.lines])
    return respond("reviews/desk.html", desk=found, month=month, text=text, every=every, now=_newest(-1),
                   ticked="ticked" in request.args)  # fmt: skip


@conversations.get(f"{DESK}/packs")
@needs("desk.write")
def packs() -> ResponseReturnValue:
    """What to talk about, of several people, each on sheets of its own."""
    lines = chosen_lines()
    found = [(line.person, Pack.of(line.person, line.month, sight(line.person))) for line in lines]
    Look.note(access(), "pack", COORDINATOR, [line.person for line in lines])
    return respond("reviews/packs.html", packs=found, words=period_wording)


def led() -> list[Person]:
    """The people whom the signed-in user coordinates, by name."""
    mine = Person.visible_to(current_user.user).where(Placement.team.in_(access().teams))
    return list(mine.order_by(fn.LOWER(Person.name), Person.id))


def chosen_lines() -> list[Line]:
    """The conversations that are ticked, and not closed meanwhile; where nothing was, all that are on the desk."""
    ticked, everybody = request.values.getlist("line"), led()
    if ticked:
        return [line for line in chosen(everybody, ticked) if line.is_due]
    return list(Desk.of(everybody, Reader(current_user.user.id, EVERY_LABEL)).lines)


def _asked_month() -> date | None:
    try:
        month = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return None
    return min(month, _newest()) if in_our_time(month) else None


def _newest(after: int = 0) -> date:
    """The month after this one; so many months later."""
    return months_on(clock.now().date(), 1 + after)
