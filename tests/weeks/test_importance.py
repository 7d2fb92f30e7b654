"""Saying whether an item is important to me, for me, or both, without a new version."""

import pytest

from carelog.journal import Author, NotYours
from carelog.people.person import Person
from carelog.weeks.importance import Importance
from carelog.weeks.item import Item
from carelog.weeks.said_since import said_since
from tests import cast

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def margaret() -> Person:
    """Whose week it is."""
    return cast.person(cast.MARGARET)


@pytest.fixture
def item(margaret: Person) -> Item:
    """One item of her week."""
    return Item.select().where(Item.person == margaret).order_by(Item.id).get()


def author(username: str, role: str = "coordinator") -> Author:
    """That user."""
    return Author(cast.user(username).id, role)


def answers(*people: Person) -> dict[str, tuple[bool | None, bool | None] | None]:
    """The answers that stand, by item."""
    return {item_id: said.answer for item_id, said in said_since(person.id for person in people).items()}


def test_what_nobody_was_asked_has_no_answer(margaret: Person) -> None:
    assert answers(margaret) == {}


def test_the_last_answer_counts_whoever_gave_it(margaret: Person, item: Item) -> None:
    Importance.say(margaret, item, to=True, for_=False, author=author("aled"))
    Importance.say(margaret, item, to=True, for_=True, author=author("margaret", "self"))
    assert answers(margaret) == {item.id: (True, True)}


def test_an_answer_that_was_replaced_does_not_count(margaret: Person, item: Item) -> None:
    first = Importance.say(margaret, item, to=True, for_=False, author=author("aled"))
    Importance.say(margaret, item, to=None, for_=None, author=author("aled"), replaces=first.id)
    assert answers(margaret) == {item.id: (None, None)}


def test_nobody_takes_back_somebody_elses_answer(margaret: Person, item: Item) -> None:
    first = Importance.say(margaret, item, to=True, for_=False, author=author("aled"))
    with pytest.raises(NotYours):
        Importance.say(margaret, item, to=None, for_=None, author=author("margaret", "self"), replaces=first.id)
    assert answers(margaret) == {item.id: (True, False)}


def test_answers_are_each_persons_own(margaret: Person, item: Item) -> None:
    Importance.say(margaret, item, to=True, for_=False, author=author("aled"))
    jamie = cast.person(cast.JAMIE)
    assert answers(jamie) == {}
    assert answers(jamie, margaret) == {item.id: (True, False)}
