"""What worries somebody, and what was done about it; notes for whoever comes next."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    Model,
    TextField,
)

from carelog.written_once import protect

INDEXES = [
    "CREATE INDEX visit_note_until ON visit_note (until)",
]


def up(_migrator, db):
    """Make the tables."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Concern(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        seen = TextField()
        said = TextField()
        done = TextField()
        safe_now = CharField()
        others = TextField()

        class Meta:
            database = db
            table_name = "concern"
            constraints = [
                Check("safe_now IN ('yes', 'no', 'not_sure')"),
                Check("seen <> '' OR said <> '' OR done <> ''"),
            ]

    class ConcernNamed(Model):
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        user = ForeignKeyField(User)

        class Meta:
            database = db
            table_name = "concern_named"

    class ConcernStep(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        step = CharField()
        words = TextField()

        class Meta:
            database = db
            table_name = "concern_step"
            constraints = [
                Check("step IN ('acknowledged', 'answered', 'added', 'closed', 'opened_again')"),
                Check("step = 'acknowledged' OR words <> ''"),
            ]

    class VisitNote(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        note = TextField()
        until = DateField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "visit_note"
            constraints = [Check("note <> ''")]

    db.create_tables([Concern, ConcernNamed, ConcernStep, VisitNote])
    for statement in INDEXES:
        db.execute_sql(statement)
    for table in ("concern", "concern_named", "concern_step", "visit_note"):
        for statement in protect(table):
            db.execute_sql(statement)
