"""The review every three months: its plan, its beginning and end, what is said in it, and what came of it."""

from peewee import AutoField, BooleanField, CharField, Check, DateField, ForeignKeyField, Model, TextField

from carelog.written_once import protect

TABLES = ("review_plan", "review_step", "review_line", "review_result", "review_because")
COLUMNS = (
    "ALTER TABLE week_draft ADD COLUMN because_seq INTEGER REFERENCES journal (seq)",
    "ALTER TABLE action ADD COLUMN review_seq INTEGER REFERENCES journal (seq)",
)


def up(_migrator, db):
    """Make the tables; a week's draft and an action can come from a review."""

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

    class ReviewPlan(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT", null=True)
        sort = CharField()
        held_on = DateField(null=True)
        held_at = CharField(max_length=5)
        led_by = ForeignKeyField(Membership, null=True)
        words = TextField()
        how = TextField()

        class Meta:
            table_name = "review_plan"
            constraints = [
                Check("sort IN ('planned', 'unplanned', 'asked_for')"),
                Check("words <> '' OR sort = 'planned'"),
                Check("held_at = '' OR held_on IS NOT NULL"),
            ]

    class AboutAReview(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")

    class ReviewStep(AboutAReview):
        step = CharField()
        figures = TextField()

        class Meta:
            table_name = "review_step"
            constraints = [Check("step IN ('opened', 'closed')")]

    class ReviewLine(AboutAReview):
        section = CharField()
        side = CharField()
        words = TextField()
        guess = BooleanField()
        written_for = ForeignKeyField(Membership, null=True)
        only_for = CharField()
        withdrawn = BooleanField()

        class Meta:
            table_name = "review_line"
            constraints = [
                Check("words <> ''"),
                Check("side IN ('self', 'allies', 'team')"),
                Check("only_for IN ('', 'person', 'self')"),
                Check("only_for <> 'self' OR side = 'self'"),
                Check("only_for <> 'person' OR side = 'allies'"),
            ]

    class ReviewResult(AboutAReview):
        sort = CharField()
        result = ForeignKeyField(Event, column_name="result_seq", on_delete="RESTRICT")

        class Meta:
            table_name = "review_result"
            constraints = [Check("sort IN ('week', 'support', 'communication')")]

    class ReviewBecause(Ours):
        id = AutoField()
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        source = ForeignKeyField(Event, column_name="source_seq", on_delete="RESTRICT")

        class Meta:
            table_name = "review_because"

    db.create_tables([ReviewPlan, ReviewStep, ReviewLine, ReviewResult, ReviewBecause])
    for table in TABLES:
        for statement in protect(table):
            db.execute_sql(statement)
    for statement in COLUMNS:
        db.execute_sql(statement)
