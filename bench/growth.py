"""Does it stay quick: ten years of records against one month, a thousand people against nine; and what Today costs."""

from collections.abc import Iterator
from statistics import quantiles

from bench.figure import Figure
from bench.phones import Phone
from bench.server import READY
from bench.world import TODAY

PAGES = {
    "Today": "/today", "Week": "/people/1/week", "the summary of a week": "/people/1/summary",
    "the summary of a month": f"/people/1/summary?month={TODAY.isoformat()}",
    "what to talk about": f"/people/1/conversations/{TODAY:%Y-%m}/pack",
}  # fmt: skip
ROUNDS, WARMING, FIFTHS = 60, 5, 5
ALLOWED_GROWTH, ALLOWED_TODAY = 1.3, 4.0


def compare(small: tuple[Phone, str], large: tuple[Phone, str]) -> tuple[float, float]:
    """The seconds of two pages, asked in turn so that both meet the same weather; of each the quickest fifth's."""
    took: tuple[list[float], list[float]] = [], []
    for turn in range(WARMING + ROUNDS):
        for (phone, path), times in zip((small, large), took, strict=True):
            seconds = phone.seconds(path)
            if turn >= WARMING:
                times.append(seconds)
    return quantiles(took[0], n=FIFTHS)[0], quantiles(took[1], n=FIFTHS)[0]


def growth(small: Phone, large: Phone, more: str) -> Iterator[Figure]:
    """Each page with little and with much."""
    for name, path in PAGES.items():
        little, much = compare((small, path), (large, path))
        beside = f"{little * 1000:.1f} and {much * 1000:.1f} ms"
        yield Figure(f"{name} {more}", much / little, ALLOWED_GROWTH, "×", beside=beside)


def today(phone: Phone) -> Figure:
    """Today against the same page rendered from values that are there already."""
    ready, whole = compare((phone, READY), (phone, PAGES["Today"]))
    beside = f"{whole * 1000:.1f} and {ready * 1000:.1f} ms"
    return Figure("Today's server time, against rendering alone", whole / ready, ALLOWED_TODAY, "×", beside=beside)
