"""Margaret's eight weeks: she speaks for herself, and her daughter helps to tell."""

from datetime import timedelta

from carelog.demo.accounts import did_not, happened, on_paper, partly, said_no
from carelog.demo.calendar import FRI, MON, SAT, SUN, THIS_WEEK, THU, TUE, WED
from carelog.demo.life import Life
from carelog.demo.ordinary import Ordinary
from carelog.demo.sheets import agree_sheet
from carelog.journal import SETTLED
from carelog.records.concern import SafeNow
from carelog.records.said import Answer, Reason, Way
from carelog.weeks.time_away import Why

ORDINARY = Ordinary(
    workers=("sam", "grace"),
    tellers={
        "Shower": ("grace", ""), "Church": ("margaret", ""), "Neighbour": ("sam", "Joan from next door"),
        "Video call": ("helen", ""),
    },
)  # fmt: skip


def tell(m: Life) -> None:
    """What was worth a word."""
    agree_sheet(m, "week-a-home-care.xlsx", "We talked it through at my kitchen table.")
    _mistakes(m)
    _in_her_own_word(m)
    _choices(m)
    _moved_and_away(m)
    _seen_differently(m)
    _did_not_go_well(m)
    _good_things(m)
    _watched_over(m)
    _on_paper(m)
    for day in m.calendar.each_month(2, WED):
        m.marks("grace", day, "Hairdresser", happened("Margaret"))


def _mistakes(m: Life) -> None:
    m.says("grace", (1, WED), "Shower", name="rushed")
    m.corrects(
        "grace", "rushed",
        partly(Reason.NOT_ENOUGH_TIME, "The porridge was rushed, and we had no tea together.", essential=True),
        "I pressed too quickly.", at=(1, WED, "17:20"),
    )  # fmt: skip
    m.says("sam", (2, TUE), "Warm drink", at=(2, TUE, "18:05"), name="wrong row")
    m.undoes("sam", "wrong row", at=(2, TUE, "18:06"))
    m.says("grace", (2, TUE), "Warm drink", at=(2, TUE, "20:15"))
    m.says("sam", (8, TUE), "Wash", at=(8, THU, "09:10"))  # late
    m.says("grace", (7, MON), "Shower", at=(7, MON, "09:25"), signal_after=timedelta(hours=5))


def _in_her_own_word(m: Life) -> None:
    m.says("sam", (2, THU), "Wash")
    m.says("margaret", (2, THU), "Wash", partly(None, "I like to do my own face. There was no time for that."))
    m.says("margaret", (3, SUN), "Church", did_not(Reason.TRANSPORT, "My lift broke down."))
    m.says("margaret", (7, WED), "Shower",
           partly(Reason.WRONG_PERSON_OR_TIME, "A man came. I said women only.", essential=True))  # fmt: skip


def _choices(m: Life) -> None:
    m.says("grace", (3, WED), "Shower", said_no(
        "The shower, warm and ready", "She said: not today, my knees.", "A wash at the basin, and tea",
    ), name="knees")  # fmt: skip
    m.answers("margaret", "knees", Answer.CHOSE, Way.TAP, at=(3, WED, "19:10"))
    m.says("grace", (4, MON), "Shower", said_no("The shower", "She shook her head at the door.", "Tea in bed"),
           name="door")  # fmt: skip
    m.answers("margaret", "door", Answer.WANTED, Way.TAP, at=(4, MON, "18:40"))
    m.says("sam", (4, SUN), "Warm drink", said_no("A warm drink", "She waved me away.", "Straight to bed"),
           name="waved")  # fmt: skip
    m.answers("margaret", "waved", Answer.NOT_SURE, Way.TAP, at=(5, MON, "10:05"))
    m.says("grace", (THIS_WEEK, MON), "Shower", said_no(
        "The shower", "She said: I am going nowhere near water today.", "A wash in the kitchen, and a song",
    ))  # fmt: skip


