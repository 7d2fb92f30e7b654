"""A small invented provider for trying the app. Everybody in it is made up.

The same cast serves the tests (tests/cast.py): two teams, five people, and somebody in every role, inside and outside
each circle.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from carelog import clock, journal
from carelog.accounts.sign_in_link import LASTS
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User, hash_password
from carelog.db import database
from carelog.journal import OPERATOR, Author, Installation
from carelog.people import sharing
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.lived_week import lived_week
from carelog.records.mark import Mark
from carelog.settings import DEFAULT_PORT, Settings
from carelog.weeks.perfect_week import day_parts, latest, say_importance
from carelog.weeks.spreadsheet_import import read_week
from carelog.weeks.week_draft import WeekDraft

SHEETS = Path(__file__).parent / "demo_weeks"
EVERY_LABEL = {"ordinary", "health", "intimate", "money"}
WEEKS_BEFORE = 3
WRITTEN_DOWN = 88  # of a hundred chances, those that somebody wrote down as happened
AT_NIGHT = time(20)


class NotEmpty(Exception):
    """There is somebody in the database already, and it is not the demo."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody to sign in as, and what they are good for."""

    username: str
    name: str
    role: str


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
        "how_i_communicate": "I talk. I do not hear well on my left side, so sit on my right and let me see your face.",
        "how_to_support_me": "Do things with me, not for me. Ask before you move anything in my kitchen.",
        "address": "3 Canal Row", "phone": "01632 960101", "emergency_contact": "My daughter, 01632 960102",
        "way_in": "Ring twice and wait. I am slow but I am coming.",
    }),
    "Jamie Carter": ("Riverside", {
        "picture": "soccer-ball",
        "how_i_communicate": "I use short sentences and my photo book. Give me time to answer.",
        "how_to_support_me": "Tell me what is next. One thing at a time. Jokes help.",
        "address": "Flat 2, 18 Mill Lane", "phone": "01632 960111", "emergency_contact": "Mum, 01632 960112",
        "way_in": "Buzz flat 2.",
    }),
    "Walter Osei": ("Riverside", {
        "picture": "headphone", "how_i_communicate": "I read large print.",
        "how_to_support_me": "Radio on low in the morning. I wash my own face.",
        "way_in": "Key safe by the back door; the team has the number.",
    }),
    "Nadia Rahman": ("Riverside", {"picture": "artist-palette", "how_i_communicate": "I sign and I point."}),
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
    ("carol", "Jamie Carter", sharing.SECTIONS),
)
WEEKS = (
    ("Margaret Hughes", "week-a-home-care.xlsx"),
    ("Jamie Carter", "week-b-own-home.xlsx"),
    ("Walter Osei", "week-c-list.csv"),
)
KEEPS_ME_WELL = ("shower", "wash", "tablets", "tea", "meal", "supper", "tidy", "cook")
NOT_ASKED_YET = ("Neighbour pops in", "Tidy up")
SIGN_IN_AS = (
    Shown("sam", "Sam Doyle", "care worker"),
    Shown("margaret", "Margaret Hughes", "the person"),
    Shown("helen", "Helen Hughes", "family: Margaret's daughter, with whom her week is shared"),
    Shown("joan", "Joan Price", "friend: Margaret's neighbour, with whom nothing is shared yet"),
    Shown("aled", "Aled Prosser", "coordinator"),
    Shown("ruth", "Ruth Okafor", "manager"),
)


def load(var: Path) -> bool:
    """Put the demo into an empty database; False if it is there already. Raises NotEmpty."""
    if Installation.current().demo:
        return False
    if User.select().exists() or Person.select().exists():
        raise NotEmpty
    with database.atomic():
        Installation.update(demo=1).execute()
        build(hash_password(password(var)))
    return True


