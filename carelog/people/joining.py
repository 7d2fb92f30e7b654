"""Joining: accepting an invitation, as somebody who signs in already or as a new user."""

from peewee import IntegrityError

from carelog import journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.people.circle import SELF, WORKER, Membership
from carelog.people.inviting import INVITATIONS, stopped_by_the_list
from carelog.people.person import Person


class NoLongerOpen(Exception):
    """The invitation was used or withdrawn, or is too old; or it takes two and they do not both stand by it."""


class OwnInvitation(Exception):
    """Whoever made an invitation does not accept it."""


class NotTogether(Exception):
    """Who speaks as the person has no work on the staff, and who works with people speaks as none of them."""


class UsernameTaken(Exception):
    """Somebody else has that user name."""


def join(invitation: Invitation, user: User, author: journal.Author) -> None:
    """Accept an invitation: take the role it offers.

    Raises NoLongerOpen, AlreadyBelongs, OwnInvitation, NotTogether; then nothing has changed.
    """
    if invitation.made_by_id == user.id:
        raise OwnInvitation
    if stopped_by_the_list(invitation, user.name):
        raise NoLongerOpen
    with database.atomic():
        if not INVITATIONS.stands(invitation) or not invitation.use(user, author):
            raise NoLongerOpen
        user.hold()  # who accepts two invitations at once is judged by both
        if _conflicts(invitation, user):
            raise NotTogether
        if invitation.person_id is None:
            StaffRole.give(user, invitation.role, invitation.team, author)
        else:
            person = Person.get_by_id(invitation.person_id)
            Membership.start(person, user, invitation.role, author, invitation.relation)


def _conflicts(invitation: Invitation, user: User) -> bool:
    """It would make one user both: somebody who speaks as a person, and somebody who works here."""
    here = [place.role for place in Membership.standing().where(Membership.user == user)]
    if invitation.role == SELF:
        return WORKER in here or StaffRole.standing().where(StaffRole.user == user).exists()
    return invitation.person_id is None and SELF in here


def join_as_new(invitation: Invitation, username: str, name: str, password: str, language: str) -> User:
    """The same as a new user. Raises UsernameTaken too; then there is no new user either."""
    if not User.is_free(username):
        raise UsernameTaken
    if stopped_by_the_list(invitation, name):
        raise NoLongerOpen
    hashed = hash_password(password)
    invited = journal.Author(None, "invited", language=language)
    with database.atomic():
        try:
            with database.atomic():
                user = User.join(username, name, hashed, invited, language)
        except IntegrityError:  # somebody was quicker
            raise UsernameTaken from None
        join(invitation, user, journal.Author(user.id, invitation.role, language=language))
    return user
