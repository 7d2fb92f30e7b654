"""What was said of a person's chances, from the database: marks, moves and checks together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from peewee import JOIN, fn

from carelog import journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Event
from carelog.people.circle import own_word
from carelog.prepared import prepared
from carelog.records import choice_check, kept_back, mark, move
from carelog.records.chance import Key
from carelog.records.choice_check import ChoiceCheck
from carelog.records.kept_back import KeptBack
from carelog.records.mark import Mark
from carelog.records.move import Move
from carelog.records.said import WITHDRAWN, Answer, Check, Heard, Reason, Said, Way, Word
from carelog.records.said import Move as Moved
from carelog.weeks.details import Part

KINDS = (mark.KIND, move.KIND, choice_check.KIND)
COLUMNS = (
    Event.seq, Event.id, Event.kind, Event.person_id, Event.author_id, Event.role, Event.voice, Event.presence,
    Event.told_by, Event.on_date, Event.written_at, Event.label, Event.replaces, Event.reason.alias("why"),
    *journal.CAME,
    User.name.alias("author_name"),
    fn.COALESCE(Mark.item, Move.item, ChoiceCheck.item, KeptBack.item).alias("chance_item"),
    fn.COALESCE(Mark.number, Move.number, ChoiceCheck.number, KeptBack.number).alias("chance_number"),
    fn.COALESCE(Mark.note, Move.note).alias("said_note"),
    fn.COALESCE(Mark.how_shown, ChoiceCheck.how_shown).alias("shown"),
    fn.COALESCE(Move.withdrawn, ChoiceCheck.withdrawn).alias("gone"),
    Mark.said, Mark.reason.alias("mark_reason"), Mark.offered, Mark.instead, Mark.essential, Mark.written_by,
    Move.asked_by_person, Move.new_day, Move.part, Move.at,
    KeptBack.kept, ChoiceCheck.about, ChoiceCheck.of_move, ChoiceCheck.answer, ChoiceCheck.way,
    fn.COALESCE(Mark.with_whom, ChoiceCheck.with_whom).alias("with_whom"),
)  # fmt: skip
Books = dict[Key, Heard]  # what was heard of each chance


@dataclass(frozen=True, slots=True)
class Wider:
    """Items of which a longer time is asked: those that any day of a month will do for."""

    items: Sequence[str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Written:
    """One record as it was written, standing or not, for whoever asks what a figure rests on."""

    word: Word
    kind: str
    replaces: str | None
    why: str  # of a correction
    withdrawn: bool
    number: int  # which of several chances on its day


def heard_between(
    labels: Mapping[int, Set[str]], first: date, last: date, only: str | None = None, wider: Wider | None = None
) -> dict[int, Books]:
    """What stands of the chances dated from one day to another, by person; `only`: of that item. One query.

    `labels`, by person, are those of the records that the reader may see: what was said of a thing while it was private
    stays so.
    """
    month = wider or Wider((), first, last)
    whole = min(first, month.first), max(last, month.last)  # one stretch, for the index
    rows = _heard_rows(list(labels), *whole, first, last, only, list(month.items))
    found: dict[int, dict[Key, list[Word]]] = defaultdict(lambda: defaultdict(list))
    decisions: dict[tuple[int, Key], tuple[int, bool]] = {}
    for row in rows:
        key = row.chance_item, row.on_date, row.chance_number
        if row.kind == kept_back.KIND:
            newest = decisions.get((row.person_id, key), (0, False))
            decisions[row.person_id, key] = max(newest, (row.seq, bool(row.kept)))
            found[row.person_id][key].extend(())
        elif not row.gone and row.label in labels[row.person_id]:
            found[row.person_id][key].append(_word(row))
    return {
        person_id: {
            key: _heard(words, kept_back=decisions.get((person_id, key), (0, False))[1]) for key, words in books.items()
        }
        for person_id, books in found.items()
    }


@prepared
def _heard_rows(
    person_ids: list[int], begins: date, ends: date, first: date, last: date, only: str | None, wider: list[str]
) -> Any:
    item = fn.COALESCE(Mark.item, Move.item, ChoiceCheck.item, KeptBack.item)
    about = Event.person_id.in_(person_ids) & Event.on_date.between(begins, ends)
    if wider:
        about &= Event.on_date.between(first, last) | item.in_(wider)
    if only is not None:
        about &= item == only
    return _rows((*KINDS, kept_back.KIND)).where(Event.stands() & about).namedtuples()


def everything_written(person_id: int, item_id: str, first: date, last: date, labels: Set[str]) -> list[Written]:
    """Every record of one item between two dates, also what was corrected or taken back, oldest first. One query."""
    item = fn.COALESCE(Mark.item, Move.item, ChoiceCheck.item)
    here = (Event.person_id == person_id) & Event.on_date.between(first, last) & (item == item_id)
    rows = _rows().where(here).order_by(Event.written_at, Event.id)
    return [
        Written(
            word=_word(row),
            kind=row.kind,
            replaces=row.replaces,
            why=row.why or "",
            withdrawn=bool(row.gone) or row.said == WITHDRAWN,
            number=row.chance_number,
        )
        for row in cast("Iterable[Any]", rows.objects())
        if row.label in labels
    ]


def _rows(kinds: Sequence[str] = KINDS) -> Any:
    return (
        Event.select(*COLUMNS)
        .join(Mark, JOIN.LEFT_OUTER, on=(Mark.event == Event.seq))
        .switch(Event)
        .join(Move, JOIN.LEFT_OUTER, on=(Move.event == Event.seq))
        .switch(Event)
        .join(ChoiceCheck, JOIN.LEFT_OUTER, on=(ChoiceCheck.event == Event.seq))
        .switch(Event)
        .join(KeptBack, JOIN.LEFT_OUTER, on=(KeptBack.event == Event.seq))
        .switch(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where(Event.kind.in_(list(kinds)))
    )


def _word(row: Any) -> Word:
    whose: dict[str, Any] = {
        "id": row.id, "author_id": row.author_id, "voice": row.voice, "written_at": row.written_at,
        "author_name": row.author_name or "", "role": row.role, "about_day": row.on_date,
        "own_word": own_word(row.role, row.voice), "came": Came.of(row),
    }  # fmt: skip
    if row.kind == mark.KIND:
        return Said(
            **whose, said=row.said, present=row.presence == journal.THERE, told_by=row.told_by or "",
            reason=Reason(row.mark_reason) if row.mark_reason else None, note=row.said_note, offered=row.offered,
            how_shown=row.shown, instead=row.instead, essential=row.essential, with_whom=row.with_whom,
            written_by=row.written_by or "",
        )  # fmt: skip
    if row.kind == move.KIND:
        return Moved(
            **whose, asked_by_person=row.asked_by_person, day=row.new_day, part=Part(row.part), at=row.at,
            note=row.said_note,
        )  # fmt: skip
    return Check(
        **{**whose, "own_word": row.way != Way.CHART}, about=row.about, of_move=row.of_move,
        answer=Answer(row.answer), way=Way(row.way), with_whom=row.with_whom, how_shown=row.shown,
    )  # fmt: skip


def _heard(words: Iterable[Word], *, kept_back: bool) -> Heard:
    listed = list(words)
    return Heard(
        tuple(word for word in listed if isinstance(word, Said)),
        tuple(word for word in listed if isinstance(word, Check)),
        tuple(word for word in listed if isinstance(word, Moved)),
        kept_back,
    )
