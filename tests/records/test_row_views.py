"""The rows of Today and of a day: what can be pressed, what was done, and what is said of it."""

import re
from dataclasses import replace
from datetime import time, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.chance import Key
from carelog.records.mark import Account, Mark
from carelog.records.said import Reason
from carelog.weeks.details import Cadence, ItemDetails, Part
from tests import cast, visitors
from tests.plans import EVERY_LABEL, agree, author, fixed, times
from tests.records.sheets import NO_CAR, SAID_NO, address, fields, newest, on, says, send, words

MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))
SWAP = {"HX-Request": "true"}
MARK_BUTTON = 'class="button mark"'


@pytest.fixture
def sam(app: Flask) -> FlaskClient:
    """A worker's phone."""
    return cast.signed_in(app, "sam")


def planned(person: Person, *items: ItemDetails) -> list[Key]:
    """Today's chances of a week of these."""
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        ids = agree(person, *items, starts=MON)
    return [(ids[item.title], WED, 1) for item in items]


def row(page: str, key: Key) -> str:
    """The element of that chance."""
    item, day, number = key
    return page.partition(f'id="chance-{item}-{day}-{number}"')[2].partition("</li>")[0]


@pytest.mark.parametrize("path", ["/today", "/people/{id}/day"])
def test_for_what_begins_much_later_there_is_no_one_tap(sam: FlaskClient, margaret: Person, path: str) -> None:
    quiz, wash = planned(margaret, fixed("Quiz", part=Part.EVENING), fixed("Wash"))
    page = sam.get(path.format(id=margaret.id)).text
    assert MARK_BUTTON in row(page, wash)
    assert MARK_BUTTON not in row(page, quiz)
    assert "t happened already" in row(page, quiz)
    with time_machine.travel(cast.NOW + timedelta(hours=6)):
        assert MARK_BUTTON in row(sam.get(path.format(id=margaret.id)).text, quiz)


def test_it_can_be_said_in_words_that_it_happened_already(sam: FlaskClient, margaret: Person) -> None:
    quiz, wash = planned(margaret, fixed("Quiz", part=Part.EVENING), fixed("Wash"))
    assert "It happened already" in sam.get(address(margaret, quiz)).text
    assert "It happened already" not in sam.get(address(margaret, wash)).text
    assert "It happened already" in send(sam, margaret, "marks", fields(quiz, back="/today", presence="told")).text
    assert send(sam, margaret, "marks", fields(quiz, said="happened", back="/today")).status_code == 303
    assert Mark.get().said == "happened"


def test_an_undo_of_what_begins_much_later_brings_no_one_tap(sam: FlaskClient, margaret: Person) -> None:
    (quiz,) = planned(margaret, fixed("Quiz", part=Part.EVENING))
    send(sam, margaret, "marks", fields(quiz, **NO_CAR))
    undone = send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id}, **SWAP)
    assert MARK_BUTTON not in undone.text
    assert "It happened already, or something else" in undone.text


def test_a_swapped_row_says_what_was_done(sam: FlaskClient, margaret: Person) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    done = send(sam, margaret, "marks", fields(tea, said="happened"), **SWAP).text
    assert 'data-announce="Saved. Tea, Margaret Hughes: It happened"' in done
    undone = send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id}, **SWAP).text
    assert 'data-announce="Taken back. Tea, Margaret Hughes: Not yet"' in undone
    assert "data-announce" not in sam.get("/today").text


def test_a_row_can_have_the_focus_and_news_on_top_takes_it(sam: FlaskClient, margaret: Person) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    assert 'tabindex="-1"' in row(sam.get("/today").text, tea).partition(">")[0]
    here = address(margaret, tea)
    send(sam, margaret, "marks", fields(tea, back=here, **NO_CAR))
    taken_back = {"mark": newest(margaret, "mark").id, "back": here}
    for said in ("Saved.", "Taken back."):
        news = sam.get(here).text.partition('id="notices"')[2].partition("</p>")[0]
        assert 'role="status" tabindex="-1" autofocus' in news
        assert said in news
        send(sam, margaret, "withdrawals", taken_back)


