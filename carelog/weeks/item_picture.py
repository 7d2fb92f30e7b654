"""ItemPicture: somebody chooses another picture for an item. It stands at once, without a new version of the week."""

from peewee import ForeignKeyField, TextField

from carelog import journal
from carelog.journal import Body, Event
from carelog.people.person import Person
from carelog.weeks.item import Item

KIND = "item_picture"


class ItemPicture(Body):
    """The picture of one item from then on, until a version agreed later brings another."""

    item = ForeignKeyField(Item)
    picture = TextField()  # name of a symbol; "": none, so that a star stands for it

    @classmethod
    def choose(
        cls, person: Person, item_id: str, picture: str, author: journal.Author, *, id: str | None = None
    ) -> Event:
        """Write down which one. Raises NothingThere where the item is in nobody's week or in somebody else's."""
        if not Item.select().where((Item.id == item_id) & (Item.person == person)).exists():
            raise journal.NothingThere
        words = {"item": item_id, "picture": picture}
        return journal.write(KIND, author, words, bodies=[(cls, words)], person_id=person.id, id=id)
