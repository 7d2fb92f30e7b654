"""What each says of a month: who reads it, from when on; what is private; what takes the place of what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from peewee import IntegrityError

from carelog import db, journal
from carelog.journal import Event, NothingThere, Sent, new_id
from carelog.people.circle import Membership
from carelog.records.mark import Incomplete, NotYet
from carelog.reviews.closing import Closed
from carelog.reviews.perspective import NotTheirs, OnlyFor, Perspective, PerspectivePin, Pin, Said, Side, Sort, Whose
from tests import cast
from tests.plans import author
from tests.recording import a_log, item_ids
from tests.reviews.talking import NOVEMBER, by, conversation, read, sides, write

pytestmark = pytest.mark.usefixtures("app")
EVERYBODY = ("margaret", "sam", "dev", "helen", "aled", "ruth")


def member(username: str) -> int:
    """Somebody's place around Margaret."""
    here = (Membership.user == cast.user(username)) & (Membership.person == cast.person(cast.MARGARET))
    return int(Membership.get(here).id)


def test_nobody_but_the_person_reads_anothers_before_the_conversation_begins() -> None:
    for who in ("margaret", "helen", "sam", "aled"):
        write(who)
    whole = ["margaret likes it", "helen likes it", "sam likes it", "aled likes it"]
    assert read("margaret") == whole
    assert {who: read(who) for who in EVERYBODY[1:]} == {
        "sam": ["sam likes it"], "helen": ["helen likes it"], "aled": ["aled likes it"], "dev": [], "ruth": [],
    }  # fmt: skip
    assert sides("dev").waiting == set(Side)
    conversation().open(by("aled"))
    assert {who: read(who) for who in EVERYBODY} == dict.fromkeys(EVERYBODY, whole)
    assert sides("dev").waiting == set()


def test_what_the_person_keeps_for_themselves_nobody_else_reads_nor_knows_of() -> None:
    write("margaret", only_for=OnlyFor.SELF)
    assert read("margaret") == ["margaret likes it"]
    assert [(read(who), set(sides(who).waiting)) for who in EVERYBODY[1:]] == [([], set())] * len(EVERYBODY[1:])
    conversation().open(by("margaret"))
    conversation().close({}, by("margaret"))
    assert [read(who) for who in EVERYBODY[1:]] == [[]] * len(EVERYBODY[1:])


def test_what_an_ally_writes_for_the_person_alone_only_the_two_of_them_read() -> None:
    write("helen", only_for=OnlyFor.PERSON)
    conversation().open(by("aled"))
    assert {who: len(read(who)) for who in EVERYBODY} == {
        "margaret": 1, "helen": 1, "sam": 0, "dev": 0, "aled": 0, "ruth": 0,
    }  # fmt: skip


def test_made_private_afterwards_nothing_of_it_stays_with_the_others() -> None:
    conversation().open(by("aled"))
    with time_machine.travel(cast.NOW + timedelta(hours=1)):
        write("margaret", "Dancing")
        assert read("sam") == ["Dancing"]
        write("margaret", "Dancing with Joan", only_for=OnlyFor.SELF)
        assert read("sam") == []
        write("margaret", "Dancing, mostly")
    (entry,) = sides("sam").entries[Side.SELF]
    assert (entry.working, [one.working for one in entry.earlier]) == ("Dancing, mostly", ["Dancing"])


def test_what_carries_a_label_is_read_by_whom_that_is_shared_with() -> None:
    write("sam", label="health")
    conversation().open(by("aled"))
    assert (read("helen", "ordinary"), read("helen", "ordinary", "health")) == ([], ["sam likes it"])


def test_the_newest_words_stand_and_those_that_nobody_could_read_before_stay_with_their_author() -> None:
    write("sam", "One")
    with time_machine.travel(cast.NOW + timedelta(minutes=1)):
        write("sam", "Two")
        conversation().open(by("aled"))
    with time_machine.travel(cast.NOW + timedelta(minutes=2)):
        write("sam", "Three")
        write("dev", "Only now")
    told = {entry.author_name: entry for entry in sides("helen").entries[Side.TEAM]}
    assert (told["Sam Doyle"].working, [one.working for one in told["Sam Doyle"].earlier]) == ("Three", ["Two"])
    assert [entry.afterwards for entry in told.values()] == [True, True]
    assert Event.standing().where(Event.kind == "perspective").count() == 2


def test_what_comes_late_from_a_phone_does_not_take_the_place_of_newer_words() -> None:
    with time_machine.travel(cast.NOW + timedelta(hours=2)):
        write("sam", "Newer")
        then = Sent(cast.NOW, cast.NOW, digest=new_id())
        words = Said(working="Older")
        Perspective.record(cast.person(cast.MARGARET), NOVEMBER, words, replace(by("sam"), sent=then))
    assert read("sam") == ["Newer"]


