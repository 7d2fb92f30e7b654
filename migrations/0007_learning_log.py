"""What people learned, who was there, and the index in which its words are found."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    ForeignKeyField,
    Model,
    SqliteDatabase,
    TextField,
)

from carelog.written_once import protect

FOUND_ON_SQLITE = (
    "CREATE VIRTUAL TABLE learning_log_words USING fts5(did, worked_well, did_not, "
    "content='learning_log', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2')"
)
FIND = """CREATE TRIGGER learning_log_found AFTER INSERT ON learning_log BEGIN
    INSERT INTO learning_log_words (rowid, did, worked_well, did_not)
        VALUES (NEW.seq, NEW.did, NEW.worked_well, NEW.did_not);
END"""
# An erased word goes out of the index at once: until its parts are put together, the index would keep it.
FORGET = """CREATE TRIGGER learning_log_forgotten AFTER DELETE ON learning_log BEGIN
    INSERT INTO learning_log_words (learning_log_words, rowid, did, worked_well, did_not)
        VALUES ('delete', OLD.seq, OLD.did, OLD.worked_well, OLD.did_not);
    INSERT INTO learning_log_words (learning_log_words) VALUES ('optimize');
END"""
FOUND_ON_POSTGRESQL = (
    "CREATE INDEX learning_log_words ON learning_log USING gin "
    "(to_tsvector('english', did || ' ' || worked_well || ' ' || did_not))"
)


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

    class Membership(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "membership"

    class LearningLog(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = CharField(max_length=36, index=True)
        item = ForeignKeyField(Item, null=True)
        did = TextField()
        worked_well = TextField()
        did_not = TextField()
        others = TextField()
        nothing_new = BooleanField()
        tell_profile = BooleanField()
        tell_plan = BooleanField()
        for_conversation = BooleanField()
        withdrawn = BooleanField()

        class Meta:
            database = db
            table_name = "learning_log"

    class LogPresent(Model):
        id = AutoField()
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        membership = ForeignKeyField(Membership)

        class Meta:
            database = db
            table_name = "log_present"

    db.create_tables([LearningLog, LogPresent])
    found = [FOUND_ON_SQLITE, FIND, FORGET] if isinstance(db, SqliteDatabase) else [FOUND_ON_POSTGRESQL]
    for statement in [*protect("learning_log"), *protect("log_present"), *found]:
        db.execute_sql(statement)
