"""A phone handed over to the person, the PIN that takes it back, and whether things were good for them."""

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField, Model, TextField

from carelog.written_once import protect

COLUMNS = [
    "ALTER TABLE session ADD COLUMN handed_to INTEGER",
    "ALTER TABLE session ADD COLUMN handed_present TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE session ADD COLUMN handed_things TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE session ADD COLUMN handed_at TIMESTAMP",
    "ALTER TABLE session ADD COLUMN handed_tries INTEGER NOT NULL DEFAULT 0",
    'ALTER TABLE "user" ADD COLUMN pin TEXT',
    "ALTER TABLE mark ADD COLUMN with_whom TEXT NOT NULL DEFAULT ''",
]


def up(_migrator, db):
    """Widen the session, the user and the mark; make the table."""

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

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class GoodForMe(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        item = ForeignKeyField(Item)
        number = IntegerField()
        answer = CharField()
        company = CharField()
        companion = ForeignKeyField(User, null=True)
        present = TextField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "good_for_me"
            constraints = [
                Check("answer IN ('', 'yes', 'a_bit', 'no', 'not_sure')"),
                Check("company IN ('', 'member', 'somebody_else', 'on_my_own')"),
                Check("(company = 'member') = (companion_id IS NOT NULL)"),
                Check("(answer = '') <> (company = '')"),
            ]

    for statement in COLUMNS:
        db.execute_sql(statement)
    db.create_tables([GoodForMe])
    for statement in protect("good_for_me"):
        db.execute_sql(statement)
