"""What a phone holds a receipt for, and this database lacks: after a restore, that comes back from the phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from carelog.accounts.user import User
from carelog.journal import Event, valid_id

MOST = 2000  # receipts at once; a phone with more asks again


class NotReceipts(ValueError):
    """What was sent is no list of receipts, or too long a one."""


@dataclass(frozen=True, slots=True)
class Held:
    """One receipt that a phone holds: the record's id and the hash of its words."""

    id: str
    body_sha256: str

    @classmethod
    def read_all(cls, text: str) -> list[Self]:
        """One on each line, id and hash first, as the receipt has them. Raises NotReceipts."""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise NotReceipts
        return [cls.read(line) for line in lines]

    @classmethod
    def read(cls, line: str) -> Self:
        """One of them."""
        id, _, rest = line.strip().partition(" ")
        known, digest = valid_id(id), rest.partition(" ")[0]
        if known is None or not digest:
            raise NotReceipts
        return cls(known, digest)


def lacking(user: User, held: Sequence[Held]) -> list[str]:
    """The ids of which this user has no record here with those words, in their order.

    A press that made several records has its receipt under an id of its own and is always named: sent again, it finds
    what is there and writes what is not.
    """
    mine = Event.select(Event.id, Event.body_sha256).where(
        (Event.author_id == user.id) & Event.id.in_([one.id for one in held])
    )
    there = {Held(event.id, event.body_sha256) for event in mine}
    return list(dict.fromkeys(one.id for one in held if one not in there))
