"""However many rows there are, a page asks the database the same number of questions."""

import pytest
from flask import Flask

from carelog.access import Look
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import COORDINATOR, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.journal import Author
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.people.sharing import SECTIONS, Sharing
from tests import cast
from tests.tables import asked

OPERATOR = Author(None, "operator")
MORE = 12
MOST = 16


def add_rows() -> None:
    """More of everything that these pages list."""
    margaret, riverside = cast.person(cast.MARGARET), Team.get(Team.name == "Riverside")
    for number in range(MORE):
        user = User.join(f"more{number}", f"More {number}", None, OPERATOR)
        more = Person.welcome(riverside, OPERATOR, name=f"More {number}")
        InformationNeeds.record(more, Needs(ways=("bsl",)), OPERATOR)
        ally = Membership.start(margaret, user, "ally", OPERATOR)
        for about in (None, ally):
            InformationNeeds.record(margaret, Needs(ways=("bsl",)), OPERATOR, ally=about)
        for section in SECTIONS[:4]:
            Sharing.decide(ally, section, OPERATOR, shared=True)
        StaffRole.give(user, COORDINATOR, riverside, OPERATOR)
        Invitation.make(f"More {number}", "ally", OPERATOR, person_id=margaret.id)
        Invitation.make(f"More {number}", COORDINATOR, OPERATOR, team=riverside)
        MustNotKnow.put_on(margaret, f"More {number}", "", OPERATOR)
        Look.create(user=user, person=margaret, section="week", role="ally", day=cast.TODAY)


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("aled", "/people"),
        ("ruth", "/people"),
        ("ruth", "/people?q=more"),
        ("aled", "/people/1"),
        ("ruth", "/people/1"),
        ("aled", "/people/1/circle"),
        ("aled", "/people/1/information-needs"),
        ("margaret", "/people/1/sharing"),
        ("aled", "/people/1/sharing"),
        ("aled", "/people/1/must-not-know"),
        ("aled", "/people/1/cover"),
        ("aled", "/circles/new"),
        ("margaret", "/people/1/looks"),
        ("aled", "/people/new"),
        ("ruth", "/staff"),
        ("sam", "/account"),
    ],
)
def test_a_page_asks_as_often_with_many_rows_as_with_few(
    app: Flask, monkeypatch: pytest.MonkeyPatch, username: str, path: str
) -> None:
    browser = cast.signed_in(app, username)
    browser.get(path)  # who looked is remembered once a day
    with asked(monkeypatch) as few:
        assert browser.get(path).status_code == 200
    add_rows()
    for _ in range(MORE):
        cast.signed_in(app, username)
    with asked(monkeypatch) as many:
        assert browser.get(path).status_code == 200
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST
