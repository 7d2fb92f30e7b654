"""What the person answered about photos: asked before the camera, for each audience, and the newest answer counts."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carelog import journal
from carelog.journal import Author
from carelog.people.circle import Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.people.shared import Shared
from carelog.people.sharing import PHOTOS, Sharing
from carelog.records.lacks import LOGS, YES, lacks
from carelog.records.learning_log import LearningLog
from carelog.records.photo_consent import (
    ALLY,
    DECIDED,
    SAID,
    THE_TEAM,
    Answers,
    Audience,
    NoReasons,
    PhotoConsent,
)
from tests import cast, photos, plans
from tests.asking import SQLITE
from tests.phone import Phone, told

ASKS_TEAM, CAMERA = 'name="team-consent"', 'type="file"'


def answer(browser: FlaskClient, person: Person, audience: object = THE_TEAM, **said: str) -> Any:
    """Fill in that form of the page."""
    fields = {"id": journal.new_id(), "consent": "yes", "how": SAID, **said}
    form = {f"{audience}-{name}": value for name, value in fields.items()}
    return browser.post(f"/people/{person.id}/photo-consents", data={"audience": str(audience), **form})


def log_form(browser: FlaskClient, person: Person) -> str:
    return browser.get(f"/people/{person.id}/logs/new").text


def logged(**more: str) -> dict[str, str]:
    return {"did": "Sang.", "day": cast.TODAY.isoformat(), "language": "en", **more}


def share_photos(person: Person, username: str, **days: Any) -> Audience:
    member = Membership.get((Membership.person == person) & (Membership.user == cast.user(username)))
    Sharing.decide(member, "photos", plans.author("margaret", "self"), shared=True, **days)
    return Audience(ALLY, member.id)


def test_who_writes_it_down_says_how_they_answered_and_why_others_decided(margaret: Person, by_sam: Author) -> None:
    with pytest.raises(NotSaidHow):
        PhotoConsent.record(margaret, THE_TEAM, by_sam, yes=True)
    with pytest.raises(NoReasons):
        PhotoConsent.record(margaret, THE_TEAM, by_sam, yes=True, how=DECIDED)
    PhotoConsent.record(margaret, THE_TEAM, by_sam, yes=True, how=DECIDED, reasons="Her daughter and I")
    PhotoConsent.record(margaret, THE_TEAM, plans.author("margaret", "self"), yes=False)
    assert not Answers.of(margaret).allows(THE_TEAM)


def test_of_two_answers_the_one_written_later_counts_whichever_comes_first(app: Flask, margaret: Person) -> None:
    phone, aled = Phone(app, "sam"), plans.author("aled", "coordinator")
    yes = logged(**{"team-consent": "yes", "consent-how": SAID})
    old = phone.press(margaret, "logs", yes, ago=timedelta(hours=2))
    photos.says_yes(margaret, THE_TEAM, aled, yes=False)
    assert told(phone.send(old)) == (204, None)
    assert not Answers.of(margaret).allows(THE_TEAM)
    assert PhotoConsent.select().count() == 2


def test_a_yes_counts_only_where_it_is_newer_than_every_no_by_both_clocks(margaret: Person, by_sam: Author) -> None:
    def by_a_phone(minutes: int) -> Author:
        """What was written that long before it comes."""
        written = cast.NOW - timedelta(minutes=minutes)
        return replace(by_sam, sent=journal.Sent(written, written, "its digest"))

    def allowed_after(answer: str, author: Author) -> bool:
        photos.says_yes(margaret, THE_TEAM, author, yes=answer == "yes")
        return Answers.of(margaret).allows(THE_TEAM)

    assert allowed_after("yes", by_sam)
    assert not allowed_after("no", by_a_phone(8))  # its clock is behind, or it had waited
    assert not allowed_after("yes", by_a_phone(1))  # its clock may be ahead
    assert allowed_after("yes", by_sam)
    assert not Answers.of(margaret, cast.NOW - timedelta(minutes=1))  # nothing had come by then


def test_it_is_asked_before_the_camera_and_said_quietly_afterwards(sam: FlaskClient, margaret: Person) -> None:
    page = log_form(sam, margaret)
    assert page.index(ASKS_TEAM) < page.index(CAMERA)
    assert answer(sam, margaret).status_code == 303
    page = log_form(sam, margaret)
    assert (ASKS_TEAM in page, CAMERA in page, "Margaret Hughes said yes to photos." in page) == (False, True, True)
    answer(sam, margaret, consent="no")
    page = log_form(sam, margaret)
    assert (CAMERA in page, "Margaret Hughes said no to photos." in page) == (False, True)


def test_a_no_is_kept_with_the_log(sam: FlaskClient, margaret: Person) -> None:
    said = logged(**{"id": journal.new_id(), "team-consent": "no", "consent-how": SAID})
    for _again in range(2):
        assert sam.post(f"/people/{margaret.id}/logs", data=said).status_code == 303
    assert [(one.yes, one.how) for one in PhotoConsent.select()] == [(False, SAID)]


def test_an_ally_who_sees_photos_is_asked_about_by_themselves(app: Flask, sam: FlaskClient, margaret: Person) -> None:
    audience = share_photos(margaret, "helen")
    asks = f'name="{audience}-consent"'
    assert asks in log_form(sam, margaret)
    said = logged(**{"id": journal.new_id(), "team-consent": "yes", f"{audience}-consent": "no", "consent-how": SAID})
    sam.post(f"/people/{margaret.id}/logs", data=said)
    assert asks not in log_form(sam, margaret)
    newer = share_photos(margaret, "joan")
    page = log_form(sam, margaret)
    assert (ASKS_TEAM in page, asks in page, f'name="{newer}-consent"' in page) == (False, False, True)
    assert "May Joan" in page
    _ = app


def test_an_ally_lacks_the_logs_and_a_yes_until_both_are_there_on_the_day(margaret: Person, by_sam: Author) -> None:
    def lacking() -> tuple[str, ...]:
        [shared] = Shared.around(margaret, cast.TODAY, audience.member)
        return lacks(shared, PHOTOS, Answers.of(margaret))

    def share(section: str, *, after: int = 0) -> None:
        """From that many days on."""
        member, day = Membership.get_by_id(audience.member), cast.TODAY + timedelta(days=after)
        Sharing.decide(member, section, plans.author("margaret", "self"), shared=True, from_day=day)

    audience = share_photos(margaret, "helen")
    assert lacking() == (LOGS, YES)
    photos.says_yes(margaret, THE_TEAM, by_sam)  # of others it says nothing
    share("learning_logs", after=2)
    assert lacking() == (LOGS, YES)
    share("photos", after=2)
    assert lacking() == (YES,)
    photos.says_yes(margaret, audience, by_sam)
    assert lacking() == ()
    photos.says_yes(margaret, audience, by_sam, yes=False)
    assert lacking() == (YES,)


def test_where_it_is_switched_on_it_is_said_what_is_still_needed(app: Flask, margaret: Person, by_sam: Author) -> None:
    audience = share_photos(margaret, "helen")
    here = f"/people/{margaret.id}/sharing/{audience.member}"
    own, aled = cast.signed_in(app, "margaret"), cast.signed_in(app, "aled")
    for text, *said in (
        (
            own.get(f"{here}?page=3").text,
            "First I share “What we learn”, too.", "Then I say yes to photos for Helen", f"#for-{audience}",
        ),
        (
            aled.get(here).text, "“What we learn” has to be shared too",
            "The person has to say yes to photos for Helen", f"#photos-for-{audience}",
        ),
    ):  # fmt: skip
        assert [words for words in (*said, "Helen Hughes cannot see photos yet.") if words not in text] == []
    Sharing.decide(
        Membership.get_by_id(audience.member), "learning_logs", plans.author("margaret", "self"), shared=True
    )
    assert "First I say yes to photos for Helen" in own.get(f"{here}?page=3").text
    photos.says_yes(margaret, audience, by_sam)
    for browser in (own, aled):
        assert "cannot see photos yet" not in browser.get(f"{here}?page=3").text


def test_the_page_asks_about_each_ally_with_whom_photos_are_or_will_be_shared(
    app: Flask, sam: FlaskClient, margaret: Person
) -> None:
    helen = share_photos(margaret, "helen", from_day=cast.TODAY + timedelta(days=2))
    joan = share_photos(margaret, "joan", until_day=cast.TODAY - timedelta(days=1))
    own = cast.signed_in(app, "margaret")
    for browser in (own, sam):
        page = browser.get(f"/people/{margaret.id}/photo-consents").text
        assert (f'name="{helen}-consent"' in page, f'name="{joan}-consent"' in page) == (True, False)
    assert answer(own, margaret, helen, sure="yes").status_code == 303
    assert Answers.of(margaret).allows(helen)
    assert f'name="{helen}-consent"' not in log_form(sam, margaret)  # they see none today


def test_before_photos_are_shared_the_yes_comes_after_it(app: Flask, margaret: Person) -> None:
    own, joan = (
        cast.signed_in(app, "margaret"),
        Membership.get((Membership.person == margaret) & (Membership.user == cast.user("joan"))),
    )
    here = f"/people/{margaret.id}/sharing/{joan.id}?page=3"
    assert "Then I say yes to photos for Joan Price." in own.post(here, data={"share": PHOTOS}).text
    form = {"share": PHOTOS, "sure": "yes", "id": journal.new_id()}
    saved = own.post(here, data=form, follow_redirects=True).text
    led = re.search(r'href="(\S+)#(for-ally-\d+)"', saved)
    assert led
    assert f'id="{led[2]}"' in own.get(led[1]).text


@pytest.mark.parametrize("audience", ["team", "ally", "circle"])
def test_the_person_says_yes_twice_and_no_once(app: Flask, margaret: Person, audience: str) -> None:
    own, shared = cast.signed_in(app, "margaret"), share_photos(margaret, "helen")
    about = shared if audience == "ally" else Audience(audience)
    asked = answer(own, margaret, about)
    assert (asked.status_code, "Say yes to photos?" in asked.text) == (200, True)
    assert Answers.of(margaret) == {}
    fields = dict(re.findall(r'<(?:input|button)[^>]* name="([^"]+)"[^>]* value="([^"]*)"', asked.text))
    for _again in range(2):
        assert own.post(f"/people/{margaret.id}/photo-consents", data=fields).status_code == 303
    assert Answers.of(margaret).allows(about)
    assert PhotoConsent.select().count() == 1
    assert answer(own, margaret, about).status_code == 303  # it gives no more than stands
    assert answer(own, margaret, about, consent="no").status_code == 303
    assert not Answers.of(margaret).allows(about)


def test_the_person_answers_for_themselves_and_is_not_asked_how(app: Flask, margaret: Person) -> None:
    own = cast.signed_in(app, "margaret")
    page = own.get(f"/people/{margaret.id}/photo-consents").text
    assert "May the people who support me see my photos?" in page
    assert "team-how" not in page
    assert answer(own, margaret, sure="yes", how=DECIDED, reasons="Not mine").status_code == 303
    stands = Answers.of(margaret)[THE_TEAM]
    assert (stands.yes, stands.how, stands.reasons) == (True, "", "")


@SQLITE
def test_who_has_left_answers_for_nobody(margaret: Person, by_sam: Author) -> None:
    PhotoConsent.record(margaret, THE_TEAM, plans.author("margaret", "self"), yes=False)
    left = replace(by_sam, sent=journal.Sent(cast.NOW, cast.NOW, "", flag=journal.LATE))
    with pytest.raises(journal.PlaceEnded):
        PhotoConsent.record(margaret, THE_TEAM, left, yes=True, how=SAID)
    assert not Answers.of(margaret).allows(THE_TEAM)


def test_the_page_says_what_is_missing(sam: FlaskClient, margaret: Person) -> None:
    for said, says in (
        ({"consent": ""}, "Choose yes or no."), ({"how": ""}, "Say how they answered."),
        ({"how": DECIDED}, "Say why it is best for them"),
    ):  # fmt: skip
        page = answer(sam, margaret, **said)
        assert page.status_code == 422
        assert says in page.text
    assert answer(sam, margaret, audience="ally-99").status_code == 404
    assert PhotoConsent.select().count() == 0


def test_the_page_says_who_wrote_down_what_and_when(app: Flask, sam: FlaskClient, margaret: Person) -> None:
    answer(sam, margaret, how=DECIDED, reasons="Her daughter and I think so.")
    page = cast.signed_in(app, "aled").get(f"/people/{margaret.id}/photo-consents").text
    for says in ("Her daughter and I think so.", "written down by Sam Doyle", "Wednesday 18 November, 10:00"):
        assert says in re.sub(r"\s+", " ", page)


def test_the_page_says_that_an_answer_had_waited(app: Flask, margaret: Person) -> None:
    phone = Phone(app, "sam", ahead=timedelta(hours=3))
    day = (cast.TODAY - timedelta(days=2)).isoformat()
    said = logged(**{"team-consent": "yes", "consent-how": SAID, "day": day})
    assert told(phone.send(phone.press(margaret, "logs", said, ago=timedelta(days=2)))) == (204, None)
    page = phone.browser.get(f"/people/{margaret.id}/photo-consents").text
    assert "this phone’s clock was 3 hours ahead · arrived Wed 18 Nov, 10:00" in page


def test_an_ally_adds_photos_only_after_a_yes_and_asks_nobody(app: Flask, margaret: Person, by_sam: Author) -> None:
    helen, audience = cast.signed_in(app, "helen"), share_photos(margaret, "helen")
    Sharing.decide(
        Membership.get_by_id(audience.member), "learning_logs", plans.author("margaret", "self"), shared=True
    )
    assert CAMERA not in log_form(helen, margaret)
    photos.says_yes(margaret, THE_TEAM, by_sam)
    page = log_form(helen, margaret)
    assert (CAMERA in page, "-consent" in page) == (True, False)
    assert helen.get(f"/people/{margaret.id}/photo-consents").status_code == 403


def test_an_answer_that_is_not_complete_does_not_keep_a_log_back_that_had_waited(app: Flask, margaret: Person) -> None:
    phone, half = Phone(app, "sam"), logged(**{"team-consent": "yes"})
    assert told(phone.send_new(margaret, "logs", half, Record_Attended="yes")) == (422, "change")
    assert told(phone.send_new(margaret, "logs", half)) == (204, None)
    assert (LearningLog.select().count(), PhotoConsent.select().count()) == (1, 0)


def test_without_a_signal_it_is_always_asked(sam: FlaskClient, margaret: Person) -> None:
    answer(sam, margaret)
    page = sam.get("/phone/forms/log").text
    assert page.index(ASKS_TEAM) < page.index(CAMERA)
