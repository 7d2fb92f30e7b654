"""Ivy's eight weeks at Hilltop: little is written down, and since last week she is in hospital."""

from datetime import date, time

from carelog.demo.accounts import did_not, partly
from carelog.demo.calendar import FRI, MON, SAT, THU, TUE, WED, WHOLE_WEEKS
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary
from carelog.demo.passwords import forgets
from carelog.records.said import Reason
from carelog.weeks.details import Cadence, ItemDetails, Part, Support
from carelog.weeks.time_away import Why

EVERY_DAY = tuple(range(7))
BIRTHDAY = (5, SAT)
ORDINARY = Ordinary(workers=("dev",), unwritten=10)
HOW_AGREED = "Over two cups of tea, with her photographs on the table."


def week(birthday: date) -> list[ItemDetails]:
    """What she wants, in and out of the garden; her birthday comes once a year."""
    return [
        ItemDetails(title="Breakfast and tablets", days=EVERY_DAY, part=Part.MORNING, at=time(9), minutes=30,
                    must_happen=True, essential="tablets", by_when=time(10), important_for=True, important_to=False,
                    support=Support.PAID_ONE),
        ItemDetails(title="Feed Biscuit the cat", days=EVERY_DAY, part=Part.EVENING, carries_on=True, starred=True,
                    important_to=True, important_for=False, why="She is company."),
        ItemDetails(title="Fill the bird feeder", season_from="10-01", season_until="03-31", days=(TUE, FRI),
                    part=Part.MORNING, important_to=True, important_for=False),
        ItemDetails(title="Water the pots by the door", season_from="04-01", season_until="09-30", days=(TUE, FRI),
                    part=Part.MORNING, important_to=True, important_for=False),
        ItemDetails(title="Bingo", days=(WED,), part=Part.AFTERNOON, at=time(14), minutes=120, important_to=True,
                    important_for=False),
        ItemDetails(title="Write to my sister", cadence=Cadence.TIMES_A_WEEK, times=3, important_to=True,
                    important_for=False),
        ItemDetails(title="My birthday tea", cadence=Cadence.YEARLY, month=birthday.month, month_day=birthday.day,
                    part=Part.AFTERNOON, important_to=True, important_for=False),
    ]  # fmt: skip


def tell(i: Life) -> None:
    """What was worth a word."""
    i.agrees("priya", week(i.calendar.day(BIRTHDAY)), (1, MON), (0, THU, "11:00"), HOW_AGREED)
    i.leaves_open("Write to my sister", *range(1, WHOLE_WEEKS + 1), chances=2)
    i.says("dev", BIRTHDAY, "My birthday tea")
    i.says("dev", (3, WED), "Bingo", did_not(Reason.MONEY, "No change in the house for the cards."))
    i.says("dev", (6, MON), "Breakfast", partly(Reason.NOT_ENOUGH_TIME, "Tablets yes. Toast in her hand as I left.",
                                                essential=True))  # fmt: skip
    i.good_thing("dev", (2, FRI), "The first letter back from her sister", "She read it to me twice.", wall="10:15")
    i.goes_away("dev", "chest", (8, THU), None, Why.HOSPITAL, at=(8, THU, "12:20"),
                note="Her chest. They do not know yet for how long.")  # fmt: skip
    forgets(i, "dev", "priya", (6, TUE, "08:35"), (6, TUE, "08:50"))
    for day in (THU, SAT):
        i.says("dev", (8, day), "Feed Biscuit")
