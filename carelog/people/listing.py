"""Listing: the people somebody may know of, by name, a page at a time."""

from dataclasses import dataclass
from typing import Self

from peewee import fn

from carelog.accounts.user import User
from carelog.people.person import Person

PAGE = 50
SEARCHED_FROM = 9  # fewer are seen at a glance


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of it."""

    people: tuple[Person, ...]
    text: str  # what was searched for
    page: int
    found: int
    everybody: int

    @classmethod
    def of(cls, user: User, text: str, page: int) -> Self:
        """The people visible to this user whose name contains the text."""
        visible = Person.visible_to(user)
        everybody = found = visible.count()
        if text:
            visible = visible.where(Person.name.contains(text))
            found = visible.count()
        rows = visible.order_by(fn.LOWER(Person.name), Person.id).paginate(page, PAGE)
        return cls(tuple(rows), text, page, found, everybody)

    @property
    def searchable(self) -> bool:
        """There are enough for a search box."""
        return self.everybody >= SEARCHED_FROM

    @property
    def has_more(self) -> bool:
        """There is a page after this one."""
        return self.page * PAGE < self.found
