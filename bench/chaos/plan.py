"""How much of it: phones, records, and after the receipts of which share of them something happens to the server."""

from dataclasses import dataclass

BACK_UP, KILL, RESTORE = "back up", "kill", "restore"


@dataclass(frozen=True, slots=True)
class Plan:
    """One run on one database. `pause`: milliseconds between two presses on one phone, on average."""

    phones: int
    records: int  # each
    pause: int
    happens: tuple[tuple[float, str], ...]  # once that share of all records was receipted
    seed: int = 5
    limit: float = 900  # seconds until it is given up

    @property
    def all_records(self) -> int:
        """On all phones together."""
        return self.phones * self.records


WHOLE = Plan(20, 200, 150, (
    (0.1, KILL), (0.2, BACK_UP), (0.3, KILL), (0.45, KILL), (0.6, RESTORE), (0.75, KILL), (0.9, KILL),
))  # fmt: skip
SMALL = Plan(4, 25, 60, ((0.2, BACK_UP), (0.4, KILL), (0.7, RESTORE)), limit=100)
