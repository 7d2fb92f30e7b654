"""Reader: who asks, what they may read of what is said and agreed; Sight: what they see of the person's records."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from carelog import journal
from carelog.journal import Event
from carelog.people.sharing import LABELS
from carelog.records import log
from carelog.reviews.kept_action import Kept, has_it

NOBODY = 0  # no user has that number


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks."""

    user_id: int
    labels: Collection[str]
    own: bool = False  # it is the person themselves
    everything: bool = True  # that is agreed; else only what they have to do themselves

    @property
    def sees(self) -> Any:
        """The condition on an action with its event and its newest step."""
        mine = True if self.everything else has_it == self.user_id
        return Event.label.in_(sorted(self.labels)) & mine

    def reads(self, one: Kept) -> bool:
        """The same of one that is there."""
        return one.label in self.labels and (self.everything or one.owner_id == self.user_id)

    @property
    def answers_of(self) -> int | None:
        """By whom alone they read what was answered; None: by everybody."""
        return None if self.everything else self.user_id


@dataclass(frozen=True, slots=True)
class Sight:
    """What they see of a person's records."""

    reader: log.Reader
    figures: bool = True  # how it went
    things: bool = True  # what things are called, and what became of each
    logs: bool = True
    agreed: Reader | None = None  # as whom they read what was agreed; None: they do not


EVERY_LABEL = frozenset({journal.ORDINARY, journal.KEPT_BACK, *LABELS})
WHOLE_TEAM = Sight(log.Reader(set(EVERY_LABEL)), agreed=Reader(NOBODY, EVERY_LABEL))  # the same, whoever asks
