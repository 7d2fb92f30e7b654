"""What an attacker sees who may not read a worry: exactly what they saw before it was written.

They know every address of the app, the worry's own too, and compare: pages, counts, titles, headers, who looked.
"""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.access import Look
from carelog.accounts.staff_role import StaffRole
from carelog.db import database
from carelog.records.concern import Step
from tests import cast, visitors
from tests.asking import SQLITE, everything_logged
from tests.everywhere import WAYS, WHO_IS_SIGNED_IN, Places, Way, open_places
from tests.records.worrying import SEEN, a_step, take, tell
from tests.tables import asked

ATTACKERS = {
    "the person": "margaret", "the author's colleague": "grace", "the coordinator": "aled", "the manager": "ruth",
    "family with whom much is shared": "helen", "the other team's coordinator": "priya", "another worker": "tomasz",
    "family with whom everything is shared": "everything",
}  # fmt: skip
KNOWN = "5b1f6bb0-6f3c-4f2f-9f2f-0c8f2f0f6a02"  # its id, before it is written
CHANGES = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<=Date: ).*|(?<=Set-Cookie: ).*|\b\d\d:\d\d\b"


def answered(browser: FlaskClient, way: Way, places: Places) -> str:
    """The answer to one of them, but for what differs between any two moments."""
    with browser.get(way.path.format(**places)) as answer:
        told = f"{answer.status}\n{answer.headers}\n{unpacked(answer.get_data()).decode(errors='replace')}"
    return re.sub(CHANGES, "…", told)


