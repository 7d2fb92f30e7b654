"""Who is asked for their view of a month, and on which day its conversation could be."""

from peewee import AutoField, BooleanField, CharField, DateField, ForeignKeyField, Model, TextField

from carelog.written_once import protect

TABLES = ("conversation_invitation", "conversation_invited", "conversation_proposal", "proposal_answer")


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

    class ConversationInvitation(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        month = DateField(index=True)

        class Meta:
            table_name = "conversation_invitation"

    class ConversationInvited(Ours):
        event = ForeignKeyField(Event, column_name="seq", on_delete="RESTRICT")
        user = ForeignKeyField(User)

        class Meta:
            table_name = "conversation_invited"

    class ConversationProposal(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        month = DateField(index=True)
        held_on = DateField()
        held_at = CharField(max_length=5)

        class Meta:
            table_name = "conversation_proposal"

    class ProposalAnswer(Ours):
        event = ForeignKeyField(Event, primary_key=True, column_name="seq", on_delete="RESTRICT")
        about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
        good = BooleanField()
        words = TextField()

        class Meta:
            table_name = "proposal_answer"

    db.create_tables([ConversationInvitation, ConversationInvited, ConversationProposal, ProposalAnswer])
    for table in TABLES:
        for statement in protect(table):
            db.execute_sql(statement)
