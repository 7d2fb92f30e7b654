"""What Nadia decides in a random story: who belongs, what she shares, keeps to herself, and says about photos."""

from datetime import date
from typing import Any

from carelog.people import deciding
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.sharing import Choice, Sharing
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.photo_consent import ALLY, DECIDED, THE_CIRCLE, Audience, PhotoConsent
from tests import cast
from tests.sharing_model import A_DAY, Decision, Place, chance_of
from tests.sharing_told import Told


class Decided(Told):
    """Each decision is told to the model, too."""

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
