"""Whom a worker sees on a day, and in what order; somebody can cover until the night is over."""

from peewee import AutoField, DateField, ForeignKeyField, Model, TextField


def up(_migrator, db):
    """Make the table."""

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Round(Model):
        id = AutoField()
        user = ForeignKeyField(User)
        day = DateField()
        people = TextField()

        class Meta:
            database = db
            table_name = "round"
            indexes = ((("user", "day"), True),)

    db.create_tables([Round])
