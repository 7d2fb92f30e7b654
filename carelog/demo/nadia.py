"""Nadia's eight weeks: a plan that does not fit, because she would rather paint than walk."""

from datetime import time

from carelog.demo.accounts import did_not, partly, said_no
from carelog.demo.calendar import FRI, MON, SAT, SUN, THIS_WEEK, THU, TUE, WED
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.details import Cadence, ItemDetails, Label, Part, Support

EVERY_DAY = tuple(range(7))
WEEK = (
    ItemDetails(title="Wash and dress, slowly", days=EVERY_DAY, part=Part.MORNING, minutes=45, important_for=True,
                support=Support.PAID_ONE, why="If we hurry I have to start again.", important_to=False),
    ItemDetails(title="Walk round the lake", days=EVERY_DAY, part=Part.AFTERNOON, minutes=40, support=Support.PAID_ONE,
                important_to=True, important_for=True),
    ItemDetails(title="Paint at my table", days=(MON, WED, FRI), part=Part.EVENING, starred=True, important_to=True,
                important_for=False, support=Support.PROMPT, why="It is who I am."),
    ItemDetails(title="Swimming with Sam", days=(THU,), every_weeks=2, part=Part.MORNING, at=time(10), minutes=60,
                with_whom="Sam", with_whom_matters=True, starred=True, important_to=True, important_for=False),
    ItemDetails(title="Bath with music", cadence=Cadence.TIMES_A_WEEK, times=2, days=(TUE, SUN), part=Part.EVENING,
                minutes=45, label=Label.INTIMATE, important_to=False, important_for=True, support=Support.PAID_ONE),
    ItemDetails(title="A hello from the dog next door", cadence=Cadence.TIMES_A_WEEK, times=1, picture="dog-face"),
    ItemDetails(title="Look in on me while I sleep", days=(TUE, FRI), part=Part.NIGHT, at=time(2), minutes=10,
                important_to=False, important_for=True, picture="sleeping-face"),
    ItemDetails(title="Signing café", cadence=Cadence.MONTHLY_WEEKDAY, nth=1, days=(SAT,), part=Part.AFTERNOON,
                at=time(14), minutes=120, important_to=True, important_for=False, picture="hot-beverage"),
    ItemDetails(title="Pay my rent at the bank", cadence=Cadence.MONTHLY_DATE, month_day=31, part=Part.MORNING,
                label=Label.MONEY, important_to=False, important_for=True),
)  # fmt: skip
ORDINARY = Ordinary(
    workers=("sam",),
    tellers={"Look in": ("sam", "whoever was on that night"), "A hello": ("sam", "her neighbour")},
)
NO_WALK = (
    ("She pushed her boots back under the chair.", "A picture of the lake, from memory"),
    ("She signed: paint.", "Painting until tea"),
    ("She turned to the window and shook her head.", "We sat and watched the rain"),
    ("She walked to her table and sat down.", "A big blue painting"),
    ("She signed: no, and: cold.", "Hot chocolate, then painting"),
    ("She gave me my coat, and kept hers off.", "She painted, I washed up"),
)
HOW_AGREED = "She chose from pictures, one by one, and put them into her week herself."


def tell(n: Life) -> None:
    """What was worth a word. Nobody has written down today: that waits for whoever tries the app."""
    n.until = min(n.until, n.calendar.parts.instant(n.calendar.today, time(5)))
    n.agrees("aled", WEEK, (1, MON), (0, THU, "15:00"), HOW_AGREED)
    _walks(n)
    n.says("sam", (3, MON), "Paint", said_no("Paints and paper", "She signed: tired.", "An early night"))
    n.says("sam", (3, THU), "Swimming", partly(Reason.TRANSPORT, "The bus was late: ten minutes in the water."))
    n.says("sam", (5, THU), "Swimming", did_not(Reason.CLOSED_OR_WEATHER, "The pool had no warm water."))
    n.says("sam", (6, TUE), "Look in", did_not(
        Reason.NOBODY_AVAILABLE, "Nobody was on that night.", told_by="the office",
    ))  # fmt: skip
    n.good_thing("sam", (4, SUN), "She taught me the sign for otter", wall="16:00")


def _walks(n: Life) -> None:
    """She says no on all days but Saturday. On Fridays Aled, who knows her well, agrees what two of them meant."""
    for week in range(1, THIS_WEEK + 1):
        for place, day in enumerate((MON, TUE, WED, THU, FRI, SUN)):
            how, instead = NO_WALK[(week + place) % len(NO_WALK)]
            n.says("sam", (week, day), "Walk", said_no("A walk round the lake", how, instead), name=f"{week} {day}")
        for day in (MON, WED):
            answer = {(4, MON): Answer.WANTED, (6, MON): Answer.NOT_SURE}.get((week, day), Answer.CHOSE)
            n.answers("aled", f"{week} {day}", answer, Way.CHART, (week, FRI, "17:30"), with_whom="Sam and Aled",
                      how_shown=SHOWN[answer])  # fmt: skip


SHOWN = {
    Answer.CHOSE: "Away from her boots and towards her paints: on her chart that is a no, and a happy one.",
    Answer.WANTED: "Her hand was on the door. On her chart that means: I want to go out.",
    Answer.NOT_SURE: "She looked at both. Her chart has no word for that.",
}
