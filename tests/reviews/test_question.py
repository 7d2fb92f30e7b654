"""What the circle is figuring out: who asks, who answers in whose place, and when it is settled."""

import io
import re

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from carelog.journal import Event, new_id
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.chance import NoSuchChance
from carelog.records.mark import Incomplete
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.kept_question import PAGE, Questions, open_questions
from carelog.reviews.question import Answer, Finding, Question, QuestionAnswer, Reply
from tests import cast
from tests.plans import author
from tests.records.sheets import words
from tests.reviews import reviewing
from tests.reviews.agreeing import EVERY_LABEL, MONTH, OF_THE_CAST, ask

WHAT, HEALTH = "Does she like the tea dance?", "Do the new tablets make her sleepy?"


def answer(person: Person, question: Event, by: str, words: str = "", **more: object) -> Event:
    said = Answer(words=words, **more)  # type: ignore[arg-type]
    return QuestionAnswer.give(person, question.seq, said, author(by, OF_THE_CAST[by]))


def here(person: Person, rest: str = "") -> str:
    return f"/people/{person.id}/questions{rest}"


def share(person: Person, username: str, *, shared: bool = True) -> None:
    member = Membership.get((Membership.person == person) & (Membership.user == cast.user(username)))
    Sharing.decide(member, "conversations", author("margaret", "self"), shared=shared)


def send(browser: FlaskClient, where: str, **said: object) -> int:
    return browser.post(where, data={"id": new_id(), **said}).status_code


def test_each_answers_once_and_what_is_answered_anew_takes_its_place(margaret: Person) -> None:
    question = ask(margaret, WHAT)
    answer(margaret, question, "sam", "She hums.")
    answer(margaret, question, "sam", "She hums, and taps.")
    answer(margaret, question, "sam", "Yes, she says", of_person=True)
    answer(margaret, question, "margaret", reply=Reply.YES)
    (one,) = open_questions(margaret, EVERY_LABEL)
    assert [said.words for said in one.answers] == ["Yes, she says", "", "She hums, and taps."]  # her own first
    assert [said.persons_own for said in one.answers] == [True, True, False]
    assert [before.words for before in one.answers[2].earlier] == ["She hums."]
    assert Event.select().where((Event.kind == "question_answer") & ~Event.replaces.is_null()).count() == 1
    with pytest.raises(Incomplete):
        answer(margaret, question, "sam")


def test_the_person_writes_down_nobody_elses_words(margaret: Person) -> None:
    answer(margaret, ask(margaret, WHAT), "margaret", "I do", of_person=True)
    assert open_questions(margaret, EVERY_LABEL)[0].answers[0].of_person is False


def test_it_is_settled_by_the_first_finding_and_nothing_said_later_is_lost(margaret: Person) -> None:
    question, sam = ask(margaret, WHAT), author("sam", "worker")
    for found in ("She does, with Joan.", "And on Fridays."):
        Finding.record(margaret, question.seq, found, sam)
    answer(margaret, question, "helen", "She always did.")
    told = Questions.of(margaret, EVERY_LABEL)
    assert (told.open, [said.words for said in told.settled[0].findings]) == (
        (), ["She does, with Joan.", "And on Fridays."],
    )  # fmt: skip
    assert [said.words for said in told.settled[0].answers] == ["She always did."]


def test_a_press_that_comes_twice_writes_once(margaret: Person) -> None:
    question, sam, id = ask(margaret, WHAT), author("sam", "worker"), new_id()
    for _time in range(2):
        QuestionAnswer.give(margaret, question.seq, Answer(words="She hums."), sam, id=id)
    assert QuestionAnswer.select().count() == 1


def test_all_of_it_carries_its_label_and_who_may_not_read_that_finds_nothing(margaret: Person) -> None:
    question = ask(margaret, HEALTH, label="health")
    answer(margaret, question, "sam", "After lunch.")
    Finding.record(margaret, question.seq, "They do.", author("sam", "worker"))
    assert {event.label for event in Event.select().where(Event.kind.in_(["question_answer", "finding"]))} == {"health"}
    assert Questions.of(margaret, {"ordinary"}).settled == ()
    for wrong in ({"label": "safeguarding"}, {"item": new_id()}):
        with pytest.raises((ValueError, NoSuchChance)):
            ask(margaret, WHAT, **wrong)
    with pytest.raises(Incomplete):
        ask(margaret, "")


