"""The learning log's pages: write in few taps, undo, change, find; what is not shared is not said."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.access import Look
from carelog.accounts.user import User
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.learning import PAGE, SEARCHED_FROM
from carelog.records.learning_log import Learned, LearningLog
from carelog.weeks.details import Label
from carelog.weeks.known_items import known_items
from tests import cast, visitors
from tests.asking import HTMX
from tests.plans import EVERY_LABEL, agree, author, fixed

TODAY = cast.TODAY.isoformat()
SAYS_NOTHING = "Write one thing, or press “Nothing new today”."


def send(
    browser: FlaskClient, person: Person, where: str = "logs", *, piece: bool = False, **form: Any
) -> TestResponse:
    """Post a form of the learning log."""
    data = {"id": journal.new_id(), "day": TODAY, "language": "en", **form}
    return browser.post(f"/people/{person.id}/{where}", data=data, headers=HTMX if piece else {})


def learn(person: Person, did: str = "Sang", by: str = "sam", role: str = "worker", **more: Any) -> str:
    """Somebody learned that today; its address."""
    writer = author(by, role)
    return str(LearningLog.record(person, cast.TODAY, Learned(did=did, **more), writer, labels=EVERY_LABEL).id)


def page(browser: FlaskClient, person: Person, where: str = "learning") -> str:
    """What is read there, without the tags."""
    answer = browser.get(f"/people/{person.id}/{where}")
    assert answer.status_code == 200
    return words(answer)


def words(answer: TestResponse) -> str:
    """The text of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def newest() -> LearningLog:
    """What was written down last."""
    return LearningLog.select(LearningLog, Event).join(Event).order_by(Event.seq.desc()).get()


def shares(ally: str, *sections: str) -> None:
    """Margaret shares these sections with that ally."""
    member = Membership.get(Membership.user == cast.user(ally))
    for section in sections:
        Sharing.decide(member, section, visitors.OPERATOR, shared=True)


def test_one_field_is_enough_and_the_page_that_it_came_from_comes_back_with_undo(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    answer = send(sam, margaret, did="Sang in the kitchen", back="/today")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/today")
    today = sam.get("/today").text
    assert "Saved." in today
    assert f'value="{newest().about}"' in today
    assert "Saved." not in sam.get("/people").text  # offered once
    assert "Sang in the kitchen You, 10:00" in page(sam, margaret)


def test_the_day_the_thing_and_who_writes_are_filled_in(app: Flask, margaret: Person) -> None:
    sam, thing = cast.signed_in(app, "sam"), known_items(margaret, cast.TODAY)[0]
    yesterday = cast.TODAY - timedelta(days=1)
    form = sam.get(f"/people/{margaret.id}/logs/new?item={thing.id}&day={yesterday}").text
    me = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("sam"))).id
    assert f'value="{yesterday}"' in form
    assert f'<option selected value="{thing.id}">' in form
    assert re.search(rf'<input checked[^>]*value="{me}"', form)
    assert f"Tuesday 17 November · {thing.title} · Me" in " ".join(re.sub(r"<[^>]+>", "", form).split())


def test_a_day_to_come_is_not_filled_in(app: Flask, margaret: Person) -> None:
    form = cast.signed_in(app, "sam").get(f"/people/{margaret.id}/logs/new?day=2026-12-24").text
    assert f'value="{TODAY}"' in form
    assert "2026-12-24" not in form


