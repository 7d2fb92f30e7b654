"""What happened."""

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField, Model

from carelog.written_once import protect


def up(_migrator, db):
    """Make the tables."""

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

    class Mark(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        number = IntegerField(default=1)
        said = CharField()

        class Meta:
            database = db
            table_name = "mark"
            constraints = [Check("number >= 1")]

    db.create_tables([Mark])
    for table in ("mark",):
        for statement in protect(table):
            db.execute_sql(statement)
