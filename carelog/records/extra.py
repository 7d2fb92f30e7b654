"""Extra: something good that was in no plan. It is shown, and enters no count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from peewee import JOIN, BooleanField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.records.kept_back import What, is_kept_back
from carelog.records.mark import NotYet

KIND = "extra"


@dataclass(frozen=True, slots=True)
class Told:
    """One extra that stands, with who wrote it."""

    id: str
    day: date
    title: str
    note: str
    author_id: int | None
    author_name: str
    role: str
    came: Came | None
    kept_back: bool = False  # the person keeps it from family and friends


class Extra(Body):
    """What it was, in a few words; the day is the event's."""

    title = TextField()
    note = TextField()
    withdrawn = BooleanField()

    @classmethod
    def record(
        cls, person: Person, day: date, title: str, author: journal.Author, *, note: str = "", id: str | None = None
    ) -> Event:
        """Write it down. Raises NotYet."""
        if day > clock.day_here(person.team.tz, author.wrote_at):
            raise NotYet
        words: dict[str, Any] = {"title": title, "note": note, "withdrawn": False}
        return journal.write(
            KIND, author, {**words, "day": day}, bodies=[(cls, words)], person_id=person.id, on_date=day,
            presence=journal.THERE, id=id,
        )  # fmt: skip

    @classmethod
    def withdraw(cls, person: Person, extra_id: str, author: journal.Author, *, id: str | None = None) -> Event:
        """Take one's own back, also before it arrives from one's phone. Raises NothingThere, NotYours."""
        nothing = journal.Ahead({"title": "", "note": ""})
        return journal.take_back(cls, KIND, person.id, extra_id, author, id, lambda: nothing)


def extras(
    labels: Mapping[int, Set[str]], first: date, last: date, reader_id: int | None = None
) -> dict[int, list[Told]]:
    """What stands from one day to another, by person, in order of days. One query.

    `labels`, by person, are the reader's, and `reader_id` is theirs: what they wrote themselves nobody keeps from them.
    """
    rows = (
        Event.standing()
        .select(Event.id, Event.person_id, Event.on_date, Event.author_id, Event.role, Event.written_at, Extra.title,
                Extra.note, User.name, is_kept_back(What.EXTRA, Event.id).alias("kept_back"), *journal.CAME)
        .join(Extra, on=(Extra.event == Event.seq))
        .switch(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where((Event.kind == KIND) & Event.person_id.in_(list(labels)) & ~Extra.withdrawn
               & Event.on_date.between(first, last))
        .order_by(Event.on_date, Event.seq)
    )  # fmt: skip
    found: dict[int, list[Told]] = defaultdict(list)
    for row in cast("Iterable[Any]", rows.objects()):
        knows, mine = (
            journal.KEPT_BACK in labels[row.person_id],
            row.author_id is not None and row.author_id == reader_id,
        )
        if row.kept_back and not (knows or mine):
            continue
        told = Told(
            row.id, row.on_date, row.title, row.note, row.author_id, row.name or "", row.role, Came.of(row),
            kept_back=bool(row.kept_back) and knows,
        )  # fmt: skip
        found[row.person_id].append(told)
    return found
