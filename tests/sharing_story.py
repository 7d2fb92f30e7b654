"""A random story: things are written about Nadia, she shares them with three allies and takes that back, days go by.

What it writes, it tells the model too, and remembers in words, for whoever has to find out what went wrong.
"""

from datetime import datetime, time
from typing import Any

from flask import Flask

from tests import cast
from tests.everywhere import author, open_places
from tests.sharing_begun import Begun
from tests.sharing_decided import Decided
from tests.sharing_model import A_DAY, LONDON, SECTIONS, SINGLY
from tests.sharing_told import DAUGHTER, EX, FATHER
from tests.sharing_written import Written

HOURS = (time(0, 10), time(9, 30), time(14), time(23, 50))


class Story(Begun, Decided, Written):
    """One of them; the same number tells the same one."""

    def __init__(self, app: Flask, number: int, clock: Any) -> None:
        """`clock`: the one that was travelled with; it is moved on."""
        super().__init__(app, number, clock)
        self.agree_the_week()
        self.places = open_places(app, cast.NADIA)
        self.person = cast.person(cast.NADIA)
        self.photo("person", str(self.places["photo"]))
        self.fill_the_person()
        self.sam, self.aled = author("sam", "worker"), author("aled", "coordinator")

    def go_on(self, moment: datetime) -> None:
        """It is that time now."""
        self.clock.move_to(moment)
        self.now = moment

    def next_day(self) -> None:
        """One or two days later, at some time of that day; now and then shortly before or after midnight."""
        day = self.today + self.random.randint(1, 2) * A_DAY
        self.go_on(datetime.combine(day, self.random.choice(HOURS), LONDON))

    def begin(self) -> None:
        """All three belong. The ex-partner may see everything, the daughter every page, the father little."""
        for name in self.allies:
            self.join(name)
        self.share(EX, list(SECTIONS))
        self.share(DAUGHTER, [section for section in SECTIONS if section not in SINGLY])
        self.share(FATHER, ["my_week"], last=self.today + A_DAY)
        self.share(FATHER, ["contact"], first=self.today + 2 * A_DAY)
        for name in (EX, DAUGHTER):
            self.ask_about_photos(name, yes=True)
        self.write_everything()

    def live_on(self) -> None:
        """Some days, each with records, decisions, and who comes and goes."""
        self.next_day()
        self.write_something()
        for decide, often in ((self.ask_about_her_photo, 0.4), (self.keep_something, 1), (self.keep_something, 0.5)):
            if self.random.random() < often:
                decide()
        for decide in (self._of_the_ex_partner, self._of_the_father, self._of_the_daughter):
            decide()

    def _of_the_ex_partner(self) -> None:
        """Once everything; then it is stopped or they leave; whoever comes back begins with nothing."""
        ally = self.allies[EX]
        if ally.place(self.now) is None:
            if self.random.random() < 0.5:
                self.join(EX)
        elif self.random.random() < 0.4:
            self.leave(EX)
        elif self.random.random() < 0.6:
            self.share(EX, list(SECTIONS), shared=False)
        else:
            self.share(EX, self._some(1), **self.some_days())

    def _of_the_father(self) -> None:
        """Few things, for a few days, from then, until then; and stopped again."""
        self.share(FATHER, self._some(3), **self.some_days())
        if self.random.random() < 0.5:
            self.share(FATHER, self._some(3), shared=False)
        if self.random.random() < 0.3:
            self.ask_about_photos(FATHER, yes=self.random.random() < 0.5)

    def _of_the_daughter(self) -> None:
        """Nearly everything; now and then something is stopped, or given again."""
        self.share(DAUGHTER, self._some(2), shared=False)
        self.share(DAUGHTER, self._some(4), **self.random.choice([{}, {}, self.some_days()]))
        if self.random.random() < 0.3:
            self.ask_about_photos(DAUGHTER, yes=self.random.random() < 0.7)

    def _some(self, most: int) -> list[str]:
        return self.random.sample(SECTIONS, self.random.randint(1, most))
