"""How much memory the server takes while twenty phones use it."""

from pathlib import Path

from bench.figure import Figure
from bench.growth import PAGES
from bench.marks import everybody_at_once
from bench.phones import Phone
from carelog.journal import new_id

PHONES, ROUNDS, MOST = 20, 5, 250


def memory(url: str, server: int) -> Figure:
    """The proportional set size of the server and its workers, in megabytes, after everybody looked and marked."""
    phones = [Phone(url) for _ in range(PHONES)]  # one after another: sign-ins in one moment look like guesses
    chances = phones[0].chances(1)

    def use(place: int) -> None:
        phone = phones[place]
        for turn in range(ROUNDS):
            for path in PAGES.values():
                phone.get(path)
            phone.post("/people/1/marks", {**chances[turn % len(chances)], "id": new_id()})

    everybody_at_once(use, PHONES)
    megabytes = sum(map(proportional_set_size, family(server))) / 1024
    return Figure(f"memory while {PHONES} phones use it", megabytes, MOST, "MB")


def family(process: int) -> list[int]:
    """A process and all that it has started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in family(int(child)))]


def proportional_set_size(process: int) -> int:
    """In kilobytes; what processes share is divided among them."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
