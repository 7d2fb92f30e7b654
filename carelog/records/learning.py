"""Learning: the logs about a person as one reader may see them, newest first; by thing, by tag, and by their words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import and_
from typing import Any, Self, cast

from peewee import SQL, Expression, fn
from playhouse.postgres_ext import TS_MATCH
from playhouse.sqlite_ext import FTS5Model, SearchField

from carelog import clock
from carelog.db import database, is_sqlite
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.learning_log import TAGS, LearningLog
from carelog.records.log import Log, Reader, logs, rows, says_now, standing
from carelog.weeks.item import Item
from carelog.weeks.known_items import KnownItem, known_items

PAGE = 20
SEARCHED_FROM = 6  # fewer are seen at a glance
INDEXED = SQL("to_tsvector('english', did || ' ' || worked_well || ' ' || did_not)")  # as the migration has it


class Words(FTS5Model):
    """SQLite's index of what the logs say; PostgreSQL has one on the table itself."""

    did = SearchField()
    worked_well = SearchField()
    did_not = SearchField()

    class Meta:
        database = database
        table_name = "learning_log_words"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which logs are asked for: with these words, about that thing, with that tag; all of them without."""

    text: str = ""
    item: str = ""
    tag: str = ""

    def __bool__(self) -> bool:
        """Only some of them."""
        return bool(self.text or self.item or self.tag)

    def fits(self, known: Iterable[KnownItem], reader: Reader) -> Iterator[Any]:
        """The conditions. In what its reader may not see nothing is looked for."""
        if self.item:
            yield LearningLog.item == (self.item if reader.titles else None)
        if self.tag in TAGS:
            yield getattr(LearningLog, self.tag)
        if self.text:
            text = self.text.casefold()
            called = [item.id for item in known if reader.titles and text in item.title.casefold()]
            said = _says(self.text) | LearningLog.item.in_(called)
            yield said | LearningLog.others.contains(self.text) if reader.names else said


@dataclass(frozen=True, slots=True)
class Learning:
    """One page of the logs."""

    logs: tuple[Log, ...]
    asked: Asked
    page: int
    has_more: bool
    items: tuple[KnownItem, ...]  # that there are logs about, or that is asked for, and that this reader may see

    @classmethod
    def of(cls, person: Person, reader: Reader, asked: Asked, page: int) -> Self:
        """That page, from 1. As many queries for many as for few."""
        known = known_items(person, clock.living_day(person.team.tz))
        visible = standing(person, known, reader)
        meant = rows().where(reduce(and_, asked.fits(known, reader), visible))
        found = list(meant.order_by(Event.on_date.desc(), Event.seq.desc()).limit(PAGE + 1).offset((page - 1) * PAGE))
        about = {*_with_logs(person, reader), asked.item}
        items = tuple(item for item in known if item.id in about and item.label in reader.labels and reader.titles)
        return cls(tuple(logs(found[:PAGE], known, reader)), asked, page, len(found) > PAGE, items)

    @property
    def by_day(self) -> list[tuple[date, list[Log]]]:
        """The logs of each day together."""
        return [(day, list(found)) for day, found in groupby(self.logs, key=lambda log: log.day)]

    @property
    def searchable(self) -> bool:
        """There are enough to look for some of them."""
        return bool(self.asked) or self.page > 1 or len(self.logs) >= SEARCHED_FROM


def _says(text: str) -> Any:
    """The condition: it has these words, whatever ending English gives them."""
    if is_sqlite():
        return LearningLog.event.in_(Words.select(Words.rowid).where(Words.match(Words.web_query(text))))
    return Expression(INDEXED, TS_MATCH, fn.websearch_to_tsquery("english", text))


def _with_logs(person: Person, reader: Reader) -> set[str]:
    """The things that there are logs about. Asked thing by thing: there are few of them, and many logs."""
    about = LearningLog.select(SQL("1")).join(Event).where((LearningLog.item == Item.id) & says_now(reader))
    found = Item.select(Item.id).where((Item.person == person.id) & fn.EXISTS(about)).tuples()
    return {item_id for (item_id,) in cast("Iterable[Any]", found)}
