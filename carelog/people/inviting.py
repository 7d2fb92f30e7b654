"""Inviting: whose invitation takes a second, and which is stopped.

Who signs in as the person speaks as the person. The first time there is nobody to push out; once there was somebody,
one alone could end that place and give it to somebody else. So an invitation to it takes two from then on.
"""

from datetime import timedelta

from peewee import ModelSelect

from carelog import clock, journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.user import User
from carelog.people.circle import SELF, Membership
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.people.second import Rule, may_see

STOPPED_LATELY = timedelta(days=30)


def self_takes_two(person_id: int | None) -> bool:
    """An invitation to sign in as this person has to be agreed to: somebody did before."""
    return Membership.ever_self().where(Membership.person == person_id).exists()


def takes_two(invitation: Invitation) -> bool:
    """This one has to be agreed to."""
    return invitation.role == SELF and self_takes_two(invitation.person_id)


def of_two() -> "ModelSelect[Invitation]":
    """Those that take two, with the names."""
    before = Membership.ever_self().select(Membership.person)
    return Invitation.told_with_names().where((Invitation.role == SELF) & Invitation.person_id.in_(before))


def stopped_by_the_list(invitation: Invitation, name: str) -> bool:
    """Whoever accepts it is called like somebody who must not know, of whom whoever made it was not warned.

    Then the link is taken back. They learn no more than that it does not work; who invites there reads why.
    """
    if not invitation.is_open or not invitation.person_id:
        return False
    for one in MustNotKnow.of([invitation.person_id]):
        was_warned = one.starts <= invitation.created and one.resembles(invitation.name, invitation.relation)
        if one.is_called(name) and not was_warned:
            invitation.stop(name, journal.Author(None, "invited"))
            return True
    return False


def stopped_lately(person: Person) -> list[Invitation]:
    """Those that were stopped, the newest first."""
    lately = Invitation.withdrawn > clock.now() - STOPPED_LATELY
    mine = Invitation.select().where((Invitation.person_id == person.id) & (Invitation.stopped_for != "") & lately)
    return list(mine.order_by(Invitation.id.desc()))


def _may_make(invitation: Invitation, maker: User) -> bool:
    """They lead there still. Of all others, what its maker may not make any more was taken back when that ended."""
    return not takes_two(invitation) or may_see(maker, invitation)


INVITATIONS: Rule[Invitation] = Rule(lambda invitation, _maker: takes_two(invitation), _may_make)
