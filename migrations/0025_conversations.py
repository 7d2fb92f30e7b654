"""The monthly conversation: its plan, what each says, when it began, its end, and what came to mind later."""

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
)

from carelog.written_once import protect

TABLES = (
    "conversation_plan", "perspective", "perspective_pin", "conversation_opening", "conversation_closing",
    "later_thought",
)  # fmt: skip


def up(_migrator, db):
    """Make the tables."""

    class Ours(Model):
        class Meta:
            database = db

    class Event(Ours):
        seq = AutoField()

        class Meta:
            table_name = "journal"

    class Membership(Ours):
        class Meta:
            table_name = "membership"

    class OfAMonth(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        month = DateField(index=True)

    class ConversationPlan(OfAMonth):
        needed = BooleanField()
        form = CharField()
        every = IntegerField()
        led_by = ForeignKeyField(Membership, null=True)
        held_on = DateField(null=True)
        held_at = CharField(max_length=5)
        words = TextField()

        class Meta:
            table_name = "conversation_plan"
            constraints = [
                Check("form IN ('short', 'full')"),
                Check("every BETWEEN 1 AND 12"),
                Check("held_at = '' OR held_on IS NOT NULL"),
            ]

    class Perspective(OfAMonth):
        side = CharField()
        working = TextField()
        not_working = TextField()
        guess = BooleanField()
        written_for = ForeignKeyField(Membership, null=True)
        only_for = CharField()

        class Meta:
            table_name = "perspective"
            constraints = [
                Check("side IN ('self', 'allies', 'team')"),
                Check("working <> '' OR not_working <> ''"),
                Check("only_for IN ('', 'person', 'self')"),
                Check("only_for <> 'self' OR side = 'self'"),
                Check("only_for <> 'person' OR side = 'allies'"),
                Check("side = 'self' OR NOT guess"),
                Check("side <> 'self' OR written_for_id IS NULL"),
            ]

    class PerspectivePin(Ours):
        id = AutoField()
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        sort = CharField()
        ref = CharField(max_length=64)

        class Meta:
            table_name = "perspective_pin"
            constraints = [Check("sort IN ('log', 'item', 'figure')")]

    class ConversationOpening(OfAMonth):
        class Meta:
            table_name = "conversation_opening"

    class ConversationClosing(OfAMonth):
        figures = TextField()

        class Meta:
            table_name = "conversation_closing"

    class LaterThought(OfAMonth):
        words = TextField()

        class Meta:
            table_name = "later_thought"
            constraints = [Check("words <> ''")]

    db.create_tables(
        [ConversationPlan, Perspective, PerspectivePin, ConversationOpening, ConversationClosing, LaterThought]
    )
    for table in TABLES:
        for statement in protect(table):
            db.execute_sql(statement)
