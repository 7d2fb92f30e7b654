"""A small invented provider for trying the app: who there is, and eight weeks of their lives. Everybody is made up.

`cast` says who belongs where, a file for each person tells their weeks, and `story` has them written down in order.
"""

from pathlib import Path

from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.demo.cast import CIRCLES, PEOPLE, STAFF, USERS, people_and_circles, who_is_who
from carelog.demo.sheets import SHEETS
from carelog.demo.signing_in import SIGN_IN_AS, how_to_sign_in, password
from carelog.demo.story import build
from carelog.journal import Installation
from carelog.people.person import Person

__all__ = [
    "CIRCLES", "PEOPLE", "SHEETS", "SIGN_IN_AS", "STAFF", "USERS", "NotEmpty", "build", "how_to_sign_in", "load",
    "password", "people_and_circles", "who_is_who",
]  # fmt: skip


class NotEmpty(Exception):
    """There is somebody in the database already, and it is not the demo."""


def load(var: Path) -> bool:
    """Put the demo into an empty database; False if it is there already. Raises NotEmpty."""
    if Installation.current().demo:
        return False
    if User.select().exists() or Person.select().exists():
        raise NotEmpty
    hashed = hash_password(password(var))
    with database.atomic():
        Installation.update(demo=1).execute()
        build(hashed)
    return True
