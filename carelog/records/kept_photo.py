"""KeptPhoto: the picture of a photo whose record could not be written down. Its file is not shown itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from peewee import fn

from carelog import journal
from carelog.records.kept_record import Kept
from carelog.records.photo import KIND
from carelog.records.photo_parts import PhotoPart
from carelog.records.photo_pixels import SMALL, in_both_sizes


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """What a page says of one: how large its file is, and whether its picture is for this reader."""

    size: int  # bytes that have come
    shown: bool

    @property
    def kilobytes(self) -> int:
        """No less than one, where there is anything."""
        return -(-self.size // 1024)


def sizes(waiting: Iterable[Kept]) -> dict[int, int]:
    """How many bytes of each photo among them have come, by its number. One query."""
    photos = {(kept.author_id, came_as(kept)): kept.seq for kept in waiting if kept.of_kind == KIND}
    columns = (PhotoPart.author, PhotoPart.photo, fn.MAX(PhotoPart.ends))
    rows = PhotoPart.select(*columns).where(PhotoPart.photo.in_([photo for _author, photo in photos]))
    told = cast("Iterable[tuple[int, str, int]]", rows.group_by(PhotoPart.author, PhotoPart.photo).tuples())
    came = {(author, photo): has for author, photo, has in told}
    return {seq: came.get(photo, 0) for photo, seq in photos.items()}


def picture(kept: Kept) -> bytes:
    """A small one, made anew of what has come. Raises NotAPicture."""
    return in_both_sizes(PhotoPart.whole(kept.author_id, came_as(kept)))[SMALL].jpeg


def came_as(kept: Kept) -> str:
    """The id under which its bytes came; "" where it says none."""
    return journal.valid_id(dict(kept.fields).get("id")) or ""
