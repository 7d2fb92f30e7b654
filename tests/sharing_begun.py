"""How a random story begins: the week that was agreed with Nadia, and who she is."""

from datetime import date, timedelta
from typing import Any

import time_machine

from carelog.accounts.session import OWN_PHONE, Session
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.pictures import photo_name
from carelog.weeks.details import Cadence, ItemDetails, Label
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest
from carelog.weeks.spreadsheet_import import read_week
from carelog.weeks.time_away import TimeAway, Why
from carelog.weeks.week_draft import WeekDraft
from tests import cast
from tests.everywhere import author
from tests.sharing_model import A_DAY, LABELS, Thing
from tests.sharing_told import DAUGHTER, Told

GREW = date(2027, 3, 15)  # then the week got one more thing, about health
EVERY_DAY = tuple(range(7))


class Begun(Told):
    """A canary in every field."""

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
