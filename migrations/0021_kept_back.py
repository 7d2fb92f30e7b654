"""What the person keeps from family and friends: one log, one photo, one extra, or all that was said of one chance."""

from peewee import AutoField, BooleanField, CharField, ForeignKeyField, IntegerField, Model, TextField

from carelog.written_once import protect


def up(_migrator, db):
    """Make the table."""

    class Ours(Model):
        class Meta:
            database = db

    class Event(Ours):
        seq = AutoField()

        class Meta:
            table_name = "journal"

    class Item(Ours):
        id = CharField(primary_key=True, max_length=36)

        class Meta:
            table_name = "item"

    class KeptBack(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        what = CharField(max_length=16)
        entry = CharField(max_length=36, null=True, index=True)
        item = ForeignKeyField(Item, null=True)
        number = IntegerField(null=True)
        kept = BooleanField()
        how_shown = TextField()

        class Meta:
            table_name = "kept_back"

    db.create_tables([KeptBack])
    for statement in protect("kept_back"):
        db.execute_sql(statement)
