"""Walter's ten weeks: a rough start that got better, three days in hospital, and what he says when he is asked."""

from carelog.demo.accounts import did_not, partly, said_no
from carelog.demo.calendar import FRI, MON, SAT, SUN, THIS_WEEK, THU, TUE, WED
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary
from carelog.demo.sheets import agree_sheet
from carelog.journal import ON_PAPER, SETTLED
from carelog.records.concern import SafeNow, Step
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.time_away import Why

FIRST_WEEK = -1  # so that a whole month always has enough of another one before it to be compared with
ORDINARY = Ordinary(
    workers=("sam", "grace"),
    tellers={"Choir": ("grace", "his friend from the choir")},
    rough={-1: 19, 0: 17, 1: 14, 2: 11, 3: 5, 4: 6, 5: 4, 6: 3, 7: 2, 8: 1},
    how_rough=(
        partly(Reason.NOT_ENOUGH_TIME, "Ten minutes instead of thirty."),
        did_not(Reason.NOBODY_AVAILABLE, "We found nobody to send."),
        partly(Reason.WRONG_PERSON_OR_TIME, "More than an hour late. He had made himself toast."),
        partly(Reason.NOT_ENOUGH_TIME, "Done, but nobody sat down with him."),
    ),
)


def tell(w: Life) -> None:
    """What was worth a word."""
    agree_sheet(w, "week-c-list.csv", "He read it in large print, and crossed out two things.", FIRST_WEEK)
    _asked_in_conversation(w)
    _seen_differently(w)
    _out_and_about(w)
    w.goes_away("grace", "fall", (3, TUE), None, Why.HOSPITAL, at=(3, TUE, "09:40"),
                note="A fall in the night. They are looking after him.")  # fmt: skip
    w.comes_home("sam", "fall", (3, THU), Why.HOSPITAL, at=(3, FRI, "10:05"), note="Home again, with a stick.")
    w.good_thing("grace", (6, WED), "He played his old records all afternoon", wall="17:10")
    _watched_over(w)
    w.good_thing("sam", (8, MON), "A walk to the canal, and a heron", "He saw it first.", wall="15:30")


def _asked_in_conversation(w: Life) -> None:
    """Aled asks, every month: did you want this?"""
    asked = (4, SAT, "11:00")
    w.says("grace", (4, TUE), "Light tea", said_no(
        "Soup or a sandwich", "He said: a biscuit will do me.", "Tea and two biscuits",
    ), name="biscuit")  # fmt: skip
    w.answers("aled", "biscuit", Answer.CHOSE, Way.CONVERSATION, asked, with_whom="Aled",
              how_shown="He laughed: I do like my biscuits.")  # fmt: skip
    w.says("sam", (4, THU), "Main meal", said_no("Fish pie", "He pushed the plate away.", "Nothing"), name="pie")
    w.answers("aled", "pie", Answer.WANTED, Way.CONVERSATION, asked, with_whom="Aled",
              how_shown="He said: I was hungry. It was too hot to eat, and then it was gone.")  # fmt: skip
    w.says(
        "sam", (6, MON), "Light tea", said_no("Cheese on toast", "He said he was full.", "A pot of tea"), name="full"
    )
    w.answers("aled", "full", Answer.NOT_SURE, Way.CONVERSATION, (6, SAT, "11:10"), with_whom="Aled",
              how_shown="He said: I could not tell you now.")  # fmt: skip


def _seen_differently(w: Life) -> None:
    w.says("sam", (5, SUN), "Undress")
    w.says("grace", (5, SUN), "Undress", partly(Reason.NOT_ENOUGH_TIME, "He was in bed, but he had had no supper."))
    w.says("aled", (5, SUN), "Undress", partly(
        Reason.NOT_ENOUGH_TIME, "He told me: in bed with no supper, and I like my supper.",
    ), voice=SETTLED, at=(6, SAT, "11:20"))  # fmt: skip
    w.says("grace", (7, SUN), "Main meal")
    w.says("sam", (7, SUN), "Main meal", partly(None, "The potatoes were cold."), voice=ON_PAPER, at=(7, SUN, "17:00"))


def _out_and_about(w: Life) -> None:
    w.says("grace", (2, THU), "Choir", did_not(
        Reason.OTHER_PERSON_COULD_NOT, "His friend had no car that day.", told_by="his friend from the choir",
    ))  # fmt: skip
    w.says("sam", (6, THU), "Choir", partly(Reason.TRANSPORT, "The bus was late: only the second half."))
    w.says("aled", (8, THU), "Choir", did_not(
        Reason.CLOSED_OR_WEATHER, "They rang the evening before: the hall has no heating.",
    ), at=(8, WED, "19:00"))  # fmt: skip
    w.says("sam", (5, WED), "Park")
    w.says("grace", (5, SAT), "Park", did_not(Reason.CLOSED_OR_WEATHER, "Rain all day long."))
    w.says("grace", (THIS_WEEK, MON), "Light tea",
           partly(Reason.NOT_ENOUGH_TIME, "Tea yes. I had no time to sit down with him."))  # fmt: skip
    w.leaves_open("Park", 7)
    w.moves("aled", (5, FRI), "Main meal", to=(5, FRI, "14:30"), at=(5, FRI, "09:00"), asked=False,
            note="Grace had to stay with somebody else.")  # fmt: skip
    w.says("grace", (5, FRI), "Main meal", at=(5, FRI, "15:10"))


def _watched_over(w: Life) -> None:
    w.worries("sam", "belt", (8, THU, "18:20"), SafeNow.YES,
              seen="The same plate in the fridge for the third day, and his belt is on its last hole.",
              said="He said: it is no fun to eat on my own.")  # fmt: skip
    w.sees_to("aled", "belt", Step.ACKNOWLEDGED, (8, FRI, "08:15"))
    w.sees_to(
        "aled",
        "belt",
        Step.ANSWERED,
        (8, FRI, "08:40"),
        "Thank you, Sam. I have asked the nurse to come. Until then sit down with him, however short the visit.",
    )
    w.tells_next("grace", w.yesterday("18:10"), "His stick is behind the kitchen door.", days=2)
