"""The review every three months: who asks for it, who reads which line, its end, and when the next one is due."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from carelog.journal import Event, NothingThere, NotYours, new_id
from carelog.people.circle import Membership
from carelog.people.deciding import NotSaidHow
from carelog.people.person import Person
from carelog.reviews.closing import Closed, NotClosed
from carelog.reviews.kept_line import Line, Lines
from carelog.reviews.monthly_conversation import NotLeading, NotOpen, State
from carelog.reviews.perspective import NotTheirs as NotTheirWords
from carelog.reviews.perspective import OnlyFor, Voice, Whose
from carelog.reviews.reader import Reader
from carelog.reviews.review_due import booked, due, upcoming
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged, NotSaidWhy, NotTheirs, Sort
from carelog.reviews.review_result import ReviewResult
from carelog.reviews.three_month_review import OneStands, Review
from carelog.weeks.week_draft import WeekDraft
from tests import cast
from tests.plans import EVERY_LABEL
from tests.reviews import reviewing
from tests.reviews.talking import by
from tests.tables import asked

pytestmark = pytest.mark.usefixtures("app")
HOW = "She pointed at Sam's photo."


def margaret() -> Person:
    return cast.person(cast.MARGARET)


def begin(who: str = "aled", **said: Any) -> Review:
    how = "" if who in ("margaret", "helen") else HOW
    event = Review.begin(margaret(), Arranged(**{"how": how, **said}), by(who), id=new_id())
    return found(event.id)


def found(review_id: str) -> Review:
    review = Review.of(margaret(), review_id)
    assert review is not None
    return review


def say(review: Review, who: str, words: str, section: Section = Section.NOW, **voice: Any) -> Event:
    return ReviewLine.record(review, section, words, Voice(**voice), by(who), id=new_id())


def read(review: Review, who: str, section: Section = Section.NOW, labels: set[str] = EVERY_LABEL) -> list[str]:
    return [line.words for line in lines(review, who, labels)[section]]


def lines(review: Review, who: str, labels: set[str] = EVERY_LABEL) -> Lines:
    return Lines.of(found(review.id), Reader(cast.user(who).id, labels, own=who == "margaret"))


def test_the_person_and_their_family_ask_for_one_with_why_and_only_one_stands_at_a_time() -> None:
    with pytest.raises(NotSaidWhy):
        begin("helen", sort=Sort.ASKED_FOR)
    with pytest.raises(NotTheirs):
        begin("helen", sort=Sort.ASKED_FOR, words="She is tired", held_on=cast.TODAY)
    with pytest.raises(NotSaidHow):
        begin("aled", how="")
    asked = begin("helen", sort=Sort.ASKED_FOR, words="She is tired")
    assert (asked.made.by, asked.arranged.words, asked.state) == ("Helen Hughes", "She is tired", State.PLANNED)
    with pytest.raises(OneStands) as stands:
        begin("margaret", sort=Sort.ASKED_FOR, words="I want to move")
    assert stands.value.review.id == asked.id


def test_a_later_plan_takes_the_place_of_the_one_before_and_the_person_chooses_who_leads() -> None:
    review = begin()
    place = Membership.get((Membership.user == cast.user("sam")) & (Membership.person == margaret()))
    day = cast.TODAY + timedelta(days=9)
    review.change(Arranged(held_on=day, held_at="14:30", led_by=place.id), by("margaret"))
    now = found(review.id)
    assert (now.arranged.held_on, now.leader, now.decided.by, now.made.by) == (
        day, "Sam Doyle", "Margaret Hughes", "Aled Prosser",
    )  # fmt: skip
    with pytest.raises(NotLeading):
        now.open(by("dev"))
    now.open(by("sam"))
    with pytest.raises(NothingThere):
        now.change(Arranged(led_by=10**6), by("margaret"))


def test_each_writes_first_and_reads_what_the_others_wrote_from_the_beginning_on() -> None:
    review = begin()
    say(review, "sam", "Her cat")
    say(review, "helen", "The choir")
    assert (read(review, "sam"), read(review, "helen"), read(review, "aled")) == (["Her cat"], ["The choir"], [])
    assert (lines(review, "aled").waiting, read(review, "margaret")) == (
        frozenset({Section.NOW}),
        ["The choir", "Her cat"],
    )
    review.open(by("aled"))
    assert read(review, "sam") == ["The choir", "Her cat"]
    assert lines(review, "sam").waiting == set()


def test_what_the_person_keeps_for_themselves_is_not_there_for_anybody_else() -> None:
    review = begin()
    say(review, "margaret", "I am in love", only_for=OnlyFor.SELF)
    say(review, "helen", "Mum, call me", only_for=OnlyFor.PERSON)
    say(review, "sam", "Her pills", label="health")
    assert lines(review, "aled", {"ordinary"}).waiting == set()
    review.open(by("aled"))
    assert read(review, "aled") == ["Her pills"]
    assert read(review, "helen", labels={"ordinary"}) == ["Mum, call me"]
    assert read(review, "margaret") == ["I am in love", "Mum, call me", "Her pills"]
    with pytest.raises(NotTheirWords):
        say(review, "sam", "Hush", only_for=OnlyFor.PERSON)


def test_words_that_somebody_else_wrote_down_say_for_whom_and_a_guess_says_that_it_is_one() -> None:
    review = begin()
    joan = Membership.get((Membership.user == cast.user("joan")) & (Membership.person == margaret()))
    say(review, "sam", "I like dogs", whose=Whose.PERSON)
    say(review, "sam", "She likes dogs", whose=Whose.GUESS)
    say(review, "sam", "She never did", whose=Whose.MEMBER, member=joan.id)
    told: list[Line] = list(lines(review, "sam")[Section.NOW])
    assert [(line.on_behalf, line.guess, line.for_name) for line in told] == [
        (True, False, ""), (True, True, ""), (True, False, joan.user.name),
    ]  # fmt: skip


def test_ones_own_line_can_be_taken_back_until_it_is_closed_and_nobody_elses() -> None:
    review = begin()
    mine, other = say(review, "sam", "Her cat"), say(review, "dev", "Her dog")
    with pytest.raises(NotYours):
        ReviewLine.withdraw(review, other.id, by("sam"))
    ReviewLine.withdraw(review, mine.id, by("sam"))
    review.open(by("aled"))
    assert read(review, "sam") == ["Her dog"]
    review.close({}, by("aled"))
    with pytest.raises(Closed):
        ReviewLine.withdraw(review, other.id, by("dev"))


def test_closed_stays_closed_and_later_thoughts_are_added() -> None:
    review = begin()
    with pytest.raises(NotOpen):
        review.close({}, by("aled"))
    with pytest.raises(NotClosed):
        say(review, "sam", "And the garden", Section.LATER)
    first = review.open(by("aled"))
    assert review.open(by("margaret")).seq == first.seq
    review.close({"months": []}, by("aled"))
    with pytest.raises(Closed):
        say(review, "sam", "Her cat")
    with pytest.raises(Closed):
        review.change(Arranged(), by("margaret"))
    say(review, "sam", "And the garden", Section.LATER)
    assert (read(review, "helen", Section.LATER), found(review.id).figures) == (["And the garden"], {"months": []})


def test_the_next_one_is_due_three_months_after_the_last_and_the_first_after_the_week_was_agreed() -> None:
    her = margaret().id
    with time_machine.travel("2026-11-30 12:00+00:00"):
        review = begin(held_on=date(2026, 11, 30))
        assert booked([her]) == {her: (review.id, date(2026, 11, 30))}
        assert review.months == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]
        began = due([her])[her]
        review.open(by("aled"))
        review.close({}, by("aled"))
    assert (began, due([her])[her], booked([her])) == (date(2027, 1, 5), date(2027, 2, 28), {})


def test_of_many_people_the_next_one_is_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    people, her = [person.id for person in Person.select()], margaret().id
    begin(held_on=date(2026, 11, 30))
    with asked(monkeypatch) as few:
        assert upcoming([her])[her].held_on == date(2026, 11, 30)
    with asked(monkeypatch) as many:
        upcoming(people)
    assert len(few) == len(many) == 4


def test_what_a_review_changed_is_asked_at_once_however_often_the_week_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    review = reviewing.begun(margaret())
    told = []
    for days in (1, 2, 3):
        draft = WeekDraft.begin(margaret(), review.seq, by("aled"))
        gone = draft.items[0].details.title
        draft.end(0, by("aled"), draft.as_seen)
        again = WeekDraft.open_one(margaret())
        assert again is not None
        starts = cast.TODAY + timedelta(days=days)
        ReviewResult.agree_week(review, again, starts, "Together.", by("aled"), labels=EVERY_LABEL)
        with asked(monkeypatch) as statements:
            found = ReviewResult.all_of(review)
        told.append(len(statements))
        assert [details.title for _item, details in found[-1].changes.ended] == [gone]
        assert len(found) == days
    assert len(set(told)) == 1, told
