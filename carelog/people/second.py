"""The second: who agrees to a link where nobody alone may decide, and what waits for them.

It is a manager, or a coordinator (of the person's team; for staff of any) who neither made the link nor is let in by
it. All is judged again when the link is used: a role that ended, a person who moved, somebody who became more than they
were.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peewee import ModelSelect

from carelog import journal
from carelog.accounts.link import Link
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.user import User
from carelog.people.person import Placement

ALink = TypeVar("ALink", bound=Link)


class NotForYou(journal.NotYours):
    """This user may not make such a link, or not be the second who agrees."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[ALink]):
    """What holds of one kind of link and its maker: which of them take two, and which the maker could make now."""

    takes_two: Callable[[ALink, User], bool]
    may_make: Callable[[ALink, User], bool]

    def stands(self, link: ALink) -> bool:
        """It works now."""
        return link.is_open and self.holds(link) and not self.lacks_second(link)

    def holds(self, link: ALink) -> bool:
        """Whoever made it, and whoever agreed, could do so now."""
        if link.made_by is None:
            return True
        agreed = link.agreed_by is None or may_agree(link.agreed_by, link)
        return agreed and self.may_make(link, link.made_by)

    def lacks_second(self, link: ALink) -> bool:
        """Nobody has agreed to it yet, and somebody has to."""
        return link.made_by is not None and link.agreed_by is None and self.takes_two(link, link.made_by)

    def waits(self, link: ALink) -> bool:
        """There is something to agree to."""
        return link.is_open and self.holds(link) and self.lacks_second(link)


def agree(link: Link, author: journal.Author) -> bool:
    """Be the second person; False if there is nothing to agree to any more. Raises NotForYou."""
    if not may_agree(User.get_by_id(author.user_id), link):
        raise NotForYou
    return link.agree(author)


def may_agree(second: User, link: Link) -> bool:
    """Be the second for it."""
    return may_see(second, link) and second.id not in link.no_second


def may_see(user: User, link: Link) -> bool:
    """A manager; else a coordinator: of the person's team, for staff any. Nobody sees the operator's."""
    roles = StaffRole.of(user) if link.made_by_id else []
    if link.person_id is None or manages(roles):
        return bool(roles)
    return coordinates(roles, link.person_id)


def could_agree(user: User, roles: list[StaffRole], links: "ModelSelect[ALink]") -> list[ALink]:
    """Those of these links, with the names, that wait for a second whom this user with these roles could be."""
    kind = links.model
    rows = links.where(kind.is_waiting() & kind.agreed.is_null() & ~kind.made_by.is_null() & (kind.made_by != user))
    if not manages(roles):
        mine = Placement.standing().where(Placement.team.in_(list(teams(roles)))).select(Placement.person)
        rows = rows.where(kind.person_id.is_null() | kind.person_id.in_(mine))
    return list(rows.order_by(kind.id))


def manages(roles: list[StaffRole]) -> bool:
    """One of them is a manager's."""
    return any(role.role == MANAGER for role in roles)


def coordinates(roles: list[StaffRole], person_id: int) -> bool:
    """One of them is a coordinator's where this person is supported."""
    there = Placement.standing().where(Placement.person == person_id).first()
    return there is not None and there.team_id in teams(roles)


def teams(roles: list[StaffRole]) -> set[Any]:
    """Which teams they coordinate."""
    return {role.team_id for role in roles if role.role == COORDINATOR}
