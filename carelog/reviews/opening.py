"""ConversationOpening: from here on what each has written stands side by side."""

from peewee import DateField

from carelog.journal import Body

KIND = "conversation_opening"


class ConversationOpening(Body):
    """The month, by its first day, whose conversation has begun. `Conversation.open` writes it."""

    month = DateField()

    class Meta:
        table_name = "conversation_opening"
