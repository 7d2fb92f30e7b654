"""What a phone asks for in the background: its key and the pages to keep; and after a restore, what is lacking."""

from base64 import b64encode
from datetime import datetime

from flask import current_app, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog import clock
from carelog.access import needs
from carelog.accounts.signing_in import renew_device
from carelog.accounts.writing_key import writing_keys
from carelog.arriving import instant
from carelog.home.pages import my_plan, people_to_whom_i_am, supported
from carelog.journal import Installation
from carelog.offline import emptied
from carelog.offline.emptied_wording import lost_words
from carelog.offline.keep import Kept, paths
from carelog.offline.pages import offline
from carelog.offline.recovery import Held, NotReceipts, lacking
from carelog.offline.stand_in_views import addresses
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.settings import Settings

MOST_WAITING = 9999


@offline.get("/phone")
@needs("phone.read")
def phone() -> ResponseReturnValue:
    """Whose phone this is, the keys with which it writes, which pages it keeps, and what it lost.

    It may say what waits on it, and the name of a storage that is new to it.
    """
    settings: Settings = current_app.config["SETTINGS"]
    mine, told = current_user.session, _waiting()
    lost = emptied.notice(mine, request.headers.get("Phone-Storage"))
    if told is not None:
        mine.told_waiting(*told)
    renew_device()
    return jsonify(
        author=mine.user.id,
        session=mine.handle,
        epoch=Installation.current().epoch,
        keys=[b64encode(key).decode() for key in writing_keys(settings.secret_keys, mine)],
        keep=_keep(),
        lost=lost and lost_words(lost),
    )


@offline.post("/recovery")
@needs("recovery.create")
def recovery() -> ResponseReturnValue:
    """Which of the records that this phone has receipts for are not here: its user's own ones only."""
    try:
        held = Held.read_all(request.form.get("ids", ""))
    except NotReceipts:
        return jsonify(problem="not receipts"), 422
    return jsonify(epoch=Installation.current().epoch, lacking=lacking(current_user.user, held))


def _keep() -> list[str]:
    people = supported()
    seen, own = my_plan(people).sort(people), people_to_whom_i_am(SELF)
    kept = paths([_kept(person) for person in seen], [_kept(person) for person in own], url_for)
    return [*kept, *(addresses() if seen else ())]


def _kept(person: Person) -> Kept:
    return Kept(person.id, clock.living_day(person.team.tz))


def _waiting() -> tuple[int, datetime | None] | None:
    """Phone-Waiting: how many records wait, and the instant of the oldest; what cannot be read says nothing."""
    number, _, since = request.headers.get("Phone-Waiting", "").strip().partition(" ")
    if not (number.isascii() and number.isdigit()):
        return None
    try:
        return min(int(number), MOST_WAITING), instant(since) if since else None
    except ValueError:
        return None
