"""The screens of a summary: what each reader sees of a week, a month and three months, and what is behind a figure."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.records.choice_check import ChoiceCheck
from carelog.records.extra import Extra
from carelog.records.mark import Account, Mark
from carelog.records.said import Answer, Reason, Way
from carelog.records.settlement import settle
from carelog.summaries.behind import PAGE
from carelog.weeks.details import Cadence, ItemDetails, Label
from carelog.weeks.time_away import TimeAway, Why
from tests import cast, plans, visitors
from tests.asking import SQLITE
from tests.cast import LONDON
from tests.plans import EVERY_LABEL, author, fixed, times

MON, TUE, WED = (cast.MONDAY + timedelta(days=offset) for offset in range(3))
LAST_WEEK = MON - timedelta(days=7)
TRANSPORT = Account(said="did_not_happen", reason=Reason.TRANSPORT, note="The bus went without us")
CHOSE = Account(said="chose", offered="The choir", how_shown="Shook her head", instead="A nap")
ILL = Account(said="partly", reason=Reason.ILL, told_by="Joan")


@pytest.fixture
def here(app: Flask) -> str:
    """The address of Nadia's summary."""
    assert app.name
    return f"/people/{cast.person(cast.NADIA).id}/summary"


def agree(*items: ItemDetails) -> dict[str, str]:
    """Nadia's week, agreed long ago; the ids by title."""
    with time_machine.travel(cast.BEGAN):
        return plans.agree(cast.person(cast.NADIA), *items)


def mark(item_id: str, day: date, account: Account | None = None, by: str = "sam", role: str = "worker") -> str:
    """Written down in the evening of that day; its id."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 21, tzinfo=LONDON)):
        return Mark.record(
            cast.person(cast.NADIA), item_id, day, 1, author(by, role), labels=EVERY_LABEL, account=account or Account()
        ).id  # fmt: skip


def ally(app: Flask, *sections: str) -> FlaskClient:
    """A friend of Nadia's with whom these sections are shared."""
    member = visitors.belong("a-friend", "ally", around=cast.NADIA)
    return cast.signed_in(app, visitors.share(member, list(sections)))


def nadia(app: Flask) -> FlaskClient:
    """Nadia herself."""
    return cast.signed_in(app, visitors.belong("nadia", "self", around=cast.NADIA).user.username)


def words(page: str) -> str:
    """What a page, or a piece of one, says without its tags."""
    main = page.partition('<main id="main"')[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main or page))).strip()


