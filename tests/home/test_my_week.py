"""The person's own first page: one screen at a time, and what stands on which."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.home.my_week import MyWeek
from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.said import Answer, Way
from carelog.weeks.details import Cadence, Part
from tests import cast, visitors
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, agree, author, fixed, times

SUN, MON, TUE = (cast.MONDAY + timedelta(days=offset) for offset in (-1, 0, 1))
LAST_MONDAY = MON - timedelta(days=7)
PAGES = ("/my-week", "/people/{}/information-needs")
TO_PRESS = re.compile(r'class="button.*?</(?:a|button)>', re.DOTALL)
DRAWN = re.compile(r"vendor/(?:symbols|icons)/([a-z0-9-]+)\.")
WORDS = re.compile(r'<span(?: class="word")?>([^<]+)</span>')
SAME = (  # answers that say one thing in two ways, and a question with its answer
    {"I said no, or chose something else", "I chose not to", "I say no to it"},
    {"It happened", "I need nothing special", "Save"},
    {"I wanted it", "It is still right"},
    {"More", "Even more", "More choices", "More days", "More ways"},
    {"How to tell me things", "How I communicate"},
    {"Change my answer", "Change it", "Write it down"},
)
SCREENS = re.compile(r'<section class="screen[^"]*" id="([^"]+)"')
CHOSE = Account(said="chose", offered="A walk", how_shown="Shook her head")


@pytest.fixture
def nadia(app: Flask) -> Person:
    """Whose week it is."""
    assert app.name
    visitors.belong("nadia", "self", around=cast.NADIA)
    return cast.person(cast.NADIA)


@pytest.fixture
def items(nadia: Person) -> dict[str, str]:
    """Her week: something of each morning, some time in the week, some time in the month."""
    with time_machine.travel(cast.BEGAN):
        hair = fixed("Hair", cadence=Cadence.MONTHLY_ANY_DAY)
        return agree(nadia, fixed("Tea"), times("Walk", 2), hair, fixed("Film", part=Part.EVENING))


@pytest.fixture
def browser(app: Flask, nadia: Person) -> FlaskClient:
    """Nadia's own phone."""
    assert nadia.name
    return cast.signed_in(app, "nadia")


