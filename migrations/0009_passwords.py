"""Resetting a password by a link, and when a password was last typed on a device."""

from peewee import CharField, Check, DateTimeField, ForeignKeyField, IntegerField, Model

PROVEN = "ALTER TABLE session ADD COLUMN proven_at TIMESTAMP"


def up(_migrator, db):
    """Widen the session, make the table."""

    class User(Model):
        username = CharField(unique=True)

        class Meta:
            database = db
            table_name = "user"

    class PasswordReset(Model):
        user = ForeignKeyField(User)
        person_id = IntegerField(index=True, null=True)
        made_by = ForeignKeyField(User, null=True)
        created = DateTimeField()
        expires = DateTimeField()
        agreed = DateTimeField(null=True)
        agreed_by = ForeignKeyField(User, null=True)
        used = DateTimeField(null=True)
        withdrawn = DateTimeField(null=True)
        told = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "password_reset"
            constraints = [
                Check("made_by_id <> user_id"),
                Check("agreed_by_id <> user_id AND agreed_by_id <> made_by_id"),
                Check("(agreed IS NULL) = (agreed_by_id IS NULL)"),
                Check("used IS NULL OR withdrawn IS NULL"),
            ]

    db.execute_sql(PROVEN)
    db.create_tables([PasswordReset])
