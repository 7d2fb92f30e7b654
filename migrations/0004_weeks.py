"""The perfect week: items, versions, drafts, and what is said about importance."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
)

from carelog.written_once import protect

INDEXES = [
    "CREATE UNIQUE INDEX week_draft_one_open ON week_draft (person_id) WHERE settled IS NULL",
]


def up(_migrator, db):
    """Make the tables."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Item(Model):
        id = CharField(primary_key=True, max_length=36)
        person = ForeignKeyField(Person)

        class Meta:
            database = db
            table_name = "item"

    class PerfectWeek(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        starts = DateField()
        review_by = DateField()
        how_agreed = TextField()
        source = TextField()
        notes = TextField()

        class Meta:
            database = db
            table_name = "perfect_week"

    class PlannedItem(Model):
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        position = IntegerField()
        title = TextField()
        picture = TextField()
        place = TextField()
        why = TextField()
        important_to = BooleanField(null=True)
        important_for = BooleanField(null=True)
        cadence = CharField()
        days = TextField()
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

        class Meta:
            database = db
            table_name = "planned_item"
            constraints = [Check("times >= 1"), Check("every_weeks >= 1")]

    class Importance(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        important_to = BooleanField(null=True)
        important_for = BooleanField(null=True)

        class Meta:
            database = db
            table_name = "importance"

    class WeekDraft(Model):
        person = ForeignKeyField(Person)
        filename = TextField()
        items_json = TextField()
        lines_json = TextField()
        notes = TextField(default="")
        review_by = DateField(null=True)
        made_by = ForeignKeyField(User, null=True)
        created = DateTimeField()
        settled = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "week_draft"

    db.create_tables([Item, PerfectWeek, PlannedItem, Importance, WeekDraft])
    for statement in INDEXES:
        db.execute_sql(statement)
    for table in (
        "perfect_week",
        "planned_item",
        "importance",
    ):
        for statement in protect(table):
            db.execute_sql(statement)
