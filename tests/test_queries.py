"""However many people, items, marks and versions there are, a page asks the database the same number of questions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from carelog.accounts.team import Team
from carelog.journal import Author, new_id
from carelog.people.circle import SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.records.feedback import Feedback, FeedbackStep, Sort, Step
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Mark
from carelog.records.reading import lived_week
from carelog.records.thanks import Thanks
from carelog.reviews.action import ActionStep
from carelog.reviews.action import Step as Became
from carelog.reviews.review_plan import Arranged
from carelog.reviews.three_month_review import Review
from carelog.weeks.details import ItemDetails, Part
from carelog.weeks.known_items import known_items
from carelog.weeks.perfect_week import PerfectWeek, Wanted
from tests import cast
from tests.reviews import agreeing, reviewing
from tests.tables import asked

OPERATOR = Author(None, "operator")
LABELS = {"ordinary", "health", "intimate", "money"}
EVERY_DAY = tuple(range(7))
THING = ItemDetails(title="Feed the cat", days=EVERY_DAY, part=Part.MORNING, important_to=True, important_for=False)
TODAY_MOST = 12
REVIEW = "5b9f2d0e-6a55-4c6e-9a3c-0c5d5a4f7e11"
PAGES = (
    ("sam", "/today"),
    ("margaret", "/my-week"),
    ("sam", "/people/1/week"),
    ("sam", "/people/1/week?week=2026-10-05"),
    ("sam", "/people/1/day"),
    ("sam", "/people/1/sheet"),
    ("sam", "/people/1/sheets/new?whose=person"),
    ("helen", "/people/1/summary"),
    ("sam", "/people/1/summary?week=2026-10-05"),
    ("helen", "/people/1/summary?month=2026-11-18"),
    ("aled", "/people/1/summary?month=2026-10-18"),
    ("aled", "/people/1/summary?quarter=2026-11-18"),
    ("aled", "/people/1/summary/records?quarter=2026-11-18"),
    ("aled", "/people/1/conversations/2026-11/pack"),
    ("margaret", "/people/1/conversations/2026-11/pack?quarter="),
    ("sam", "/people/1/learning"),
    ("sam", "/people/1/learning?q=song"),
    ("aled", "/people/1/conversations"),
    ("aled", "/people/1/conversations/2026-11"),
    ("aled", "/people/1/conversations/2026-11/short"),
    ("sam", "/people/1/conversations/2026-11/perspectives/new"),
    ("aled", "/people/1/reviews"),
    ("aled", f"/people/1/reviews/{REVIEW}"),
    ("aled", "/people/1/logs/new"),
    ("helen", "/people/1/family"),
    ("sam", "/people/1/letter"),
    ("margaret", "/people/1/thanks"),
    ("sam", "/thanks"),
    ("ruth", "/feedback"),
    ("margaret", "/people/1/plan"),
    ("aled", "/people/1/plan"),
    ("aled", "/people/1/actions"),
    ("margaret", "/people/1/actions"),
    ("aled", "/actions"),
    ("joan", "/actions"),
    ("aled", "/conversations"),
    ("aled", "/conversations?month=2026-11&everybody=1"),
    ("aled", "/conversations/invitations"),
    ("aled", "/conversations/days"),
    ("sam", "/conversations/asked"),
    ("sam", "/people/1/questions"),
    ("margaret", "/people/1/questions"),
)

pytestmark = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)


def things(number: int) -> list[Wanted]:
    """So many items of every morning."""
    return [Wanted(replace(THING, title=f"{THING.title} {place}")) for place in range(number)]


def supported_by_sam(number: int, items: int = 4) -> list[Person]:
    """So many more people whom Sam supports, each with so many things every morning."""
    team, sam = Team.get(Team.name == "Riverside"), cast.user("sam")
    found = []
    for place in range(number):
        person = Person.welcome(team, OPERATOR, name=f"Somebody {place}")
        Membership.start(person, sam, WORKER, OPERATOR)
        PerfectWeek.agree(person, things(items), cast.MONDAY, OPERATOR)
        found.append(person)
    return found


def record_everything(person: Person, days: list[date]) -> None:
    """Sam and the person both say that everything of these days happened."""
    authors = [Author(cast.user(name).id, role) for name, role in (("sam", WORKER), ("margaret", SELF))]
    for day in days:
        rows = lived_week(person, day - timedelta(days=day.weekday()), LABELS).dated
        for row in rows:
            if row.occurrence.day == day:
                for author in authors:
                    Mark.record(person, *row.occurrence.key, author, labels=LABELS)


def learn(person: Person) -> None:
    """A few logs, about a thing, each with somebody of the circle."""
    item, sam = next(iter(known_items(person, cast.TODAY))), Author(cast.user("sam").id, WORKER)
    there = Membership.get((Membership.person == person.id) & (Membership.user == sam.user_id))
    for place in range(5):
        learned = Learned(did=f"The song, time {place}", item=item.id, present=(there.id,))
        LearningLog.record(person, cast.TODAY, learned, sam, labels=LABELS)


def say(person: Person) -> None:
    """A few thank-yous and complaints, each answered or not."""
    herself, ruth = Author(cast.user("margaret").id, SELF), Author(cast.user("ruth").id, "manager")
    for place in range(6):
        Thanks.record(person, herself, "Thank you", member=cast.user("sam").id)
        told = Feedback.record(person, herself, Sort.COMPLAINT, f"Time {place}")
        FeedbackStep.take(person, told.seq, Step.ANSWERED if place % 2 else Step.ACKNOWLEDGED, ruth, words="Sorry.")


def promise(person: Person) -> None:
    """A few actions of each, some done, some because of what they wrote; and lines."""
    for place, owner in enumerate(("aled", "joan", "sam", "margaret", "joan", "aled")):
        agreeing.agree(person, f"Time {place}", owner, place)
        agreeing.one_of_each(person)
        done = agreeing.agree(person, f"Time {place}, done", owner, place)
        ActionStep.take(person, done.seq, Became.DONE, Author(cast.user("aled").id, "coordinator"))


def review() -> None:
    """A review of Margaret's that has begun."""
    aled = Author(cast.user("aled").id, "coordinator")
    Review.begin(cast.person(cast.MARGARET), Arranged(how="She nodded."), aled, id=REVIEW)
    reviewing.begun(cast.person(cast.MARGARET))


