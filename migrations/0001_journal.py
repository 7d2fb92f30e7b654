"""The installation, the journal and what belongs to it."""

import uuid

from peewee import (
    SQL,
    AutoField,
    CharField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from carelog.db import is_sqlite
from carelog.written_once import protect

INDEXES = [
    "CREATE UNIQUE INDEX journal_id_and_author ON journal (id, COALESCE(author_id, 0))",
    "CREATE UNIQUE INDEX journal_person_and_seq ON journal (person_id, person_seq)",
    "CREATE INDEX journal_person_kind_date ON journal (person_id, kind, on_date)",
    "CREATE INDEX journal_replaces ON journal (replaces)",
    "CREATE INDEX change_subject ON change (subject, subject_id)",
]


def up(_migrator, db):
    """Make the tables."""
    # a number that was erased must never come again: the erasure would let the new row be deleted too
    never_again = [SQL("AUTOINCREMENT")] if is_sqlite() else []

    class Installation(Model):
        epoch = CharField()
        demo = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "installation"

    class Event(Model):
        seq = AutoField(constraints=never_again)
        id = CharField(max_length=36)
        kind = CharField()
        person_id = IntegerField(null=True)
        person_seq = IntegerField(null=True)
        author_id = IntegerField(null=True)
        role = CharField()
        voice = CharField()
        presence = CharField(null=True)
        told_by = TextField(null=True)
        session_id = IntegerField(null=True)
        on_date = DateField(null=True)
        happened_at = DateTimeField(null=True)
        written_at = DateTimeField()
        received_at = DateTimeField()
        format = IntegerField()
        language = CharField()
        label = CharField()
        replaces = CharField(null=True)
        reason = TextField(null=True)
        body_sha256 = CharField()

        class Meta:
            database = db
            table_name = "journal"
            constraints = [
                Check("voice IN ('own', 'handed_over', 'on_paper', 'settled')"),
                Check("presence IN ('there', 'told')"),
                Check("label IN ('ordinary', 'health', 'intimate', 'money', 'safeguarding')"),
            ]

    class Change(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        subject = CharField()
        subject_id = IntegerField()
        what = TextField()

        class Meta:
            database = db
            table_name = "change"

    class Erasure(Model):
        seq = IntegerField(unique=True)
        reason = TextField()
        decided_by = IntegerField(null=True)
        decided_at = DateTimeField()

        class Meta:
            database = db
            table_name = "erasure"

    db.create_tables([Installation, Event, Change, Erasure])
    for statement in INDEXES:
        db.execute_sql(statement)
    for table in (
        "journal",
        "change",
    ):
        for statement in protect(table):
            db.execute_sql(statement)
    for statement in protect("erasure", erasable=False):
        db.execute_sql(statement)
    Installation.create(epoch=str(uuid.uuid4()))
