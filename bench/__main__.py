"""`make bench`: measures, prints each figure beside its bar, and fails if one is missed."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.figure import Figure
from bench.growth import growth, today
from bench.marks import PHONES, marks
from bench.memory import memory
from bench.page import kept, page, tap, without_signal
from bench.phones import Phone
from bench.photos import memory_with_photos, on_the_wire
from bench.server import BARE_DATABASE
from bench.world import TEN_YEARS, World
from tests.browser.demo import Demo
from tests.browser.served import Installation

SERVE = (sys.executable, "-m", "bench.server")


def figures(folder: Path) -> Iterator[Figure]:
    """Each with as little as possible going on beside it."""
    demo = Demo.build(folder / "demo").installation
    with demo.served():
        yield from page(demo.url, "in the demo", demo.demo_password())
    month = World().build(folder / "month")
    unmarked = Installation.on_sqlite(shutil.copytree(month.var, folder / "unmarked"))
    shutil.copyfile(month.var / "carelog.db", unmarked.var / BARE_DATABASE)
    with month.served():
        yield from page(month.url, "9 people and 50 things")
        yield kept(month.url)
        yield memory(month.url, month.pid)
        yield tap(month.url)
        yield from without_signal(month.url)
        yield on_the_wire(month.url)
        yield memory_with_photos(month.url, month.pid)
    years, crowd = World(days=TEN_YEARS).build(folder / "years"), World(people=1000).build(folder / "crowd")
    with ExitStack() as serving:
        for installation in (unmarked, years, crowd):
            serving.enter_context(installation.served(*SERVE))
        phone = Phone(unmarked.url)
        yield today(phone)
        yield from growth(phone, Phone(years.url), "with ten years of records, against a month")
        yield from growth(phone, Phone(crowd.url), "with 1,000 people, against 9")
    with unmarked.served(*SERVE):
        yield from marks([Phone(unmarked.url) for _ in range(PHONES)])


def main() -> int:
    """The exit code: how it went."""
    missed = 0
    with tempfile.TemporaryDirectory(prefix="carelog-bench-") as folder:
        for figure in figures(Path(folder)):
            print(figure, flush=True)
            missed += not figure.held
    print(f"{missed} missed" if missed else "Every bar is held.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