def grow() -> None:
    """Ten more people, a week of more items, more versions, and everything recorded."""
    margaret = cast.person(cast.MARGARET)
    learn(margaret)
    promise(margaret)
    say(margaret)
    if Review.standing(margaret):
        for _time in range(5):
            reviewing.a_line(margaret, Author(cast.user("sam").id, WORKER))
    for person in [*supported_by_sam(10), margaret]:
        record_everything(person, [cast.MONDAY, cast.TODAY])
    for weeks in (1, 2, 3):
        PerfectWeek.agree(margaret, things(12), cast.MONDAY + timedelta(weeks=weeks), OPERATOR)


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_a_page_asks_as_often_with_much_as_with_little(
    app: Flask, monkeypatch: pytest.MonkeyPatch, username: str, path: str
) -> None:
    browser = cast.signed_in(app, username)
    if REVIEW in path:
        review()
    browser.get(path)  # that somebody looked is remembered once a day
    with asked(monkeypatch) as little:
        assert browser.get(path).status_code == 200
    grow()
    browser.get(path)
    with asked(monkeypatch) as much:
        assert browser.get(path).status_code == 200
    assert len(much) == len(little), "\n".join(much)


@pytest.mark.parametrize("visit", ["first of the day", "later"])
def test_today_asks_little_for_nine_people_and_fifty_things(
    app: Flask, monkeypatch: pytest.MonkeyPatch, visit: str
) -> None:
    browser = cast.signed_in(app, "sam")
    supported_by_sam(9 - len(worked_for()), items=10)
    browser.get("/account")  # what is asked once while a server runs: whether this is the demo
    if visit == "later":
        browser.get("/today")
    with asked(monkeypatch) as statements:
        page = browser.get("/today").text
    assert len(worked_for()) == page.count('<section class="card"') == 9
    assert page.count('class="button mark"') >= 50
    assert len(statements) <= TODAY_MOST, "\n".join(statements)


def test_a_mark_asks_as_often_with_much_as_with_little(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = cast.signed_in(app, "sam")
    item, day, number = lived_week(cast.person(cast.MARGARET), cast.MONDAY, LABELS).dated[0].key
    form = {"item": item, "day": day.isoformat(), "number": number, "said": "happened"}

    def mark() -> list[str]:
        with asked(monkeypatch) as statements:
            answer = browser.post("/people/1/marks", data={**form, "id": new_id()}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        return statements

    mark()
    little = mark()
    grow()
    much = mark()
    assert len(much) == len(little), "\n".join(much)
    assert sum('FROM "planned_item"' in statement for statement in little) == 1  # for the record and for its row


def worked_for() -> list[Membership]:
    """Whom Sam supports."""
    return list(Membership.standing().where((Membership.user == cast.user("sam")) & (Membership.role == WORKER)))
