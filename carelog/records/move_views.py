"""Moving a chance within its week, and taking that back."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.journal import Event
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records import moving
from carelog.records.chance import key_of
from carelog.records.chance_record import ChanceRecord
from carelog.records.move import AnotherWeek, Move
from carelog.records.move_forms import MoveForm
from carelog.records.occurrence_views import again
from carelog.records.pages import kept, records, taken_back, understood


@records.post("/people/<row:person_id>/moves")
@needs("move.create", shows="week")
def create_move(person: Person) -> ResponseReturnValue:
    """To another day, part of the day or time, and whose wish it was."""
    form, event = MoveForm(own=is_self(person)), None
    if form.validate():
        try:
            with understood(form):
                event = moving.move(
                    person, form.key(), author("move.create", person), labels=access().labels(person), **form.move(),
                    id=form.id.data,
                )  # fmt: skip
        except AnotherWeek:
            form.refuse(_("Choose a day of the same week."), "new_day")
    return _moved(person, event, form) if event else again(person, form, "move")


@records.post("/people/<row:person_id>/moves/withdrawals")
@needs("move.create", shows="week")
def create_move_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo: it stays where it was planned."""
    form, event = taken_back(person, moving.take_back, "move.create")
    return kept(person, event, key_of(Move, event), form.back.data, _("Taken back."))


def _moved(person: Person, event: Event, form: MoveForm) -> ResponseReturnValue:
    """To a time that is over it can be moved, too, and would count as not written down: so that is asked for now."""
    record = ChanceRecord.of(person, form.key(), access().labels(person))
    asks = record is not None and record.unsaid
    said = _("Moved. That time is over: say what happened then.") if asks else _("Moved.")
    return kept(person, event, form.key(), form.back.data, said)