def headings(page: str, level: int = 2) -> list[str]:
    """The headings of one level, in their order."""
    return [words(found) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", page, re.DOTALL)]


def read(browser: FlaskClient, path: str) -> str:
    """A page that this browser may open."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status
    return answer.text


@SQLITE
def test_without_a_date_it_is_this_week(app: Flask, here: str) -> None:
    agree(fixed("Tea"))
    page = words(read(cast.signed_in(app, "aled"), here))
    assert page.startswith("Nadia Rahman How much of my week happened")
    assert "16 to 22 November 2026" in page


@SQLITE
@pytest.mark.parametrize(
    ("query", "title", "days"),
    [
        ("week=2026-11-11", "How much of my week happened", "9 to 15 November 2026"),
        ("month=2026-10-31", "How much of my month happened", "October 2026"),
        ("quarter=2026-11-01", "How much of my three months happened", "September to November 2026"),
    ],
)
def test_any_date_in_a_period_opens_it(app: Flask, here: str, query: str, title: str, days: str) -> None:
    agree(fixed("Tea"))
    page = read(cast.signed_in(app, "aled"), f"{here}?{query}")
    assert headings(page, 1) == [f"{title} , Nadia Rahman"]
    assert f"<title>{title} · carelog</title>" in page
    assert days in words(page)


@SQLITE
@pytest.mark.parametrize("page", ["", "/records"])
@pytest.mark.parametrize("query", ["week=tomorrow", "month=2026-13-01", "quarter=", "month=1999-01-01", "week=%00"])
def test_a_date_that_is_none_is_refused(app: Flask, here: str, page: str, query: str) -> None:
    expected = 200 if query == "quarter=" else 400  # an empty field asks for nothing
    assert cast.signed_in(app, "aled").get(f"{here}{page}?{query}").status_code == expected


@SQLITE
@pytest.mark.parametrize("query", ["about=everything", "about=", "state=lost", "state=Happened"])
def test_a_figure_that_there_is_none_of_is_refused(app: Flask, here: str, query: str) -> None:
    assert cast.signed_in(app, "aled").get(f"{here}/records?{query}").status_code == 400


@SQLITE
def test_week_month_and_three_months_lead_to_each_other_and_to_their_neighbours(app: Flask, here: str) -> None:
    agree(fixed("Tea"))
    browser = cast.signed_in(app, "aled")
    links = re.findall(rf'href="{here}\?([^"]+)"', read(browser, f"{here}?month=2026-10-09"))
    assert links[:5] == [
        "week=2026-10-31",
        "month=2026-10-31",
        "quarter=2026-10-31",
        "month=2026-09-01",
        "month=2026-11-01",
    ]
    assert "week=2026-11-18" in read(browser, here)


def test_the_two_sentences_come_first_and_the_total_last(app: Flask, here: str) -> None:
    agree(fixed("Choir", important_to=True, starred=True), fixed("Shower", important_for=True), fixed("Tea"))
    page = read(cast.signed_in(app, "aled"), here)
    assert headings(page)[:6] == [
        "What matters to me", "What keeps me well", "Not asked yet", "My starred things", "Everything together",
        "The week in a picture",
    ]  # fmt: skip


def test_every_figure_opens_as_many_records_as_it_says(app: Flask, here: str) -> None:
    ids = agree(fixed("Choir", important_to=True, starred=True), fixed("Tea"), times("Walk", 3, important_to=True))
    for day, account in ((MON, None), (TUE, TRANSPORT)):
        mark(ids["Choir"], day - timedelta(days=7), account)
        mark(ids["Tea"], day, CHOSE)
    mark(ids["Walk"], LAST_WEEK)
    browser = cast.signed_in(app, "aled")
    for query in (f"week={LAST_WEEK}", "month=2026-11-18"):
        page = read(browser, f"{here}?{query}")
        chips = re.findall(r'<a class="state chip[^"]*" href="([^"]+)".*?<strong>(\d+)</strong>', page, re.DOTALL)
        assert len(chips) > 5
        for address, number in chips:
            records = read(browser, unescape(address))
            assert records.count('class="behind"') == min(int(number), PAGE), address


def test_a_figure_names_who_said_it_when_and_how_they_know(app: Flask, here: str) -> None:
    ids = agree(fixed("Choir"), fixed("Tea"))
    mark(ids["Choir"], LAST_WEEK, ILL)
    page = words(read(cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}&state=partly"))
    for said in (
        "Monday 9 November",
        "Choir",
        "Partly",
        "They were ill",
        "Sam Doyle, Mon 9 Nov, 21:00 · was told by Joan",
    ):
        assert said in page
    assert "Tea" not in page


def test_what_people_say_differently_shows_each_of_them(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea"))["Tea"]
    mark(tea, LAST_WEEK)
    mark(tea, LAST_WEEK, TRANSPORT, by="grace")
    page = words(read(cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}&state=disputed"))
    assert "It happened Sam Doyle, Mon 9 Nov, 21:00 · was there" in page
    assert "It did not happen Grace Mensah, Mon 9 Nov, 21:00 · was there Why: Transport “The bus went" in page


@SQLITE
def test_the_answer_of_the_person_stands_behind_the_state_that_it_makes(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea"))["Tea"]
    said = mark(tea, LAST_WEEK, CHOSE)
    asked = {"with_whom": "Grace", "how_shown": "She said so"}
    grace = author("grace")
    ChoiceCheck.record(
        cast.person(cast.NADIA), said, Answer.WANTED, Way.CONVERSATION, grace, labels=EVERY_LABEL, **asked
    )  # fmt: skip
    page = words(read(cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}&state=did_not_happen"))
    told = "Nadia Rahman, Wed 18 Nov, 10:00 · asked in a conversation · written down by Grace Mensah"
    assert f"They wanted it {told}" in page


@SQLITE
def test_a_record_leads_to_its_page_and_a_gap_of_any_day_to_the_week(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea", days=(0,)), times("Walk", 1))
    page = read(cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}")
    person = here.removesuffix("/summary")
    assert f"{person}/occurrences/{ids['Tea']}/{LAST_WEEK}/1" in page
    assert f"{person}/week?week={LAST_WEEK}" in page
    assert "Some time in the week 9 to 15 November" in page


@SQLITE
def test_many_records_come_a_page_at_a_time(app: Flask, here: str) -> None:
    agree(*(fixed(f"Thing {number}") for number in range(20)))
    browser, found = cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}&state=not_recorded"
    pages = [read(browser, f"{found}&page={number}") for number in (1, 2)]
    assert [page.count('class="behind"') for page in pages] == [PAGE, 140 - PAGE]
    assert "page=2" in pages[0]
    assert "page=1" in pages[1]
    assert "There is nothing behind this figure." in read(browser, f"{found}&page=3")
    for number, page in enumerate(pages, 1):
        jumps = page.partition('class="jumps"')[2].partition("</nav>")[0].partition(">")[2]
        assert words(jumps) == "From Mon 9 Nov From Sat 14 Nov"
        assert re.findall(r'page=(\d)[^>]*aria-current="page"', jumps) == [str(number)]


@SQLITE
def test_an_ally_with_only_how_it_went_reads_sentences_tallies_and_reasons_but_no_things(app: Flask, here: str) -> None:
    ids = agree(
        fixed("Choir", starred=True, important_to=True),
        times("Walk", 2),
        fixed("Hair", cadence=Cadence.MONTHLY_ANY_DAY),
    )
    mark(ids["Choir"], LAST_WEEK, TRANSPORT)
    with time_machine.travel(datetime(2026, 11, 10, 20, tzinfo=LONDON)):
        Extra.record(cast.person(cast.NADIA), LAST_WEEK, "A robin", author("sam"))
    browser = ally(app, "how_it_went")
    for query in (f"week={LAST_WEEK}", "month=2026-11-18", "quarter=2026-11-18"):
        page = read(browser, f"{here}?{query}")
        assert "Transport: 1" in words(page)
        assert "What matters to me" in page
        assert "1 It did not happen" in words(page)
        for kept in ("Choir", "Walk", "Hair", "bus", "robin", "/records", "/occurrences/", "Sam Doyle"):
            assert kept not in page, kept
    assert browser.get(f"{here}/records").status_code == 403


@SQLITE
def test_an_ally_with_only_the_week_reads_states_but_no_reasons_and_no_names(app: Flask, here: str) -> None:
    ids = agree(fixed("Choir"), fixed("Shower", label=Label.INTIMATE))
    mark(ids["Choir"], LAST_WEEK, TRANSPORT)
    mark(ids["Shower"], LAST_WEEK, TRANSPORT)
    browser = ally(app, "my_week")
    page = read(browser, f"{here}/records?week={LAST_WEEK}&state=did_not_happen")
    assert "It did not happen Somebody, Mon 9 Nov, 21:00 · was there" in words(page)
    for kept in ("Sam Doyle", "bus", "Transport", "Shower", f'href="{here}?'):
        assert kept not in page, kept
    assert browser.get(here).status_code == 403


EASY_LINE = 15  # words, at most


def lived_week(**important: bool) -> dict[str, str]:
    """A week of Nadia's in which every state occurs; the ids by title."""
    ids = agree(
        fixed("Choir", starred=True, **important), fixed("Tea"), times("Walk", 2), times("Swim", 3), fixed("Radio")
    )  # fmt: skip
    for title, account in (("Choir", TRANSPORT), ("Tea", CHOSE), ("Radio", None)):
        for offset in range(5):
            mark(ids[title], LAST_WEEK + timedelta(days=offset), account)
    mark(ids["Radio"], LAST_WEEK, TRANSPORT, by="grace")
    mark(ids["Choir"], LAST_WEEK + timedelta(days=5), ILL)
    for day in (LAST_WEEK, MON):
        mark(ids["Walk"], day)
    return ids


@SQLITE
def test_the_person_reads_the_same_in_easy_read_with_the_picture_first_and_little_at_once(
    app: Flask, here: str
) -> None:
    lived_week(important_to=True)
    page = read(nadia(app), f"{here}?week={LAST_WEEK}")
    first, _more, rest = page.partition("<summary>More</summary>")
    assert headings(first, 1) == ["What happened in my week"]
    assert headings(first) == [
        "The week in a picture", "What matters to me", "What keeps me well", "Not asked yet",
        "What did not happen, or only partly, and why", "What nobody wrote down",
    ]  # fmt: skip
    assert headings(rest) == [
        "My starred things", "Everything together", "★ My starred things, one by one",
        "What people see differently", "Choices to check with me",
    ]  # fmt: skip
    assert 'class="easy"' in page
    assert "How much of" not in page


@SQLITE
@pytest.mark.parametrize("query", [f"week={LAST_WEEK}", "month=2026-10-15", "quarter=2026-11-18", "week=2026-11-18"])
def test_the_person_reads_one_short_idea_a_line_and_no_percentage_before_the_picture(
    app: Flask, here: str, query: str
) -> None:
    lived_week(important_to=True)
    page = read(nadia(app), f"{here}?{query}").partition("</main>")[0]
    seen = re.findall(r"<(?:h\d|p|summary)\b(?! class=\"sr)[^>]*>(.*?)</(?:h\d|p|summary)>", page, re.DOTALL)
    lines = [words(line) for line in seen]
    assert len(lines) > 12
    assert [line for line in lines if len(line.split()) > EASY_LINE] == []
    assert "%" not in words(page.partition('class="picture-of')[0])


@SQLITE
def test_a_percentage_stands_on_a_line_of_its_own_in_easy_read(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea", important_to=True), fixed("Lunch", important_to=True))
    for day in (LAST_WEEK + timedelta(days=offset) for offset in range(7)):
        mark(ids["Tea"], day)
        mark(ids["Lunch"], day, TRANSPORT if day == LAST_WEEK else None)
    said = re.findall(r'<p class="say[^>]*>(.*?)</p>', read(nadia(app), f"{here}?week={LAST_WEEK}"), re.DOTALL)
    assert [words(line) for line in said][:3] == ["13 of 14 things happened.", "1 did not happen.", "That is 93 %."]


@SQLITE
def test_every_idea_of_easy_read_opens_what_is_behind_it(app: Flask, here: str) -> None:
    lived_week(important_to=True)
    browser = nadia(app)
    page = read(browser, f"{here}?week={LAST_WEEK}")
    ideas = re.findall(r'<p class="say is-([a-z_]+)">.*?<a href="([^"]+)">(\d+)', page, re.DOTALL)
    assert {"happened", "did_not_happen", "choice_unchecked", "disputed"} <= {state for state, _url, _number in ideas}
    for _state, address, number in ideas:
        assert read(browser, unescape(address)).count('class="behind"') == int(number), address


@SQLITE
@pytest.mark.parametrize("query", [f"week={LAST_WEEK}", "month=2026-11-18", "quarter=2026-11-18"])
@pytest.mark.parametrize("reader", ["aled", "sam", ""])
def test_every_list_says_what_it_lists(app: Flask, here: str, query: str, reader: str) -> None:
    lived_week(important_to=True)
    browser = cast.signed_in(app, reader) if reader else nadia(app)
    for path in (f"{here}?{query}", f"{here}/records?{query}"):
        page = read(browser, path)
        lists = re.findall(r"<[uo]l\b[^>]*>", page.partition("</header>")[2])
        assert len(lists) > 3
        assert [one for one in lists if not re.search(r'aria-label="[^"]+"|aria-labelledby', one)] == []
        named_by = set(re.findall(r'aria-labelledby="([^"]+)"', page))
        assert named_by <= set(re.findall(r' id="([^"]+)"', page))


@SQLITE
def test_what_people_see_differently_is_open_first_and_folded_once_it_is_settled(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea"))["Tea"]
    for offset in (0, 1):
        mark(tea, LAST_WEEK + timedelta(days=offset))
        mark(tea, LAST_WEEK + timedelta(days=offset), TRANSPORT, by="grace")
    key = (tea, LAST_WEEK, 1)
    settle(cast.person(cast.NADIA), key, TRANSPORT, author("aled", "coordinator"), labels=EVERY_LABEL)
    path = f"{here}?week={LAST_WEEK}"
    for browser, settled in ((cast.signed_in(app, "aled"), "Settled with Nadia Rahman: 1"),
                             (nadia(app), "I said what happened: 1")):  # fmt: skip
        section = read(browser, path).partition('<h2 id="differently">')[2].partition("</section>")[0]
        before, _tag, after = section.partition("<details>")
        assert "Tue 10 Nov" in before
        assert "Mon 9 Nov" not in before
        assert words(after).startswith(settled)
        assert "Mon 9 Nov" in after


@SQLITE
def test_the_sentence_names_a_dispute_apart_from_what_nobody_wrote_down(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea", days=(0, 1), important_to=True))["Tea"]
    mark(tea, LAST_WEEK)
    mark(tea, LAST_WEEK, TRANSPORT, by="grace")
    page = words(read(cast.signed_in(app, "aled"), f"{here}?week={LAST_WEEK}"))
    assert "0 of 2 happened, 1 nobody wrote down, 1 where people say different things." in page
    assert "1 People say different things 1 Nobody wrote it down" in page


@SQLITE
def test_a_week_away_leaves_none_of_what_can_be_any_day(app: Flask, here: str) -> None:
    agree(fixed("Tea"), times("Walk", 3))
    person = cast.person(cast.NADIA)
    TimeAway.record(person, MON, MON + timedelta(days=6), Why.HOLIDAY, author("aled", "coordinator"))
    browser = cast.signed_in(app, "aled")
    page = words(read(browser, here))
    assert "Walk None is due this week" in page
    assert "Walk, 16 to 22 November: 3 became none, as I was away 7 days." in page
    week = words(read(browser, f"/people/{person.id}/week"))
    assert "3 became none: 7 days away None is due this week" in week


@SQLITE
def test_who_wrote_it_reads_that_they_were_there(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea"), fixed("Lunch"))
    mark(ids["Tea"], LAST_WEEK)
    mark(ids["Lunch"], LAST_WEEK, ILL)
    page = words(read(cast.signed_in(app, "sam"), f"{here}/records?week={LAST_WEEK}"))
    assert "You, Mon 9 Nov, 21:00 · you were there" in page
    assert "You, Mon 9 Nov, 21:00 · you were told by Joan" in page
    assert "Sam Doyle, Mon 9 Nov, 21:00 · was there" in words(
        read(cast.signed_in(app, "aled"), f"{here}/records?week={LAST_WEEK}")
    )


@SQLITE
def test_a_short_list_stands_open_and_of_a_long_one_only_the_first_day(app: Flask, here: str) -> None:
    agree(fixed("Tea"), fixed("Lunch", days=(0,)))
    browser = cast.signed_in(app, "aled")
    short = read(browser, f"{here}/records?week={LAST_WEEK}")
    long = read(browser, f"{here}/records?month=2026-10-18")
    assert "<details>" not in short
    assert long.count("<section") - long.count("<details>") == 1
    first, _tag, rest = long.partition("<details>")
    assert headings(first) == ["Monday 5 October", "Tuesday 6 October"]
    assert first.count('class="behind"') == 2
    assert "One thing , Tuesday 6 October" in words(rest)


@SQLITE
def test_the_person_reads_it_in_the_first_person(app: Flask, here: str) -> None:
    ids = agree(fixed("Choir"), fixed("Tea"))
    mark(ids["Choir"], LAST_WEEK, ILL)
    mark(ids["Tea"], LAST_WEEK, CHOSE)
    page = words(read(nadia(app), f"{here}?week={LAST_WEEK}"))
    assert "I was ill: 1" in page
    assert "They say I chose something else" in page
    assert "They were ill" not in page


@SQLITE
@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("aled", "Plan the week"),
        ("sam", "A coordinator plans the week together"),
        ("", "My coordinator makes it with me."),
    ],
)
def test_without_a_plan_it_says_what_comes_next(app: Flask, here: str, reader: str, said: str) -> None:
    browser = cast.signed_in(app, reader) if reader else nadia(app)
    page = words(read(browser, f"{here}?month=2026-11-18"))
    assert said in page
    assert "What matters to me" not in page


@SQLITE
def test_a_month_that_has_not_begun_says_so_and_blames_nobody(app: Flask, here: str) -> None:
    agree(fixed("Tea"))
    page = words(read(cast.signed_in(app, "aled"), f"{here}?month=2027-01-05"))
    assert "This month has not begun yet." in page
    assert "31 more are still to come." in page
    assert "Nobody has written" not in page


@SQLITE
def test_before_anything_is_written_it_leads_to_the_week(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea"))
    browser = cast.signed_in(app, "sam")
    assert "Nobody has written anything down for these days yet. Write down what happened" in words(read(browser, here))
    assert "Write down what happened" not in words(read(cast.signed_in(app, "ruth"), here))
    mark(ids["Tea"], MON)
    assert "Nobody has written anything down" not in words(read(browser, here))


@SQLITE
def test_until_it_is_over_there_is_no_percentage_and_then_there_is(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea", important_to=True), fixed("Lunch", important_to=True))
    for day in (LAST_WEEK + timedelta(days=offset) for offset in range(7)):
        mark(ids["Tea"], day)
        mark(ids["Lunch"], day, TRANSPORT if day == LAST_WEEK else None)
    browser = cast.signed_in(app, "aled")
    assert "That is 93 %." in words(read(browser, f"{here}?week={LAST_WEEK}"))
    now = words(read(browser, here))
    assert "This week is not over yet. There is more to come" in now
    assert "12 more are still to come." in now
    assert "%" not in now


@SQLITE
def test_an_arrow_is_said_in_words_beside_the_size_of_the_plan(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea", important_to=True), fixed("Lunch", important_to=True), fixed("Nap", important_to=True))
    for offset in range(7):
        earlier, day = (LAST_WEEK + timedelta(days=offset - back) for back in (7, 0))
        for title in ("Tea", "Lunch"):
            mark(ids[title], day)
            mark(ids[title], earlier, TRANSPORT)
        mark(ids["Nap"], earlier, TRANSPORT)
    with time_machine.travel(cast.BEGAN + timedelta(days=4)):
        plans.agree(cast.person(cast.NADIA), *(fixed(t, important_to=True) for t in ("Tea", "Lunch")), starts=LAST_WEEK)
    page = words(read(cast.signed_in(app, "aled"), f"{here}?week={LAST_WEEK}"))
    assert "▲ More than the week before (14 things a week, was 21)" in page
    assert page.count("14 things a week, was 21") == page.count("More than the week before") > 0


@SQLITE
def test_so_many_choices_ask_whether_the_plan_still_fits(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea", days=(0, 1, 2, 3)))["Tea"]
    browser, page = cast.signed_in(app, "aled"), f"{here}?week={LAST_WEEK}"
    mark(tea, LAST_WEEK, CHOSE)
    assert "Does the plan still fit?" not in read(browser, page)
    mark(tea, LAST_WEEK + timedelta(days=1), CHOSE)
    assert "Does the plan still fit?" in read(browser, page)


@SQLITE
def test_who_can_still_say_is_asked_for_what_nobody_wrote_down(app: Flask, here: str) -> None:
    mark(agree(fixed("Tea"))["Tea"], LAST_WEEK)
    page = f"{here}?week={LAST_WEEK}"
    assert "If you know, write it down" in read(cast.signed_in(app, "sam"), page)
    assert "If you know, write it down" not in read(cast.signed_in(app, "ruth"), page)  # a manager marks nothing
    assert "What nobody wrote down" in read(cast.signed_in(app, "ruth"), page)


@SQLITE
def test_screen_readers_hear_how_many_of_each_and_eyes_see_as_many_shapes(app: Flask, here: str) -> None:
    tea = agree(fixed("Tea"))["Tea"]
    mark(tea, LAST_WEEK)
    mark(tea, LAST_WEEK + timedelta(days=1), TRANSPORT)
    page = read(cast.signed_in(app, "aled"), f"{here}?month=2026-11-18")
    row = page.partition("<h3>9 to 15 November</h3>")[2].partition("</li>")[0]
    assert words(row) == "1 It happened, 1 It did not happen, 5 Nobody wrote it down"
    assert row.count('<svg class="shape"') == 7
    assert 'class="shapes" aria-hidden="true"' in row


@SQLITE
def test_the_first_screen_of_the_person_has_the_sentences_and_no_percentage(app: Flask, here: str) -> None:
    ids = agree(fixed("Tea", important_to=True))
    mark(ids["Tea"], MON)
    browser = nadia(app)
    page = words(read(browser, "/my-week"))
    assert "What matters to me" in page
    assert "%" not in page
    assert "Everything together" not in page
    assert here in read(browser, "/my-week")
