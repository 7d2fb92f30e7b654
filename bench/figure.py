"""A figure: what was measured, and the bar it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `least`: the bar is a floor and not a ceiling. `beside`: what was measured with it."""

    what: str
    measured: float
    bar: float
    unit: str
    least: bool = False
    beside: str = ""

    @property
    def held(self) -> bool:
        """The bar is kept."""
        return self.measured >= self.bar if self.least else self.measured <= self.bar

    def __str__(self) -> str:
        limit = f"{'≥' if self.least else '≤'} {self.bar:g}"
        beside = f"  ({self.beside})" if self.beside else ""
        verdict = "ok    " if self.held else "MISSED"
        return f"{verdict}  {self.what:<62} {self.measured:8.2f}  {limit:<8} {self.unit}{beside}"