def unpacked(body: bytes) -> bytes:
    """What a document says: its archive notes when it was packed."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def seen(browser: FlaskClient, places: Places) -> dict[str, str]:
    """Every answer to every question that changes nothing."""
    asked_for = [way for way in WAYS if way.method == "GET" and str(way) not in WHO_IS_SIGNED_IN]
    return {str(way): answered(browser, way, places) for way in asked_for}


def seen_again(browser: FlaskClient, places: Places, first: dict[str, str]) -> dict[str, str]:
    """The same once more; what was not opened, and is not about the worry, was answered as it will be again."""
    opened = [
        way for way in WAYS if first.get(str(way), "").startswith("200") or (str(way) in first and ABOUT in way.path)
    ]
    return {**first, **{str(way): answered(browser, way, places) for way in opened}}


ABOUT = "{worry}"
# Who tells it, whom it is about, and who of the attackers may read it.
TOLD: tuple[tuple[tuple[str, str], tuple[str, ...], set[str]], ...] = (
    (("sam", "worker"), (), {"the coordinator", "the manager"}),
    (("sam", "worker"), ("aled",), {"the manager"}),
    (("sam", "worker"), ("ruth",), {"the coordinator"}),
    (("margaret", "self"), ("aled", "ruth", "grace"), {"the person"}),
)


@SQLITE
def test_whoever_may_not_read_it_sees_what_they_saw_before(app: Flask) -> None:
    """Each worry is put back before the next: all of them are told to people who saw the same before."""
    visitors.share(visitors.belong("everything", "ally"))
    places = {**open_places(app), "worry": KNOWN}
    StaffRole.get_by_id(places["role"]).end(visitors.OPERATOR)
    browsers = {name: cast.signed_in(app, username) for name, username in ATTACKERS.items()}
    first = {name: seen(browser, places) for name, browser in browsers.items()}
    # That all looked is remembered once a day.
    before = {name: seen_again(browser, places, first[name]) for name, browser in browsers.items()}
    leads = {"ruth": "the manager", "aled": "the coordinator"}
    for number, (author, about, readers) in enumerate(TOLD):
        with database.atomic() as put_back:
            event = tell(*author, *about, id=KNOWN)
            for lead in set(leads) - set(about):
                assert browsers[leads[lead]].get(f"/people/{places['person']}/worries/{KNOWN}").status_code == 200
                take(event, Step.ANSWERED, lead)
            # The first time everything, so that one that was not opened before would be found out.
            after = {
                name: seen_again(browser, places, before[name]) if number else seen(browser, places)
                for name, browser in browsers.items()
            }
            put_back.rollback()
        changed = {name: {way for way in before[name] if before[name][way] != after[name][way]} for name in browsers}
        assert {name for name, ways in changed.items() if ways} == readers, (author, about, changed)
        assert all("GET records.concerns" in changed[name] for name in readers), (author, about)


@pytest.mark.parametrize("who", ["aled", "margaret", "grace", "helen", "priya"])
def test_to_whoever_may_not_read_it_its_address_is_one_that_never_was(app: Flask, who: str) -> None:
    event, browser = tell("sam", "worker", "aled"), cast.signed_in(app, who)
    for way in ("", "/steps"):
        answers = [
            browser.open(
                f"/people/{event.person_id}/worries/{worry}{way}", method="POST" if way else "GET",
                data=a_step(Step.ANSWERED) if way else None,
            )
            for worry in (event.id, journal.new_id())
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].text == answers[1].text
    assert journal.Event.select().where(journal.Event.kind == "concern_step").count() == 0


def test_that_somebody_read_it_is_told_with_the_worry_and_nowhere_else(app: Flask) -> None:
    event = tell()
    address = f"/people/{event.person_id}/worries/{event.id}"
    for _time in range(2):
        cast.signed_in(app, "aled").get(address)
    for who in ("margaret", "ruth"):
        assert "Aled" not in cast.signed_in(app, who).get(f"/people/{event.person_id}/looks").text
    assert Look.select().where(Look.section == f"concern {event.id}").count() == 1
    assert "Opened by Aled Prosser." in cast.signed_in(app, "ruth").get(address).text
    assert "Opened by Ruth Okafor." in cast.signed_in(app, "aled").get(address).text


@SQLITE
def test_the_log_says_nothing_of_it(app: Flask) -> None:
    with everything_logged() as log:
        form = {"id": KNOWN, "seen": SEEN, "safe_now": "no", "named": str(cast.user("aled").id)}
        sam, person = cast.signed_in(app, "sam"), cast.person(cast.MARGARET).id
        assert sam.post(f"/people/{person}/worries", data=form).status_code == 303
        cast.signed_in(app, "ruth").get(f"/people/{person}/worries/{KNOWN}")
    assert "records.create_concern" in log.getvalue()
    assert [word for word in (SEEN, KNOWN, "aled", "Margaret") if word in log.getvalue()] == []


def test_what_is_written_in_it_is_text_and_never_markup(app: Flask) -> None:
    code = "<script>alert(1)</script>'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    event = tell(seen=code, said=code, done=code, others=code)
    take(event, Step.ANSWERED, words=code)
    page = cast.signed_in(app, "ruth").get(f"/people/{event.person_id}/worries/{event.id}").text
    assert [bad for bad in ("<script>alert", "<img src=x", " 49") if bad in page] == []


@SQLITE
@pytest.mark.parametrize(
    "path", ["/worries", "/people/{person}/worries/{worry}", "/people/{person}/worries/new", "/people"]
)
def test_a_page_asks_as_often_with_many_worries_as_with_few(
    app: Flask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    browser, first = cast.signed_in(app, "aled"), tell("sam", "worker", "grace")
    take(first, Step.ANSWERED)
    address = path.format(person=first.person_id, worry=first.id)
    browser.get(address)  # that somebody looked is remembered once a day
    with asked(monkeypatch) as few:
        assert browser.get(address).status_code == 200
    for event in [first, *(tell("sam", "worker", "grace", "helen") for _ in range(8))]:
        take(event, Step.ANSWERED, "ruth")
        take(event, Step.CLOSED)
    tell("grace")
    with asked(monkeypatch) as many:
        assert browser.get(address).status_code == 200
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 14
