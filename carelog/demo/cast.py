"""Everybody in the demo: two teams, five people, and somebody in every role, inside and outside each circle.

The tests share them (tests/cast.py). Everybody is made up.
"""

from dataclasses import dataclass
from typing import Any

from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.demo.information import tell_needs
from carelog.journal import OPERATOR, OWN, Author
from carelog.people import sharing
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing

TEAMS = ("Riverside", "Hilltop")
USERS = (
    ("ruth", "Ruth Okafor"), ("aled", "Aled Prosser"), ("priya", "Priya Nair"),
    ("sam", "Sam Doyle"), ("grace", "Grace Mensah"), ("tomasz", "Tomasz Lis"),
    ("margaret", "Margaret Hughes"), ("jamie", "Jamie Carter"),
    ("helen", "Helen Hughes"), ("joan", "Joan Price"), ("carol", "Carol Carter"), ("dev", "Dev Shah"),
)  # fmt: skip
STAFF = (("ruth", MANAGER, None), ("aled", COORDINATOR, "Riverside"), ("priya", COORDINATOR, "Hilltop"))
PEOPLE: dict[str, tuple[str, dict[str, str]]] = {
    "Margaret Hughes": ("Riverside", {
        "picture": "potted-plant",
        "how_to_support_me": "Do things with me, not for me. Ask before you move anything in my kitchen.",
        "address": "3 Canal Row", "phone": "01632 960101", "emergency_contact": "My daughter, 01632 960102",
        "way_in": "Ring twice and wait. I am slow but I am coming.", "written_down": "with_me",
    }),
    "Jamie Carter": ("Riverside", {
        "picture": "soccer-ball",
        "how_to_support_me": "Tell me what is next. One thing at a time. Jokes help.",
        "address": "Flat 2, 18 Mill Lane", "phone": "01632 960111", "emergency_contact": "Mum, 01632 960112",
        "way_in": "Buzz flat 2.", "written_down": "after",
    }),
    "Walter Osei": ("Riverside", {
        "picture": "headphone",
        "how_to_support_me": "Radio on low in the morning. I wash my own face.",
        "way_in": "Key safe by the back door; the team has the number.", "written_down": "on_paper",
    }),
    "Nadia Rahman": ("Riverside", {"picture": "artist-palette"}),
    "Ivy Bright": ("Hilltop", {"picture": "tulip"}),
}  # fmt: skip
CIRCLES = (
    ("Margaret Hughes", "margaret", SELF, ""), ("Margaret Hughes", "sam", WORKER, ""),
    ("Margaret Hughes", "grace", WORKER, ""), ("Margaret Hughes", "helen", ALLY, "daughter"),
    ("Margaret Hughes", "joan", ALLY, "neighbour"),
    ("Jamie Carter", "jamie", SELF, ""), ("Jamie Carter", "sam", WORKER, ""), ("Jamie Carter", "tomasz", WORKER, ""),
    ("Jamie Carter", "carol", ALLY, "mum"),
    ("Walter Osei", "sam", WORKER, ""), ("Walter Osei", "grace", WORKER, ""),
    ("Nadia Rahman", "sam", WORKER, ""),
    ("Ivy Bright", "dev", WORKER, ""),
)  # fmt: skip
SHARED = (
    ("helen", "Margaret Hughes", (sharing.HOW_IT_WENT, sharing.MY_WEEK)),
    ("carol", "Jamie Carter", sharing.PAGES),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by name."""

    users: dict[str, User]
    people: dict[str, Person]
    teams: dict[str, Team]

    @property
    def coordinator(self) -> Author:
        """The Riverside coordinator, as an author."""
        return Author(self.users["aled"].id, COORDINATOR)

    @property
    def coordinators(self) -> dict[str, Author]:
        """Of each person, who coordinates their team, as an author."""
        by_team = {team: Author(self.users[user].id, role) for user, role, team in STAFF if team}
        return {name: by_team[team] for name, (team, _fields) in PEOPLE.items()}

    def around(self, person: str, username: str, voice: str = OWN) -> Author:
        """Somebody who belongs around a person, or coordinates their team, as an author. Raises KeyError."""
        roles = {user: role for whose, user, role, _relation in CIRCLES if whose == person}
        roles |= {user: role for user, role, team in STAFF if team == PEOPLE[person][0]}
        return Author(self.users[username].id, roles[username], voice=voice)


def people_and_circles(hashed: str | None) -> Cast:
    """Teams, users, staff, people, memberships and what is shared; no weeks yet."""
    cast = people_join(hashed)
    share(cast)
    return cast


def people_join(hashed: str | None) -> Cast:
    """The same, and nothing is shared yet."""
    teams = {name: Team.found(name, OPERATOR) for name in TEAMS}
    users = {username: User.join(username, name, None, OPERATOR) for username, name in USERS}
    User.update(password=hashed).execute()
    for username, role, team in STAFF:
        StaffRole.give(users[username], role, teams[team] if team else None, OPERATOR)
    people = {n: Person.welcome(teams[team], OPERATOR, name=n, **fields) for n, (team, fields) in PEOPLE.items()}
    circles = {
        (name, username): Membership.start(people[name], users[username], role, OPERATOR, relation)
        for name, username, role, relation in CIRCLES
    }
    cast = Cast(users, people, teams)
    tell_needs(circles, people, cast.coordinators)
    return cast


def share(cast: Cast) -> None:
    """What each of them shares by themselves."""
    for username, name, sections in SHARED:
        owner = next(user for person, user, role, _ in CIRCLES if person == name and role == SELF)
        mine = (Membership.person == cast.people[name]) & (Membership.user == cast.users[username])
        for section in sections:
            Sharing.decide(Membership.get(mine), section, Author(cast.users[owner].id, SELF), shared=True)


def who_is_who() -> dict[str, Any]:
    """Users, people, memberships and staff, as plain values."""
    standing = Membership.standing().select(Membership, User).join(User).order_by(Membership.id)
    staff = StaffRole.standing().select(StaffRole, User).join(User).order_by(StaffRole.id)
    return {
        "users": [{"username": user.username, "name": user.name} for user in User.select().order_by(User.id)],
        "people": [{"id": person.id, "name": person.name} for person in Person.select().order_by(Person.id)],
        "memberships": [{"username": row.user.username, "person": row.person_id, "role": row.role} for row in standing],
        "staff": [{"username": row.user.username, "role": row.role} for row in staff],
    }
