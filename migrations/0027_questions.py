"""What the circle is figuring out: a question, what each answers, and what was found out."""

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, Model, TextField

from carelog.written_once import protect

TABLES = ("question", "question_answer", "finding")


def up(_migrator, db):
    """Make the tables."""

    class Ours(Model):
        class Meta:
            database = db

    class Event(Ours):
        seq = AutoField()

        class Meta:
            table_name = "journal"

    class Item(Ours):
        id = CharField(max_length=36, primary_key=True)

        class Meta:
            table_name = "item"

    class Question(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        words = TextField()
        item = ForeignKeyField(Item, null=True)

        class Meta:
            table_name = "question"
            constraints = [Check("words <> ''")]

    class QuestionAnswer(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        reply = CharField()
        words = TextField()
        of_person = BooleanField()

        class Meta:
            table_name = "question_answer"
            constraints = [Check("reply IN ('', 'yes', 'no', 'not_sure')"), Check("words <> '' OR reply <> ''")]

    class Finding(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        words = TextField()

        class Meta:
            table_name = "finding"
            constraints = [Check("words <> ''")]

    db.create_tables([Question, QuestionAnswer, Finding])
    for table in TABLES:
        for statement in protect(table):
            db.execute_sql(statement)
