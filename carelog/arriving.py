"""Arriving: a record that waited on a phone, as its headers tell of it; asked by `access` whether it brings one.

What it says is judged at the moment at which it was written. How it is answered: receiving.py.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from flask import g, request
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnprocessableEntity

from carelog import clock, journal
from carelog.came import CLOCK_MAY_BE_OFF
from carelog.journal import Sent
from carelog.web import LARGEST_FORM

RECORD_ID = "Record-Id"
AGAIN = "carelog.again"  # in a request's environment: a person tries once more what was kept
# The kinds of record that phones keep until they are sent, by their route; static/js/outbox/routes.js has the same.
KINDS = {
    "records.create_mark": "mark",
    "records.create_withdrawal": "withdrawal",
    "records.create_correction": "correction",
    "records.create_settlement": "settlement",
    "records.create_move": "move",
    "records.create_move_withdrawal": "move_withdrawal",
    "records.create_choice_check": "choice_check",
    "records.create_choice_check_withdrawal": "choice_check_withdrawal",
    "records.create_good_for_me": "good_for_me",
    "records.create_good_for_me_withdrawal": "good_for_me_withdrawal",
    "records.create_extra": "extra",
    "records.create_extra_withdrawal": "extra_withdrawal",
    "records.create_log": "log",
    "records.create_log_correction": "log_correction",
    "records.create_log_withdrawal": "log_withdrawal",
    "records.create_photo": "photo",
    "records.create_concern": "concern",
    "records.create_concern_step": "concern_step",
    "records.create_visit_note": "visit_note",
    "records.create_visit_note_withdrawal": "visit_note_withdrawal",
    "conversations.create_perspective": "perspective",
    "visits.create": "visit",
    "missed_visits.create": "missed_visit",
    "time_away.create": "time_away",
    "time_away.create_change": "time_away_change",
    "time_away.create_withdrawal": "time_away_withdrawal",
}
TOGETHER = {"visit", "missed_visit"}  # one press makes several records, whose ids come of its own
# The formats that phones have sent, and when the next one took the place of each. One that was replaced is taken for
# ACCEPTED more, as what UPGRADES makes of its fields; one that nobody here can read is kept for a person.
FORMATS: dict[int, date | None] = {1: None}
Fields = list[tuple[str, str]]
UPGRADES: dict[int, Callable[[str, Fields], Fields]] = {}  # from each format that was replaced to the next, by kind
ACCEPTED = timedelta(days=180)
SEND_ONLY = timedelta(days=30)  # after a place around somebody ended, for what was written before
LARGEST_OFF = 2**31 - 1  # seconds, as an integer column holds them
FIRST_YEAR, LAST_YEAR = 1970, 2199  # that a phone's clock can be set to
LONGEST_NUMBER = 9  # digits


class UnknownFormat(UnprocessableEntity):
    """The phone writes records in a way that this server does not read, or not any more."""

    why, advice = "format", _l("It was written by a version of this app that is too new or too old to be read here.")


class BeforeTheirPlace(UnprocessableEntity):
    """By its phone's clock its author wrote it before they had a place there."""

    why, advice = "before", _l("By this phone’s clock it was written before you had your place here.")


@dataclass(slots=True)
class Arriving:
    """One record on its way in, and what is known of it so far."""

    id: str
    kind: str
    author_id: int
    person_id: int
    place: dict[str, str]  # what its address names beside the person
    sent: Sent
    attended: bool  # its author waits before the form, and wants it back with what needs changing
    again: bool  # a person tries once more what was kept
    fields: Fields  # as they came
    author: journal.Author | None = None  # once it is known that they may, or might when they wrote it

    @property
    def late(self) -> bool:
        """It was written while its author might, and they may not any more: it is taken, and nothing is shown."""
        return self.sent.flag == journal.LATE

    @property
    def since(self) -> tuple[datetime, ...]:
        """When its author has to have had their place: as they wrote it, and not longer ago than SEND_ONLY."""
        return max(self.sent.judged, clock.now() - SEND_ONLY), self.sent.judged

    @property
    def just_now(self) -> bool:
        """It was written a moment ago, as far as a phone's clock tells."""
        return self.about_then >= clock.now()

    @property
    def about_then(self) -> datetime:
        """When it was written, by a clock that is behind as far as clocks may be; never later than now."""
        return min(self.sent.judged + CLOCK_MAY_BE_OFF, clock.now())

    @property
    def known_format(self) -> bool:
        """It can be read."""
        replaced = FORMATS.get(self.sent.format, date.min)
        return replaced is None or (replaced > date.min and clock.now().date() <= replaced + ACCEPTED)


