"""Counts in, honest figures out. Pure: no database and no clock. The rules are the "Formulae" of the measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from carelog.records.outcome import State
from carelog.weeks.occurrences import half_up

KNOWN_ENOUGH = Fraction(80, 100)
ENOUGH_WANTED = 10
CHOICES_TO_ASK = Fraction(1, 4)
ARROW_FROM = Fraction(10, 100)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many occurrences of a period are in each state; disputed ones are among those nobody wrote down (U)."""

    happened: int = 0  # H
    partly: int = 0  # P
    chose_other: int = 0  # C
    choice_unchecked: int = 0  # c
    did_not_happen: int = 0  # N
    not_recorded: int = 0  # U
    not_due: int = 0  # F
    paused: int = 0  # X

    @classmethod
    def of(cls, states: Iterable[State]) -> "Counts":
        """Count states."""
        tally = dict.fromkeys(cls.__dataclass_fields__, 0)
        for state in states:
            tally["not_recorded" if state is State.DISPUTED else state.value] += 1
        return cls(**tally)

    def __add__(self, other: "Counts") -> "Counts":
        """Pooled is added: percentages are never averaged."""
        names = self.__dataclass_fields__
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def due(self) -> int:
        """D: every due, unpaused occurrence."""
        return self.wanted + self.chose_other

    @property
    def wanted(self) -> int:
        """W: what I still wanted."""
        return self.happened + self.partly + self.did_not_happen + self.choice_unchecked + self.not_recorded

    @property
    def low(self) -> Fraction | None:
        """Unknown and unchecked count as not happened."""
        return Fraction(self.happened, self.wanted) if self.wanted else None

    @property
    def high(self) -> Fraction | None:
        """Unknown counts as happened, unchecked choices are believed."""
        of = self.wanted - self.choice_unchecked
        return Fraction(self.happened + self.not_recorded, of) if of else None

    @property
    def half(self) -> Fraction | None:
        """In exports only, to compare with schemes that count partly as a half."""
        return (self.happened + Fraction(self.partly, 2)) / self.wanted if self.wanted else None

    @property
    def known(self) -> Fraction | None:
        """The share that somebody wrote down and, if it is a choice, checked."""
        return Fraction(self.due - self.not_recorded - self.choice_unchecked, self.due) if self.due else None

    @property
    def plan_still_fits_asked(self) -> bool:
        """So much was chosen otherwise that the plan itself should be asked about."""
        return self.chose_other + self.choice_unchecked > CHOICES_TO_ASK * self.due

    def bounds(self, whole_period: "Counts") -> tuple[int, int] | None:
        """The percentage as two bounds rounded half up, or None where it must not be shown.

        `whole_period` are the counts of everything in the period: nothing of it may still be to come.
        """
        shares = self.shares(whole_period)
        return (percent(shares[0]), percent(shares[1])) if shares else None

    def shares(self, whole_period: "Counts") -> tuple[Fraction, Fraction] | None:
        """The bounds before rounding."""
        if whole_period.not_due or self.known is None or self.known < KNOWN_ENOUGH or self.wanted < ENOUGH_WANTED:
            return None
        return None if self.low is None or self.high is None else (self.low, self.high)


def arrow(now: tuple[Fraction, Fraction] | None, before: tuple[Fraction, Fraction] | None) -> int:
    """1 for more than in the period before, -1 for less, else 0: both bounds moved so by at least 10 points.

    What is compared are `shares`, before rounding; None where no percentage may be shown.
    """
    if now is None or before is None:
        return 0
    moved = [this - earlier for this, earlier in zip(now, before, strict=True)]
    return (min(moved) >= ARROW_FROM) - (max(moved) <= -ARROW_FROM)


def percent(share: Fraction) -> int:
    """A share as a whole percentage, halves upwards."""
    return half_up(share * 100)
