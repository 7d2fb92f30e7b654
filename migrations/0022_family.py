"""Thanks to somebody of the circle; what people tell the manager about the provider, and what is done about it."""

from peewee import AutoField, CharField, Check, DateField, ForeignKeyField, Model, TextField

from carelog.written_once import protect


def up(_migrator, db):
    """Make the tables."""

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Thanks(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        words = TextField()
        whom = CharField()
        day = DateField(null=True)

        class Meta:
            database = db
            table_name = "thanks"
            constraints = [
                Check("words <> ''"),
                Check("whom IN ('member', 'day', 'team')"),
                Check("(whom = 'day') = (day IS NOT NULL)"),
            ]

    class ThanksTo(Model):
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        user = ForeignKeyField(User)

        class Meta:
            database = db
            table_name = "thanks_to"

    class Feedback(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        sort = CharField()
        words = TextField()

        class Meta:
            database = db
            table_name = "feedback"
            constraints = [Check("words <> ''"), Check("sort IN ('compliment', 'complaint')")]

    class FeedbackStep(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        step = CharField()
        words = TextField()
        passed_to = ForeignKeyField(User, null=True)

        class Meta:
            database = db
            table_name = "feedback_step"
            constraints = [
                Check("step IN ('acknowledged', 'answered', 'passed_on', 'added')"),
                Check("words <> '' OR step IN ('acknowledged', 'passed_on')"),
                Check("(step = 'passed_on') = (passed_to_id IS NOT NULL)"),
            ]

    db.create_tables([Thanks, ThanksTo, Feedback, FeedbackStep])
    for table in ("thanks", "thanks_to", "feedback", "feedback_step"):
        for statement in protect(table):
            db.execute_sql(statement)
