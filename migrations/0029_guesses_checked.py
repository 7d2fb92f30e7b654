"""A best guess is checked with the person; what somebody said of a month can be taken back until it is closed."""

from peewee import AutoField, BooleanField, ForeignKeyField, Model, TextField

from carelog.written_once import protect

WITHDRAWN = "ALTER TABLE perspective ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE"


def up(_migrator, db):
    """Make the table, and widen what is said."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class GuessCheck(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        is_right = BooleanField()
        words = TextField()

        class Meta:
            database = db
            table_name = "guess_check"

    db.create_tables([GuessCheck])
    for statement in (*protect("guess_check"), WITHDRAWN):
        db.execute_sql(statement)
