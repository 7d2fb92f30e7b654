"""A good thing that was in no plan: one tap, shown, and in no count."""

from datetime import timedelta

import pytest

from carelog.journal import NotYours
from carelog.records.extra import Extra, extras
from carelog.records.mark import NotYet
from tests import cast
from tests.plans import EVERY_LABEL, author

pytestmark = pytest.mark.usefixtures("app")
SUN = cast.MONDAY + timedelta(days=6)


def told() -> list[tuple[str, str]]:
    """What stands of the week, with who wrote it."""
    nadia = cast.person(cast.NADIA)
    return [(one.title, one.author_name) for one in extras({nadia.id: EVERY_LABEL}, cast.MONDAY, SUN).get(nadia.id, [])]


def test_it_is_kept_with_its_day_and_who_wrote_it() -> None:
    nadia = cast.person(cast.NADIA)
    Extra.record(nadia, cast.TODAY, "Fed the ducks", author("sam"), note="Laughed all the way.")
    Extra.record(nadia, cast.MONDAY, "A letter came", author("grace"))
    Extra.record(nadia, cast.MONDAY - timedelta(days=1), "The week before", author("grace"))
    Extra.record(cast.person(cast.JAMIE), cast.TODAY, "Somebody else's", author("sam"))
    assert told() == [("A letter came", "Grace Mensah"), ("Fed the ducks", "Sam Doyle")]


def test_it_is_taken_back_by_its_author_only() -> None:
    nadia = cast.person(cast.NADIA)
    made = Extra.record(nadia, cast.TODAY, "Fed the ducks", author("sam"))
    with pytest.raises(NotYours):
        Extra.withdraw(nadia, made.id, author("grace"))
    Extra.withdraw(nadia, made.id, author("sam"))
    assert told() == []
    assert Extra.select().count() == 2


def test_it_cannot_have_happened_tomorrow() -> None:
    with pytest.raises(NotYet):
        Extra.record(cast.person(cast.NADIA), cast.TODAY + timedelta(days=1), "Fed the ducks", author("sam"))
    assert Extra.select().count() == 0
