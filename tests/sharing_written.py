"""What is written about Nadia in a random story, and by whom."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from carelog import journal
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Concern, SafeNow
from carelog.records.extra import Extra
from carelog.records.feedback import Feedback, Sort
from carelog.records.good_for_me import Company, Good, GoodForMe
from carelog.records.kept_back import Entry, What
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.photo import Of
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.records.said import Answer, Reason, Way
from carelog.records.thanks import Thanks
from carelog.records.visit_note import VisitNote
from carelog.weeks.details import Part
from tests import cast, photos
from tests.everywhere import author
from tests.sharing_model import A_DAY, LABELS, Thing, chance_of
from tests.sharing_told import Chance, Told

SEES = set(LABELS) - {"safeguarding"}


class Written(Told):
    """One method for each kind of record."""

    def thing(self) -> Thing:
        """One of every day, whatever its label; the first one allies mark, and nobody else does."""
        return self.only or self.random.choice([one for one in self.known.things[1:] if not one.times])

    def chance(self, *, lately: bool) -> Chance:
        """One of which nothing was written; in the weeks whose figures are looked at, or long before them."""
        while True:
            days = self.random.randint(1, 14) if lately else self.random.randint(25, 38)
            found = (self.thing(), self.today - days * A_DAY)
            if found not in self.chances and found[0].begins <= found[1]:
                self.chances.append(found)
                self.entries.append((Entry(What.CHANCE, key=(found[0].id, found[1], 1)), found[0].label))
                return found

    def of(self, chance: Chance, field: str) -> str:
        """A text of what was said of that chance."""
        thing, day = chance
        return self.say(field, thing.label, entry=chance_of(thing.id, day))

    def write_something(self) -> None:
        """One or two records of any kind."""
        kinds: list[Callable[[], None]] = [
            self.mark, self.mark, self.correct, self.choose, self.settle, self.on_paper, self.hand_over, self.move,
            self.extra, self.log, self.log, self.log, self.beside_it, self.picture_of_a_thing, self.worry, self.thank,
            self.complain,
        ]  # fmt: skip
        for write in self.random.sample(kinds, 6):
            write()

    def write_everything(self) -> None:
        """One record of each kind about what everybody may see, and more about anything."""
        self.only = self.known.things[1]
        for write in (self.mark, self.correct, self.choose, self.settle, self.on_paper, self.hand_over, self.move):
            write()
        self.only = None
        for there in (True, False):
            self.photo_of(self._log(thing=self.known.things[1]), there=there)
        for write in (self.extra, self.extra, self.beside_it, self.picture_of_a_thing, self.worry, self.thank,
                      self.complain, self.log, self.log, self.log):  # fmt: skip
            write()

    def mark(self) -> None:
        """Partly, in words."""
        thing, day = here = self.chance(lately=True)
        said = Account(
            said="partly", reason=Reason.MONEY, note=self.of(here, "marknote"),
            told_by=self.of(here, "toldby"),
        )  # fmt: skip
        Mark.record(self.person, thing.id, day, 1, self.sam, labels={thing.label}, account=said)
        self.known.became[thing.id, day] = "partly"

    def correct(self) -> None:
        """First it happened, then it did not."""
        thing, day = here = self.chance(lately=True)
        first = Mark.record(self.person, thing.id, day, 1, self.sam, labels={thing.label})
        said = Account(said="did_not_happen", reason=Reason.TRANSPORT, note=self.of(here, "marknote"))
        why = self.of(here, "whychanged")
        Mark.correct(self.person, first.id, said, why, self.sam, labels={thing.label})
        self.known.became[thing.id, day] = "did_not_happen"

    def choose(self) -> None:
        """She chose something else, and was asked about it."""
        thing, day = here = self.chance(lately=False)
        offered, shown, instead = (self.of(here, name) for name in ("offered", "choiceshown", "instead"))
        said = Account(said="chose", offered=offered, how_shown=shown, instead=instead)
        choice = Mark.record(self.person, thing.id, day, 1, self.sam, labels={thing.label}, account=said)
        ChoiceCheck.record(
            self.person, choice.id, Answer.CHOSE, Way.CONVERSATION, self.aled, labels={thing.label},
            with_whom=self.of(here, "checkwith"), how_shown=self.of(here, "checkshown"),
        )  # fmt: skip

    def settle(self) -> None:
        """Her own word was asked for, and written down."""
        thing, day = here = self.chance(lately=False)
        said = Account(how_shown=self.of(here, "settledshown"), note=self.of(here, "settledby"))
        by = replace(self.sam, voice=journal.SETTLED)
        Mark.record(self.person, thing.id, day, 1, by, labels={thing.label}, account=said)

    def on_paper(self) -> None:
        """It was typed in from a sheet."""
        thing, day = here = self.chance(lately=False)
        whose = self.of(here, "writtenby")
        said = Account(told_by=whose, written_by=whose)
        Mark.record(self.person, thing.id, day, 1, author("dev", "worker"), labels={thing.label}, account=said)

    def hand_over(self) -> None:
        """On a worker's phone: what happened, was it good, and who was there."""
        thing, day = here = self.chance(lately=False)
        by, labels = replace(self.sam, voice=journal.HANDED_OVER), {thing.label}
        said = Account(with_whom=self.of(here, "handedmark"))
        Mark.record(self.person, thing.id, day, 1, by, labels=labels, account=said)
        key = (thing.id, day, 1)
        present = self.of(here, "handedgood")
        GoodForMe.record(self.person, key, Good.YES, by, labels=labels, present=present)
        GoodForMe.record(
            self.person, key, Company.MEMBER, by, labels=labels, companions=[self.sam.user_id], present=present
        )  # fmt: skip

    def move(self) -> None:
        """To another part of the same day."""
        thing, day = here = self.chance(lately=False)
        Move.record(
            self.person, thing.id, day, 1, self.sam, labels={thing.label}, asked_by_person=True, new_day=day,
            part=Part.EVENING, note=self.of(here, "movenote"),
        )  # fmt: skip

    def extra(self) -> None:
        """Something good that was in no plan."""
        day = self.today - self.random.randint(0, 6) * A_DAY
        extra = journal.new_id()
        title, note = self.say("extratitle", entry=extra), self.say("extranote", entry=extra)
        Extra.record(self.person, day, title, self.sam, note=note, id=extra)
        self.extras.append(day)
        self.entries.append((Entry(What.EXTRA, extra), "ordinary"))

    def beside_it(self) -> None:
        """What allies never see."""
        VisitNote.record(self.person, self.say("visitnote"), self.today, self.sam)

    def worry(self) -> None:
        """By a worker, or by an ally."""
        told = self.random.choice([None, *(ally for ally in self.allies.values() if ally.place(self.now))])
        by = author(told.name, "ally") if told else self.sam
        seen = self.say("worry", author=told.name if told else "")
        self.worries.append(str(Concern.record(self.person, by, safe_now=SafeNow.NO, seen=seen).id))

    def _one_of_them(self) -> str:
        """An ally who belongs; "": none does."""
        return self.random.choice([ally.name for ally in self.allies.values() if ally.place(self.now)] or [""])

    def thank(self) -> None:
        """By one of them, for everybody or for another one."""
        name, other = self._one_of_them(), self._one_of_them()
        if name:
            to = other if other != name else ""
            words, member = self.say("thanks", author=name, to=to), cast.user(to).id if to else None
            Thanks.record(self.person, author(name, "ally"), words, member=member)

    def complain(self) -> None:
        """By one of them, to the manager."""
        if name := self._one_of_them():
            words = self.say("complaint", author=name)
            told = Feedback.record(self.person, author(name, "ally"), Sort.COMPLAINT, words)
            self.complaints.append(str(told.id))

    def log(self) -> None:
        """What was learned, about a thing or none, by a worker or by an ally with whom that is shared."""
        allies = [ally.name for ally in self.allies.values() if "learning_logs" in ally.sections(self.now)]
        mine = self.random.choice(["", "", *allies])
        thing = self.thing() if not mine and self.random.random() < 0.7 else None
        log, label = self._log(mine, thing), thing.label if thing else "ordinary"
        if not mine and self.random.random() < 0.5:
            self.photo_of(log, label, there=self.random.random() < 0.7)
        self.note(f"a log of {mine or 'a worker'}, {label}")

    def _log(self, mine: str = "", thing: Thing | None = None) -> str:
        """Its id. Now and then it is corrected."""
        label, by = thing.label if thing else "ordinary", author(mine, "ally") if mine else self.sam
        text = {"did": "logdid", "worked_well": "logworked", "did_not": "logdidnot", "others": "logothers"}
        log, day = journal.new_id(), self.today - A_DAY
        whose: dict[str, Any] = {"author": mine, "entry": log}
        words: dict[str, Any] = {name: self.say(canary, label, **whose) for name, canary in text.items()}
        learned = Learned(item=thing.id if thing else None, tell_plan=True, **words)
        LearningLog.record(self.person, day, learned, by, labels={label}, id=log)
        self.logs.append((log, mine))
        self.entries.append((Entry(What.LOG, log), label))
        self.call(log, "logid", label, **whose)
        if self.random.random() < 0.3:
            newer = replace(learned, did=self.say("logdid", label, **whose))
            why = self.say("logwhy", label, **whose)
            LearningLog.correct(self.person, log, day, newer, why, by, labels={label})
        return log

    def photo_of(self, log: str, label: str = "ordinary", *, there: bool = True) -> None:
        """One with that log; taken back, if it is not to be there."""
        taken = self.photo("log", photos.a_photo(self.person, Of(log=log), self.sam), label, log)
        taken.there = there
        if not there:
            PhotoWithdrawal.record(self.person, taken.id, self.sam)

    def picture_of_a_thing(self) -> None:
        """One that everybody sees who may see the thing."""
        thing = self.thing()
        if self.known.for_everybody and thing.label in SEES:
            self.photo("item", photos.a_photo(self.person, Of(item=thing.id), self.aled), thing.label)
