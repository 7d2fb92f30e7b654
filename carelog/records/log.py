"""Log: a learning log as one reader may read it; and what was ever written of one."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from peewee import JOIN

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.kept_back import What, is_kept_back, may_read
from carelog.records.learning_log import KIND, TAGS, LearningLog, LogPresent
from carelog.records.photo_shown import Shown, photos_of_logs
from carelog.weeks.known_items import KnownItem, known_items

KEPT_BACK = is_kept_back(What.LOG, LearningLog.about).alias("kept_back")


@dataclass(frozen=True, slots=True)
class Reader:
    """What one reader may see of a person's logs."""

    labels: set[str]
    user_id: int | None = None
    own: bool = False  # it is the person themselves
    titles: bool = True  # what the things are called
    names: bool = True  # who is who in the circle
    photos: bool = False  # the person said yes to photos, for whom this reader is

    def may_not_see(self, known: Iterable[KnownItem]) -> list[str]:
        """The ids of the things that are kept from this reader as they are labelled now."""
        return [item.id for item in known if item.label not in self.labels]

    def may_read(self, label: str, item_id: str | None, hidden: Container[str]) -> bool:
        """Words that carry this label and are about that thing; `hidden` is what `may_not_see` says."""
        return label in self.labels and item_id not in hidden

    def is_shown(self, row: Any) -> bool:
        """The person does not keep that log from this reader, or they wrote it themselves."""
        return not row.kept_back or journal.KEPT_BACK in self.labels or row.author_id == self.user_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The words of one moment. What its reader may not see is left out: an item, names."""

    id: str  # of the log's first words: its address
    day: date
    written_at: datetime
    came: Came | None
    author_id: int | None
    author_name: str
    role: str
    language: str
    did: str
    worked_well: str
    did_not: str
    others: str
    nothing_new: bool
    tags: tuple[str, ...]
    item: KnownItem | None
    item_id: str | None
    present: tuple[int, ...]  # the memberships of those who were there
    who_else: tuple[str, ...]  # who was there beside the author, by name
    somebody_else: bool  # somebody of the circle was there beside the author
    corrected: bool  # other words stood here before, and its reader may see some of them
    why: str  # it was corrected; "" where the words that it took the place of are kept from its reader
    withdrawn: bool
    kept_back: bool  # the person keeps it from family and friends
    photos: tuple[Shown, ...] = ()  # where these words are the newest ones, and stand

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said in words."""
        return self.did, self.worked_well, self.did_not


def all_words_of(person: Person, log_id: str, reader: Reader) -> list[Log]:
    """All that was ever written of one log, the newest last; [] if this reader may not see its newest words.

    Of the earlier words those are left out that are kept from this reader by themselves, or by what they are about.
    Of two authors who used the same id it is the first one's. What was taken back stays so, also where its words
    arrived after that.
    """
    known = known_items(person, clock.living_day(person.team.tz))
    here = (Event.kind == KIND) & (Event.person_id == person.id) & (LearningLog.about == log_id)
    said = list(rows().where(here).order_by(Event.seq))
    mine = sorted((row for row in said if row.author_id == said[0].author_id), key=lambda row: bool(row.withdrawn))
    hidden = reader.may_not_see(known)
    readable = [row for row in mine if reader.may_read(row.label, row.item_id, hidden) and reader.is_shown(row)]
    return logs(readable, known, reader) if readable[-1:] == mine[-1:] else []


def logs_of_day(person: Person, day: date, reader: Reader) -> list[Log]:
    """What was learned on that day, in the order in which it was written."""
    return logs_between(person, day, day, reader)


def logs_between(person: Person, first: date, last: date, reader: Reader) -> list[Log]:
    """What was learned on these days, both included, the earliest first."""
    known = known_items(person, last)
    here = standing(person, known, reader) & Event.on_date.between(first, last)
    return logs(list(rows().where(here).order_by(Event.on_date, Event.seq)), known, reader)


def standing(person: Person, known: Iterable[KnownItem], reader: Reader) -> Any:
    """The condition: it stands, and this reader may see it.

    What was kept from them when it was written stays so; what is kept from them by now is, too.
    """
    hidden = reader.may_not_see(known)
    shown = LearningLog.item.is_null() | LearningLog.item.not_in(hidden) if hidden else True
    return (Event.kind == KIND) & (Event.person_id == person.id) & says_now(reader) & shown


