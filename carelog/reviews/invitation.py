"""ConversationInvitation: somebody is asked what they think of a month, before people talk about it; and asked again.

Who has written is not looked at when people are asked: whoever is left out would show that they have. It is looked at
when it is shown, for each of them alone: who has written is asked nothing any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID, uuid5

from peewee import JOIN, SQL, DateField, ForeignKeyField, fn

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, BodyPart, Event
from carelog.people.circle import ALLY, ROLES, SELF, Membership
from carelog.people.person import Person
from carelog.people.sharing import CONVERSATIONS, Sharing
from carelog.records.mark import NotYet
from carelog.reviews.closing import KIND as CLOSED
from carelog.reviews.closing import ConversationClosing, check_takes_more
from carelog.reviews.month import current_month
from carelog.reviews.perspective import KIND as WROTE
from carelog.reviews.perspective import Perspective, Side

KIND = "conversation_invitation"


class NobodyToAsk(ValueError):
    """Everybody of these was asked today, or is not asked at all."""


class ConversationInvitation(Body):
    """The month about which they are asked."""

    month = DateField()

    class Meta:
        table_name = "conversation_invitation"

    @classmethod
    def send(
        cls, person: Person, month: date, wanted: Collection[int], author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Ask these users of the circle, each once a day at most; whoever cannot be asked now is left out.

        Raises NobodyToAsk, NotYet (a month that has not come), Closed.
        """
        if month > current_month(person):
            raise NotYet
        with database.atomic():
            asked: list[int] = []
            if check_takes_more(person, month, author, id) is None:
                able = {one.user_id for one in to_ask({person: month})[person.id] if one.can_be_asked}
                asked = sorted(able & set(wanted))
                if not asked:
                    raise NobodyToAsk
            words: dict[str, Any] = {"month": month, "wanted": sorted(set(wanted))}
            parts = [(ConversationInvited, {"user": user}) for user in asked]
            return journal.write(
                KIND, author, words, bodies=[(cls, {"month": month}), *parts], person_id=person.id, id=id
            )


def invite(wanted: Iterable[tuple[Person, date, Collection[int]]], author: journal.Author, press: str) -> list[Event]:
    """Ask these users about these months, all of them or nobody; whom somebody has asked today is left out.

    Raises NobodyToAsk where that leaves nobody; NotYet, Closed.
    """
    with database.atomic():
        events = [_sent(person, month, users, author, press) for person, month, users in wanted]
    sent = [event for event in events if event]
    if not sent:
        raise NobodyToAsk
    return sent


def _sent(person: Person, month: date, users: Collection[int], author: journal.Author, press: str) -> Event | None:
    try:
        id = str(uuid5(UUID(press), f"{person.id} {month}"))
        return ConversationInvitation.send(person, month, users, author, id=id)
    except NobodyToAsk:
        return None


class ConversationInvited(BodyPart):
    """One of those who are asked."""

    user = ForeignKeyField(User)
    user_id: int

    class Meta:
        table_name = "conversation_invited"


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who can say what they think, and when they were asked last."""

    user_id: int
    name: str
    role: str
    asked: datetime | None
    today: bool = False  # that was today

    @property
    def can_be_asked(self) -> bool:
        """Once a day is enough."""
        return not self.today


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked about a month of a person, whom they have not told anything yet."""

    person_id: int
    month: date
    by_id: int | None
    by: str
    at: datetime
    again: bool


def to_ask(months: Mapping[Person, date]) -> dict[int, list[ToAsk]]:
    """By person, who belongs and may write what they think of that month, the person first.

    An ally only while the conversations are shared, and nobody who only stands in until 05:00. Three queries.
    """
    every = {person.id: person for person in months}
    members = list(Membership.standing().select(Membership, User).join(User).where(Membership.person.in_(list(every))))
    shared, last = Sharing.newest(one for one in members if one.role == ALLY), _last_asked(every, months.values())
    found: dict[int, list[ToAsk]] = {person_id: [] for person_id in every}
    for one in sorted(members, key=lambda one: (ROLES.index(one.role), one.user.name.casefold())):
        zone = every[one.person_id].team.tz
        sharing = shared.get(one.id, {}).get(CONVERSATIONS)
        reads = one.role != ALLY or (sharing is not None and sharing.holds_on(clock.day_here(zone)))
        if reads and not one.covers:
            at = last.get((one.person_id, months[every[one.person_id]], one.user_id))
            today = at is not None and clock.day_here(zone, at) == clock.day_here(zone)
            found[one.person_id].append(ToAsk(one.user_id, one.user.name, one.role, at, today))
    return found


