"""Why something was decided for a person; the people who must not know; whom an invitation was stopped for."""

from peewee import AutoField, ForeignKeyField, Model, TextField

from carelog.db import InstantField

REASONS = ("cannot_decide", "asked", "best_because", "decided_by")


def up(_migrator, db):
    """Widen the decision and the invitation, and make the list."""
    for name in REASONS:
        db.execute_sql(f"ALTER TABLE sharing ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE invitation ADD COLUMN stopped_for TEXT NOT NULL DEFAULT ''")

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class MustNotKnow(Model):
        id = AutoField()
        person = ForeignKeyField(Person)
        name = TextField()
        about = TextField(default="")
        starts = InstantField()
        ends = InstantField(null=True)

        class Meta:
            database = db
            table_name = "must_not_know"

    db.create_tables([MustNotKnow])
