"""Item: one thing in a person's perfect week. It keeps its id across versions; its words belong to a version."""

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from carelog import journal
from carelog.db import Row
from carelog.journal import BodyPart
from carelog.people.person import Person
from carelog.weeks.details import Cadence, ItemDetails, Label, Part, Support


class Item(Row):
    """The lasting identity of one item: its id, and whose it is."""

    id = CharField(primary_key=True, max_length=36, default=journal.new_id)
    person = ForeignKeyField(Person, backref="items")


class DaysField(TextField):
    """Weekdays, as "0,2,4" in the database."""

    def db_value(self, value: tuple[int, ...] | None) -> Any:
        """Numbers to text."""
        return ",".join(str(day) for day in value or ())

    def python_value(self, value: Any) -> tuple[int, ...]:
        """Text to numbers."""
        return tuple(int(day) for day in value.split(",")) if value else ()


class PlannedItem(BodyPart):
    """One item as worded in one version of the week; the columns are the fields of ItemDetails."""

    item = ForeignKeyField(Item)
    item_id: str
    position = IntegerField()
    title = TextField()
    picture = TextField()
    place = TextField()
    why = TextField()
    important_to = BooleanField(null=True)
    important_for = BooleanField(null=True)
    cadence = CharField()
    days = DaysField()
    times = IntegerField()
    every_weeks = IntegerField()
    first_on = DateField(null=True)
    nth = IntegerField(null=True)
    month_day = IntegerField(null=True)
    month = IntegerField(null=True)
    season_from = CharField()
    season_until = CharField()
    part = CharField()
    at = TimeField(null=True)
    minutes = IntegerField(null=True)
    tolerance = IntegerField(null=True)
    with_whom = TextField()
    with_whom_matters = BooleanField()
    usually_says = TextField()
    support = CharField()
    starred = BooleanField()
    must_happen = BooleanField()
    by_when = TimeField(null=True)
    essential = TextField()
    carries_on = BooleanField()
    technology = BooleanField()
    label = CharField()
    notes = TextField()
    source = TextField()

    @classmethod
    def columns(cls, details: ItemDetails) -> dict[str, Any]:
        """The columns that store these details."""
        return {name: getattr(details, name) for name in ItemDetails.__dataclass_fields__}

    @property
    def details(self) -> ItemDetails:
        """The stored columns as details."""
        values = {name: getattr(self, name) for name in ItemDetails.__dataclass_fields__}
        values["cadence"], values["part"] = Cadence(self.cadence), Part(self.part)
        values["support"], values["label"] = Support(self.support), Label(self.label)
        return ItemDetails(**values)