def test_a_marked_row_says_why_and_who_told(sam: FlaskClient, margaret: Person) -> None:
    tea, walk, choir, bath = planned(margaret, fixed("Tea"), fixed("Walk"), fixed("Choir"), fixed("Bath"))
    send(sam, margaret, "marks", fields(tea, **NO_CAR, presence="told", told_by="Grace"))
    send(sam, margaret, "marks", fields(walk, **SAID_NO))
    send(
        sam,
        margaret,
        "marks",
        fields(choir, said="partly", reason="other", note="The hall was " + "very " * 20 + "cold."),
    )
    send(sam, margaret, "marks", fields(bath, said="happened"))
    page = words(sam.get("/today"))
    assert "It did not happen Transport Sam Doyle, 10:00 · told by Grace" in page
    assert "not checked yet Instead: She had milk. Sam Doyle, 10:00" in page
    assert "Partly The hall was very very very very very very very very very … Sam Doyle, 10:00" in page
    assert "Bath It happened Sam Doyle, 10:00" in page


def test_why_and_who_told_are_for_those_who_may_read_that(app: Flask, sam: FlaskClient, margaret: Person) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    send(sam, margaret, "marks", fields(tea, **NO_CAR, presence="told", told_by="Grace"))
    reader, day = visitors.belong("reader", "ally"), f"/people/{margaret.id}/day"
    visitors.share(reader, ["my_week"])
    page = words(cast.signed_in(app, "reader").get(day))
    assert "It did not happen" in page
    assert [one for one in ("Transport", "Grace", "Sam Doyle") if one in page] == []
    Sharing.decide(reader, "how_it_went", visitors.OPERATOR, shared=True)
    page = words(cast.signed_in(app, "reader").get(day))
    assert [one for one in ("Transport", "Grace", "Sam Doyle") if one in page] == ["Transport"]


def test_after_a_no_in_the_morning_it_may_still_happen_another_time_today(sam: FlaskClient, margaret: Person) -> None:
    (walk,) = planned(margaret, times("Walk", 1))
    send(sam, margaret, "marks", fields(walk, **SAID_NO))
    assert "It happened another time today" in sam.get("/today").text
    item, day, _number = walk
    send(sam, margaret, "marks", fields((item, day, 2), said="happened"))
    page = sam.get("/today").text
    assert "1 of 1 so far" in page
    assert "It happened another time today" not in page


def test_today_and_the_visit_lead_to_the_day_before(sam: FlaskClient, nadia: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        agree(nadia, fixed("Tea"), starts=WED)
    for path in ("/today", f"/people/{nadia.id}/visit"):
        assert f'href="/people/{nadia.id}/day?day={TUE}"' in sam.get(path).text
        assert "Yesterday, Tue 17 Nov" in words(sam.get(path))
    assert "Yesterday" not in words(sam.get(f"/people/{nadia.id}/day{on(TUE)}"))


def test_what_can_be_done_comes_before_what_was_said_where_nobody_says_anything_any_more(
    sam: FlaskClient, margaret: Person
) -> None:
    (tea,) = planned(margaret, fixed("Tea", at=time(9)))
    send(sam, margaret, "marks", fields(tea, **NO_CAR))
    page = words(sam.get(address(margaret, tea)))
    assert page.index("What was said") < page.index("Change what I wrote")
    send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id})
    page = words(sam.get(address(margaret, tea)))
    assert page.index("What happened?") < page.index("What was said")


def her_word(person: Person, key: Key, said: str, voice: str, by: str = "sam") -> None:
    """Margaret says so, and a worker's phone or hand writes it down, a minute later."""
    with time_machine.travel(cast.NOW + timedelta(minutes=1)):
        Mark.record(person, *key, replace(author(by), voice=voice), labels=EVERY_LABEL, account=Account(said=said))


def shown(page: str, key: Key) -> str:
    """The row of that chance, without the drawings of its week."""
    return row(re.sub(r'(?s)<ul class="shapes">.*?</ul>', "", page), key)


