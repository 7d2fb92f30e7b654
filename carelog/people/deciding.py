"""Deciding: why somebody else wrote down what a person shares: the person showed it, or it is best for them."""

from dataclasses import astuple, dataclass


class NotSaidHow(Exception):
    """Somebody else wrote down the person's decision without how the person showed it."""


class ReasonsMissing(Exception):
    """It was decided in the person's best interests, and some of the reasons are missing."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        """`missing`: the fields of Why that say nothing."""
        super().__init__()
        self.missing = missing


BEST_INTERESTS = ("cannot_decide", "asked", "best_because", "decided_by")


@dataclass(frozen=True, slots=True)
class Why:
    """How the person showed it; or, where they cannot decide this themselves, who decided for them and why.

    The second is as the Mental Capacity Act 2005 (England and Wales) asks of whoever decides for somebody. How the
    person showed what they want belongs there too, and may stand beside it.
    """

    how_shown: str = ""
    cannot_decide: str = ""  # why they cannot decide this themselves now, and what was tried
    asked: str = ""  # who was asked
    best_because: str = ""
    decided_by: str = ""

    def __bool__(self) -> bool:
        """Something is said."""
        return any(astuple(self))

    @property
    def for_them(self) -> bool:
        """Others decided."""
        return any(getattr(self, name) for name in BEST_INTERESTS)

    def check(self) -> None:
        """One of the two is said wholly. Raises NotSaidHow, ReasonsMissing."""
        missing = tuple(name for name in BEST_INTERESTS if not getattr(self, name))
        if self.for_them and missing:
            raise ReasonsMissing(missing)
        if not self:
            raise NotSaidHow
