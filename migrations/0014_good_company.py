"""Who else was with the person, beside the one whom the record names; and somebody who is not of the circle."""

from peewee import AutoField, ForeignKeyField, Model

from carelog.written_once import protect


def up(_migrator, db):
    """Make the table."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class AlsoThere(Model):
        id = AutoField()
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        user = ForeignKeyField(User, null=True)

        class Meta:
            database = db
            table_name = "also_there"

    db.create_tables([AlsoThere])
    for statement in protect("also_there"):
        db.execute_sql(statement)
