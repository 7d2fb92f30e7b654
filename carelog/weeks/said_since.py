"""SaidSince: what was said of an item without a new version of the week: what it is to the person, and its picture."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN, fn

from carelog.journal import Event
from carelog.prepared import prepared
from carelog.weeks import importance, item_picture
from carelog.weeks.details import ItemDetails
from carelog.weeks.importance import Importance
from carelog.weeks.item_picture import ItemPicture


@dataclass(frozen=True, slots=True)
class SaidSince:
    """Of one item: the last answer about its importance, and the picture chosen last."""

    answer: tuple[bool | None, bool | None] | None = None  # important to, important for
    picture: str = ""
    pictured: int = 0  # the place in the journal at which it was chosen; 0: never

    def added_to(self, details: ItemDetails, agreed: int) -> ItemDetails:
        """The details of a version that was agreed at that place in the journal, with what was said of them since.

        An answer counts where the version has none of its own; a picture where it was chosen later.
        """
        picture = self.picture_after(details.picture, agreed)
        if picture != details.picture:
            details = replace(details, picture=picture)
        if self.answer is None or (details.important_to, details.important_for) != (None, None):
            return details
        return replace(details, important_to=self.answer[0], important_for=self.answer[1])

    def picture_after(self, picture: str, agreed: int) -> str:
        """The one chosen since that place in the journal, else the picture that the version agreed there has."""
        return self.picture if self.pictured > agreed else picture


def said_since(person_ids: Iterable[int]) -> dict[str, SaidSince]:
    """What stands, by item, the newest of each kind. One query."""
    found: dict[str, SaidSince] = {}
    for row in _rows(list(person_ids)):
        before = found.get(row.said_of, SaidSince())
        if row.kind == importance.KIND:
            found[row.said_of] = replace(before, answer=(row.important_to, row.important_for))
        else:
            found[row.said_of] = replace(before, picture=row.picture, pictured=row.seq)
    return found


@prepared
def _rows(person_ids: list[int]) -> Any:
    rows = (
        Event.standing()
        .select(Event.seq, Event.kind, fn.COALESCE(Importance.item, ItemPicture.item).alias("said_of"),
                Importance.important_to, Importance.important_for, ItemPicture.picture)
        .join(Importance, JOIN.LEFT_OUTER, on=(Importance.event == Event.seq))
        .switch(Event)
        .join(ItemPicture, JOIN.LEFT_OUTER, on=(ItemPicture.event == Event.seq))
        .where(Event.kind.in_((importance.KIND, item_picture.KIND)) & Event.person_id.in_(person_ids))
        .order_by(Event.seq)
    )  # fmt: skip
    return rows.objects()
