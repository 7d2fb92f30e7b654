"""What a phone says about a record when it sends it; the records that need a person, and how those were settled."""

from peewee import AutoField, CharField, ForeignKeyField, Model, TextField

from carelog.written_once import protect

COLUMNS = ("sent_sha256 VARCHAR(64)", "clock_off INTEGER", "flag VARCHAR(16) CHECK (flag IN ('late', 'recovered'))")


def up(_migrator, db):
    """Widen the journal, and make the tables."""
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE journal ADD COLUMN {column}")

    class Event(Model):
        seq = AutoField()

        class Meta:
            database = db
            table_name = "journal"

    class KeptRecord(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        of_kind = CharField()
        place = TextField()
        fields = TextField()
        problem = CharField()
        advice = TextField()

        class Meta:
            database = db
            table_name = "kept_record"

    class KeptSettlement(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        written = CharField(max_length=36)
        why = TextField()

        class Meta:
            database = db
            table_name = "kept_settlement"

    db.create_tables([KeptRecord, KeptSettlement])
    for table in ("kept_record", "kept_settlement"):
        for statement in protect(table):
            db.execute_sql(statement)
