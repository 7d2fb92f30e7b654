"""Writing down what happened, from the row and from the small sheet."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.chance import Key
from carelog.records.mark import Mark
from carelog.records.quick import apart
from carelog.weeks.details import Cadence, Label
from tests import cast, visitors
from tests.plans import agree, fixed, times
from tests.records.sheets import NO_CAR, SAID_NO, address, fields, newest, on, says, send, words

MON, TUE, WED, THU = (cast.MONDAY + timedelta(days=offset) for offset in range(4))


@pytest.fixture
def tea(margaret: Person) -> Key:
    """Of yesterday, and of every day."""
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        return agree(margaret, fixed("Tea"), starts=TUE)["Tea"], TUE, 1


def test_the_sheet_writes_the_reason_and_goes_back_to_where_it_was_opened(
    sam: FlaskClient, margaret: Person, tea: Key
) -> None:
    assert 'value="/today"' in sam.get(address(margaret, tea), headers={"Referer": "http://localhost/today"}).text
    answer = send(sam, margaret, "marks", fields(tea, back="/today", **NO_CAR))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/today#chance-{tea[0]}-{TUE}-1")
    assert answer.headers["Record-Receipt"].startswith(newest(margaret, "mark").id)
    assert "Saved." in sam.get("/today").text
    assert "It did not happen You, Wed 18 Nov, 10:00 · you were there Why: Transport" in says(sam, margaret, tea)


def test_the_way_back_leads_to_our_own_pages_only(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    for back in ("//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)", "http://[broken"):
        answer = send(sam, margaret, "marks", fields(tea, back=back, said="happened"))
        assert answer.headers["Location"].startswith("/people/"), back


@pytest.mark.parametrize(
    ("sheet", "lacking"),
    [
        ({}, ["Choose what happened."]),
        ({"said": "did_not_happen", "note": "Ten past."}, ["Choose why."]),
        ({"said": "partly", "note": "Ten past."}, ["Choose why."]),
        ({"said": "did_not_happen", "reason": "other"}, ["Say what the other reason was."]),
        ({**SAID_NO, "how_shown": ""}, ["Say how they said or showed it."]),
        ({**SAID_NO, "offered": ""}, ["Say what was offered."]),
        ({"said": "happened", "presence": "told"}, ["Say who told you."]),
        # all at once
        ({"said": "chose"}, ["Say how they said or showed it.", "Say what was offered."]),
        ({"said": "chose", "presence": "told"}, ["Say who told you.", "Say what was offered."]),
        ({"said": "partly", "presence": "told"}, ["Choose why.", "Say who told you."]),
        (
            {"said": "did_not_happen", "reason": "other", "presence": "told"},
            ["Say what the other reason was.", "Say who told you."],
        ),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(
    sam: FlaskClient, margaret: Person, tea: Key, sheet: dict[str, str], lacking: list[str]
) -> None:
    before = Event.select().count()
    answer = send(sam, margaret, "marks", fields(tea, back="/today", **sheet))
    assert answer.status_code == 422
    assert [answer.text.count(f">{one}<") for one in lacking] == [2] * len(lacking)  # on top, and beside it
    assert all(f'value="{words}"' in answer.text for words in sheet.values() if " " in words)
    assert 'value="/today"' in answer.text
    assert Event.select().count() == before


def test_the_first_that_is_missing_of_a_choice_is_the_row_of_taps_and_the_summary_leads_there(
    sam: FlaskClient, margaret: Person, tea: Key
) -> None:
    page = send(sam, margaret, "marks", fields(tea, back="/today", said="chose")).text
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', page)
    assert links == [("shown-0", "Say how they said or showed it."), ("offered", "Say what was offered.")]
    assert page.index('id="error-summary"') < page.index('id="shown-error"') < page.index('id="shown-0"')
    assert 'id="how_shown-error"' not in page


def test_a_tap_that_says_nothing_is_not_taken_for_anything(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        assert send(sam, margaret, "marks", fields(tea), **headers).status_code == 422
    assert Mark.select().count() == 0


def test_a_swapped_sheet_says_all_that_is_missing(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    sheet = fields(tea, said="partly", presence="told")
    answer = send(sam, margaret, "marks", sheet, **{"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Choose why. Say who told you." in words(answer)


def test_the_sheet_sent_twice_is_one_record(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    form = fields(tea, back="/today", **SAID_NO)
    receipts = {send(sam, margaret, "marks", form).headers["Record-Receipt"] for _press in range(2)}
    assert len(receipts) == Mark.select().count() == 1


def test_what_was_filled_in_for_another_answer_is_not_kept(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    send(sam, margaret, "marks", fields(tea, **{**SAID_NO, **NO_CAR, "shown": "words"}))
    mark = Mark.get()
    assert (mark.said, mark.reason, mark.offered, mark.how_shown, mark.instead) == (
        "did_not_happen", "transport", "", "", "",
    )  # fmt: skip


def test_how_a_choice_was_shown_is_a_tap_kept_as_its_code_and_words(
    sam: FlaskClient, margaret: Person, tea: Key
) -> None:
    send(sam, margaret, "marks", fields(tea, **SAID_NO, shown="pushed"))
    assert apart(Mark.get().how_shown) == ("pushed", "She shook her head.")
    page = says(sam, margaret, tea)
    assert (
        "On offer: Tea Instead: She had milk. How they said or showed it: Pushed it away. She shook her head." in page
    )
    assert "Chose something else, not checked yet" in page
    sheet = sam.get(address(margaret, tea)).text  # where it can be corrected
    assert re.search(r'<input checked[^>]* name="shown"[^>]* value="pushed">', sheet)
    assert 'name="how_shown" type="text" value="She shook her head."' in sheet


def test_who_was_told_says_by_whom(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    send(sam, margaret, "marks", fields(tea, said="happened", presence="told", told_by="Helen"))
    assert "you were told by Helen" in says(sam, margaret, tea)


def test_a_must_happen_part_is_asked_by_a_second_tap(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        wash = agree(margaret, fixed("Wash", must_happen=True, essential="tablets"), starts=TUE)["Wash"]
    page = sam.get("/today").text
    assert "Yes, with tablets" in page
    assert "Not watched yet, and not a medicines chart." in page
    assert f"/occurrences/{wash}/{WED}/1?essential=no" in page
    send(sam, margaret, "marks", fields((wash, WED, 1), said="happened", essential="yes"))
    said = sam.get(address(margaret, (wash, WED, 1))).text
    assert "With tablets." in said
    assert said.count("not a medicines chart") == 1
    without = sam.get(f"{address(margaret, (wash, TUE, 1))}?essential=no").text
    assert 'checked id="essential-1"' in without


def test_a_correction_keeps_the_old_words_readable_and_says_why(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    send(sam, margaret, "marks", fields(tea, **NO_CAR))
    mark = newest(margaret, "mark").id
    assert f'value="{mark}"' in sam.get(address(margaret, tea)).text
    form = fields(tea, mark=mark, said="happened")
    answer = send(sam, margaret, "corrections", {**form, "said": "chose"})
    assert answer.status_code == 422
    assert [
        one for one in ("Say why you change it.", "Say how they said or showed it.") if one not in answer.text
    ] == []
    answer = send(sam, margaret, "corrections", {**form, "why": "learned", "why_exactly": "Grace drove her."})
    assert answer.status_code == 303
    page = says(sam, margaret, tea)
    assert "This counts Changed: I know more now. Grace drove her." in page
    assert "Earlier words, changed or taken back It did not happen" in page
    assert newest(margaret, "mark").replaces == mark


def test_an_undo_leaves_the_words_readable_and_the_chance_open(sam: FlaskClient, margaret: Person, tea: Key) -> None:
    send(sam, margaret, "marks", fields(tea, said="happened"))
    here = address(margaret, tea)
    answer = send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id, "back": here})
    assert answer.headers["Location"].startswith(here)
    page = says(sam, margaret, tea)
    assert "Not yet" in page
    assert "Taken back, Wed 18 Nov, 10:00." in page


def test_the_person_is_asked_for_no_reason_and_reads_first_person_words(app: Flask, margaret: Person, tea: Key) -> None:
    browser = cast.signed_in(app, "margaret")
    page = browser.get(address(margaret, tea)).text
    assert "What do I say?" in page
    assert "I said no, or chose something else" in page
    assert 'name="reason"' not in page
    assert send(browser, margaret, "marks", fields(tea, said="did_not_happen")).status_code == 303
    send(cast.signed_in(app, "sam"), margaret, "marks", fields(tea, said="did_not_happen", reason="ill"))
    assert "Why: I was ill" in says(browser, margaret, tea)


def test_a_person_changes_their_answer_without_being_asked_why(app: Flask, margaret: Person, tea: Key) -> None:
    browser = cast.signed_in(app, "margaret")
    send(browser, margaret, "marks", fields(tea, said="happened"))
    mark = newest(margaret, "mark").id
    assert send(browser, margaret, "corrections", fields(tea, mark=mark, said="partly")).status_code == 303
    assert "Changed: I changed my answer" in says(browser, margaret, tea)


def test_an_ally_reads_what_became_of_it_and_the_reasons_only_with_how_it_went(
    app: Flask, sam: FlaskClient, margaret: Person, tea: Key
) -> None:
    send(sam, margaret, "marks", fields(tea, **NO_CAR, note="The bus was late.", presence="told", told_by="Grace"))
    reader = visitors.belong("reader", "ally")
    visitors.share(reader, ["my_week"])
    page = says(cast.signed_in(app, "reader"), margaret, tea)
    assert "It did not happen Somebody, Wed 18 Nov, 10:00 · was told" in page
    assert not [words for words in ("Transport", "bus", "Grace", "Sam Doyle") if words in page]
    Sharing.decide(reader, "how_it_went", visitors.OPERATOR, shared=True)
    assert "Why: Transport “The bus was late.”" in says(cast.signed_in(app, "reader"), margaret, tea)


def test_what_is_kept_from_allies_has_no_page_for_them(app: Flask, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        shower = agree(margaret, fixed("Shower", label=Label.INTIMATE), starts=TUE)["Shower"]
    assert cast.signed_in(app, "helen").get(address(margaret, (shower, TUE, 1))).status_code == 404
    assert cast.signed_in(app, "sam").get(address(margaret, (shower, TUE, 1))).status_code == 200


@pytest.mark.parametrize("number", [2, 51, 99])
def test_a_chance_that_is_none_has_no_page(sam: FlaskClient, margaret: Person, tea: Key, number: int) -> None:
    assert sam.get(address(margaret, (tea[0], TUE, number))).status_code == 404


def test_an_earlier_day_is_marked_and_says_that_it_was_written_later(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        tea = agree(margaret, fixed("Tea"), starts=MON)["Tea"]
    day = f"/people/{margaret.id}/day{on(MON)}"
    assert 'class="button mark"' in sam.get(day).text
    send(sam, margaret, "marks", fields((tea, MON, 1), said="happened"), Referer=f"http://localhost{day}")
    assert "Sam Doyle, Wed 18 Nov · written later" in words(sam.get(day))
    assert "· written later" in says(sam, margaret, (tea, MON, 1))


def test_what_is_still_to_come_may_be_cancelled_and_cannot_have_happened(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        choir = agree(margaret, fixed("Choir"), starts=THU)["Choir"], THU, 1
    page = sam.get(address(margaret, choir)).text
    assert 'value="did_not_happen"' in page
    assert 'value="partly"' not in page
    refused = send(sam, margaret, "marks", fields(choir, said="happened", back="/today"))
    assert (refused.status_code, "That day has not come yet." in refused.text) == (422, True)
    assert send(sam, margaret, "marks", fields(choir, **NO_CAR)).status_code == 303
    assert "It did not happen" in words(sam.get(f"/people/{margaret.id}/day{on(THU)}"))


def test_another_time_on_the_same_day_is_a_chance_of_its_own(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        walk = agree(margaret, times("Walk", 2), starts=MON)["Walk"]
    assert "It happened another time today" not in sam.get("/today").text
    send(sam, margaret, "marks", fields((walk, WED, 1), said="happened"))
    page = sam.get("/today").text
    assert "It happened another time today" in page
    assert 'name="number" value="2"' in page
    send(sam, margaret, "marks", fields((walk, WED, 2), said="happened"))
    page = sam.get("/today").text
    assert "2 of 2 so far" in page
    assert "It happened another time today" not in page


def test_what_any_day_of_the_month_will_do_for_is_marked_today_and_shown_with_its_day(
    sam: FlaskClient, margaret: Person
) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=30)):
        hair = agree(margaret, fixed("Hairdresser", cadence=Cadence.MONTHLY_ANY_DAY), starts=date(2026, 10, 20))
    assert "Some time this month" in sam.get("/today").text
    answer = send(
        sam, margaret, "marks", fields((hair["Hairdresser"], WED, 1), said="happened"), **{"HX-Request": "true"}
    )
    assert "Done on Wed 18 Nov" in words(answer)
    assert "Done on Wed 18 Nov" in words(sam.get(f"/people/{margaret.id}/week"))


def test_another_day_can_be_said_for_what_any_day_will_do_for(sam: FlaskClient, margaret: Person) -> None:
    with time_machine.travel(cast.NOW - timedelta(days=7)):
        walk = agree(margaret, times("Walk", 2), starts=MON)["Walk"]
    form = fields((walk, TUE, 1), page_day=WED.isoformat(), said="happened")
    assert send(sam, margaret, "marks", form).status_code == 303
    assert newest(margaret, "mark").on_date == TUE


def test_where_people_differ_the_persons_word_is_asked_and_counts(app: Flask, margaret: Person, tea: Key) -> None:
    sam, grace = cast.signed_in(app, "sam"), cast.signed_in(app, "grace")
    send(sam, margaret, "marks", fields(tea, said="happened"))
    send(grace, margaret, "marks", fields(tea, **NO_CAR))
    page = says(sam, margaret, tea)
    assert "People say different things Ask Margaret Hughes: their word counts." in page
    assert "This counts" not in page
    form = fields(tea, "settled-", said="happened", how_shown="")
    refused = send(sam, margaret, "settlements", form)
    assert (refused.status_code, "Say how they said or showed it." in refused.text) == (422, True)
    form |= {"settled-how_shown": "She said: I had it.", "settled-who_asked": "Sam"}
    assert send(sam, margaret, "settlements", form).status_code == 303
    page = says(sam, margaret, tea)
    assert "It happened Margaret Hughes, Wed 18 Nov, 10:00 · said so when they were asked · written down by you" in page
    assert page.count("This counts") == 1
    assert newest(margaret, "mark").voice == "settled"


def test_taking_a_settlement_back_leaves_ones_own_words_standing(app: Flask, margaret: Person, tea: Key) -> None:
    sam, grace = cast.signed_in(app, "sam"), cast.signed_in(app, "grace")
    send(sam, margaret, "marks", fields(tea, said="happened"))
    send(grace, margaret, "marks", fields(tea, **NO_CAR))
    send(sam, margaret, "settlements", fields(tea, "settled-", said="partly", how_shown="A nod.", who_asked="Sam"))
    send(sam, margaret, "withdrawals", {"mark": newest(margaret, "mark").id})
    assert "People say different things" in says(sam, margaret, tea)
