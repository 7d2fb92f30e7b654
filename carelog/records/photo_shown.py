"""Photos as pages show them: small ones beside their logs, and one by itself with what there is to say of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, cast

from carelog.accounts.user import User
from carelog.came import Came
from carelog.journal import CAME, KEPT_BACK, Event
from carelog.people.person import Person
from carelog.records.kept_back import Entry, KeptBack, What, may_read
from carelog.records.photo import Photo, PhotoPixels
from carelog.records.photo_pixels import LARGE, SMALL
from carelog.records.photo_withdrawal import stands


@dataclass(frozen=True, slots=True)
class Shown:
    """One photo as a page names it."""

    id: str
    number: int
    author_id: int
    width: int  # of the small one, in pixels
    height: int
    came: Came | None


def photos_of_logs(
    person_ids: Collection[int], log_ids: Collection[str], labels: Collection[str], reader_id: int | None = None
) -> dict[tuple[str, int | None], list[Shown]]:
    """What was not taken back, by the log and its author, in the order in which they were taken. One query.

    `labels`: those that the reader may see; a photo keeps the one that its log had when it was taken. `reader_id`:
    whoever took one sees it also where the person keeps it from family and friends.
    """
    found: dict[tuple[str, int | None], list[Shown]] = defaultdict(list)
    here = may_read(What.PHOTO, Event.id, labels, reader_id) & Event.person_id.in_(list(person_ids))
    here &= Photo.log.in_(list(log_ids)) & Event.label.in_(list(labels))
    columns = (Photo.log, Event.author_id, Event.id, Photo.number, PhotoPixels.width, PhotoPixels.height)
    rows = (
        Photo.select(*columns, Event.written_at, *CAME)
        .join(Event)
        .join(PhotoPixels, on=(PhotoPixels.event == Event.seq))
        .where(here & (PhotoPixels.size == SMALL) & stands())
        .order_by(Photo.number, Event.seq)
    )
    for row in cast("Iterable[Any]", rows.namedtuples()) if log_ids else ():
        one = Shown(row.id, row.number, row.author_id, row.width, row.height, Came.of(row))
        found[row.log, row.author_id].append(one)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePhoto:
    """One photo by itself. Who took it is left out where its reader may not know who is who in the circle."""

    id: str
    number: int
    log: str | None  # of a log, or
    item: str | None  # of that thing, by its title; or neither, and then it is of the person
    item_id: str | None
    author_id: int | None
    author_name: str
    role: str
    day: date
    written_at: datetime
    came: Came | None
    width: int  # of the large one, in pixels
    height: int
    kept_back: bool  # the person keeps it from family and friends

    @classmethod
    def of(cls, person: Person, found: Photo, *, names: bool, labels: Collection[str], item: str | None = None) -> Self:
        """That photo of that person, which this reader may see. Three queries."""
        event, large = found.event, (PhotoPixels.event == found.seq) & (PhotoPixels.size == LARGE)
        pixels = PhotoPixels.select(PhotoPixels.width, PhotoPixels.height).where(large).get()
        author = User.get_or_none(User.id == event.author_id) if names else None
        return cls(
            id=event.id, number=found.number, log=found.log, item=item, item_id=found.item_id,
            author_id=event.author_id, author_name=author.name if author else "", role=event.role,
            day=event.on_date or event.written_at.astimezone(person.team.tz).date(), written_at=event.written_at,
            came=Came.of(event), width=pixels.width, height=pixels.height,
            kept_back=KEPT_BACK in labels and KeptBack.holds(person, Entry(What.PHOTO, event.id)),
        )  # fmt: skip
