"""Bringing workers in: one who covers until 05:00, or a whole team into many circles at once."""

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person


def workers(people: Iterable[Person]) -> list[User]:
    """Who works with any of these people now, by name: whom a coordinator can ask to work with another one."""
    belong = Membership.standing().where(Membership.person.in_(list(people)) & (Membership.role == WORKER))
    found = User.select().where(User.id.in_(belong.select(Membership.user)))
    return sorted(found, key=lambda user: user.name.casefold())


def cover(person: Person, worker: User, author: journal.Author, id: str | None = None) -> Membership:
    """Give that worker this person until the night is over. Raises AlreadyBelongs.

    The same press again gives the cover back that it made; `id` is the form's.
    """
    told = {"user": worker.id, "role": WORKER}

    def make() -> Membership:
        ends = clock.night_ends(person.team.tz)
        return Membership.start(person, worker, WORKER, author, id=id, ends=ends)

    return journal.once(Membership, "membership.started", author, told, id, make)


def bring_in(people: Sequence[Person], team: Sequence[User], author: journal.Author, id: str) -> int:
    """Let each of these workers belong around each of these people; how many memberships began.

    Who belongs already stays as they are; a cover becomes lasting. All or none.
    """
    with database.atomic():
        in_order = sorted(people, key=lambda person: int(person.id))  # two at once hold them in the same one
        for person in in_order:
            person.hold()
        pairs = [(person, worker) for person in in_order for worker in team]
        return sum(_let_belong(person, worker, author, uuid5(UUID(id), f"{person.id} {worker.id}"))
                   for person, worker in pairs)  # fmt: skip


def _let_belong(person: Person, worker: User, author: journal.Author, press: UUID) -> bool:
    """Inside a transaction that holds the person."""
    there = Membership.standing().where((Membership.person == person) & (Membership.user == worker)).first()
    if there is not None and not there.covers:
        return False
    if there is not None:
        there.end(author)
    Membership.start(person, worker, WORKER, author, id=str(press))
    return True