def arriving() -> Arriving | None:
    """What this request brings from a phone, if it does."""
    coming: Arriving | None = g.get("arriving")
    return coming


def admit(author: journal.Author, *, late: bool = False, before: bool = False) -> None:
    """Its author may write it; `late`: might, when they wrote it; `before`: may now, and might not then.

    Raises BeforeTheirPlace, UnknownFormat.
    """
    coming = arriving()
    if coming is None:
        return
    if late:
        coming.sent, coming.attended = replace(coming.sent, flag=journal.LATE), False
    coming.author = replace(author, sent=coming.sent)
    if before:
        coming.attended = False
        raise BeforeTheirPlace
    if not coming.known_format:
        raise UnknownFormat


def in_newest_format(coming: Arriving) -> None:
    """From here on this request has the fields of the newest format; `coming.fields` stay as they came."""
    fields = coming.fields
    for old in range(coming.sent.format, max(FORMATS)):
        fields = UPGRADES[old](coming.kind, fields)
    request.form = ImmutableMultiDict(fields)


def brings_one() -> bool:
    """This request is one that a phone makes to send a record."""
    return RECORD_ID in request.headers and request.endpoint in KINDS and request.method == "POST"


def read() -> Arriving:
    """What the request says of it. Raises BadRequest, RequestEntityTooLarge for what no phone of ours sends."""
    if (request.content_length or 0) > LARGEST_FORM:
        raise RequestEntityTooLarge
    headers, place = request.headers, dict(request.view_args or {})
    person_id, kind = place.pop("person_id"), KINDS[str(request.endpoint)]
    record_id = journal.valid_id(headers[RECORD_ID])
    if record_id is None:
        raise BadRequest
    return Arriving(
        id=record_id, kind=kind, author_id=_number(headers, "Record-Author"), person_id=person_id, place=place,
        sent=_sent(headers, _digest(kind, person_id, place)), attended=headers.get("Record-Attended") == "yes",
        again=AGAIN in request.environ, fields=list(request.form.items(multi=True)),
    )  # fmt: skip


def _sent(headers: Headers, digest: str) -> Sent:
    """When it was written, by both clocks: the phone's, and that one put right if it is off as it sends."""
    written, sent_at, now = _instant(headers, "Record-Written"), _instant(headers, "Record-Sent"), clock.now()
    off = sent_at - now if abs(sent_at - now) > CLOCK_MAY_BE_OFF else timedelta()
    judged = min(written - off, now)
    ahead = written - judged
    again = _is_recovered(headers.get("Record-Recovered", ""))
    return Sent(
        written_at=written, judged=judged, digest=digest, clock_off=_seconds(ahead),
        flag=journal.RECOVERED if again else None, format=_number(headers, "Record-Format"),
    )  # fmt: skip


def _is_recovered(epoch: str) -> bool:
    """It names an epoch of ours in which there was a receipt for it; what was kept is not asked again."""
    return bool(epoch) and (AGAIN in request.environ or journal.is_former(epoch))


def _seconds(ahead: timedelta) -> int | None:
    if abs(ahead) <= CLOCK_MAY_BE_OFF:
        return None
    return max(-LARGEST_OFF, min(round(ahead.total_seconds()), LARGEST_OFF))


def _digest(kind: str, person_id: int, place: dict[str, str]) -> str:
    words = [kind, person_id, place, list(request.form.items(multi=True))]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _instant(headers: Headers, name: str) -> datetime:
    try:
        return instant(headers.get(name, ""))
    except ValueError:
        raise BadRequest from None


def instant(text: str) -> datetime:
    """As a phone writes it: with its zone. Raises ValueError for what no phone's clock says."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _number(headers: Headers, name: str) -> int:
    text = headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise BadRequest
    return int(text)
