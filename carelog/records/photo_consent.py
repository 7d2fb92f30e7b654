"""PhotoConsent: what the person answered when they were asked about photos, for each audience. The newest stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.people.sharing import PHOTOS, NotSaidHow, Sharing
from carelog.records.photo_picture import take_down

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
        with database.atomic():
            event = journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)
            if audience == THE_CIRCLE and not Answers.of(person).allows(audience):
                take_down(person, author)
        return event

    @classmethod
    def _is_around(cls, person: Person, member: int) -> bool:
        return Membership.select().where((Membership.id == member) & (Membership.person == person)).exists()


class Answers(dict[Audience, Any]):
    """What stands for one person: for each audience the answer given last, with its event and who wrote it down."""

    @classmethod
    def of(cls, person: Person) -> Self:
        """All of them. One query. What waited on a phone is no newer than when it was written."""
        rows: Iterable[Any] = (
            PhotoConsent.select(PhotoConsent, Event, User)
            .join(Event)
            .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id), attr="author")
            .where((Event.kind == KIND) & (Event.person_id == person.id))
            .order_by(Event.written_at, Event.seq)
        )
        return cls({Audience(row.audience, row.membership_id): row for row in rows})

    def allows(self, audience: Audience) -> bool:
        """The person said yes."""
        return audience in self and bool(self[audience].yes)


@dataclass(frozen=True, slots=True)
class Asked:
    """One audience as it is asked about, and the answer that stands."""

    audience: Audience
    name: str = ""  # the ally's
    answer: Any = None  # a PhotoConsent with its event and author; None: nobody asked yet


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom the person is asked about before there are photos of a log: the team, and each ally who would see them."""

    team: Asked
    allies: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, person: Person, answers: Answers) -> Self:
        """With whom photos are shared today counts. Two queries."""
        allies = Membership.allies_of(person)
        shared, today = Sharing.newest(allies), clock.day_here(person.team.tz)
        made = {Audience(ALLY, ally.id): (ally, shared.get(ally.id, {}).get(PHOTOS)) for ally in allies}
        see = {audience: ally for audience, (ally, one) in made.items() if one and one.holds_on(today)}
        asked = tuple(Asked(one, ally.user.name, answers.get(one)) for one, ally in see.items())
        return cls(Asked(THE_TEAM, answer=answers.get(THE_TEAM)), asked)

    @property
    def agreed(self) -> bool:
        """Photos may be taken."""
        return self.team.answer is not None and bool(self.team.answer.yes)
