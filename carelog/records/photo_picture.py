"""Photos as pictures of a person and of their things, and their end: then a letter and a star stand there again."""

from carelog import clock, journal
from carelog.people.person import Person
from carelog.pictures import photo_name, photo_of
from carelog.weeks.item_picture import ItemPicture
from carelog.weeks.known_items import known_items


def take_down(person: Person, author: journal.Author, photo_id: str = "") -> None:
    """That photo, or without one every photo, is no picture any more. Inside a transaction."""
    named = photo_name(person.id, photo_id)

    def is_gone(picture: str) -> bool:
        return picture == named if photo_id else photo_of(picture) is not None

    if is_gone(Person.get_by_id(person.id).picture):
        person.change({"picture": ""}, author)
    for item in known_items(person, clock.living_day(person.team.tz)):
        if is_gone(item.picture):
            ItemPicture.choose(person, item.id, "", author)