def test_what_is_settled_comes_by_pages(margaret: Person) -> None:
    for number in range(PAGE + 1):
        Finding.record(margaret, ask(margaret, f"Number {number}").seq, "Yes.", author("sam", "worker"))
    first, second = (Questions.of(margaret, EVERY_LABEL, page) for page in (1, 2))
    assert (len(first.settled), first.has_more, second.has_more) == (PAGE, True, False)
    assert [one.words for one in second.settled] == ["Number 0"]


def test_family_and_friends_ask_and_answer_while_conversations_are_shared(app: Flask, margaret: Person) -> None:
    joan = cast.signed_in(app, "joan")
    ask(margaret, HEALTH, label="health")
    one = here(margaret, f"/{ask(margaret, WHAT).id}")
    for shared in (True, False):
        share(margaret, "joan", shared=shared)
        assert joan.get(here(margaret)).status_code == (200 if shared else 403)
        assert joan.get(one).status_code == (200 if shared else 403)
        assert send(joan, here(margaret), words="Who sings?", item="", label="ordinary") == (303 if shared else 403)
        assert send(joan, f"{one}/answers", words="She does.") == (303 if shared else 403)
    assert (Question.select().count(), QuestionAnswer.select().count()) == (3, 1)
    share(margaret, "joan")
    page = words(joan.get(here(margaret)))
    assert (WHAT in page, HEALTH in page, "Sam Doyle" in words(joan.get(one))) == (True, False, False)


def test_who_asked_and_who_leads_say_what_was_found_out(app: Flask, margaret: Person) -> None:
    where = here(margaret, f"/{ask(margaret, WHAT, by='aled').id}/findings")
    sam = cast.signed_in(app, "sam")
    assert send(sam, where, words="Yes.") == 403
    assert send(sam, here(margaret, f"/{ask(margaret, WHAT, by='sam').id}/findings"), words="Yes.") == 303
    place = Membership.get(Membership.user == cast.user("sam"))
    ConversationPlan.decide(margaret, MONTH, Plan(led_by=place.id), author("margaret", "self"))
    assert send(sam, where, words="Yes.") == 303
    assert "We found out: Yes." in words(sam.get(here(margaret)))


def test_somebody_elses_question_is_not_there_and_what_lacks_words_is_said(app: Flask, margaret: Person) -> None:
    sam, one = cast.signed_in(app, "sam"), here(margaret, f"/{ask(margaret, WHAT).id}")
    assert sam.get(here(margaret, f"/{new_id()}")).status_code == 404
    assert send(sam, here(cast.person(cast.NADIA), f"{one.rpartition('/questions')[2]}/answers"), words="Yes") == 404
    for where, said in (
        ("", {"words": "", "item": "", "label": "ordinary"}), ("", {"words": "x", "item": new_id()}),
        (f"/{one.rpartition('/')[2]}/answers", {}), (f"/{one.rpartition('/')[2]}/answers", {"reply": "perhaps"}),
        (f"/{one.rpartition('/')[2]}/findings", {"words": ""}),
    ):  # fmt: skip
        assert send(sam, here(margaret, where), **said) == 422, where
    assert (Question.select().count(), QuestionAnswer.select().count(), Finding.select().count()) == (1, 0, 0)