def says_now(reader: Reader) -> Any:
    """The condition: it stands, and is not kept from this reader by itself."""
    shown = may_read(What.LOG, LearningLog.about, reader.labels, reader.user_id)
    return Event.stands() & ~LearningLog.withdrawn & Event.label.in_(sorted(reader.labels)) & shown


def rows() -> Any:
    """Logs, with when and by whom they were written."""
    return (
        LearningLog.select(LearningLog, Event, User.name.alias("author_name"), KEPT_BACK)
        .join(Event)
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .objects()
    )


def logs(found: Sequence[Any], known: Sequence[KnownItem], reader: Reader) -> list[Log]:
    """These rows as that reader may read them."""
    items = {item.id: item for item in known if reader.titles and item.label in reader.labels}
    there, before = _present([row.seq for row in found]), _before(found, reader, reader.may_not_see(known))
    said = [_log(row, items.get(row.item_id or ""), there[row.seq], before[row.seq], reader) for row in found]
    return _with_photos(said, found, reader) if reader.photos else said


def _with_photos(said: Sequence[Log], found: Sequence[Any], reader: Reader) -> list[Log]:
    """The same with the photos of each, beside its newest words. One query."""
    newest = {(log.id, log.author_id): place for place, log in enumerate(said)}
    taken = photos_of_logs(
        {row.person_id for row in found}, {log.id for log in said}, reader.labels, reader.user_id
    )  # fmt: skip
    photos = {place: taken.get(whose, ()) for whose, place in newest.items() if not said[place].withdrawn}
    return [replace(log, photos=tuple(photos.get(place, ()))) for place, log in enumerate(said)]


def stands(person: Person, log_id: str, author_id: int | None, reader: Reader) -> bool:
    """That author's log stands, and this reader may see it."""
    known = known_items(person, clock.living_day(person.team.tz))
    mine = (LearningLog.about == log_id) & (Event.author_id == author_id)
    return LearningLog.select().join(Event).where(standing(person, known, reader) & mine).exists()


def _log(row: Any, item: KnownItem | None, there: list[Membership], before: list[bool], reader: Reader) -> Log:
    mine, others = row.author_id == reader.user_id, [one for one in there if one.user_id != row.author_id]
    return Log(
        id=row.about, day=row.on_date, written_at=row.written_at, came=Came.of(row), author_id=row.author_id,
        author_name=(row.author_name or "") if reader.names else "", role=row.role, language=row.language, did=row.did,
        worked_well=row.worked_well, did_not=row.did_not, others=row.others if reader.names or mine else "",
        nothing_new=row.nothing_new, tags=tuple(tag for tag in TAGS if getattr(row, tag)), item=item,
        item_id=row.item_id, present=tuple(member.id for member in there), somebody_else=bool(others),
        who_else=tuple(member.user.name for member in others) if reader.names else (),
        corrected=any(before), why=(row.reason or "") if before[-1:] == [True] else "", withdrawn=row.withdrawn,
        kept_back=bool(row.kept_back) and journal.KEPT_BACK in reader.labels,
    )  # fmt: skip


def _before(found: Sequence[Any], reader: Reader, hidden: Container[str]) -> dict[int, list[bool]]:
    """Of the words that stood before each of these, the oldest first: whether this reader may see them. One query."""
    about = {row.about for row in found if row.replaces is not None}
    told = LearningLog.select(LearningLog.about, Event.author_id, Event.seq, Event.label, LearningLog.item).join(Event)
    said = list(cast("Iterable[Any]", told.where(LearningLog.about.in_(about)).order_by(Event.seq).tuples()))
    return {
        row.seq: [
            reader.may_read(label, item_id, hidden)
            for log_id, author_id, seq, label, item_id in said
            if (log_id, author_id) == (row.about, row.author_id) and seq < row.seq
        ]
        for row in found
    }


def _present(seqs: list[int]) -> dict[int, list[Membership]]:
    """Who was there, by log. One query."""
    found: dict[int, list[Membership]] = defaultdict(list)
    there = (
        LogPresent.select(LogPresent, Membership, User)
        .join(Membership)
        .join(User)
        .where(LogPresent.event.in_(seqs))
        .order_by(LogPresent.id)
    )
    for row in there:
        found[row.seq].append(row.membership)
    return found
