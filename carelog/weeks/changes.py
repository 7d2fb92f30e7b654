"""Changes: what one week has otherwise than another: things that are new, worded or timed anew, or ended. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Self

from carelog.weeks.details import ItemDetails

Items = Sequence[tuple[str | None, ItemDetails]]  # an item's id, None for a new one; and what it says


@dataclass(frozen=True, slots=True)
class Changes:
    """In the order of the weeks."""

    added: tuple[ItemDetails, ...] = ()
    changed: tuple[tuple[ItemDetails, ItemDetails], ...] = ()  # before, after
    ended: tuple[tuple[str, ItemDetails], ...] = ()  # with its id

    def __bool__(self) -> bool:
        """Something is otherwise."""
        return bool(self.added or self.changed or self.ended)

    def for_reader(self, labels: Collection[str]) -> Self:
        """Those of which this reader of labels may know; one that was not theirs before, or is not any more, is not."""
        return replace(
            self,
            added=tuple(one for one in self.added if one.label in labels),
            changed=tuple(pair for pair in self.changed if {one.label for one in pair} <= set(labels)),
            ended=tuple(pair for pair in self.ended if pair[1].label in labels),
        )


def changes(before: Items, after: Items) -> Changes:
    """From one to the other. What was only answered or pictured in between counts as a change too."""
    was = {item_id: details for item_id, details in before if item_id}
    stays = {item_id for item_id, _details in after if item_id}
    return Changes(
        tuple(details for item_id, details in after if item_id not in was),
        tuple((was[item_id], now) for item_id, now in after if item_id in was and was[item_id] != now),
        tuple((item_id, details) for item_id, details in was.items() if item_id not in stays),
    )