def test_nothing_new_is_one_tap(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    assert send(sam, margaret, nothing_new="y").status_code == 303
    assert newest().nothing_new
    assert "Nothing new. You, 10:00" in page(sam, margaret)


def test_everything_that_is_wrong_is_said_at_once_and_what_was_typed_stays(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    answer = send(sam, margaret, day="2027-01-01", item="x", worked_well="a" * 2001, present="7", language="tlh")
    assert answer.status_code == 422
    for said in (
        "That day has not come yet.", "Choose one of these.", "Keep it to 2000 letters.",
        "Open the page again",
    ):  # fmt: skip
        assert said in answer.text, said
    assert "a" * 2001 in answer.text
    assert re.search(r'<details class="more" open>', answer.text)
    assert LearningLog.select().count() == 0


def test_an_empty_form_says_what_is_enough(app: Flask, margaret: Person) -> None:
    me = Membership.get((Membership.person == margaret.id) & (Membership.user == cast.user("sam"))).id
    answer = send(cast.signed_in(app, "sam"), margaret, present=me, tell_plan="y")
    assert (answer.status_code, SAYS_NOTHING in answer.text) == (422, True)


def test_its_language_is_kept_and_said_to_whoever_reads_it_aloud(app: Flask, margaret: Person) -> None:
    send(cast.signed_in(app, "sam"), margaret, did="Śpiewała", language="pl")
    read = cast.signed_in(app, "margaret").get(f"/people/{margaret.id}/learning").text
    assert re.search(r'lang="pl" dir="auto">\s*<p class="did">Śpiewała', read)


def test_the_form_begins_in_the_writers_own_language(app: Flask, margaret: Person) -> None:
    User.update(language="cy").where(User.username == "sam").execute()
    form = cast.signed_in(app, "sam").get(f"/people/{margaret.id}/logs/new").text
    assert re.search(r'<select[^>]*name="language"><option selected value="cy">Cymraeg</option>', form)


def test_undo_takes_it_back_and_offers_the_words_once_more(app: Flask, margaret: Person) -> None:
    sam, joan = cast.signed_in(app, "sam"), Membership.get(Membership.user == cast.user("joan")).id
    send(sam, margaret, did="Sang in the kitchen", present=joan, tell_profile="y")
    log = newest().about
    answer = send(sam, margaret, "logs/withdrawals", mark=log, back=f"/people/{margaret.id}/learning")
    assert answer.status_code == 303
    taken_back = sam.get(f"/people/{margaret.id}/learning").text
    assert "Taken back." in taken_back
    assert "Sang in the kitchen" not in taken_back
    again = re.findall(r'href="(/people/\d+/logs/new\?again=[^"]+)"', taken_back)
    form = sam.get(again[0]).text
    assert re.search(r">\s*Sang in the kitchen</textarea>", form)
    assert re.search(rf'<input checked[^>]*value="{joan}"', form)
    assert re.search(r'<input [^>]*checked id="tell_profile"', form)
    assert "Add to their one-page profile" in form


def test_what_was_taken_back_says_so_under_its_address(app: Flask, margaret: Person) -> None:
    log = learn(margaret)
    LearningLog.withdraw(margaret, log, author("sam"))
    assert "Sam Doyle took this back." in page(cast.signed_in(app, "grace"), margaret, f"logs/{log}")
    assert "Write it again" in page(cast.signed_in(app, "sam"), margaret, f"logs/{log}")


def test_a_correction_says_why_and_the_old_words_stay_below(app: Flask, margaret: Person) -> None:
    sam, log = cast.signed_in(app, "sam"), learn(margaret)
    missing = send(sam, margaret, "logs/corrections", log=log)
    assert missing.status_code == 422
    assert all(said in missing.text for said in ("Say why you change it.", SAYS_NOTHING))
    answer = send(
        sam, margaret, "logs/corrections", log=log, did="Hummed", why="mistake", why_exactly="It was no song."
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/people/{margaret.id}/logs/{log}")
    read = page(cast.signed_in(app, "margaret"), margaret, f"logs/{log}")
    assert "Hummed" in read
    assert "Changed: There was a mistake in it. It was no song." in read
    assert "What was written before" in read
    assert "Sang" in read.partition("What was written before")[2]
    assert "It was changed: earlier words" in page(cast.signed_in(app, "grace"), margaret)


def test_the_person_is_asked_for_no_reason_and_in_their_own_words(app: Flask, margaret: Person) -> None:
    browser = cast.signed_in(app, "margaret")
    assert "What did I do?" in page(browser, margaret, "logs/new")
    send(browser, margaret, did="I sang")
    log = newest().about
    assert "Why do you change it?" not in page(browser, margaret, f"logs/{log}")
    assert send(browser, margaret, "logs/corrections", log=log, did="I hummed").status_code == 303
    assert "Changed: I changed my words" in page(browser, margaret, f"logs/{log}")


def test_only_its_author_is_offered_to_change_it(app: Flask, margaret: Person) -> None:
    log = learn(margaret)
    assert "Change what I wrote" in page(cast.signed_in(app, "sam"), margaret, f"logs/{log}")
    for username in ("grace", "margaret", "ruth", "aled"):
        read = page(cast.signed_in(app, username), margaret, f"logs/{log}")
        assert not re.search("Change|Take it back", read), username
    refused = send(cast.signed_in(app, "grace"), margaret, "logs/corrections", log=log, did="Hummed", why="mistake")
    assert refused.status_code == 403


def test_a_discouraged_word_is_saved_and_its_author_is_offered_another(app: Flask, margaret: Person) -> None:
    hint = "“refused” could be “said no to”."
    sam = cast.signed_in(app, "sam")
    send(sam, margaret, did="She refused her tea.")
    assert hint in page(sam, margaret)
    others = page(cast.signed_in(app, "margaret"), margaret)
    assert "She refused her tea." in others
    assert hint not in others


def test_without_names_there_is_somebody(app: Flask, margaret: Person) -> None:
    joan = Membership.get(Membership.user == cast.user("joan")).id
    learn(margaret, others="Kim from next door", present=(joan,))
    learn(margaret, "I hummed", "margaret", "self")
    shares("helen", "learning_logs")
    helen = cast.signed_in(app, "helen")
    read = page(helen, margaret)
    assert "Sang Somebody, 10:00 · with somebody from the circle" in read
    assert "I hummed Margaret Hughes, 10:00" in read
    assert not re.search("Sam|Joan|Kim", read)
    assert "Sang" not in page(helen, margaret, "learning?q=Kim")
    shares("helen", "names")
    assert "Sang Sam Doyle, 10:00 · with Joan Price, Kim from next door" in page(helen, margaret)


def test_without_the_week_no_thing_is_named_or_offered(app: Flask, margaret: Person) -> None:
    thing = known_items(margaret, cast.TODAY)[0]
    learn(margaret, item=thing.id)
    shares("joan", "learning_logs")
    joan = cast.signed_in(app, "joan")
    for where in ("learning", "logs/new", f"learning?q={thing.title}", f"learning?item={thing.id}"):
        assert thing.title not in joan.get(f"/people/{margaret.id}/{where}").text.replace(f'value="{thing.title}"', "")
    assert "What is it about?" not in page(joan, margaret, "logs/new")
    shares("joan", "my_week")
    assert thing.title in page(joan, margaret)
    assert thing.title in page(joan, margaret, "logs/new")


def test_who_may_not_know_the_circle_is_offered_themselves_only(app: Flask, margaret: Person) -> None:
    shares("helen", "learning_logs")
    form = page(cast.signed_in(app, "helen"), margaret, "logs/new")
    assert "Who was there? Me, daughter" in form
    assert not re.search("Joan|Grace|Sam", form)


def test_what_its_author_may_not_see_any_more_stays_when_they_change_it(app: Flask, margaret: Person) -> None:
    shares("helen", "learning_logs", "names", "my_week")
    joan, thing = Membership.get(Membership.user == cast.user("joan")).id, known_items(margaret, cast.TODAY)[0]
    log = learn(margaret, "Sang", "helen", "ally", present=(joan,), item=thing.id, others="Kim")
    helen = Membership.get(Membership.user == cast.user("helen"))
    for section in ("names", "my_week"):
        Sharing.decide(helen, section, visitors.OPERATOR, shared=False)
    send(cast.signed_in(app, "helen"), margaret, "logs/corrections", log=log, did="Hummed", others="Kim", why="mistake")
    read = page(cast.signed_in(app, "margaret"), margaret)
    assert f"{thing.title} Hummed Helen Hughes, 10:00 · with Joan Price, Kim" in read


def test_where_nothing_was_learned_yet_the_page_says_what_to_do(app: Flask, margaret: Person) -> None:
    sam, ruth = cast.signed_in(app, "sam"), cast.signed_in(app, "ruth")
    assert "Nobody has written down yet what works for Margaret Hughes" in page(sam, margaret)
    assert "Write the first one" in page(sam, margaret)
    assert "Write the first one" not in page(ruth, margaret)
    assert "Nothing is written here yet about what works for me" in page(cast.signed_in(app, "margaret"), margaret)


def test_searching_and_going_on_keep_what_was_asked_for(app: Flask, margaret: Person) -> None:
    sam = cast.signed_in(app, "sam")
    for number in range(PAGE + 1):
        learn(margaret, f"Song number {number}", for_conversation=True)
    assert "Find by a word" in page(sam, margaret)
    first = sam.get(f"/people/{margaret.id}/learning?q=song&tag=for_conversation").text
    assert re.search(r'href="/people/\d+/learning\?page=2&amp;q=song&amp;tag=for_conversation"', first)
    assert "Song number 0 " in page(sam, margaret, "learning?q=song&tag=for_conversation&page=2")
    assert "Nothing here says that." in page(sam, margaret, "learning?q=donkey")


def test_of_a_thing_that_nothing_is_written_about_the_page_offers_to_begin(app: Flask, margaret: Person) -> None:
    sam, thing = cast.signed_in(app, "sam"), known_items(margaret, cast.TODAY)[0]
    empty = sam.get(f"/people/{margaret.id}/learning?item={thing.id}").text
    assert "Nothing is written about that yet." in empty
    assert f"logs/new?item={thing.id}" in empty
    assert f'<option value="{thing.id}" selected>' in empty


def test_few_logs_need_no_search(app: Flask, margaret: Person) -> None:
    for _number in range(SEARCHED_FROM - 1):
        learn(margaret)
    assert "Find by a word" not in page(cast.signed_in(app, "sam"), margaret)


def test_a_log_about_a_thing_that_is_kept_from_allies_is_none_for_them(app: Flask, margaret: Person) -> None:
    bath = agree(margaret, fixed("Bath", label=Label.INTIMATE), starts=cast.TODAY + timedelta(days=1))["Bath"]
    log = learn(margaret, "Hid", item=bath)
    shares("helen", "learning_logs", "my_week")
    helen = cast.signed_in(app, "helen")
    assert "Nobody has written down yet" in page(helen, margaret)
    assert helen.get(f"/people/{margaret.id}/logs/{log}").status_code == 404
    assert "Bath" not in helen.get(f"/people/{margaret.id}/logs/new?item={bath}").text
    assert send(helen, margaret, did="Hid", item=bath).status_code == 422


def test_words_that_were_about_a_private_thing_are_not_shown_to_allies_as_what_stood_before(
    app: Flask, margaret: Person
) -> None:
    tomorrow, music = cast.TODAY + timedelta(days=1), fixed("Bath with music", label=Label.INTIMATE)
    bath = agree(margaret, music, starts=tomorrow)[music.title]
    sam, log = cast.signed_in(app, "sam"), learn(margaret, "Hid", item=bath)
    assert send(sam, margaret, "logs/corrections", log=log, did="Sang", why="mistake").status_code == 303
    shares("helen", "learning_logs", "my_week")
    helen = cast.signed_in(app, "helen")
    for where in ("learning", f"logs/{log}"):
        read = page(helen, margaret, where)
        assert "Sang" in read
        assert not re.search("Hid|Bath|earlier words|What was written before|Changed:", read), where
    grace = cast.signed_in(app, "grace")
    assert "It was changed: earlier words" in page(grace, margaret)
    assert "Bath with music Hid" in page(grace, margaret, f"logs/{log}")


def test_in_place_the_saved_log_takes_the_place_of_the_form_and_undo_brings_it_back(
    app: Flask, margaret: Person
) -> None:
    sam = cast.signed_in(app, "sam")
    wrong = send(sam, margaret, piece=True)
    assert (wrong.status_code, SAYS_NOTHING in wrong.text, "<html" in wrong.text) == (422, True, False)
    assert 'id="log-form"' in wrong.text
    assert "hx-post" in wrong.text
    saved = send(sam, margaret, piece=True, did="Sang", back="/today")
    assert (saved.status_code, "<html" in saved.text) == (200, False)
    assert all(said in saved.text for said in ('id="log-form"', 'data-announce="Saved."', "Undo", "Sang"))
    undone = send(sam, margaret, "logs/withdrawals", piece=True, mark=newest().about, back="/today")
    assert re.search(r">\s*Sang</textarea>", undone.text)
    assert 'name="back" type="hidden" value="/today"' in undone.text
    assert undone.headers["Record-Receipt"].startswith(newest().event.id)


def test_that_somebody_read_the_logs_is_remembered(app: Flask, margaret: Person) -> None:
    page(cast.signed_in(app, "grace"), margaret)
    assert [look.section for look in Look.of(margaret)] == ["log"]
    assert "Learning" in page(cast.signed_in(app, "margaret"), margaret, "looks")