def chose(nadia: Person, item_id: str, day: date, by: str = "sam", role: str = "worker") -> str:
    """Written down in the evening of that day; its id."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 21, tzinfo=LONDON)):
        return Mark.record(nadia, item_id, day, 1, author(by, role), labels=EVERY_LABEL, account=CHOSE).id


def check(nadia: Person, about: str, answer: Answer) -> None:
    """Nadia answers by a tap of her own."""
    ChoiceCheck.record(nadia, about, answer, Way.TAP, author("nadia", "self"), labels=EVERY_LABEL)


def screens(browser: FlaskClient) -> dict[str, str]:
    """What stands on each screen of the page, by its name, in their order."""
    page = browser.get("/my-week").text
    return {SCREENS.findall(one)[0]: one for one in re.split(r"(?=<section class=.screen)", page)[1:]}


def asked(browser: FlaskClient) -> list[tuple[str, str]]:
    """What is asked: which thing, and when."""
    found = (one for name, one in screens(browser).items() if name.startswith("asked-"))
    return [
        (re.findall(r"</h2>\s*<p>(.*?)</p>", one)[0], re.findall(r"</header>\s*<p>(.*?)</p>", one)[0]) for one in found
    ]


def name_of(item: str, day: date, number: int = 1) -> str:
    """Of the screens of one thing."""
    return f"{item}-{day}-{number}"


def hers(browser: FlaskClient, kind: str, item: str, day: date, **said: str) -> int:
    """She presses one answer."""
    key = {"id": journal.new_id(), "item": item, "day": str(day), "number": "1"}
    return browser.post(f"/people/{cast.person(cast.NADIA).id}/{kind}", data={**key, **said}).status_code


def test_what_others_say_i_chose_is_asked_and_answered_there(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    said = chose(nadia, items["Tea"], MON)
    assert asked(browser) == [("Tea", "Monday 16 November")]
    assert f'href="#asked-{said}"' in screens(browser)["today"]
    form = dict(re.findall(r'name="(check-[^"]+)" value="([^"]*)"', screens(browser)[f"asked-{said}"]))
    assert form["check-asked_about"] == said
    answer = browser.post(f"/people/{nadia.id}/choice-checks", data={**form, "check-answer": "chose"})
    assert (answer.status_code, asked(browser)) == (303, [])
    assert answer.location.startswith("/my-week#")


def test_after_one_answer_comes_the_next_question_and_after_the_last_the_day(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    older, newer = chose(nadia, items["Tea"], SUN), chose(nadia, items["Tea"], MON)
    for said, then in ((newer, f"asked-{older}"), (older, "today")):
        form = dict(re.findall(r'name="(check-[^"]+)" value="([^"]*)"', screens(browser)[f"asked-{said}"]))
        answer = browser.post(f"/people/{nadia.id}/choice-checks", data={**form, "check-answer": "not_sure"})
        assert answer.location == f"/my-week#{then}"


def test_the_thinking_face_is_i_am_not_sure_and_every_answer_has_a_picture_of_its_own(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    chose(nadia, items["Tea"], MON)
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    drawn: dict[str, set[str]] = {}
    answers = r'<button type="submit" class="button[^>]*>.*?symbols/([\w-]+)\.svg.*?<span class="word">([^<]+)</span>'
    for picture, words in re.findall(answers, browser.get("/my-week").text, re.DOTALL):
        drawn.setdefault(picture, set()).add(words)
    assert drawn.pop("thinking-face") == {"I am not sure"}
    assert {"Partly", "So-so"} not in drawn.values()
    assert drawn["puzzle-piece"] == {"Partly"}


def test_each_picture_says_what_it_is_and_today_is_named(items: dict[str, str], browser: FlaskClient) -> None:
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    found = screens(browser)
    for name in ("today", "week"):
        assert '<p class="word">Tea<span class="sr">: </span><span>It happened</span></p>' in found[name]
    assert re.findall(r"<h3>(Today[^<]*)</h3>", found["week"]) == ["Today, Wednesday 18 November"]


def test_a_drawing_means_one_thing_on_all_that_is_pressed(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    chose(nadia, items["Tea"], MON)
    chose(nadia, items["Tea"], SUN)
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    LearningLog.record(nadia, cast.TODAY, Learned(did="Sang"), author("sam"), labels=EVERY_LABEL)
    drawn: dict[str, set[str]] = {}
    for page in PAGES:
        for pressed in TO_PRESS.findall(browser.get(page.format(nadia.id)).text):
            pictures, words = DRAWN.findall(pressed), WORDS.findall(pressed)
            if len(pictures) == 1 and words and "{" not in words[0]:
                day = re.fullmatch(r"\w+day \d+ \w+", words[0])
                drawn.setdefault(pictures[0], set()).add("Another day" if day else words[0])
    assert {"ellipsis", "arrow-right", "left-right-arrow"} <= drawn.keys()
    many = {name: words for name, words in drawn.items() if len(words) > 1}
    assert {name: words for name, words in many.items() if not any(words <= same for same in SAME)} == {}


def test_what_is_to_come_is_moved_or_said_no_to_on_screens_of_its_own(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    film = items["Film"]
    name, found = name_of(film, cast.TODAY), screens(browser)
    assert f'href="#plan-{name}"' in found[f"chance-{name}"]
    days = re.findall(r'name="move-new_day" value="([^"]+)"', found[f"day-{name}"])
    assert days == [str(cast.TODAY + timedelta(days=ahead)) for ahead in range(1, 5)]
    for at, pressed, then in (
        (f"time-{name}", {"move-part": "night"}, f"chance-{name}"),
        (f"day-{name}", {"move-new_day": days[0]}, "week"),
    ):
        form = dict(re.findall(r'name="(move-[^"]+)" value="([^"]*)"', screens(browser)[at]))
        sent = browser.post(f"/people/{nadia.id}/moves", data={**form, **pressed})
        assert (sent.status_code, sent.location) == (303, f"/my-week#{then}")
    assert "Night" in found[f"time-{name}"]
    assert f"chance-{name}" not in screens(browser)
    assert "Film" in screens(browser)["next"]
    assert hers(browser, "marks", film, cast.TODAY, said="chose") == 303


def test_only_days_to_come_of_its_week_are_offered(nadia: Person, items: dict[str, str]) -> None:
    for ahead, offered in ((0, 4), (4, 0), (5, 6)):
        now = cast.NOW + timedelta(days=ahead)
        thing = next(one for one in MyWeek.of(nadia, EVERY_LABEL, now=now).things if one.key[0] == items["Film"])
        assert len(thing.other_days(now.date())) == offered
        assert thing.other_parts(Part.MORNING) == [Part.AFTERNOON, Part.NIGHT]


def test_where_nothing_is_to_be_asked_nothing_is(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    chose(nadia, items["Tea"], MON, by="nadia", role="self")
    assert asked(browser) == []


@pytest.mark.parametrize("answer", Answer)
def test_whatever_the_answer_it_is_asked_once(
    nadia: Person, items: dict[str, str], browser: FlaskClient, answer: Answer
) -> None:
    said = chose(nadia, items["Tea"], MON)
    assert asked(browser) != []
    check(nadia, said, answer)
    assert asked(browser) == []


def test_of_many_the_newest_is_asked_first(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    for day in (LAST_MONDAY, SUN, MON):
        chose(nadia, items["Tea"], day)
    chose(nadia, items["Walk"], TUE)
    chose(nadia, items["Hair"], MON)
    assert asked(browser) == [
        ("Hair", "Some time in November"), ("Walk", "Tuesday 17 November"), ("Tea", "Monday 16 November"),
        ("Tea", "Sunday 15 November"), ("Tea", "Monday 9 November"),
    ]  # fmt: skip


def test_each_thing_of_today_has_a_screen_and_after_it_one_for_each_question(
    items: dict[str, str], browser: FlaskClient
) -> None:
    tea, walk, hair = (name_of(items[title], cast.TODAY) for title in ("Tea", "Walk", "Hair"))
    kinds = ("chance-", "did-", "else-", "good-")
    things = [name for name in screens(browser) if name.startswith(kinds) and items["Film"] not in name]
    assert things[:6] == [f"{kind}-{name}" for name in (tea, walk) for kind in ("chance", "did", "else")]
    assert f"chance-{hair}" in things


def test_an_answer_can_be_changed_as_often_as_she_likes(items: dict[str, str], browser: FlaskClient) -> None:
    tea = name_of(items["Tea"], cast.TODAY)
    for said, words in (
        ("happened", "It happened"),
        ("chose", "I said no, or chose something else"),
        ("partly", "Partly"),
        ("did_not_happen", "It did not happen"),
    ):
        assert hers(browser, "marks", items["Tea"], cast.TODAY, said=said) == 303
        thing = screens(browser)[f"chance-{tea}"]
        assert f"<span>{words}</span>" in thing
        assert "I said this." in thing
        assert (f"good-{tea}" in screens(browser)) == (said in ("happened", "partly"))


def test_who_is_not_sure_any_more_takes_the_answer_back(items: dict[str, str], browser: FlaskClient) -> None:
    tea = name_of(items["Tea"], cast.TODAY)
    assert 'name="mark"' not in screens(browser)[f"else-{tea}"]
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    mark = re.findall(r'name="mark" value="([^"]+)"', screens(browser)[f"else-{tea}"])[0]
    assert hers(browser, "withdrawals", items["Tea"], cast.TODAY, mark=mark) == 303
    assert "Nobody wrote it down yet." in screens(browser)[f"chance-{tea}"]


def test_i_am_not_sure_is_answered_by_its_own_words(items: dict[str, str], browser: FlaskClient) -> None:
    tea = name_of(items["Tea"], cast.TODAY)
    assert f'href="#unsure-{tea}"' in screens(browser)[f"else-{tea}"]
    assert "I can say it later." in screens(browser)[f"unsure-{tea}"]
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    assert f'name="back" value="/my-week#unsure-{tea}"' in screens(browser)[f"else-{tea}"]


def test_an_answer_leads_back_to_the_thing_that_it_is_about(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    for number, said in (("1", "chose"), ("2", "happened")):
        key = {"id": journal.new_id(), "item": items["Walk"], "day": str(cast.TODAY), "number": number}
        for came_from, row in (("my-week", number), (f"people/{nadia.id}/day", "1")):
            answer = browser.post(f"/people/{nadia.id}/marks", data={**key, "id": journal.new_id(), "said": said},
                                  headers={"Referer": f"http://localhost/{came_from}"})  # fmt: skip
            assert answer.location.endswith(f"#chance-{name_of(items['Walk'], cast.TODAY, int(row))}")


def test_what_is_taken_back_of_two_times_keeps_its_screen(items: dict[str, str], browser: FlaskClient) -> None:
    hers(browser, "marks", items["Walk"], cast.TODAY, said="happened")
    hers(browser, "marks", items["Walk"], cast.TODAY, said="chose", number="2")
    first = name_of(items["Walk"], cast.TODAY)
    mark = re.findall(r'name="mark" value="([^"]+)"', screens(browser)[f"else-{first}"])[0]
    assert hers(browser, "withdrawals", items["Walk"], cast.TODAY, mark=mark) == 303
    assert "Nobody wrote it down yet." in screens(browser)[f"chance-{first}"]


def test_how_it_was_is_not_said_of_what_did_not_happen(items: dict[str, str], browser: FlaskClient) -> None:
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    hers(browser, "good-for-me", items["Tea"], cast.TODAY, answer="a_bit")
    hers(browser, "marks", items["Tea"], cast.TODAY, said="did_not_happen")
    assert "It was so-so." not in screens(browser)[f"chance-{name_of(items['Tea'], cast.TODAY)}"]


def test_whether_it_was_good_stands_with_the_thing(items: dict[str, str], browser: FlaskClient) -> None:
    hers(browser, "marks", items["Tea"], cast.TODAY, said="happened")
    for answer, words in (("yes", "It was good."), ("a_bit", "It was so-so."), ("no", "It was not good."),
                          ("not_sure", "I am not sure if it was good.")):  # fmt: skip
        assert hers(browser, "good-for-me", items["Tea"], cast.TODAY, answer=answer) == 303
        assert words in screens(browser)[f"chance-{name_of(items['Tea'], cast.TODAY)}"]


def test_what_others_wrote_says_so(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    Mark.record(nadia, items["Tea"], cast.TODAY, 1, author("sam"), labels=EVERY_LABEL)
    assert "Others wrote this." in screens(browser)[f"chance-{name_of(items['Tea'], cast.TODAY)}"]


def test_what_is_done_some_time_in_the_week_can_be_said_once_more(items: dict[str, str], browser: FlaskClient) -> None:
    first, again = (f"chance-{name_of(items['Walk'], cast.TODAY, number)}" for number in (1, 2))
    assert again not in screens(browser)
    hers(browser, "marks", items["Walk"], cast.TODAY, said="happened")
    assert [name for name in screens(browser) if name in (first, again)] == [first, again]


def test_what_people_learned_and_what_is_next_stand_there(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    LearningLog.record(nadia, cast.TODAY, Learned(did="Sang in the kitchen", item=items["Tea"]), author("sam"),
                       labels=EVERY_LABEL)  # fmt: skip
    found = screens(browser)
    assert "Sang in the kitchen" in found["learned"]
    assert "Tea" in found["next"]
    assert "Tomorrow" in found["next"]


def test_every_address_on_the_page_is_one_of_its_screens(
    nadia: Person, items: dict[str, str], browser: FlaskClient
) -> None:
    chose(nadia, items["Tea"], MON)
    hers(browser, "marks", items["Walk"], cast.TODAY, said="happened")
    page = browser.get("/my-week").text
    there = SCREENS.findall(page)
    assert len(there) == len(set(there))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(there)


def test_every_list_of_the_page_says_what_it_lists(nadia: Person, items: dict[str, str], browser: FlaskClient) -> None:
    chose(nadia, items["Tea"], MON)
    lists = re.findall(
        r'<[uo]l class="(?:my-days|pictures|ideas|sentences|legend)"[^>]*>', browser.get("/my-week").text
    )
    assert len(lists) > 6
    assert [one for one in lists if "aria-label" not in one] == []


def test_what_is_long_ago_waits_for_the_conversation(nadia: Person, items: dict[str, str]) -> None:
    chose(nadia, items["Tea"], LAST_MONDAY - timedelta(days=1))
    assert MyWeek.of(nadia, EVERY_LABEL).to_ask == ()


def test_what_nobody_asked_her_about_yet_is_said_too(
    browser: FlaskClient, nadia: Person, items: dict[str, str]
) -> None:
    Mark.record(nadia, items["Tea"], cast.TODAY, 1, author("sam"), labels=EVERY_LABEL)
    assert "Not asked yet" in browser.get("/my-week").text


def test_what_any_day_will_do_for_is_said_once(nadia: Person, browser: FlaskClient) -> None:
    with time_machine.travel(cast.BEGAN):
        agree(nadia, times("Walk", 2, important_to=True), times("Pills", 1, important_for=True))
    happened = screens(browser)["happened"]
    assert re.findall(r"<p>([^<]*(?:any day|week is over)[^<]*)</p>", happened) == [
        "3 things can be any day.", "We count them when the week is over.",
    ]  # fmt: skip
    assert happened.count("any day") == 1
