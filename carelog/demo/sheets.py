"""The weeks that people had on a sheet of their own, as they were brought in and agreed."""

from pathlib import Path

from carelog.demo.calendar import MON, THU
from carelog.demo.life import Life
from carelog.weeks.details import ItemDetails
from carelog.weeks.spreadsheet_import import read_week

SHEETS = Path(__file__).parents[1] / "demo_weeks"
KEEPS_ME_WELL = ("shower", "wash", "tablets", "tea", "meal", "supper", "tidy", "cook", "sensor")
NOT_ASKED_YET = ("Neighbour pops in", "Tidy up")


def agree_sheet(life: Life, sheet: str, how: str = "", first_week: int = 1) -> tuple[ItemDetails, ...]:
    """Read it, agree it from that week on, and say of most of it what matters; what it says."""
    read = read_week((SHEETS / sheet).read_bytes(), sheet)
    life.brings_in(read, sheet, (first_week, MON), at=(first_week - 1, THU, "14:10"), how=how)
    life.says_what_matters("aled", {
        details.title: (not well, well)
        for details in read.items
        if not details.title.startswith(NOT_ASKED_YET)
        for well in [any(word in details.title.casefold() for word in KEEPS_ME_WELL)]
    }, at=(first_week - 1, THU, "14:40"))  # fmt: skip
    return tuple(read.items)
