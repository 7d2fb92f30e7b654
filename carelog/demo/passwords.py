"""A forgotten password, as it happens anywhere: a coordinator makes a link, and the worker chooses a new one."""

from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.user import PasswordHash, User
from carelog.demo.calendar import When
from carelog.demo.life import Life
from carelog.people.resetting import reset_password


def forgets(life: Life, who: str, helper: str, asks: When, chooses: When) -> None:
    """Somebody around this person; in the demo the new password is the old one, which is everybody's."""
    life.later(asks, lambda: reset_password(_user(who), life.author(helper), life.person))
    life.later(chooses, lambda: _chooses(_user(who)))


def _chooses(user: User) -> None:
    reset = PasswordReset.get(PasswordReset.user == user)
    if user.password and reset.use(PasswordHash(user.password)):
        PasswordReset.untold(user)


def _user(username: str) -> User:
    found: User = User.get(User.username == username)
    return found