def build(hashed: str | None = None) -> None:
    """The cast, their weeks, and what was recorded of them until now."""
    cast = people_and_circles(hashed)
    first = clock.monday(clock.day_here(cast.people["Margaret Hughes"].team.tz)) - timedelta(weeks=WEEKS_BEFORE)
    for name, sheet in WEEKS:
        person = cast.people[name]
        read = read_week((SHEETS / sheet).read_bytes(), sheet)
        how = "We talked it through at my kitchen table." if name == "Margaret Hughes" else ""
        WeekDraft.bring_in(person, read, sheet, cast.coordinator).agree(first, how, cast.coordinator)
        _say_importance(person, cast.coordinator)
        _record_until_now(person, first, [cast.worker(u) for p, u, role, _ in CIRCLES if p == name and role == WORKER])


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

    def worker(self, username: str) -> Author:
        """A worker, as an author."""
        return Author(self.users[username].id, WORKER)


def people_and_circles(hashed: str | None) -> Cast:
    """Teams, users, staff, people, memberships and what is shared; no weeks yet."""
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
    for username, name, sections in SHARED:
        owner = next(user for person, user, role, _ in CIRCLES if person == name and role == SELF)
        for section in sections:
            Sharing.decide(circles[name, username], section, Author(users[owner].id, SELF), shared=True)
    return Cast(users, people, teams)


def password(var: Path) -> str:
    """The one password of everybody in this installation's demo; made once, kept beside the other secrets."""
    path = var / "secrets" / "demo-password"
    if not path.exists():
        path.touch(0o600)
        path.write_text(f"try-carelog-{secrets.token_hex(4)}")
    return path.read_text()


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


def how_to_sign_in(told: Settings) -> str:
    """For the terminal: one member of each role."""
    width = max(len(shown.username) for shown in SIGN_IN_AS)
    rows = [f"  {shown.username:<{width}}  {shown.name}, {shown.role}" for shown in SIGN_IN_AS]
    port = "" if told.port == DEFAULT_PORT else f"PORT={told.port} "
    return f"""
This is a demo. Everybody in it is invented.
Open {told.url} and sign in with one of these user names:

{os.linesep.join(rows)}

Everybody's password here: {password(told.var)}
Or print a link that signs you in once: {port}.venv/bin/carelog sign-in-link {SIGN_IN_AS[0].username}
(it lasts {int(LASTS.total_seconds() // 60)} minutes)
"""


def _say_importance(person: Person, author: Author) -> None:
    week = latest(person)
    answers = {
        planned.item_id: (not well, well)
        for planned in (week.items if week else ())
        if not planned.details.title.startswith(NOT_ASKED_YET)
        for well in [any(word in planned.details.title.casefold() for word in KEEPS_ME_WELL)]
    }
    say_importance(person, answers, author)


def _record_until_now(person: Person, first: date, workers: list[Author]) -> None:
    """Believable marks, the same whenever the demo is made: most things happened, a few nobody wrote down."""
    now, evening = clock.now(), day_parts(person.team)
    for week in range(WEEKS_BEFORE + 1):
        lived = lived_week(person, first + timedelta(weeks=week), EVERY_LABEL, now)
        chances = [(row.occurrence.key, row.occurrence.closes) for row in lived.dated]
        for flexible in lived.flexible:
            item_id = flexible.chances.planned.item_id
            days = [lived.days[(2 * number + week) % 7] for number in range(flexible.chances.count)]
            chances += [((item_id, day, 1), evening.instant(day, AT_NIGHT)) for day in dict.fromkeys(days)]
        for place, ((item_id, day, number), over) in enumerate(chances):
            dice = _dice(person.name, week, place)
            written = over + timedelta(minutes=2 + dice % 40)
            if written < now and dice % 100 < WRITTEN_DOWN:
                worker = workers[dice % len(workers)]
                Mark.record(person, item_id, day, number, worker, labels=EVERY_LABEL, written_at=written)


def _dice(*what: object) -> int:
    """A number that looks thrown and is always the same."""
    return int(journal.body_hash({"thrown": [str(one) for one in what]})[:8], 16)
