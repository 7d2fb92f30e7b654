"""The picture that somebody chose for an item after its week was agreed."""

from peewee import AutoField, CharField, ForeignKeyField, Model, TextField

from carelog.written_once import protect


def up(_migrator, db):
    """Make the table."""

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

    class ItemPicture(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        picture = TextField()

        class Meta:
            database = db
            table_name = "item_picture"

    db.create_tables([ItemPicture])
    for statement in protect("item_picture"):
        db.execute_sql(statement)
