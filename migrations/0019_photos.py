"""Photos in two sizes, who said that they may be taken and seen, and what came of those that are still on their way."""

from peewee import AutoField, BlobField, BooleanField, CharField, ForeignKeyField, IntegerField, Model, TextField

from carelog.db import InstantField
from carelog.written_once import protect


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

    class Membership(Ours):
        class Meta:
            table_name = "membership"

    class Item(Ours):
        id = CharField(primary_key=True, max_length=36)

        class Meta:
            table_name = "item"

    class Photo(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        log = CharField(max_length=36, null=True, index=True)
        item = ForeignKeyField(Item, null=True)
        number = IntegerField()
        sha256 = CharField(max_length=64)

        class Meta:
            table_name = "photo"

    class PhotoPixels(Ours):
        id = AutoField()
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        size = CharField(max_length=8)
        width = IntegerField()
        height = IntegerField()
        pixels = BlobField()

        class Meta:
            table_name = "photo_pixels"

    class PhotoWithdrawal(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        photo = ForeignKeyField(Event, column_name="photo_seq", on_delete="RESTRICT")
        withdrawn = BooleanField()

        class Meta:
            table_name = "photo_withdrawal"

    class PhotoConsent(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        audience = CharField(max_length=8)
        membership = ForeignKeyField(Membership, null=True)
        yes = BooleanField()
        how = CharField(max_length=16)
        reasons = TextField()

        class Meta:
            table_name = "photo_consent"

    class PhotoPart(Ours):
        id = AutoField()
        author = ForeignKeyField(User, on_delete="CASCADE")
        photo = CharField(max_length=36)
        begins = IntegerField()
        ends = IntegerField()
        came = InstantField(index=True)
        piece = BlobField()

        class Meta:
            table_name = "photo_part"
            indexes = ((("author", "photo", "begins"), True),)

    written_once = (Photo, PhotoPixels, PhotoWithdrawal, PhotoConsent)
    db.create_tables([*written_once, PhotoPart])
    for table in written_once:
        for statement in protect(table._meta.table_name):
            db.execute_sql(statement)
