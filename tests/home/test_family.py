"""The page of family and friends and the letter: what is shared, the calm line where it is not, and no percentages."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from carelog.access import Look
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import HOW_IT_WENT, LEARNING_LOGS, MY_WEEK, PHOTOS, SECTIONS, Sharing
from carelog.records.extra import Extra
from carelog.records.feedback import Feedback, FeedbackStep, Sort, Step
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.photo import Of
from carelog.records.photo_consent import Audience, PhotoConsent
from carelog.records.said import Reason
from tests import cast, photos, visitors
from tests.everywhere import author
from tests.recording import LABELS, a_key, a_log
from tests.records.sheets import words

NOT_SHARED = "Margaret Hughes has not shared this with you."
SAM = ("sam", "worker")


@pytest.fixture
def joan(app: Flask) -> FlaskClient:
    """A neighbour, with whom nothing is shared."""
    return cast.signed_in(app, "joan")


@pytest.fixture
def lived(margaret: Person) -> str:
    """Something of each kind in this week; what the thing is called that did not happen."""
    sam, day = author(*SAM), cast.TODAY - timedelta(days=1)
    key = a_key(cast.MARGARET)
    why = Account(said="did_not_happen", reason=Reason.TRANSPORT)
    Mark.record(margaret, key["item"], day, 1, sam, labels=LABELS, account=why)
    Extra.record(margaret, day, "A letter from her sister", sam)
    LearningLog.record(margaret, day, Learned(did="She poured the milk herself."), sam, labels=LABELS)
    return str(key["item"])


def here(person: Person, page: str = "family") -> str:
    return f"/people/{person.id}/{page}"


def share(*sections: str) -> None:
    place = (Membership.person == cast.person(cast.MARGARET)) & (Membership.user == cast.user("joan"))
    for section in sections:
        Sharing.decide(Membership.get(place), section, author("margaret", "self"), shared=True)


def test_after_signing_in_family_lands_at_the_week_of_whom_they_are_close_to(joan: FlaskClient) -> None:
    margaret = cast.person(cast.MARGARET)
    assert joan.get("/").headers["Location"] == here(margaret)
    assert f'href="{here(margaret)}" aria-current="page"' in joan.get(here(margaret)).text
    visitors.belong("joan", "ally", around=cast.JAMIE)
    assert joan.get("/").headers["Location"] == "/family"
    faces = words(joan.get("/family"))
    assert "Whose week do you want to see?" in faces
    assert "Margaret Hughes" in faces
    assert "Jamie Carter" in faces
    visitors.belong("joan", "worker", around=cast.NADIA)
    assert joan.get("/").headers["Location"] == "/today"


def test_with_whom_nothing_is_shared_reads_so_and_can_still_say_something(joan: FlaskClient, lived: str) -> None:
    margaret = cast.person(cast.MARGARET)
    page = joan.get(here(margaret))
    assert lived
    assert "Margaret Hughes has not shared anything with you yet." in words(page)
    for told in ("How the week went", "A letter from", "poured the milk"):
        assert told not in page.text
    for path in ("thanks/new", "feedback/new", "worries/new"):
        assert here(margaret, path) in page.text
    assert here(margaret, "logs/new") not in page.text
    assert "once Margaret Hughes shares with you what was learned." in words(page)
    assert NOT_SHARED in words(joan.get(here(margaret, "letter")))
    assert not Look.select().where(Look.section.in_(["summary", "week", "log", "photos"])).exists()


@pytest.mark.parametrize(
    ("sections", "told", "untold"),
    [
        ((HOW_IT_WENT,), ("Transport: 1",), ("A letter from her sister", "poured the milk")),
        ((MY_WEEK,), ("A letter from her sister",), ("Transport", "poured the milk")),
        (
            (LEARNING_LOGS,),
            ("She poured the milk herself. Somebody, Tuesday 17 November",),
            ("Transport", "A letter from"),
        ),
    ],
    ids=["how it went", "my week", "learning logs"],
)
def test_each_section_is_told_by_itself_and_of_the_others_it_is_said_that_they_are_not_shared(
    joan: FlaskClient, lived: str, sections: tuple[str, ...], told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    share(*sections)
    assert lived
    margaret = cast.person(cast.MARGARET)
    page, letter = words(joan.get(here(margaret))), words(joan.get(here(margaret, "letter")))
    assert page.count(NOT_SHARED) == 3
    for said in untold:
        assert said not in page + letter
    assert "Sam Doyle" not in page + letter
    reason = told[0].partition(":")[0]
    assert reason in page, page
    assert reason in letter or sections != (LEARNING_LOGS,)


def test_a_letter_says_everything_that_is_shared_without_percentages_and_what_comes_next(
    app: Flask, joan: FlaskClient, lived: str
) -> None:
    share(*SECTIONS)
    margaret = cast.person(cast.MARGARET)
    assert lived
    letter = words(joan.get(here(margaret, "letter?week=2026-11-18")))
    for said in ("16 to 22 November 2026", "How the week went for Margaret Hughes", "did not happen",
                 "A letter from her sister", "She poured the milk herself. Sam Doyle, Tuesday 17 November",
                 "What comes next",
                 "This is what Margaret Hughes shares with you."):  # fmt: skip
        assert said in letter
    assert "%" not in letter
    assert "can write what you learned" not in words(joan.get(here(margaret)))
    with time_machine.travel(cast.NOW + timedelta(weeks=1)):
        assert "%" not in words(joan.get(here(margaret, "letter?week=2026-11-18")))
    assert "shares with you" not in words(cast.signed_in(app, "margaret").get(here(margaret, "letter")))


def test_photos_of_what_was_learned_are_shown_once_the_person_said_yes_to_them_for_this_reader(
    app: Flask, joan: FlaskClient, margaret: Person
) -> None:
    share(LEARNING_LOGS, PHOTOS)
    photo = photos.a_photo(margaret, Of(log=a_log(cast.MARGARET, author(*SAM))), author(*SAM))
    small = here(margaret, f"photos/{photo}/small")
    assert small not in joan.get(here(margaret)).text + joan.get(here(margaret, "letter")).text
    assert NOT_SHARED in words(joan.get(here(margaret)))
    for_joan = Audience("ally", Membership.get(Membership.user == cast.user("joan")).id)
    PhotoConsent.record(margaret, for_joan, author("margaret", "self"), yes=True)
    assert small in joan.get(here(margaret)).text
    shown = re.findall(rf'<img src="{small}"[^>]*>', joan.get(here(margaret, "letter")).text)
    assert ["loading" in one for one in shown] == [False]  # it is there when the letter is printed
    assert 'alt="Photo, ' in shown[0]
    assert joan.get(small).status_code == 200
    assert small in cast.signed_in(app, "margaret").get(here(margaret, "letter")).text


def test_whoever_told_the_manager_reads_there_for_a_month_that_it_is_answered(
    joan: FlaskClient, margaret: Person
) -> None:
    told = Feedback.record(margaret, author("joan", "ally"), Sort.COMPLAINT, "Nobody rang back.")
    answered = "On Wednesday 18 November the manager answered what you told them."
    assert answered not in words(joan.get(here(margaret)))
    FeedbackStep.take(margaret, told.seq, Step.ANSWERED, author("ruth", "manager"), words="We are sorry.")
    assert answered in words(joan.get(here(margaret)))
    assert f'href="/feedback/{told.id}"' in joan.get(here(margaret)).text
    visitors.belong("abi", "ally", around=cast.MARGARET)
    assert answered not in words(cast.signed_in(joan.application, "abi").get(here(margaret)))
    with time_machine.travel(cast.NOW + timedelta(days=31)):
        assert answered not in words(joan.get(here(margaret)))
    FeedbackStep.take(margaret, told.seq, Step.ADDED, author("joan", "ally"), words="It happened again.")
    assert answered not in words(joan.get(here(margaret)))


def test_who_opens_the_page_of_her_own_family_finds_her_letter(app: Flask, margaret: Person) -> None:
    answer = cast.signed_in(app, "margaret").get(here(margaret, "family?week=2026-11-18"))
    assert answer.headers["Location"] == here(margaret, "letter?week=2026-11-18")
    assert not Look.select().where(Look.section == "family").count()


def test_on_a_monday_it_is_the_week_that_has_just_ended(joan: FlaskClient) -> None:
    share(HOW_IT_WENT)
    margaret = cast.person(cast.MARGARET)
    for days, week in ((4, "16 to 22 November 2026"), (5, "16 to 22 November 2026"), (6, "23 to 29 November 2026")):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            assert week in words(joan.get(here(margaret)))
    assert joan.get(here(margaret, "family?week=soon")).status_code == 400


def test_who_looked_names_each_section_that_was_on_the_page(app: Flask, joan: FlaskClient) -> None:
    share(HOW_IT_WENT, LEARNING_LOGS)
    margaret = cast.person(cast.MARGARET)
    joan.get(here(margaret))
    looks = Look.select().where(Look.user == cast.user("joan"))
    assert {look.section for look in looks} == {"family", "summary", "log"}
    seen = words(cast.signed_in(app, "margaret").get(here(margaret, "looks")))
    assert "The page for family and friends" in seen


def test_telling_what_one_knows_is_a_log_that_asks_for_the_profile(joan: FlaskClient) -> None:
    share(LEARNING_LOGS)
    margaret = cast.person(cast.MARGARET)
    assert here(margaret, "logs/new?tell=profile") in joan.get(here(margaret)).text
    ticked, asked = r'<input[^>]*\bchecked\b[^>]*name="tell_profile"', joan.get(here(margaret, "logs/new?tell=profile"))
    assert re.search(ticked, asked.text)
    assert "What do you know about Margaret Hughes?" in asked.text
    assert not re.search(ticked, joan.get(here(margaret, "logs/new")).text)