def _moved_and_away(m: Life) -> None:
    m.moves("margaret", (5, WED), "Shower", to=(5, THU, "14:00"), at=(5, TUE, "17:30"), asked=True,
            note="So that my hair is nice for Friday.")  # fmt: skip
    m.says("grace", (5, WED), "Shower", at=(5, THU, "15:10"))
    m.moves("aled", (6, MON), "Shower", to=(6, TUE, "14:00"), at=(6, MON, "08:10"), asked=False,
            note="Grace was needed elsewhere. We asked if Tuesday would do.")  # fmt: skip
    m.says("grace", (6, MON), "Shower", at=(6, TUE, "15:05"))
    m.says("grace", (5, SAT), "Wash", did_not(Reason.AWAY, "At Helen's."))
    m.says("helen", (5, SUN), "Video call", did_not(Reason.OTHER, "Mum was here with us, so nobody had to ring."))
    m.goes_away("margaret", "at Helen's", (5, SAT), (5, SUN), Why.FAMILY, at=(6, TUE, "10:30"), note="At Helen's.")


def _seen_differently(m: Life) -> None:
    nobody_came = did_not(Reason.COULD_NOT_GET_IN, "I rang twice and waited. Nobody came to the door.")
    m.says("sam", (6, THU), "Warm drink", at=(6, THU, "19:50"))
    m.says("grace", (6, THU), "Warm drink", nobody_came, at=(6, THU, "21:05"))
    m.says("aled", (6, THU), "Warm drink", partly(
        Reason.WRONG_PERSON_OR_TIME, "She told me over tea: I had my drink, but too early.", essential=True,
    ), voice=SETTLED, at=(7, TUE, "11:00"))  # fmt: skip
    m.says("sam", (8, THU), "Warm drink", at=(8, THU, "19:45"))
    m.says("grace", (8, THU), "Warm drink", nobody_came, at=(8, THU, "21:10"))


def _did_not_go_well(m: Life) -> None:
    m.says("aled", (2, FRI), "Shower", did_not(
        Reason.NOBODY_AVAILABLE, "We rang Margaret the evening before: nobody could come.",
    ), at=(2, THU, "18:30"))  # fmt: skip
    m.says("sam", (3, TUE), "Warm drink", partly(
        Reason.NOT_ENOUGH_TIME, "She had her drink. The tablets were not in their box, so I rang the office.",
        essential=False,
    ))  # fmt: skip
    m.says("helen", (4, SUN), "Video call", partly(Reason.OTHER, "The picture froze. We talked on the telephone."))
    m.says("sam", (6, SAT), "Wash", did_not(Reason.COULD_NOT_GET_IN, "Her key was in the lock on the inside."))
    m.says("margaret", (7, TUE), "Neighbour", did_not(Reason.OTHER_PERSON_COULD_NOT, "Joan had a cold."))
    m.says("sam", (THIS_WEEK, TUE), "Warm drink",
           partly(Reason.NOT_ENOUGH_TIME, "Five minutes, and she wanted to talk.", essential=True))  # fmt: skip
    m.leaves_open("Neighbour", 2)


def _good_things(m: Life) -> None:
    for day in (MON, TUE, SAT):
        m.says("margaret", (3, day), "Neighbour")
    m.good_thing("margaret", (2, SAT), "The robin came to my window")
    m.good_thing("helen", (4, SAT), "We brought the baby", "Mum held her for an hour.")
    m.good_thing("grace", (7, FRI), "We sang while the porridge cooked", "All the verses.", wall="10:05")


def _watched_over(m: Life) -> None:
    m.worries("grace", "roof", m.yesterday("20:40"), SafeNow.NOT_SURE,
              seen="A man at her door, selling new tiles for the roof. She had her purse in her hand.",
              said="She said: he comes back for the rest of it.",
              done="I stayed until he had gone, and we put the chain on together.")  # fmt: skip
    m.tells_next("grace", m.yesterday("20:50"), "Her hearing aid is at the shop. Sit on her right, and speak up.",
                 days=3)  # fmt: skip


def _on_paper(m: Life) -> None:
    """One Friday Grace's phone would not charge. Sam typed her sheet in the next day."""
    typed, grace = (4, SAT, "09:15"), "Grace Mensah"
    m.says("sam", (4, FRI), "Shower", on_paper(grace, happened(essential=True)), at=typed)
    m.says("sam", (4, FRI), "Warm drink", on_paper(grace, partly(
        Reason.NOT_ENOUGH_TIME, "Her tablets, but the drink was too hot to wait for.", essential=True,
    )), at=typed)  # fmt: skip
    m.pictures("aled", "Neighbour", "waving-hand", at=(1, TUE, "10:10"))
