"""Jamie's eight weeks: a plan that changed in the middle, a holiday, and football."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from carelog.demo.accounts import did_not, happened, on_a_phone, partly, said_no
from carelog.demo.calendar import FRI, MON, SAT, SUN, THIS_WEEK, THU, TUE, WED
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary
from carelog.demo.sheets import agree_sheet
from carelog.journal import HANDED_OVER
from carelog.records.concern import SafeNow, Step
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.time_away import Why

ORDINARY = Ordinary(
    workers=("tomasz", "sam"),
    tellers={
        "Day service": ("tomasz", "the day service"), "Farm": ("tomasz", ""), "Art class": ("carol", ""),
        "Out with dad": ("jamie", ""), "Dinner at mum": ("carol", ""), "Walk the dog": ("jamie", ""),
        "Cook my tea": ("sam", ""), "Football": ("tomasz", ""),
    },
)  # fmt: skip
FOOTBALL = ItemDetails(
    title="Football practice", days=(TUE, SAT), part=Part.EVENING, at=time(18, 30), minutes=60, starred=True,
    important_to=True, important_for=True, why="I am in the team.",
)  # fmt: skip


def new_week(before: Sequence[ItemDetails]) -> list[ItemDetails]:
    """What he chose from his photo book: no day service, football twice, and the dog three times."""
    kept = [details for details in before if details.title != "Day service"]
    return [replace(one, times=3) if one.title == "Walk the dog" else one for one in kept] + [FOOTBALL]


def tell(j: Life) -> None:
    """What was worth a word."""
    before = agree_sheet(j, "week-b-own-home.xlsx", "I put the photos of my week on the wall.")
    j.agrees("aled", new_week(before), (5, THU), (4, TUE, "15:00"), "Jamie chose from his photo book. Mum was there.")
    _more_and_fewer(j)
    _choices(j)
    _moved_and_away(j)
    _did_not_go_well(j)
    _good_things(j)
    _watched_over(j)
    for day in j.calendar.each_month(3, FRI):
        j.marks("tomasz", day, "Disco", happened("Jamie and his friends"))


def _more_and_fewer(j: Life) -> None:
    for day, number, wall in ((MON, 1, "10:20"), (MON, 2, "17:40"), (WED, 1, "17:35"), (SAT, 1, "11:15")):
        j.says("jamie", (2, day), "Walk the dog", number=number, at=(2, day, wall))
    j.leaves_open("Cook my tea", 3)
    j.says("tomasz", (8, THU), "Cook my tea", did_not(Reason.FORGOT, "We both forgot to get the eggs."))
    j.says("tomasz", (7, SAT), "Pub", on_a_phone("Tomasz Lis"), voice=HANDED_OVER, at=(7, SAT, "21:40"))


def _choices(j: Life) -> None:
    j.says("tomasz", (3, FRI), "Pub", said_no(
        "The pub, with me", "He hung his coat up again.", "The match on his own settee",
    ), name="coat")  # fmt: skip
    j.answers("tomasz", "coat", Answer.CHOSE, Way.HANDED_OVER, at=(3, FRI, "20:30"), with_whom="Tomasz, on his phone")
    j.says("sam", (4, WED), "Art class", said_no(
        "Art class, with a lift from Mum", "He stayed in bed with the covers up.", "Breakfast at eleven",
    ), name="covers")  # fmt: skip
    j.answers("sam", "covers", Answer.WANTED, Way.HANDED_OVER, at=(4, WED, "17:15"), with_whom="Sam, on Sam's phone")
    j.says(
        "jamie", (7, FRI), "Out with dad", said_no("A trip to the shops with Dad", "", "Football on the telly with Dad")
    )


def _moved_and_away(j: Life) -> None:
    j.moves("tomasz", (3, WED), "Art class", to=(3, FRI, "14:00"), at=(3, TUE, "16:40"), asked=True,
            note="He pointed at Friday in his photo book.")  # fmt: skip
    j.says("tomasz", (3, WED), "Art class", at=(3, FRI, "16:20"))
    j.moves("sam", (4, THU), "Trampolining", to=(4, SAT, "13:00"), at=(4, WED, "18:20"), asked=True,
            note="His friends go on Saturdays.", name="with friends")  # fmt: skip
    j.answers("jamie", "with friends", Answer.CHOSE, Way.TAP, at=(4, WED, "19:00"))
    j.says("sam", (4, THU), "Trampolining", at=(4, SAT, "15:10"))
    j.goes_away("jamie", "caravan", (6, THU), (6, SAT), Why.HOLIDAY, at=(5, SUN, "17:00"), note="The caravan with Dad!")
    j.says("jamie", (6, FRI), "Walk the dog", happened(note="On the beach!"))


def _did_not_go_well(j: Life) -> None:
    j.says("sam", (1, THU), "Trampolining", did_not(Reason.CLOSED_OR_WEATHER, "The hall was closed for a vote."))
    j.says("sam", (2, FRI), "Out with dad", did_not(Reason.AWAY, "He was at his sister's, for her birthday."))
    j.says("carol", (4, FRI), "Out with dad", did_not(Reason.OTHER_PERSON_COULD_NOT, "His dad had to work."))
    j.says("sam", (5, SAT), "Door sensor", did_not(Reason.OTHER, "The battery was flat. There is a new one in it."))
    j.says("carol", (6, SUN), "Dinner at mum")
    j.says("jamie", (6, SUN), "Dinner at mum", partly(None, "We ate at four. I like one o'clock."))
    j.says("tomasz", (7, TUE), "Farm", partly(Reason.TRANSPORT, "The minibus came an hour late."))
    j.says("sam", (7, THU), "Trampolining", did_not(Reason.MONEY, "The fee went up, and he had no more with him."))
    j.says("tomasz", (8, TUE), "Farm", did_not(Reason.ILL, "A cold. He stayed under a blanket."))
    j.says("tomasz", (8, TUE), "Football", did_not(Reason.ILL, "Still the cold."))
    j.says("tomasz", (7, TUE), "Football", partly(Reason.NOT_REALISTIC, "Worn out after the farm: he played half."))
    j.says("tomasz", (THIS_WEEK, TUE), "Farm", did_not(Reason.CLOSED_OR_WEATHER, "Too much mud for the minibus."))


def _good_things(j: Life) -> None:
    j.good_thing("jamie", (5, SUN), "I scored my first goal", "In the park. Tomasz was in goal.")
    j.good_thing("carol", (8, SUN), "Jamie made me laugh till I cried", wall="16:45")


def _watched_over(j: Life) -> None:
    j.worries("tomasz", "bruise", (7, TUE, "16:50"), SafeNow.YES,
              seen="A bruise on his left arm, as long as my hand. He pulled his sleeve over it.",
              said="He said: the gate. At the farm.",
              done="I asked once, and waited. I did not ask again.")  # fmt: skip
    j.sees_to("aled", "bruise", Step.ACKNOWLEDGED, (7, TUE, "17:05"))
    j.sees_to("aled", "bruise", Step.ANSWERED, (7, WED, "09:30"),
              "You did that well. I rang the farm: a gate swung back on him, and it is in their accident book. "
              "I see him tomorrow.")  # fmt: skip
    j.sees_to(
        "aled",
        "bruise",
        Step.CLOSED,
        (7, THU, "16:10"),
        "I talked with Jamie, and looked at the gate with the farm. It has a catch now. His arm is getting better.",
    )
