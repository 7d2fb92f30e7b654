"""What can lead to an action: what was said, answered, learned, felt, chosen and thanked for; and who is told."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask

from carelog import journal
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.good_for_me import Good, GoodForMe
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.log import Reader as Logs
from carelog.records.mark import Account, Mark
from carelog.records.said import Answer, Way
from carelog.records.thanks import Thanks
from carelog.reviews.because import Source, offered
from carelog.reviews.because_wording import source_words
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.owed import led_to
from carelog.reviews.perspective import OnlyFor, Perspective, Said, Voice, Whose
from carelog.reviews.question import Answer as Reply
from carelog.reviews.question import QuestionAnswer
from carelog.reviews.reader import Reader, Sight
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_result import ReviewResult, What, as_seen, led_to_changes
from carelog.weeks.known_items import known_items
from tests import cast
from tests.plans import author
from tests.recording import a_key
from tests.reviews import reviewing
from tests.reviews.agreeing import EVERY_LABEL, MONTH, agree, ask

CHOSE = Account(said="chose", offered="A walk", how_shown="Shook her head")


@pytest.fixture
def told(margaret: Person) -> dict[str, str]:
    """One of each, by its kind."""
    sam, hers = author("sam", "worker"), author("margaret", "self")
    handed, key, other = replace(sam, voice=journal.HANDED_OVER), a_key(cast.MARGARET, 0), a_key(cast.MARGARET, 1)
    events = [
        GoodForMe.record(margaret, (key["item"], cast.TODAY, 1), Good.NO, handed, labels=EVERY_LABEL),
        LearningLog.record(margaret, cast.TODAY, Learned(did="Sang"), sam, labels=EVERY_LABEL),
        QuestionAnswer.give(margaret, ask(margaret, "Does she sing?").seq, Reply(words="In the morning."), hers),
        Thanks.record(margaret, hers, "For the song", member=sam.user_id),
        Perspective.record(margaret, MONTH, Said(not_working="The bus"), sam),
    ]
    Perspective.record(margaret, MONTH, Said(working="Mine alone", only_for=OnlyFor.SELF), hers)
    choice = Mark.record(margaret, other["item"], cast.TODAY, 1, sam, labels=EVERY_LABEL, account=CHOSE)
    events.append(ChoiceCheck.record(margaret, choice.id, Answer.WANTED, Way.TAP, hers, labels=EVERY_LABEL))
    return {event.kind: event.id for event in events}


def offers(person: Person, *, who: str = "aled", things: bool = True, logs: bool = True) -> list[Source]:
    """To who coordinates, or to an ally who leads."""
    reader, labels = cast.user(who).id, EVERY_LABEL | ({journal.KEPT_BACK} if who == "aled" else set())
    sight = Sight(Logs(labels, reader, titles=things), things=things, logs=logs)
    return offered(person, MONTH, Reader(reader, labels), sight, known_items(person, cast.TODAY))


def test_everything_that_somebody_said_can_lead_to_something(
    app: Flask, margaret: Person, told: dict[str, str]
) -> None:
    Conversation.of(margaret, MONTH).open(author("aled", "coordinator"))
    assert {one.kind: one.id for one in offers(margaret)} == told
    said = {one.kind: source_words(one) for one in offers(margaret)} if app.name else {}
    assert said["perspective"] == "Said for this conversation: The bus"
    assert said["question_answer"] == "An answer: In the morning."
    assert re.fullmatch("How it was: .+ – It was not good", said["good_for_me"])
    assert re.fullmatch("A choice: .+ – I wanted it", said["choice_check"])
    agree(margaret, "Find another bus", "helen", because=tuple(told.values()))


def test_what_is_not_to_be_read_yet_and_what_things_are_called_is_not_offered_to_who_may_not_know(
    margaret: Person, told: dict[str, str]
) -> None:
    kinds = {one.kind for one in offers(margaret, things=False)}
    assert kinds == told.keys() - {"perspective", "good_for_me", "choice_check"}
    Thanks.record(margaret, author("joan", "ally"), "Joan says thank you", member=cast.user("sam").id)
    joans = offers(margaret, who="joan", things=False, logs=False)
    assert [(one.kind, one.words) for one in joans] == [
        ("question_answer", "In the morning."), ("thanks", "Joan says thank you"),
    ]  # fmt: skip


def test_the_person_is_told_of_what_they_said_on_somebody_elses_phone_and_not_its_owner(
    margaret: Person, told: dict[str, str]
) -> None:
    agree(margaret, "Another shower gel", "helen", because=(told["good_for_me"],))
    sam, hers = cast.user("sam").id, cast.user("margaret").id
    assert led_to(sam, [margaret.id]) == []
    assert [one.action.what for one in led_to(hers, [margaret.id], [margaret.id])] == ["Another shower gel"]
    assert led_to(hers, [margaret.id]) == []


def test_the_form_offers_them_and_the_page_of_its_author_says_so(
    app: Flask, margaret: Person, told: dict[str, str]
) -> None:
    page = cast.signed_in(app, "aled").get(f"/people/{margaret.id}/actions/new").text
    shown = {id for id in told.values() if f'value="{id}"' in page}
    assert shown == set(told.values()) - {told["perspective"]}  # the conversation has not begun
    agree(margaret, "Sing at ten", "sam", because=(told["question_answer"],))
    assert "Because of your answer" in cast.signed_in(app, "margaret").get("/my-week").text
    assert Event.select().where(Event.kind == "action").count() == 1


def test_words_that_somebody_wrote_down_for_another_are_told_to_both_and_to_nobody_else(
    app: Flask, margaret: Person
) -> None:
    sam, helen = author("sam", "worker"), cast.user("helen").id
    member = Membership.get((Membership.person == margaret.id) & (Membership.user == helen))
    review = reviewing.begun(margaret)
    for_helen, hers, guess = (
        Voice(whose=Whose.MEMBER, member=member.id), Voice(whose=Whose.PERSON), Voice(whose=Whose.GUESS),
    )  # fmt: skip
    because = {
        "Helen's": [
            Perspective.record(margaret, MONTH, Said(working="The bus", whose=Whose.MEMBER, member=member.id), sam),
            ReviewLine.record(review, Section.NOW, "The bus", for_helen, sam),
        ],
        "Margaret's": [
            Perspective.record(margaret, MONTH, Said(working="My cat", whose=Whose.PERSON), sam),
            ReviewLine.record(review, Section.NOW, "My cat", hers, sam),
            QuestionAnswer.give(margaret, ask(margaret, "Cats?").seq, Reply(words="Yes.", of_person=True), sam),
        ],
        "Sam's": [ReviewLine.record(review, Section.NOW, "Songs", guess, sam)],
    }  # fmt: skip
    for place, (whose, events) in enumerate(because.items()):
        agree(margaret, whose, "sam", place, because=tuple(event.id for event in events))
    seen, aled, every = as_seen(margaret, What.SUPPORT), author("aled", "coordinator"), [margaret.id]
    ReviewResult.reword(
        review, What.SUPPORT, "Slowly", seen, aled, because=(because["Helen's"][1].id,), labels=EVERY_LABEL
    )
    told = {
        who: [one.action.what for one in reversed(led_to(cast.user(who).id, every, every if who == "margaret" else []))]
        for who in ("helen", "margaret", "sam", "joan", "aled")
    }
    assert told["helen"] == ["Helen's"] * 2
    assert told["margaret"] == ["Margaret's"] * 3
    assert Counter(told["sam"]) == Counter({"Helen's": 2, "Margaret's": 3, "Sam's": 1})
    assert (told["joan"], told["aled"]) == ([], [])
    changed = [len(led_to_changes(cast.user(who).id, every)) for who in ("helen", "sam", "joan")]
    assert changed == [1, 1, 0]
    assert led_to_changes(cast.user("margaret").id, every, every) == []
    page = cast.signed_in(app, "helen").get("/actions").text
    assert page.count("Something was agreed that is not shared with you.") == 3
    assert "worded anew" not in page
    assert "Helen&#39;s" not in page
