"""How the person and each ally need information; what stood on the person's page about it goes there.

Nobody knows when those words were last asked about: they count as said when the person's record began.
"""

import uuid

from peewee import AutoField, BooleanField, CharField, ForeignKeyField, IntegerField, Model, TextField

from carelog import clock
from carelog.db import InstantField
from carelog.journal import FORMAT, ORDINARY, OWN, body_hash
from carelog.written_once import protect


def up(_migrator, db):
    """Make the tables, and move the words."""

    class Ours(Model):
        class Meta:
            database = db

    class Event(Ours):
        seq = AutoField()
        id = CharField(max_length=36)
        kind = CharField()
        person_id = IntegerField(null=True)
        person_seq = IntegerField(null=True)
        role = CharField()
        voice = CharField()
        written_at = InstantField()
        received_at = InstantField()
        format = IntegerField()
        language = CharField()
        label = CharField()
        body_sha256 = CharField()

        class Meta:
            table_name = "journal"

    class Person(Ours):
        how_i_communicate = TextField()
        last_seq = IntegerField()
        created = InstantField()

        class Meta:
            table_name = "person"

    class Membership(Ours):
        class Meta:
            table_name = "membership"

    class InformationNeeds(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        membership = ForeignKeyField(Membership, null=True)
        ways = TextField()
        ways_words = TextField()
        formats = TextField()
        formats_words = TextField()
        support = TextField()
        support_words = TextField()
        none_known = BooleanField()

        class Meta:
            table_name = "information_needs"

    class InformationCheck(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        needs = ForeignKeyField(Event, column_name="needs_seq", on_delete="RESTRICT")

        class Meta:
            table_name = "information_check"

    db.create_tables([InformationNeeds, InformationCheck])
    for person in Person.select().where(Person.how_i_communicate != ""):
        words = dict.fromkeys(("ways", "formats", "formats_words", "support", "support_words"), "")
        words |= {"membership": None, "ways_words": person.how_i_communicate, "none_known": False}
        event = Event.create(
            id=str(uuid.uuid4()), kind="information_needs", person_id=person.id, person_seq=person.last_seq + 1,
            role="operator", voice=OWN, written_at=person.created, received_at=clock.now(), format=FORMAT,
            language="en", label=ORDINARY, body_sha256=body_hash(words),
        )  # fmt: skip
        InformationNeeds.create(event=event, **words)
        Person.update(last_seq=event.person_seq).where(Person.id == person.id).execute()
    db.execute_sql("ALTER TABLE person DROP COLUMN how_i_communicate")
    for table in ("information_needs", "information_check"):
        for statement in protect(table):
            db.execute_sql(statement)
