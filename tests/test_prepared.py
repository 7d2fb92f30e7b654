"""A query whose SQL is put together once gives what peewee's own gives, whatever the values."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from carelog.accounts.user import User
from carelog.people.circle import WORKER, Membership
from carelog.people.person import Person
from carelog.prepared import LARGEST_LIST, create, prepared
from tests import cast

pytestmark = pytest.mark.usefixtures("app")


def test_it_is_built_once_for_each_length_of_a_list_and_asked_with_other_values() -> None:
    built = []

    @prepared
    def named(ids: list[int], name: str | None) -> Any:
        built.append(name)
        people = Person.select(Person.name).where(Person.id.in_(ids)).order_by(Person.id)
        return (people if name is None else people.where(Person.name == name)).tuples()

    margaret, jamie = (cast.person(name).id for name in (cast.MARGARET, cast.JAMIE))
    asked = [
        ([margaret], None), ([jamie], None), ([margaret, jamie], None), ((jamie, margaret), None), ([], None),
        ([margaret], cast.MARGARET), ([margaret], cast.JAMIE),
    ]  # fmt: skip
    found = [[name for (name,) in named(*one)] for one in asked]
    both = [cast.MARGARET, cast.JAMIE]
    assert found == [both[:1], both[1:], both, both, [], both[:1], []]
    assert len(built) == 4


def test_a_list_longer_than_is_kept_is_asked_all_the_same() -> None:
    @prepared
    def people(ids: list[int]) -> Any:
        return Person.select().where(Person.id.in_(ids))

    everybody = {person.id for person in Person.select()}
    assert {person.id for person in people(range_of_ids())} == everybody


def range_of_ids() -> list[int]:
    """Many more than there are people."""
    return list(range(LARGEST_LIST * 2))


def test_instants_are_asked_for_as_they_are_stored() -> None:
    @prepared
    def begun(at: datetime) -> Any:
        return Membership.select().where(Membership.starts <= at)

    assert list(begun(cast.BEGAN - timedelta(days=1))) == []
    assert len(begun(cast.NOW)) == Membership.select().count() > 0


def test_rows_come_with_what_was_joined_and_each_time_anew() -> None:
    @prepared
    def of(username: str) -> Any:
        return Membership.select(Membership, User).join(User).where(User.username == username)

    first, again = of("sam"), of("sam")
    assert {row.user.name for row in first} == {"Sam Doyle"}
    assert [row.id for row in first] == [row.id for row in again]
    assert first[0] is not again[0]
    first[0].user.name = "Somebody else"
    assert of("sam")[0].user.name == "Sam Doyle"


def test_a_row_is_written_as_the_table_itself_writes_it() -> None:
    dev = cast.user("dev")
    fields: dict[str, Any] = {"user": dev, "role": WORKER, "starts": cast.NOW}
    for name in (cast.IVY, cast.WALTER):
        Membership.delete().where((Membership.user == dev) & (Membership.person == cast.person(name))).execute()
    ours = create(Membership, person=cast.person(cast.IVY), **fields)
    theirs = Membership.create(person=cast.person(cast.WALTER), **fields)
    read = {row.id: row for row in Membership.select().where(Membership.id.in_([ours.id, theirs.id]))}
    assert len(read) == 2
    assert read[ours.id].person == cast.person(cast.IVY)
    for row in read.values():
        assert (row.user, row.role, row.relation, row.starts, row.ends) == (dev, WORKER, "", cast.NOW, None)
