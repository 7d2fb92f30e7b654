"""The people, who belongs around them, what they share, and who looked."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from carelog.written_once import protect

INDEXES = [
    "CREATE UNIQUE INDEX placement_one_at_a_time ON placement (person_id) WHERE ends IS NULL",
    "CREATE UNIQUE INDEX membership_one_standing ON membership (user_id, person_id) WHERE ends IS NULL",
    "CREATE UNIQUE INDEX membership_one_self ON membership (person_id) WHERE ends IS NULL AND role = 'self'",
    "CREATE UNIQUE INDEX look_once_a_day ON look (user_id, day, section, person_id)",
]


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

    class Team(Model):
        class Meta:
            database = db
            table_name = "team"

    class Person(Model):
        name = TextField()
        picture = TextField(default="")
        how_i_communicate = TextField(default="")
        how_to_support_me = TextField(default="")
        address = TextField(default="")
        phone = TextField(default="")
        emergency_contact = TextField(default="")
        way_in = TextField(default="")
        last_seq = IntegerField(default=0)
        created = DateTimeField()

        class Meta:
            database = db
            table_name = "person"

    class Placement(Model):
        person = ForeignKeyField(Person)
        team = ForeignKeyField(Team)
        starts = DateTimeField()
        ends = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "placement"

    class Membership(Model):
        person = ForeignKeyField(Person)
        user = ForeignKeyField(User)
        role = CharField()
        relation = TextField(default="")
        starts = DateTimeField()
        ends = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "membership"
            constraints = [Check("role IN ('self', 'ally', 'worker')")]

    class Sharing(Model):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        membership = ForeignKeyField(Membership)
        section = CharField()
        shared = BooleanField()
        from_day = DateField(null=True)
        until_day = DateField(null=True)
        how_shown = TextField(default="")

        class Meta:
            database = db
            table_name = "sharing"

    class Look(Model):
        user = ForeignKeyField(User)
        person = ForeignKeyField(Person)
        section = CharField()
        role = CharField()
        day = DateField()

        class Meta:
            database = db
            table_name = "look"

    db.create_tables([Person, Placement, Membership, Sharing, Look])
    for statement in INDEXES:
        db.execute_sql(statement)
    for table in ("sharing",):
        for statement in protect(table):
            db.execute_sql(statement)
