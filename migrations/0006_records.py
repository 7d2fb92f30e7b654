"""Everything that can be said of a chance; what was in no plan; days away."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
)

from carelog.written_once import protect

MARK = [
    "ALTER TABLE mark ADD COLUMN reason VARCHAR(255) NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN offered TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN how_shown TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN instead TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN essential BOOLEAN",
]


def up(_migrator, db):
    """Widen the mark, make the tables."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class Item(Model):
        id = CharField(primary_key=True, max_length=36)

        class Meta:
            database = db
            table_name = "item"

    class Move(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        number = IntegerField()
        asked_by_person = BooleanField()
        new_day = DateField()
        part = CharField()
        at = TimeField(null=True)
        note = TextField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "move"

    class ChoiceCheck(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        number = IntegerField()
        about = CharField(max_length=36)
        of_move = BooleanField()
        answer = CharField()
        way = CharField()
        with_whom = TextField()
        how_shown = TextField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "choice_check"

    class Extra(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        title = TextField()
        note = TextField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "extra"

    class TimeAway(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = CharField(max_length=36, index=True)
        first = DateField()
        last = DateField(null=True)
        why = CharField()
        note = TextField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "time_away"
            constraints = [Check("last IS NULL OR last >= first")]

    for statement in MARK:
        db.execute_sql(statement)
    db.create_tables([Move, ChoiceCheck, Extra, TimeAway])
    for table in ("move", "choice_check", "extra", "time_away"):
        for statement in protect(table):
            db.execute_sql(statement)
