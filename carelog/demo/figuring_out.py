"""What the circles are figuring out: who asked, what each answers, and what was found out."""

from functools import partial

from carelog.demo.calendar import FRI, MON, THU, WED, When
from carelog.demo.life import Life
from carelog.demo.teller import EVERY_LABEL
from carelog.journal import Event
from carelog.reviews.question import Answer, Finding, Question, QuestionAnswer, Reply


def tell_figuring_out(life: Life) -> None:
    """Of those whose circle has asked."""
    TELLS.get(life.person.name, lambda _life: None)(life)


def _margaret(m: Life) -> None:
    _asks(m, "sam", "singing", (7, MON, "11:20"), "Which songs are the best ones for the morning?")
    _answers(m, "grace", "singing", (8, WED, "12:10"), Answer(words="She hums along to whatever I sing."))
    _asks(m, "aled", "tea dance", (8, THU, "15:20"), "Would a tea dance be something for Margaret?")
    _answers(m, "helen", "tea dance", (8, FRI, "19:40"), Answer(words="She met Dad at one."))
    _asks(m, "grace", "knees first", (3, THU, "09:30"), "Are her knees better when we wash later in the morning?")
    _answers(m, "margaret", "knees first", (4, MON, "18:45"), Answer(words="After my tea, please.", reply=Reply.YES))
    _finds_out(m, "aled", "knees first", (5, THU, "15:10"), "Yes. Tea first, then the shower at ten.")


def _asks(life: Life, who: str, name: str, at: When, words: str) -> None:
    ask = partial(Question.ask, life.person, words, life.author(who), labels=EVERY_LABEL, id=life.named(name))
    life.later(at, ask)


def _answers(life: Life, who: str, name: str, at: When, answer: Answer) -> None:
    give = partial(QuestionAnswer.give, life.person, answer=answer, author=life.author(who))
    life.later(at, lambda: give(_number(life, name)))


def _finds_out(life: Life, who: str, name: str, at: When, words: str) -> None:
    record = partial(Finding.record, life.person, words=words, author=life.author(who))
    life.later(at, lambda: record(_number(life, name)))


def _number(life: Life, name: str) -> int:
    return int(Event.get(Event.id == life.named(name)).seq)


TELLS = {"Margaret Hughes": _margaret}