def test_the_person_answers_by_a_picture_or_in_words_and_stays_on_that_screen(app: Flask, margaret: Person) -> None:
    question, browser = ask(margaret, WHAT), cast.signed_in(app, "margaret")
    for number in range(7):
        ask(margaret, f"Number {number}?")
    page = browser.get(here(margaret)).text
    for screen in re.findall(r'<section class="screen.*?</section>', page, re.DOTALL):
        assert 1 <= len(re.findall(r"<(?:a|button) [^>]*class=\"button|<button", screen)) <= 6, screen
    where = here(margaret, f"/{question.id}/answers")
    sent = browser.post(where, data={"id": new_id(), "words": "", "reply": "yes"})
    assert sent.location == f"{here(margaret)}#question-{question.id}"
    assert '<button type="submit" class="button given" name="reply" value="yes">' in browser.get(here(margaret)).text
    assert send(browser, where, words="With Joan.", reply="yes") == 303
    (one,) = [asked for asked in open_questions(margaret, EVERY_LABEL) if asked.id == question.id]
    assert [(said.words, said.reply) for said in one.answers] == [("With Joan.", Reply.YES)]
    assert "With Joan." in browser.get(here(margaret)).text
    assert "With Joan." in words(cast.signed_in(app, "sam").get(here(margaret, f"/{question.id}")))


def test_my_week_says_how_many_questions_the_person_has_not_answered(app: Flask, margaret: Person) -> None:
    browser, first, second = cast.signed_in(app, "margaret"), ask(margaret, WHAT), ask(margaret, "Number 2?")
    Finding.record(margaret, ask(margaret, "Settled").seq, "Yes.", author("sam", "worker"))
    answer(margaret, first, "sam", "She hums.")  # somebody else's
    assert "There are 2 questions for me." in browser.get("/my-week").text
    answer(margaret, first, "margaret", reply=Reply.NOT_SURE)
    assert "There is a question for me." in browser.get("/my-week").text
    answer(margaret, second, "sam", "She nodded.", of_person=True)
    assert "question" not in words(browser.get("/my-week")).partition("What we talk about")[0]


def test_what_the_person_typed_and_could_not_be_saved_stands_first_on_its_screen(app: Flask, margaret: Person) -> None:
    question, browser = ask(margaret, WHAT), cast.signed_in(app, "margaret")
    for rest, name in (("answers", "words"), ("findings", "finding")):
        typed = "She sings. " * 300
        answer = browser.post(here(margaret, f"/{question.id}/{rest}"), data={"id": new_id(), "words": typed})
        assert answer.status_code == 422
        assert f'<section class="screen first" id="{name}-{question.id}"' in answer.text
        assert typed.strip() in answer.text


@pytest.mark.parametrize("kind", ["docx", "csv"])
def test_what_is_taken_along_has_the_questions_with_their_answers_as_its_reader_may_read_them(
    app: Flask, margaret: Person, kind: str
) -> None:
    answer(margaret, ask(margaret, WHAT), "sam", "=A waltz", of_person=True, reply=Reply.YES)
    answer(margaret, ask(margaret, HEALTH, label="health"), "sam", "In the morning.")
    share(margaret, "joan")
    review, month = reviewing.begun(margaret), f"/people/{margaret.id}/conversations/{MONTH:%Y-%m}"
    for where in (month, f"{month}/pack", f"/people/{margaret.id}/reviews/{review.id}"):
        for who, everything in (("aled", True), ("joan", False)):
            text = taken_along(cast.signed_in(app, who), f"{where}.{kind}")
            assert WHAT in text, where
            assert "A waltz" in text
            assert "Yes" in text
            assert "written down by" in text
            assert ("Sam Doyle" in text, HEALTH in text, "In the morning." in text) == (everything,) * 3
    Finding.record(margaret, question_of(margaret, WHAT), "She does.", author("sam", "worker"))
    assert WHAT not in taken_along(cast.signed_in(app, "joan"), f"{month}.{kind}")  # as on the page


def question_of(person: Person, words: str) -> int:
    return next(one.seq for one in open_questions(person, EVERY_LABEL) if one.words == words)


def taken_along(browser: FlaskClient, where: str) -> str:
    answer = browser.get(where)
    if where.endswith("csv"):
        assert "\n=" not in answer.text
        return answer.data.decode("utf-8-sig")
    return "\n".join(one.text for one in Document(io.BytesIO(answer.data)).paragraphs)