def last_asked(people: Collection[int], months: Iterable[date]) -> dict[tuple[int, date], datetime]:
    """When somebody was last asked about a month, by person and month. One query."""
    found: dict[tuple[int, date], datetime] = {}
    for (person_id, month, _user), at in _last_asked(people, months).items():
        found[person_id, month] = max(at, found.get((person_id, month), at))
    return found


def asked_of(user_id: int, people: Collection[int]) -> list[Asked]:
    """What this user is asked around these people and has not written yet, the newest first. One query."""
    rows = (
        ConversationInvited.select(Event.person_id, ConversationInvitation.month, Event.author_id, User.name,
                                   Event.written_at)
        .join(Event).join(ConversationInvitation, on=(ConversationInvitation.event == Event.seq))
        .join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where((ConversationInvited.user == user_id) & Event.person_id.in_(sorted(people)) & _still_asked(user_id))
        .order_by(Event.seq.desc()).tuples()
    )  # fmt: skip
    each: dict[tuple[int, date], list[Any]] = defaultdict(list)
    for row in cast("Iterable[Any]", rows):
        each[row[0], row[1]].append(row)
    return [
        Asked(person_id, month, newest[2], newest[3] or "", newest[4], len(more) > 0)
        for (person_id, month), (newest, *more) in each.items()
    ]


def first_asked(user_id: int) -> Any:
    """To be selected beside a Person: the first month about which this user is asked around them, if any."""
    first = ConversationInvitation.select(fn.MIN(ConversationInvitation.month)).join(Event)
    first = first.join(ConversationInvited, on=(ConversationInvited.event == Event.seq))
    here = (ConversationInvited.user == user_id) & (Event.person_id == Person.id)
    return first.where(here & _still_asked(user_id)).alias("first_asked")


def how_many(people: Iterable[Person]) -> int:
    """Around how many of these people somebody is asked; they were selected with `first_asked`."""
    return sum(person.first_asked is not None for person in cast("Iterable[Any]", people))


def _still_asked(user_id: int) -> Any:
    """The condition on an invitation with its event: it is not closed, and that user has not written there."""
    month = ConversationInvitation.month
    return ~fn.EXISTS(_ended(month)) & ~fn.EXISTS(_wrote(user_id, month))


def _ended(month: Any) -> Any:
    closed = Event.alias()
    here = (closed.kind == CLOSED) & (closed.person_id == Event.person_id) & (ConversationClosing.month == month)
    return ConversationClosing.select(SQL("1")).join(closed, on=(closed.seq == ConversationClosing.event)).where(here)


def _wrote(user_id: int, month: Any) -> Any:
    """Their own words, which they have not taken back."""
    wrote, later = Event.alias(), Event.alias()
    theirs = (wrote.kind == WROTE) & (wrote.author_id == user_id) & (wrote.person_id == Event.person_id)
    own = ~Perspective.guess & Perspective.written_for.is_null() & ~Perspective.withdrawn
    own &= (Perspective.side != Side.SELF) | (wrote.role == SELF)
    after = (later.replaces == wrote.id) & (later.kind == wrote.kind) & (later.person_id == wrote.person_id)
    replaced = later.select(SQL("1")).where(after & (later.author_id == user_id))
    said = Perspective.select(SQL("1")).join(wrote, on=(wrote.seq == Perspective.event))
    return said.where(theirs & own & (Perspective.month == month) & ~fn.EXISTS(replaced))


def _last_asked(people: Collection[int], months: Iterable[date]) -> dict[tuple[int, date, int], datetime]:
    """By person, month and user. One query."""
    here = (Event.kind == KIND) & Event.person_id.in_(sorted(people))
    rows = (
        ConversationInvited.select(Event.person_id, ConversationInvitation.month, ConversationInvited.user,
                                   fn.MAX(Event.written_at))
        .join(Event).join(ConversationInvitation, on=(ConversationInvitation.event == Event.seq))
        .where(here & ConversationInvitation.month.in_(sorted(set(months))))
        .group_by(Event.person_id, ConversationInvitation.month, ConversationInvited.user).tuples()
    )  # fmt: skip
    return {(person, month, user): at for person, month, user, at in cast("Iterable[Any]", rows)}
