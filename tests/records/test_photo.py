"""Photos: one comes from a phone or with a form, is seen by whom the person said yes for, and is taken back."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from carelog import journal
from carelog.access import Look
from carelog.journal import LATE, Author, Event, Sent
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.kept_record import KeptRecord
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.photo import KIND, MOST, Of, Photo, TooMany
from carelog.records.photo_consent import ALLY, THE_CIRCLE, THE_TEAM, Audience
from carelog.records.photo_parts import PhotoPart
from carelog.records.photo_pixels import in_both_sizes
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.weeks.details import Label
from tests import cast, photos, plans
from tests.asking import SQLITE
from tests.phone import Phone, Pressed, receipt, told
from tests.recording import LABELS, a_log, item_ids
from tests.tables import asked


@pytest.fixture
def log(margaret: Person, by_sam: Author) -> str:
    """What Sam learned, with a yes to photos."""
    photos.says_yes(margaret, THE_TEAM, by_sam)
    return a_log(margaret.name, by_sam)


@pytest.fixture
def photo(margaret: Person, by_sam: Author, log: str) -> str:
    """One of that log."""
    return photos.a_photo(margaret, Of(log=log), by_sam)


def pressed(phone: Phone, person: Person, log: str, data: bytes, number: int = 1) -> Pressed:
    """Its record waits on the phone; its bytes have been sent."""
    press = phone.press(person, "photos", {})
    press.form = photos.fields(press.id, log, data, number)
    photos.part(phone.browser, press.id, 0, data)
    return press


def written() -> int:
    return Event.select().where(Event.kind == KIND).count()


def seen(browser: FlaskClient, person: Person, photo: str, size: str = "small") -> int:
    return browser.get(f"/people/{person.id}/photos/{photo}/{size}").status_code


def take_back(browser: FlaskClient, person: Person, photo: str, what: str = "withdrawals") -> Any:
    press = {"id": journal.new_id(), "mark": photo}
    return browser.post(f"/people/{person.id}/photos/{what}", data=press)


def helen(person: Person, *sections: str) -> Audience:
    """An ally with whom these are shared."""
    member = Membership.get((Membership.person == person) & (Membership.user == cast.user("helen")))
    for section in sections:
        Sharing.decide(member, section, plans.author("margaret", "self"), shared=True)
    return Audience(ALLY, member.id)


def test_it_comes_after_its_log_and_is_known_again(app: Flask, margaret: Person, log: str) -> None:
    phone = Phone(app, "sam")
    one = pressed(phone, margaret, log, photos.of_a_phone(400, 300))
    first, again = phone.send(one), phone.send(one)
    assert (told(first), receipt(first)) == ((204, None), receipt(again))
    assert (written(), PhotoPart.select().count()) == (1, 0)
    page = phone.browser.get(f"/people/{margaret.id}/logs/{log}").text
    assert 'alt="Photo 1 of 1, yours" width="240" height="320"' in page
    answer = phone.browser.get(f"/people/{margaret.id}/photos/{one.id}/large")
    with Image.open(BytesIO(answer.data)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((300, 400), {})
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "photos" in {look.section for look in Look.of(margaret)}


def test_what_comes_broken_comes_anew(app: Flask, margaret: Person, log: str) -> None:
    phone, picture = Phone(app, "sam"), photos.a_picture()
    one = pressed(phone, margaret, log, picture)
    photos.part(phone.browser, one.id, len(picture), b"more")
    assert told(phone.send(one)) == (409, "parts")
    assert phone.browser.get(f"/phone/parts/{one.id}").json == {"has": 0, "written": False}
    assert told(phone.send(one)) == (409, "parts")
    photos.part(phone.browser, one.id, 0, picture)
    assert told(phone.send(one)) == (204, None)


def test_what_is_no_picture_is_refused_and_dropped(app: Flask, margaret: Person, log: str) -> None:
    phone = Phone(app, "sam")
    script = pressed(phone, margaret, log, b"<script>alert(1)</script>")
    assert told(phone.send(script)) == (415, "refused")
    assert (written(), PhotoPart.select().count()) == (0, 0)


def test_without_a_yes_it_is_kept_and_can_be_written_down_after_one(
    app: Flask, margaret: Person, by_sam: Author
) -> None:
    phone, log = Phone(app, "sam"), a_log(margaret.name, by_sam)
    one = pressed(phone, margaret, log, photos.a_picture())
    assert told(phone.send(one)) == told(phone.send(one)) == (202, "kept")
    assert "Nobody asked yet if photos are all right" in phone.browser.get("/kept").text
    down = f"/kept/{KeptRecord.get().seq}/records"
    assert phone.browser.post(down, data={}).status_code == 422
    photos.says_yes(margaret, THE_TEAM, by_sam)
    assert phone.browser.post(down, data={}).status_code == 303
    assert (written(), PhotoPart.select().count()) == (1, 0)


def test_who_has_left_learns_from_the_answer_only_what_they_could_know_before(
    app: Flask, margaret: Person, log: str
) -> None:
    phone, own, picture = Phone(app, "sam"), plans.author("margaret", "self"), photos.a_picture()
    one, another, broken = (pressed(phone, margaret, log, picture, number) for number in (1, 2, 3))
    photos.part(phone.browser, broken.id, len(picture), b"broken")
    with time_machine.travel(cast.NOW + timedelta(hours=30), tick=False):
        Membership.get((Membership.user == phone.user) & (Membership.person == margaret)).end(own)
        assert told(phone.send(one)) == (204, None)
        photos.says_yes(margaret, THE_TEAM, own, yes=False)
        assert told(phone.send(another)) == (204, None)
        assert told(phone.send(broken)) == (409, "parts")
        grace, page = cast.signed_in(app, "grace"), f"/people/{margaret.id}/logs/{log}"
        assert "/photos/" not in grace.get(page).text
        photos.says_yes(margaret, THE_TEAM, own)
        late = "arrived when they could not write this here any more · arrived Thu 19 Nov, 16:00"
        assert grace.get(page).text.count(late) == 2


def test_a_broken_rule_keeps_it_for_a_person(app: Flask, margaret: Person, log: str, photo: str) -> None:
    phone, picture = Phone(app, "sam"), photos.a_picture()
    of_nothing = pressed(phone, margaret, journal.new_id(), picture)
    of_others = pressed(phone, margaret, a_log(margaret.name, plans.author("grace")), picture)
    assert [told(phone.send(one)) for one in (of_nothing, of_others)] == [(202, "kept")] * 2
    sent = [phone.send(pressed(phone, margaret, log, picture, number)) for number in range(2, MOST + 2)]
    assert [told(answer)[0] for answer in sent] == [204] * (MOST - 1) + [202]
    _ = photo


def test_it_is_seen_by_whom_the_person_said_yes_for(app: Flask, margaret: Person, by_sam: Author, photo: str) -> None:
    browsers = {name: cast.signed_in(app, name) for name in ("sam", "grace", "aled", "ruth", "margaret", "helen")}
    team, ally, own = list(browsers)[:4], browsers["helen"], browsers["margaret"]
    audience = helen(margaret, "photos", "learning_logs")
    assert [seen(browsers[name], margaret, photo) for name in team] == [200] * 4
    assert seen(ally, margaret, photo) == 404
    assert "/photos/" not in ally.get(f"/people/{margaret.id}/learning").text
    photos.says_yes(margaret, audience, by_sam)
    assert seen(ally, margaret, photo) == 200
    assert f"/photos/{photo}/small" in ally.get(f"/people/{margaret.id}/learning").text
    photos.says_yes(margaret, THE_TEAM, by_sam, yes=False)
    assert [seen(browsers[name], margaret, photo) for name in team] == [404] * 4
    assert "/photos/" not in browsers["sam"].get(f"/people/{margaret.id}/learning").text
    assert (seen(ally, margaret, photo), seen(own, margaret, photo)) == (200, 200)
    assert seen(cast.signed_in(app, "dev"), margaret, photo) == 404


@pytest.mark.parametrize("shared", [("photos",), ("learning_logs",)])
def test_an_ally_needs_the_log_and_the_photos(
    app: Flask, margaret: Person, by_sam: Author, photo: str, shared: tuple[str, ...]
) -> None:
    photos.says_yes(margaret, helen(margaret, *shared), by_sam)
    assert seen(cast.signed_in(app, "helen"), margaret, photo) == 404


def test_what_is_kept_from_allies_by_its_log_is_kept_from_them_by_the_photo(
    app: Flask, nadia: Person, by_sam: Author
) -> None:
    item = plans.agree(nadia, plans.fixed("Tablets", label=Label.HEALTH))["Tablets"]
    learned = Learned(did="Took them herself", item=item)
    log = LearningLog.record(nadia, cast.TODAY, learned, by_sam, labels=LABELS).id
    photo, of_item = (photos.a_photo(nadia, of, by_sam) for of in (Of(log=log), Of(item=item)))
    carol = Membership.start(nadia, cast.user("carol"), ALLY, by_sam)
    for section in ("photos", "learning_logs"):
        Sharing.decide(carol, section, by_sam, shared=True)
    photos.says_yes(nadia, Audience(ALLY, carol.id), by_sam)
    browser = cast.signed_in(app, "carol")
    assert [seen(browser, nadia, one) for one in (photo, of_item)] == [404, 404]
    assert [seen(cast.signed_in(app, "sam"), nadia, one) for one in (photo, of_item)] == [200, 200]


def test_a_photo_keeps_the_label_that_its_log_had_when_it_was_taken(app: Flask, nadia: Person, by_sam: Author) -> None:
    item = plans.agree(nadia, plans.fixed("Tablets", label=Label.HEALTH))["Tablets"]
    log = LearningLog.record(nadia, cast.TODAY, Learned(did="Hers", item=item), by_sam, labels=LABELS).id
    photo, carol = photos.a_photo(nadia, Of(log=log), by_sam), Membership.start(nadia, cast.user("carol"), ALLY, by_sam)
    LearningLog.correct(nadia, log, cast.TODAY, Learned(did="Hers"), "I forgot.", by_sam, labels=LABELS)
    for section in ("photos", "learning_logs"):
        Sharing.decide(carol, section, by_sam, shared=True)
    photos.says_yes(nadia, Audience(ALLY, carol.id), by_sam)
    for username, shown in (("carol", 404), ("sam", 200)):
        browser = cast.signed_in(app, username)
        assert seen(browser, nadia, photo) == shown
        assert (f"/photos/{photo}" in browser.get(f"/people/{nadia.id}/learning").text) == (shown == 200)


def test_of_two_under_one_id_the_person_takes_back_both(app: Flask, margaret: Person, photo: str) -> None:
    grace = plans.author("grace")
    hers = LearningLog.record(margaret, cast.TODAY, Learned(did="Sang"), grace, labels=LABELS).id
    photos.a_photo(margaret, Of(log=hers), grace, id=photo)
    browser = cast.signed_in(app, "margaret")
    for _ in range(2):
        assert seen(browser, margaret, photo) == 200
        assert take_back(browser, margaret, photo).status_code == 303
    assert seen(browser, margaret, photo) == 404


def test_a_picture_of_the_person_is_for_everybody_around_them(app: Flask, margaret: Person, by_sam: Author) -> None:
    photo, joan = photos.a_photo(margaret, Of(), by_sam), cast.signed_in(app, "joan")
    assert seen(joan, margaret, photo) == 200
    photos.says_yes(margaret, THE_CIRCLE, by_sam, yes=False)
    assert seen(joan, margaret, photo) == 404


def test_a_photo_as_a_picture_stands_everywhere_and_with_a_no_the_letter_and_the_star_do_again(
    app: Flask, margaret: Person
) -> None:
    aled, item = cast.signed_in(app, "aled"), item_ids(margaret.name)[0]
    press = {"circle-id": journal.new_id(), "circle-consent": "yes", "circle-how": "said"}
    here, pages = f"/people/{margaret.id}", ("", "/plan", f"/items/{item}/picture", "/details")

    def shown() -> list[int]:
        return [aled.get(here + page).text.count('class="photo"') for page in pages]

    assert shown() == [0, 0, 0, 0]
    for where in (f"{here}/photo", f"{here}/items/{item}/photo"):
        assert aled.post(where, data={**press, "circle-id": journal.new_id()}).status_code == 422
        one = {**press, "circle-id": journal.new_id(), "photos": files(photos.a_picture())}
        assert aled.post(where, data=one).status_code == 303
    assert shown() == [1, 2, 2, 2]
    photos.says_yes(margaret, THE_CIRCLE, plans.author("margaret", "self"), yes=False)
    assert shown() == [0, 0, 0, 0]
    page = aled.get(f"/people/{margaret.id}/items/{item}/photo").text
    assert ("With a yes it is there again." in page, "/photos/" in page) == (True, False)
    no = {**press, "circle-id": journal.new_id(), "circle-consent": "no"}
    assert aled.post(f"{here}/photo", data={**no, "photos": files(photos.a_picture())}).status_code == 422
    assert aled.post(f"{here}/photo", data=no).status_code == 303
    assert (written(), shown()) == (2, [0, 0, 0, 0])
    assert aled.post(f"{here}/photo", data={**press, "circle-id": journal.new_id()}).status_code == 303
    assert shown() == [1, 2, 2, 2]
    own = cast.signed_in(app, "margaret")
    for page in (f"{here}/photo", f"{here}/plan"):
        [photo] = re.findall(rf'href="{here}/photos/([0-9a-f-]{{36}})"', own.get(page).text)
        assert "Yes, take it back" in own.get(f"{here}/photos/{photo}").text
        take_back(own, margaret, photo)
    assert shown() == [0, 0, 0, 0]
    taken = str(Event.select().where(Event.kind == "photo_withdrawal").order_by(Event.seq).first().id)
    assert take_back(own, margaret, taken, "returns").status_code == 303
    assert shown() == [1, 1, 0, 2]


@pytest.mark.parametrize("who", ["sam", "margaret"])
def test_who_took_it_or_the_person_takes_it_back_and_puts_it_back(
    app: Flask, margaret: Person, log: str, photo: str, who: str
) -> None:
    browser, grace = cast.signed_in(app, who), cast.signed_in(app, "grace")
    assert take_back(browser, margaret, photo).status_code == 303
    assert [seen(cast.signed_in(app, name), margaret, photo) for name in ("sam", "margaret")] == [404, 404]
    page = browser.get(f"/people/{margaret.id}/logs/{log}").text
    assert "The photo is taken back: nobody sees it any more." in page
    assert 'data-record=""' not in page  # its Undo goes as any form does: no phone keeps it
    assert f"/photos/{photo}" not in page
    withdrawal = str(Event.select().order_by(Event.seq.desc()).first().id)
    assert take_back(grace, margaret, withdrawal, "returns").status_code == 403
    assert take_back(browser, margaret, withdrawal, "returns").status_code == 303
    assert seen(grace, margaret, photo) == 200


def test_taken_back_twice_it_is_there_again_once_that_is_said(app: Flask, margaret: Person, photo: str) -> None:
    sam, own = (cast.signed_in(app, name) for name in ("sam", "margaret"))
    by_both = [receipt(take_back(browser, margaret, photo)).split()[0] for browser in (sam, sam, own)]
    for browser, withdrawal, there in ((sam, by_both[1], False), (own, by_both[2], True)):
        take_back(browser, margaret, withdrawal, "returns")
        page = browser.get(f"/people/{margaret.id}").text
        assert ("The photo is there again." in page, "still nobody sees it" in page) == (there, not there)
        assert seen(sam, margaret, photo) == (200 if there else 404)


def test_one_by_itself_says_who_took_it_and_is_taken_back_by_them_and_by_the_person(
    app: Flask, margaret: Person, log: str, photo: str
) -> None:
    for who, named, may in (("sam", "You, ", True), ("margaret", "Sam Doyle, ", True), ("grace", "Sam Doyle, ", False)):
        browser = cast.signed_in(app, who)
        page = browser.get(f"/people/{margaret.id}/photos/{photo}")
        assert page.status_code == 200
        assert f'src="/people/{margaret.id}/photos/{photo}/large"' in page.text
        assert f"{named}Wed 18 Nov, 10:00" in page.text
        assert ("Yes, take it back" in page.text) == may
        assert f'href="/people/{margaret.id}/logs/{log}"' in page.text
    assert cast.signed_in(app, "helen").get(f"/people/{margaret.id}/photos/{photo}").status_code == 404


def test_no_more_than_four_come_back(margaret: Person, by_sam: Author, log: str) -> None:
    first = [photos.a_photo(margaret, Of(log=log, number=number), by_sam) for number in range(1, MOST + 1)]
    taken = [str(PhotoWithdrawal.record(margaret, one, by_sam).id) for one in first[:2]]
    Photo.put_back(margaret, taken[0], by_sam)
    photos.a_photo(margaret, Of(log=log), by_sam)
    with pytest.raises(TooMany):
        Photo.put_back(margaret, taken[1], by_sam)
    Photo.put_back(margaret, taken[0], by_sam)
    assert Photo.find(margaret, first[1]) is None


def test_who_has_left_is_not_told_by_a_fifth_that_one_was_taken_back(
    margaret: Person, by_sam: Author, log: str
) -> None:
    first = [photos.a_photo(margaret, Of(log=log, number=number), by_sam) for number in range(1, MOST + 1)]
    then = cast.NOW + timedelta(minutes=1)
    late = replace(by_sam, sent=Sent(then, then, "its digest", flag=LATE))
    PhotoWithdrawal.record(margaret, first[0], Author(cast.user("margaret").id, SELF))
    with pytest.raises(TooMany):
        Photo.keep(margaret, Of(log=log), "its hash", in_both_sizes(photos.a_picture()), late, labels=LABELS)
    photos.a_photo(margaret, Of(log=log), by_sam)


def test_nobody_else_takes_it_back(app: Flask, margaret: Person, photo: str) -> None:
    for who in ("grace", "aled"):
        assert take_back(cast.signed_in(app, who), margaret, photo).status_code == 403
    assert take_back(cast.signed_in(app, "sam"), cast.person(cast.JAMIE), photo).status_code == 422
    assert seen(cast.signed_in(app, "sam"), cast.person(cast.JAMIE), photo) == 404
    assert seen(cast.signed_in(app, "sam"), margaret, photo) == 200


def test_with_its_log_it_goes_also_if_it_comes_after_that(
    app: Flask, margaret: Person, by_sam: Author, log: str, photo: str
) -> None:
    phone = Phone(app, "sam")
    LearningLog.withdraw(margaret, log, by_sam)
    late = pressed(phone, margaret, log, photos.a_picture(), 2)
    assert told(phone.send(late)) == (204, None)
    assert [seen(phone.browser, margaret, one) for one in (photo, late.id)] == [404, 404]
    assert "/photos/" not in phone.browser.get(f"/people/{margaret.id}/logs/{log}").text


def test_other_words_of_the_log_keep_its_photos(
    app: Flask, margaret: Person, by_sam: Author, log: str, photo: str
) -> None:
    LearningLog.correct(margaret, log, cast.TODAY, Learned(did="Danced"), "I forgot.", by_sam, labels=LABELS)
    page = cast.signed_in(app, "grace").get(f"/people/{margaret.id}/logs/{log}").text
    assert page.count(f'src="/people/{margaret.id}/photos/{photo}/small"') == 1


def form(**more: Any) -> dict[str, Any]:
    """A log as a browser without scripts sends it, with an answer."""
    press = {"id": journal.new_id(), "did": "Sang.", "day": cast.TODAY.isoformat(), "language": "en"}
    return {**press, "team-consent": "yes", "consent-how": "showed", **more}


def files(*pictures: bytes) -> list[tuple[BytesIO, str]]:
    return [(BytesIO(data), f"{place}.jpg") for place, data in enumerate(pictures)]


def test_without_scripts_they_come_with_the_form_and_once(sam: FlaskClient, margaret: Person) -> None:
    said = form()
    two = [photos.a_picture(), photos.of_a_phone(400, 300)]
    for _again in range(2):
        assert sam.post(f"/people/{margaret.id}/logs", data={**said, "photos": files(*two)}).status_code == 303
    assert (written(), LearningLog.select().count()) == (2, 1)
    page = sam.get(f"/people/{margaret.id}/learning").text
    assert page.index("Photo 1 of 2") < page.index("Photo 2 of 2")


@SQLITE
@pytest.mark.parametrize(
    ("changed", "pictures", "says"),
    [
        ({}, [b"<script>", photos.a_picture()], "That is not a photo that we can use."),
        ({}, [photos.a_picture()] * 5, "Choose 4 photos at most."),
        ({"team-consent": "no"}, [photos.a_picture()], "Ask first"),
        ({"team-consent": ""}, [photos.a_picture()], "Ask first"),
        ({"consent-how": ""}, [photos.a_picture()], "Say how they answered."),
        ({"consent-how": "decided"}, [], "Say why it is best for them"),
    ],
)
def test_what_is_wrong_about_photos_is_said_and_nothing_is_saved(
    sam: FlaskClient, margaret: Person, changed: dict[str, str], pictures: list[bytes], says: str
) -> None:
    answer = sam.post(f"/people/{margaret.id}/logs", data={**form(**changed), "photos": files(*pictures)})
    assert answer.status_code == 422
    assert says in answer.text
    assert "Sang.</textarea>" in answer.text
    assert "<title>Error:" in answer.text
    assert LearningLog.select().count() == written() == 0


def test_large_photos_are_taken_from_who_is_signed_in_only(
    app: Flask, sam: FlaskClient, margaret: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100_000)
    large, where = photos.a_picture() + b"\0" * 200_000, f"/people/{margaret.id}/logs"
    assert app.test_client().post(where, data={**form(), "photos": files(large)}).status_code == 413
    assert sam.post(f"/people/{margaret.id}/extras", data={"photos": files(large)}).status_code == 413
    assert sam.post(where, data={**form(), "photos": files(large, large)}).status_code == 303
    assert written() == 2


def test_photos_cost_a_page_no_query_each(
    margaret: Person, by_sam: Author, sam: FlaskClient, log: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for number in (1, 2, 3):
        photos.a_photo(margaret, Of(log=log, number=number), by_sam)
        with asked(monkeypatch) as statements:
            sam.get(f"/people/{margaret.id}/visit")
        counts.append(len(statements))
    assert len(set(counts[1:])) == 1
