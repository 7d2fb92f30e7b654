"""Who signs in."""

from peewee import CharField, Check, DateTimeField, ForeignKeyField, IntegerField, Model, TextField

INDEXES = [
    "CREATE INDEX staff_role_standing ON staff_role (user_id, ends)",
]


def up(_migrator, db):
    """Make the tables."""

    class Team(Model):
        name = TextField(unique=True)
        zone = TextField(default="Europe/London")
        morning = TextField(default="05:00")
        afternoon = TextField(default="12:00")
        evening = TextField(default="17:00")
        night = TextField(default="22:00")

        class Meta:
            database = db
            table_name = "team"

    class User(Model):
        username = CharField(unique=True)
        password = TextField(null=True)
        name = TextField()
        language = CharField(default="en")
        created = DateTimeField()

        class Meta:
            database = db
            table_name = "user"

    class StaffRole(Model):
        user = ForeignKeyField(User)
        role = CharField()
        team = ForeignKeyField(Team, null=True)
        starts = DateTimeField()
        ends = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "staff_role"
            constraints = [Check("role IN ('coordinator', 'manager')")]

    class Invitation(Model):
        name = TextField()
        role = CharField()
        person_id = IntegerField(index=True, null=True)
        team = ForeignKeyField(Team, null=True)
        relation = TextField(default="")
        made_by = ForeignKeyField(User, null=True)
        created = DateTimeField()
        expires = DateTimeField()
        accepted = DateTimeField(null=True)
        accepted_by = ForeignKeyField(User, null=True)
        withdrawn = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "invitation"
            constraints = [Check("role IN ('self', 'ally', 'worker', 'coordinator', 'manager')")]

    class Session(Model):
        token_sha256 = CharField(unique=True)
        user = ForeignKeyField(User)
        device = TextField()
        device_sha256 = CharField(index=True)
        kind = CharField()
        created = DateTimeField()
        last_seen = DateTimeField()
        expires = DateTimeField(null=True)
        revoked = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "session"
            constraints = [Check("kind IN ('own_phone', 'shared', 'office', 'own_tablet')")]

    class Mistakes(Model):
        key = CharField(primary_key=True)
        count = IntegerField(default=0)
        last = DateTimeField()

        class Meta:
            database = db
            table_name = "mistakes"

    class SignInLink(Model):
        token_sha256 = CharField(unique=True)
        user = ForeignKeyField(User)
        created = DateTimeField()
        expires = DateTimeField()
        used = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in_link"

    db.create_tables([Team, User, StaffRole, Invitation, Session, Mistakes, SignInLink])
    for statement in INDEXES:
        db.execute_sql(statement)
