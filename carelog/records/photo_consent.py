"""PhotoConsent: what the person answered when they were asked about photos, for each audience; and what stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.came import CLOCK_MAY_BE_OFF, Came
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.people.sharing import PHOTOS, Sharing

KIND = "photo_consent"
TEAM, ALLY, CIRCLE = "team", "ally", "circle"
SAID, SHOWED, SIGNED, DECIDED = "said", "showed", "signed", "decided"  # how they answered, or others for them
HOW = (SAID, SHOWED, SIGNED, DECIDED)


class NoConsent(Exception):
    """The person said no to photos, or was not asked."""


class NoReasons(NotSaidHow):
    """Others decided for the person and did not say why."""


class Audience(NamedTuple):
    """Whom photos are for: those who support the person; one ally; or everybody around them."""

    kind: str
    member: int | None = None  # the ally's membership

    def __str__(self) -> str:
        """As a form calls it."""
        return self.kind if self.member is None else f"{self.kind}-{self.member}"


THE_TEAM, THE_CIRCLE = Audience(TEAM), Audience(CIRCLE)


class PhotoConsent(Body):
    """One answer for one audience."""

    audience = CharField(max_length=8)
    membership = ForeignKeyField(Membership, null=True)
    membership_id: int | None
    yes = BooleanField()
    how = CharField(max_length=16)  # one of HOW; "" where the person writes it themselves
    reasons = TextField()  # where others decided for them

    @classmethod
    def record(
        cls, person: Person, audience: Audience, author: journal.Author, *, yes: bool, how: str = "", reasons: str = "",
        id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write the answer down. Raises NotSaidHow, NoReasons; NothingThere for who is no ally of this person.

        PlaceEnded for who was there when they wrote it and is not any more: it would count from now on.
        """
        if author.late:
            raise journal.PlaceEnded
        own = author.role == SELF
        if not own and how not in HOW:
            raise NotSaidHow
        if not own and how == DECIDED and not reasons:
            raise NoReasons
        if audience.member is not None and not cls._is_around(person, audience.member):
            raise journal.NothingThere
        words: dict[str, Any] = {
            "audience": audience.kind, "membership": audience.member, "yes": yes, "how": "" if own else how,
            "reasons": "" if own else reasons,
        }  # fmt: skip
        return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)

    @property
    def came(self) -> Came | None:
        """What was out of the ordinary about how it came."""
        return Came.of(self.event)

    @classmethod
    def _is_around(cls, person: Person, member: int) -> bool:
        return Membership.select().where((Membership.id == member) & (Membership.person == person)).exists()


class Answers(dict[Audience, Any]):
    """What stands for one person: for each audience the answer that counts, with its event and who wrote it down."""

    @classmethod
    def of(cls, person: Person, at: datetime | None = None) -> Self:
        """All of them. One query. `at`: as they stood here at that moment."""
        then = True if at is None else Event.received_at <= at
        rows: Iterable[Any] = (
            PhotoConsent.select(PhotoConsent, Event, User)
            .join(Event)
            .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id), attr="author")
            .where((Event.kind == KIND) & (Event.person_id == person.id) & then)
        )
        said: dict[Audience, list[Any]] = defaultdict(list)
        for row in rows:
            said[Audience(row.audience, row.membership_id)].append(row)
        return cls({audience: what_counts(answers) for audience, answers in said.items()})

    def allows(self, audience: Audience) -> bool:
        """The person said yes."""
        return audience in self and bool(self[audience].yes)


def what_counts(answers: Sequence[Any]) -> Any:
    """Of the answers for one audience the one that counts: a yes only where it is newer than every no.

    Newer by when it came and by when it was written: a clock may be wrong, and one may have waited. In doubt it is no.
    """
    noes = [one for one in answers if not one.yes]
    newer = [one for one in answers if one.yes and all(_is_newer(one.event, no.event) for no in noes)]
    return max(newer or noes, key=lambda one: (one.event.written_at, one.event.seq))


def _is_newer(yes: Event, no: Event) -> bool:
    by_a_phone = yes.sent_sha256 is not None
    return yes.seq > no.seq and yes.written_at - (CLOCK_MAY_BE_OFF if by_a_phone else timedelta()) >= no.written_at


def answers_of_who_said_no(audience: str = CIRCLE) -> Any:
    """The query for all the answers of whoever ever said no for that audience: which stands, `what_counts` says."""
    no, event, here = PhotoConsent.alias(), Event.alias(), PhotoConsent.audience == audience
    noes = no.select(event.person_id).join(event, on=(no.event == event.seq)).where((no.audience == audience) & ~no.yes)
    whose = Event.person_id + 0  # not by its index: of answers there are few, of what is written of a person much
    return PhotoConsent.select(PhotoConsent.event).join(Event).where(here & whose.in_(noes))


@dataclass(frozen=True, slots=True)
class Asked:
    """One audience as it is asked about, and the answer that stands."""

    audience: Audience
    name: str = ""  # the ally's
    answer: Any = None  # a PhotoConsent with its event and author; None: nobody asked yet

    def gives_more(self, yes: bool) -> bool:
        """That answer is a yes, and none stands."""
        return yes and not (self.answer and self.answer.yes)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the person is asked about before there are photos of a log: the team, and each ally who would see them."""

    team: Asked
    allies: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, person: Person, answers: Answers, *, later: bool = False) -> Self:
        """With whom photos are shared today counts; `later`: or will be. Two queries."""
        allies = Membership.allies_of(person)
        shared, today = Sharing.newest(allies), clock.day_here(person.team.tz)
        made = {Audience(ALLY, ally.id): (ally, shared.get(ally.id, {}).get(PHOTOS)) for ally in allies}
        see = {
            audience: ally
            for audience, (ally, one) in made.items()
            if one and (one.choice(today).shared if later else one.holds_on(today))
        }
        asked = tuple(Asked(one, ally.user.name, answers.get(one)) for one, ally in see.items())
        return cls(Asked(THE_TEAM, answer=answers.get(THE_TEAM)), asked)

    @property
    def agreed(self) -> bool:
        """Photos may be taken."""
        return self.team.answer is not None and bool(self.team.answer.yes)
