"""Everybody who might come to Margaret's pages: each role, each section shared alone, before, after, and strangers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from tests import cast

OPERATOR = journal.Author(None, "operator")
LONG_AGO, JUST_NOW, SOON, LATER = (
    cast.NOW + timedelta(days=days, hours=hours) for days, hours in ((-30, 0), (0, -1), (0, 1), (30, 0))
)
SECTIONS = (
    "my_week", "how_it_went", "learning_logs", "photos", "conversations", "plan_and_tools", "contact", "names",
)  # fmt: skip

SIGNED_OUT = "signed out"
# Around Margaret now: the visitor's role, and for an ally the section that is shared.
INSIDE: dict[str, set[str]] = {
    "self": {"self"},
    "worker": {"worker"},
    "coordinator": {"coordinator"},
    "manager": {"manager"},
    "ally": {"ally"},
    **{f"ally:{section}": {"ally", f"ally:{section}"} for section in SECTIONS},
    "ally, health, money and private care": {"ally"},  # and no page on which they would be
    "ally, everything from tomorrow": {"ally"},
    "ally, everything until yesterday": {"ally"},
    "ally, everything taken back": {"ally"},
    "ally, everything by somebody else": {"ally"},
}
# Not around Margaret now; what they are elsewhere.
OUTSIDE: dict[str, set[str]] = {
    "nobody": set(),
    "self elsewhere": {"self"},
    "worker elsewhere": {"worker"},
    "ally elsewhere": {"ally", *(f"ally:{section}" for section in SECTIONS)},
    "coordinator elsewhere": {"coordinator"},
    "self to be": set(),
    "worker to be": set(),
    "ally to be": set(),
    "coordinator to be": set(),
    "manager to be": set(),
    "self before": set(),
    "worker before": set(),
    "ally before": set(),
    "coordinator before": set(),
    "manager before": set(),
}
OF_THE_CAST = {
    "self": "margaret", "worker": "sam", "coordinator": "aled", "manager": "ruth", "ally": "joan",
    "self elsewhere": "jamie", "worker elsewhere": "dev", "ally elsewhere": "carol", "coordinator elsewhere": "priya",
}  # fmt: skip


def everybody(app: Flask, *, proven: bool = True) -> dict[str, FlaskClient]:
    """A signed-in browser for each of them, and one that is signed out. `proven`: by the password, just now."""
    usernames = {**OF_THE_CAST, **dict(_newcomers())}
    browsers = {name: cast.signed_in(app, usernames[name], proven=proven) for name in (*INSIDE, *OUTSIDE)}
    return {SIGNED_OUT: app.test_client(), **browsers}


def _newcomers() -> Iterator[tuple[str, str]]:
    """The visitor's name and their user name."""
    for section in SECTIONS:
        yield f"ally:{section}", share(belong(section, "ally"), [section])
    yield "ally, health, money and private care", share(belong("labels", "ally"), ["health", "intimate", "money"])
    yield "ally, everything from tomorrow", share(belong("tomorrow", "ally"), from_day=cast.TODAY + timedelta(days=1))
    yield (
        "ally, everything until yesterday",
        share(belong("yesterday", "ally"), until_day=cast.TODAY - timedelta(days=1)),
    )
    taken_back = belong("taken-back", "ally")
    yield "ally, everything taken back", share(taken_back) and share(taken_back, shared=False)
    share(belong("by-another", "ally", around=cast.JAMIE))
    yield "ally, everything by somebody else", belong("by-another", "ally").user.username
    yield "nobody", newcomer("nobody").username
    for role in ("self", "worker", "ally"):
        yield f"{role} to be", share(belong(f"{role}-to-be", role, starts=SOON, ends=LATER))
        yield f"{role} before", share(belong(f"{role}-before", role, starts=LONG_AGO, ends=JUST_NOW))
    for role in ("coordinator", "manager"):
        yield f"{role} to be", work(f"{role}-to-be", role, starts=SOON, ends=None)
        yield f"{role} before", work(f"{role}-before", role, starts=LONG_AGO, ends=JUST_NOW)


def newcomer(username: str) -> User:
    """The user of that name, new if there is none."""
    return User.named(username) or User.join(username, f"Newcomer {username}", None, OPERATOR)


def belong(
    username: str, role: str, *, around: str = cast.MARGARET, starts: datetime = LONG_AGO, ends: datetime | None = None
) -> Membership:
    """A place in a circle, from when until when."""
    return Membership.create(person=cast.person(around), user=newcomer(username), role=role, starts=starts, ends=ends)


def work(username: str, role: str, *, starts: datetime = LONG_AGO, ends: datetime | None = None) -> str:
    """A staff role; a coordinator's is Margaret's team."""
    team = Team.get(Team.name == "Riverside") if role == "coordinator" else None
    StaffRole.create(user=newcomer(username), role=role, team=team, starts=starts, ends=ends)
    return username


def share(
    ally: Membership, sections: list[str] | None = None, *,
    shared: bool = True, from_day: date | None = None, until_day: date | None = None,
) -> str:  # fmt: skip
    """The person shares these sections, or every one, with this member; the member's user name."""
    for section in sections or SECTIONS:
        Sharing.decide(ally, section, OPERATOR, shared=shared, from_day=from_day, until_day=until_day)
    return ally.user.username


def leave(person: Person, username: str) -> None:
    """Their place around this person is over, now."""
    here = (Membership.person == person) & (Membership.user == cast.user(username))
    Membership.get(here).end(OPERATOR)
