"""What was agreed in a month's conversation: lines, actions with what became of them, and what was asked of each."""

from peewee import AutoField, BooleanField, CharField, Check, DateField, ForeignKeyField, Model, TextField

from carelog.written_once import protect

TABLES = ("agreed_line", "action", "action_because", "action_step", "four_plus_one")


def up(_migrator, db):
    """Make the tables."""

    class Ours(Model):
        class Meta:
            database = db

    class Event(Ours):
        seq = AutoField()

        class Meta:
            table_name = "journal"

    class User(Ours):
        class Meta:
            table_name = "user"

    class Item(Ours):
        id = CharField(max_length=36, primary_key=True)

        class Meta:
            table_name = "item"

    class AgreedLine(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        month = DateField()
        what = CharField()
        words = TextField()
        withdrawn = BooleanField()

        class Meta:
            table_name = "agreed_line"
            constraints = [Check("words <> ''"), Check("what IN ('keep', 'change', 'try')")]

    class Action(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        month = DateField()
        what = TextField()
        owner = ForeignKeyField(User)
        by_when = DateField()
        difference = TextField()
        item = ForeignKeyField(Item, null=True)
        profile = BooleanField()

        class Meta:
            table_name = "action"
            constraints = [Check("what <> ''")]

    class ActionBecause(Ours):
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        source = ForeignKeyField(Event, column_name="source_seq", on_delete="RESTRICT")

        class Meta:
            table_name = "action_because"

    class ActionStep(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        step = CharField()
        words = TextField()
        owner = ForeignKeyField(User)
        by_when = DateField()

        class Meta:
            table_name = "action_step"
            constraints = [
                Check("step IN ('done', 'moved', 'dropped')"),
                Check("words <> '' OR step = 'done'"),
            ]

    class FourPlusOne(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        month = DateField()
        tried = TextField()
        learned = TextField()
        pleased = TextField()
        concerned = TextField()
        what_next = TextField()

        class Meta:
            table_name = "four_plus_one"
            constraints = [Check("tried <> '' OR learned <> '' OR pleased <> '' OR concerned <> '' OR what_next <> ''")]

    db.create_tables([AgreedLine, Action, ActionBecause, ActionStep, FourPlusOne])
    for table in TABLES:
        for statement in protect(table):
            db.execute_sql(statement)