def test_written_before_it_began_and_come_after_it_is_not_an_answer_to_the_others() -> None:
    conversation().open(by("aled"))
    with time_machine.travel(cast.NOW + timedelta(hours=2)):
        before = cast.NOW - timedelta(hours=1)
        sent = replace(by("sam"), sent=Sent(before, before, digest=new_id()))
        Perspective.record(cast.person(cast.MARGARET), NOVEMBER, Said(working="On the bus"), sent)
    (entry,) = sides("aled").entries[Side.TEAM]
    assert not entry.afterwards


def test_a_best_guess_and_words_written_down_stand_beside_the_persons_own_and_say_what_they_are() -> None:
    write("sam", "I think the garden", whose=Whose.GUESS)
    write("aled", "She said: the cat", whose=Whose.PERSON)
    write("margaret", "My cat")
    write("aled", "Helen rang", whose=Whose.MEMBER, member=member("helen"))
    told = sides("margaret").entries
    assert [(one.working, one.guess, one.on_behalf) for one in told[Side.SELF]] == [
        ("My cat", False, False), ("She said: the cat", False, True), ("I think the garden", True, True),
    ]  # fmt: skip
    assert [(one.for_name, one.on_behalf) for one in told[Side.ALLIES]] == [("Helen Hughes", True)]
    assert read("helen") == ["Helen rang"]  # her own words
    assert read("sam") == ["I think the garden"]


def test_pressed_twice_it_is_written_once() -> None:
    press = new_id()
    assert write("sam", press=press).seq == write("sam", press=press).seq
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    assert write("sam", press=press).id == press
    with pytest.raises(journal.DifferentContent):
        write("sam", "Else", press=press)


def test_closed_it_stays_closed() -> None:
    write("sam")
    conversation().open(by("aled"))
    conversation().close({}, by("aled"))
    for who in ("margaret", "sam", "helen", "aled"):
        with pytest.raises(Closed):
            write(who, "And another thing")
    assert read("aled") == ["sam likes it"]


@pytest.mark.parametrize(
    ("who", "said", "wrong"),
    [
        ("sam", {"working": " ".strip()}, Incomplete),
        ("sam", {"working": "x", "only_for": OnlyFor.SELF}, NotTheirs),
        ("sam", {"working": "x", "only_for": OnlyFor.PERSON}, NotTheirs),
        ("helen", {"working": "x", "only_for": OnlyFor.PERSON, "whose": Whose.GUESS}, NotTheirs),
        ("helen", {"working": "x", "whose": Whose.MEMBER, "member": 1}, NotTheirs),
        ("margaret", {"working": "x", "whose": Whose.GUESS}, NotTheirs),
        ("sam", {"working": "x", "label": "safeguarding"}, NotTheirs),
        ("sam", {"working": "x", "whose": Whose.MEMBER, "member": 0}, NothingThere),
    ],
)
def test_what_cannot_be_said_is_not_written(who: str, said: dict[str, object], wrong: type[Exception]) -> None:
    before = Event.select().count()
    with pytest.raises(wrong):
        Perspective.record(cast.person(cast.MARGARET), NOVEMBER, Said(**said), by(who))  # type: ignore[arg-type]
    assert Event.select().count() == before


def test_a_month_that_has_not_come_has_no_perspectives() -> None:
    with pytest.raises(NotYet):
        Perspective.record(cast.person(cast.MARGARET), date(2026, 12, 1), Said(working="x"), by("sam"))


def test_what_is_shown_with_it_is_of_this_person_and_there() -> None:
    log, item = a_log(cast.MARGARET, by("sam")), item_ids(cast.MARGARET)[0]
    elsewhere = a_log(cast.JAMIE, author("dev"))
    pins = (Pin(Sort.LOG, log), Pin(Sort.ITEM, item), Pin(Sort.FIGURE, "to_me"), Pin(Sort.LOG, elsewhere),
            Pin(Sort.ITEM, new_id()), Pin(Sort.FIGURE, "none"))  # fmt: skip
    write("sam", pins=pins)
    (entry,) = sides("sam").entries[Side.TEAM]
    assert set(entry.pins) == set(pins[:3])


def test_the_database_itself_keeps_it_as_it_was_written() -> None:
    write("sam", pins=(Pin(Sort.FIGURE, "to_me"),))
    for table in (Perspective, PerspectivePin):
        with pytest.raises(IntegrityError), db.database.atomic():
            table.delete().execute()
