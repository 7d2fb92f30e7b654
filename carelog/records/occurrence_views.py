"""The record page of one chance: all that was said of it, and what the reader may still say."""

from datetime import date
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, needs
from carelog.errors import Refused
from carelog.htmx import came_from, respond
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.chance_record import ChanceRecord
from carelog.records.choice_check import ways
from carelog.records.choice_check_forms import ChoiceCheckForm
from carelog.records.feelings import feelings
from carelog.records.forms import NO, YES, CorrectionForm, KeyForm, MarkForm, SettlementForm
from carelog.records.good_for_me_forms import GoodForMeForm
from carelog.records.move_forms import MoveForm
from carelog.records.outcome import State
from carelog.records.pages import record_of, records, too_early
from carelog.records.said import Move


@records.get("/people/<row:person_id>/occurrences/<uuid_text:item_id>/<day:day>/<few:number>")
@needs("week.read")
def occurrence(person: Person, item_id: str, day: date, number: int) -> ResponseReturnValue:
    """What was planned, what became of it, who said so."""
    record = ChanceRecord.of(person, (item_id, day, number), access().labels(person))
    return _page(record or abort(404))


def again(person: Person, form: KeyForm, name: str) -> ResponseReturnValue:
    """The page once more, with what was typed, where something in it needs changing. Refused where it is stale."""
    if not form.readable:
        raise Refused(_("We could not read that. Open the page again and try once more."))
    record = ChanceRecord.of(person, form.page_key(), access().labels(person))
    if record is None:
        raise Refused(_("That is not in the week any more. Open the page again to see the week as it is now."))
    return _page(record, 422, **{name: form})


def _page(record: ChanceRecord, status: int = 200, **sent: Any) -> ResponseReturnValue:
    forms = {
        "account": _account(record), "move": _move(record), "check": _check(record), "settlement": _settlement(record),
    }  # fmt: skip
    felt = feelings(record.person, record.day, record.day, access().labels(record.person)).get(record.key)
    good = {"felt": felt, "good": GoodForMeForm(posted=False)}
    values = {"person": record.person, "record": record, **good, **forms, **sent}
    values["account"].ask_for(record.lived.details.essential)
    if not record.any_day and too_early(record.person, record.lived.occurrence):
        values["account"].say_already()
    return respond("records/occurrence.html", status=status, **values)


def _account(record: ChanceRecord) -> MarkForm:
    own, mine = is_self(record.person), record.mine(current_user.user.id)
    where = came_from() or url_for("records.day", person_id=record.person.id, day=record.day.isoformat())
    if mine is not None:
        return CorrectionForm.of(mine, record.key, where, own=own)
    essential = request.args.get("essential")
    offered = record.lived.details.title
    values = {"offered": offered, "essential": essential if essential in (YES, NO) else None}
    return MarkForm.about(record.key, where, own=own, **values)


def _move(record: ChanceRecord) -> MoveForm | None:
    if not record.movable:
        return None
    here = record_of(record.person, record.key)
    return MoveForm.of(record.lived.details, record.key, here, own=is_self(record.person))


def _check(record: ChanceRecord) -> ChoiceCheckForm | None:
    """The question that still waits for the person's answer, if this reader can bring it."""
    role, reader = access().role_for("choice_check.create", record.person), current_user.user.id
    word = record.to_ask(reader, own=is_self(record.person)) if role else None
    possible = ways(role or "", wrote_it=word is not None and word.author_id == reader)
    if word is None or not possible:
        return None
    here = record_of(record.person, record.key)
    kind = "move" if isinstance(word, Move) else "choice"
    return ChoiceCheckForm.of(word.id, kind, record.key, here, possible)


def _settlement(record: ChanceRecord) -> SettlementForm | None:
    if record.lived.state is not State.DISPUTED:
        return None
    here = record_of(record.person, record.key)
    return SettlementForm.about(record.key, here, prefix="settled-", who_asked=current_user.name)
