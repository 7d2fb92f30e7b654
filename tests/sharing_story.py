"""A random story: things are written about Nadia, she shares them with three allies and takes that back, days go by.

What it writes, it tells the model too, and remembers in words, for whoever has to find out what went wrong.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import time_machine
from flask import Flask

from carelog import journal
from carelog.accounts.session import OWN_PHONE, Session
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.people import deciding
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.people.sharing import Choice, Sharing
from carelog.pictures import photo_name
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Concern, SafeNow
from carelog.records.extra import Extra
from carelog.records.feedback import Feedback, Sort
from carelog.records.good_for_me import Company, Good, GoodForMe
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.photo import Of
from carelog.records.photo_consent import ALLY, DECIDED, THE_CIRCLE, Audience, PhotoConsent
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.records.said import Answer, Reason, Way
from carelog.records.thanks import Thanks
from carelog.records.visit_note import VisitNote
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest
from carelog.weeks.spreadsheet_import import read_week
from carelog.weeks.time_away import TimeAway, Why
from carelog.weeks.week_draft import WeekDraft
from tests import cast, photos
from tests.everywhere import Places, author, open_places
from tests.sharing_model import (
    A_DAY,
    LABELS,
    LONDON,
    SECTIONS,
    SINGLY,
    Ally,
    Canary,
    Decision,
    Known,
    Picture,
    Place,
    Thing,
    chance_of,
)

BEGINS = datetime(2027, 3, 17, 10, 0, tzinfo=LONDON)  # on 28 March the clocks go forward
GREW = date(2027, 3, 15)  # then the week got one more thing, about health
EVERY_DAY = tuple(range(7))
SEES = set(LABELS) - {"safeguarding"}
HOURS = (time(0, 10), time(9, 30), time(14), time(23, 50))
EX, FATHER, DAUGHTER = "ex-partner", "father", "daughter"
Chance = tuple[Thing, date]


class Story:
    """One of them; the same number tells the same one."""

    def __init__(self, app: Flask, number: int, clock: Any) -> None:
        """`clock`: the one that was travelled with; it is moved on."""
        self.app, self.random, self.clock, self.now = app, Random(number), clock, BEGINS  # noqa: S311  nothing is secret
        self.known, self.lines = Known(), [f"Story {number}"]
        self.allies = {name: Ally(name) for name in (EX, FATHER, DAUGHTER)}
        self.words = 0
        self.logs: list[tuple[str, str]] = []  # with who wrote it
        self.extras: list[date] = []
        self.worries: list[str] = []
        self.complaints: list[str] = []
        self.entries: list[tuple[Entry, str]] = []  # that she could keep from all of them, with their label
        self.visited: set[str] = set()  # allies who have opened everything once
        self.chances: list[Chance] = []  # of which something was written, in whatever words
        self.only: Thing | None = None  # what everything is about just now
        self.agree_the_week()
        self.places: Places = open_places(app, cast.NADIA)
        self.person = cast.person(cast.NADIA)
        self.photo("person", str(self.places["photo"]))
        self.fill_the_person()
        self.sam, self.aled = author("sam", "worker"), author("aled", "coordinator")

    # what it tells the model

    @property
    def today(self) -> date:
        """Where she lives."""
        return self.now.astimezone(LONDON).date()

    def note(self, line: str) -> None:
        """In words."""
        self.lines.append(f"{self.now:%a %d %b %H:%M} {line}")

    def say(self, field: str, label: str = "ordinary", **more: Any) -> str:
        """A text for that field: a canary, and a word by which it can be searched."""
        self.words += 1
        self.known.canaries.append(Canary(f"qq{field}{self.words:04}zz", field, label, **more))
        return f"qq{field}{self.words:04}zz hook{self.words:04}"

    def call(self, name: str, field: str, label: str, **more: Any) -> None:
        """An id is a canary too; nobody has to see it."""
        self.known.canaries.append(Canary(name, field, label, shown=False, **more))

    def photo(self, of: str, photo: str, label: str = "ordinary", log: str = "") -> Picture:
        """There is one more."""
        self.known.pictures.append(Picture(photo, of, label, log))
        self.entries.append((Entry(What.PHOTO, photo), label))
        return self.known.pictures[-1]

    # how it begins

    def agree_the_week(self) -> None:
        """One thing of every day for each label, one more to mark, and what any day will do for; later one more."""
        wanted = [ItemDetails(title=self.say("title"), days=EVERY_DAY)]
        for label in LABELS:
            said: dict[str, Any] = {
                name: self.say(canary, label) for name, canary in (("title", "title"), ("with_whom", "withwhom"))
            }
            plan: dict[str, Any] = {name: self.say(canary, label) for name, canary in (("essential", "essential"),
                                                                       ("notes", "itemnotes"))}  # fmt: skip
            wanted.append(ItemDetails(days=EVERY_DAY, label=Label(label), must_happen=True, starred=True,
                                      **said, **plan))  # fmt: skip
            wanted.append(
                ItemDetails(
                    title=self.say("loosetitle", label), cadence=Cadence.TIMES_A_WEEK, times=3, label=Label(label)
                )
            )
            wanted.append(
                ItemDetails(title=self.say("loosetitle", label), cadence=Cadence.MONTHLY_ANY_DAY, label=Label(label))
            )
        nadia, aled = cast.person(cast.NADIA), author("aled", "coordinator")
        with time_machine.travel(cast.BEGAN + A_DAY):
            PerfectWeek.agree(nadia, [Wanted(one) for one in wanted], cast.WEEK_STARTS, aled)
        first = latest(nadia)
        assert first is not None
        more = ItemDetails(title=self.say("title", "health"), days=EVERY_DAY, label=Label.HEALTH)
        again = [Wanted(one.details, one.item_id) for one in first.items]
        with time_machine.travel(cast.NOW):
            PerfectWeek.agree(
                nadia, [*again, Wanted(more)], GREW, aled, how_agreed=self.say("howagreed"),
                notes=self.say("weeknotes"),
            )  # fmt: skip
        self._know_the_things(nadia)

    def _know_the_things(self, nadia: Person) -> None:
        week = latest(nadia)
        assert week is not None
        for planned in week.items:
            details = planned.details
            self.call(planned.item_id, "itemid", details.label)
            if details.cadence is not Cadence.MONTHLY_ANY_DAY:
                begins = GREW if planned is week.items[-1] else cast.WEEK_STARTS
                times = 3 if details.flexible else 0
                self.known.things.append(Thing(planned.item_id, str(details.label), begins, times))

    def fill_the_person(self) -> None:
        """Who she is, who belongs, and what waits."""
        aled = author("aled", "coordinator")
        read = read_week(f"What,Days,Time\n{self.say('drafttitle')},every day,08:00\n".encode(), "list.csv")
        WeekDraft.get_by_id(self.places["draft"]).put_away(aled)
        WeekDraft.bring_in(self.person, read, f"{self.say('draftfile')}.csv", aled)
        texts = {
            "name": "personname", "address": "address", "phone": "phone", "emergency_contact": "emergency",
            "way_in": "wayin", "how_to_support_me": "support",
        }  # fmt: skip
        words = {field: self.say(canary) for field, canary in texts.items()}
        self.person.change({**words, "picture": photo_name(self.person.id, str(self.places["photo"]))}, aled)
        InformationNeeds.record(self.person, Needs(ways_words=self.say("needs"), support_words=self.say("needs")), aled)
        Team.update(name=self.say("teamname")).where(Team.name == "Riverside").execute()
        sam = cast.user("sam")
        User.update(name=self.say("membername")).where(User.id == sam.id).execute()
        Session.open(sam, OWN_PHONE, self.say("device"), "sam's")
        Membership.update(relation=self.say("relation")).where(
            (Membership.person == self.person) & (Membership.user == sam)
        ).execute()
        for name in self.allies:
            joined = User.join(name, self.say("membername", author=name, shown=name == DAUGHTER), None, aled)
            assert joined.username == name
        MustNotKnow.put_on(self.person, self.say("mustnotknow"), self.say("mustnotknow"), aled)
        away = self.today - timedelta(days=40)
        TimeAway.record(self.person, away, away, Why.HOSPITAL, aled, note=self.say("awaynote"))

    # who belongs, and what is shared

    def join(self, name: str) -> None:
        """That ally belongs from now on."""
        relation = self.say("relation", author=name, shown=False)
        member = Membership.start(self.person, cast.user(name), "ally", self.aled, relation=relation)
        self.allies[name].places.append(Place(member.id, self.now))
        words = self.say("allyneeds", author=name, shown=False)  # of who comes back the newest
        InformationNeeds.record(self.person, Needs(formats_words=words), self.aled, ally=member)
        self.note(f"{name} belongs")

    def leave(self, name: str) -> None:
        """They do not any more."""
        place = self.allies[name].places[-1]
        Membership.get_by_id(place.number).end(self.aled)
        place.ends = self.now
        self.note(f"{name} does not belong any more")

    def share(
        self, name: str, sections: list[str], *, shared: bool = True, first: date | None = None,
        last: date | None = None,
    ) -> None:  # fmt: skip
        """She decides about these sections, from when until when."""
        place = self.allies[name].places[-1]
        Sharing.choose(
            Membership.get_by_id(place.number),
            dict.fromkeys(sections, Choice(shared=shared, from_day=first, until_day=last)),
            self.aled, self.today, why=self._why(),
        )  # fmt: skip
        place.decisions.update(dict.fromkeys(sections, Decision(shared, first, last)))
        self.note(f"{'shares' if shared else 'stops'} {', '.join(sections)} with {name} ({first}–{last})")

    def _why(self) -> deciding.Why:
        """How she showed it, or why it is best for her."""
        if self.random.random() < 0.7:
            return deciding.Why(how_shown=self.say("howshown"))
        return deciding.Why("", *(self.say("bestinterests") for _reason in deciding.BEST_INTERESTS))

    def keep(self, entry: Entry, label: str) -> None:
        """She keeps that from all of them; or gives it again."""
        called = entry.id or chance_of(str(entry.key and entry.key[0]), entry.key[1] if entry.key else self.today)
        kept = called not in self.known.kept
        KeptBack.decide(self.person, entry, self.aled, kept=kept, how_shown=self.say("howshown"), label=label)
        self.known.kept ^= {called}
        self.note(f"{'keeps' if kept else 'gives again'} {entry.what} {called}, {label}")

    def keep_the_newest(self, what: What) -> None:
        """Of that kind, of what everybody may see and none of them wrote; of chances the one of the newest day."""
        theirs = {log for log, writer in self.logs if writer}
        days = {
            number: entry.key[1] if entry.key else self.today
            for number, (entry, label) in enumerate(self.entries)
            if entry.what is what and label == "ordinary" and entry.id not in theirs
        }
        self.keep(*self.entries[max(days, key=lambda number: (days[number], number))])

    def keep_something(self) -> None:
        """Whatever it is."""
        self.keep(*self.random.choice(self.entries))

    def some_days(self) -> dict[str, Any]:
        """Only today, from some day on, until some day, or both."""
        near = self.random.randint(1, 3) * A_DAY
        return self.random.choice([
            {"first": self.today, "last": self.today}, {"last": self.today + near}, {"first": self.today - near},
            {"first": self.today + near}, {"first": self.today + A_DAY, "last": self.today + near},
        ])  # fmt: skip

    def ask_about_photos(self, name: str, *, yes: bool) -> None:
        """Her answer about photos of logs, for that ally."""
        place = self.allies[name].places[-1]
        PhotoConsent.record(
            self.person, Audience(ALLY, place.number), self.aled, yes=yes, how=DECIDED,
            reasons=self.say("consentreasons"),
        )  # fmt: skip
        place.photos = yes
        self.note(f"{'yes' if yes else 'no'} to photos for {name}")

    def ask_about_her_photo(self) -> None:
        """Her answer about photos that everybody sees."""
        yes = self.known.for_everybody = not self.known.for_everybody
        PhotoConsent.record(
            self.person, THE_CIRCLE, self.aled, yes=yes, how=DECIDED, reasons=self.say("consentreasons")
        )  # fmt: skip
        self.note(f"{'yes' if yes else 'no'} to photos for everybody")

    # what is written

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

    # how time goes by

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
