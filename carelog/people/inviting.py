"""Inviting: whose invitation takes a second.

Who signs in as the person speaks as the person. The first time there is nobody to push out; once there was somebody,
one alone could end that place and give it to somebody else. So an invitation to it takes two from then on.
"""

from peewee import ModelSelect

from carelog.accounts.invitation import Invitation
from carelog.accounts.user import User
from carelog.people.circle import SELF, Membership
from carelog.people.second import Rule, may_see


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


def _may_make(invitation: Invitation, maker: User) -> bool:
    """They lead there still. Of all others, what its maker may not make any more was taken back when that ended."""
    return not takes_two(invitation) or may_see(maker, invitation)


INVITATIONS: Rule[Invitation] = Rule(lambda invitation, _maker: takes_two(invitation), _may_make)