@pytest.mark.parametrize("voice", [journal.HANDED_OVER, journal.ON_PAPER, journal.SETTLED])
@pytest.mark.parametrize("path", ["/today", "/people/{id}/day", "/people/{id}/visit"])
def test_what_a_row_does_not_show_is_not_undone_there(
    sam: FlaskClient, margaret: Person, path: str, voice: str
) -> None:
    monthly = ItemDetails(title="Market", cadence=Cadence.MONTHLY_ANY_DAY)
    for key in planned(margaret, fixed("Tea"), times("Walk", 2), monthly):
        send(sam, margaret, "marks", fields(key, said="happened"))
        before = shown(sam.get(path.format(id=margaret.id)).text, key)
        assert [one for one in ("Undo", "Change", "What was said") if one in before] == ["Undo", "Change"]
        her_word(margaret, key, "did_not_happen", voice)
        after = shown(sam.get(path.format(id=margaret.id)).text, key)
        assert [one for one in ("Undo", "Change", "What was said") if one in after] == ["What was said"]


def test_who_was_only_told_undoes_nothing_where_the_word_of_who_was_there_decides(
    sam: FlaskClient, margaret: Person
) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    send(sam, margaret, "marks", fields(tea, **NO_CAR, presence="told", told_by="Grace"))
    assert "Undo" in row(sam.get("/today").text, tea)
    Mark.record(margaret, *tea, author("grace"), labels=EVERY_LABEL)
    assert "Undo" not in row(sam.get("/today").text, tea)
    told = Account(said="did_not_happen", reason=Reason.TRANSPORT)
    Mark.record(margaret, *tea, author("tomasz"), labels=EVERY_LABEL, account=told)
    send(sam, margaret, "marks", fields(tea, said="happened"))
    assert "Undo" in row(sam.get("/today").text, tea)  # they differ, and all of these words are shown


@pytest.mark.parametrize(
    ("voice", "how"),
    [
        (journal.HANDED_OVER, "on Sam Doyle's phone"),
        (journal.ON_PAPER, "on their own sheet, typed by Sam Doyle"),
        (journal.SETTLED, "written down by Sam Doyle"),
    ],
)
def test_her_word_bears_her_name_whoever_wrote_it_down(app: Flask, margaret: Person, voice: str, how: str) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    her_word(margaret, tea, "happened", voice)
    day = f"/people/{margaret.id}/day"
    for username in ("aled", "sam", "grace"):
        assert f"Tea It happened Margaret Hughes, 10:01, {how} " in words(cast.signed_in(app, username).get(day))
    hers = words(cast.signed_in(app, "margaret").get(day))
    assert "Tea It happened I said, 10:01 My answer" in hers
    assert "Sam Doyle" not in hers
    visitors.share(visitors.belong("reader", "ally"), ["my_week"])
    read = words(cast.signed_in(app, "reader").get(day))
    assert "Tea It happened Margaret Hughes, 10:01" in read
    assert "Sam Doyle" not in read


@pytest.mark.parametrize("voice", [journal.HANDED_OVER, journal.ON_PAPER, journal.SETTLED])
def test_what_was_written_down_or_tapped_for_her_by_mistake_is_taken_back_on_its_page_by_whoever_did_it(
    app: Flask, sam: FlaskClient, margaret: Person, voice: str
) -> None:
    (tea,) = planned(margaret, fixed("Tea"))
    send(sam, margaret, "marks", fields(tea, said="happened"))
    own = newest(margaret, "mark").id
    her_word(margaret, tea, "did_not_happen", voice)
    hers = newest(margaret, "mark").id
    with time_machine.travel(cast.NOW + timedelta(days=9)):
        for browser, undone in ((cast.signed_in(app, "grace"), set()), (sam, {own, hers})):
            page = browser.get(address(margaret, tea)).text
            assert set(re.findall(r'name="mark" value="([^"]+)"', page)) & {own, hers} == undone
        assert send(sam, margaret, "withdrawals", {"mark": hers}).status_code == 303
        assert "It happened" in says(sam, margaret, tea)
