"""Team: the people who are supported together, and the team's settings of time."""

from datetime import time
from typing import Any, Self
from zoneinfo import ZoneInfo

from peewee import AutoField, IntegrityError, ModelSelect, TextField

from carelog import clock, journal
from carelog.db import Row, database

MORNING, AFTERNOON, EVENING, NIGHT = time(5), time(12), time(17), time(22)


class NameTaken(Exception):
    """There is a team of that name."""


class Team(Row):
    """A team of the provider."""

    id = AutoField()
    name = TextField(unique=True)
    zone = TextField(default=clock.DEFAULT_ZONE)
    morning = TextField(default=f"{MORNING:%H:%M}")  # when each part of the day begins, wall clock
    afternoon = TextField(default=f"{AFTERNOON:%H:%M}")
    evening = TextField(default=f"{EVENING:%H:%M}")
    night = TextField(default=f"{NIGHT:%H:%M}")

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which this team's times are meant."""
        return ZoneInfo(self.zone)

    @classmethod
    def all_by_name(cls) -> "ModelSelect[Self]":
        """Every team of the provider."""
        return cls.select().order_by(cls.name)

    @classmethod
    def found(cls, name: str, author: journal.Author, id: str | None = None) -> Self:
        """Make a new team. Raises NameTaken."""

        def make() -> Any:
            team = cls.create(name=name)
            journal.note_change("team.founded", author, team, {"name": name}, id=id)
            return team

        try:
            with database.atomic():
                return journal.once(cls, "team.founded", author, {"name": name}, id, make)
        except IntegrityError:
            raise NameTaken(name) from None
