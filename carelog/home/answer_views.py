"""The answer screens: all that a phone shows while it is in the person's hands."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog import clock
from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.home.answer_forms import AnswerForm
from carelog.home.answer_wording import QUESTIONS, choices_of, off_screen, on_screen
from carelog.home.answering import Ask, Place, Questions, companions
from carelog.home.telling import NoSuchAnswer, Teller
from carelog.htmx import receipted, respond
from carelog.people.person import Person
from carelog.records.good_for_me import NoSuchMember

answers = Blueprint("answers", __name__)
VERB = "handing_over.create"  # whoever handed the phone over still may; else nothing is shown and nothing written


@answers.get("/answers")
@needs("answers.read")
def show() -> ResponseReturnValue:
    """One question; a pause between two of them; or, at the end, thanks."""
    if current_user.session.handed_to is None:
        return redirect(url_for("home.index"))
    person = in_whose_hands()
    questions = _questions_for(person)
    place = questions.place(request.args.get("thing", 0, type=int), request.args.get("ask", ""))
    if person is None or place is None or "pause" in request.args:
        return _pause(questions, place)
    return _question(person, questions, place)


@answers.post("/answers")
@needs("answers.write")
def create() -> ResponseReturnValue:
    """Write one answer down, and ask the next."""
    form, person = AnswerForm(), in_whose_hands()
    thing = form.thing(current_user.session) if form.validate() else None
    if person is None or thing is None:
        raise Refused(_("Nothing was saved. Go back to the questions."))
    teller = Teller(person, author(VERB, person), access().labels(person), current_user.session.handed_present)
    ask = Ask(str(form.ask.data))
    try:
        event = teller.say(thing, ask, form.answers(), form.id.data)
    except (NoSuchAnswer, NoSuchMember):
        raise Refused(_("Nothing was saved. Go back to the questions.")) from None
    questions = _questions_for(person)
    where = _address(questions, questions.following(thing, ask, said=event is not None))
    return receipted(redirect(where, 303), *([event] if event else []))


def in_whose_hands() -> Person | None:
    """The person, as long as the phone's user supports them."""
    handed_to = current_user.session.handed_to
    person = Person.known_to(current_user.user, handed_to) if handed_to is not None else None
    return person if person is not None and access().role_for(VERB, person) else None


def _questions_for(person: Person | None) -> Questions:
    """What this phone asks them."""
    if person is None:
        return Questions()
    return Questions.of(person, current_user.session, access().labels(person))


def _address(questions: Questions, place: Place | None, **more: Any) -> str:
    """Where a question stands; without one, the end."""
    number, ask = (place.number, place.ask) if place else (len(questions.things), None)
    return url_for("answers.show", thing=number, ask=ask, **more)


def _question(person: Person, questions: Questions, place: Place) -> ResponseReturnValue:
    asked, before = questions.things[place.number], questions.before(place)
    here = asked.details.with_whom, current_user.session.handed_present, current_user.name
    who = companions(person, *here) if place.ask is Ask.COMPANY else []
    given = request.args.getlist("answer") if "from" in request.args else asked.given(place.ask)
    choices, more = on_screen(choices_of(place.ask, who), request.args.get("from", 0, type=int))
    return respond(
        "home/answers.html",
        form=AnswerForm.of(asked.thing, place.ask),
        asked=asked,
        number=place.number,
        things=len(questions.things),
        today=clock.living_day(person.team.tz),
        question=QUESTIONS[place.ask],
        given=given,
        choices=choices,
        elsewhere=off_screen(given, choices),
        several=place.ask is Ask.COMPANY,
        more=more,
        before=_address(questions, before) if before else None,
        pause=_address(questions, place, pause="yes"),
    )


def _pause(questions: Questions, place: Place | None) -> ResponseReturnValue:
    before, following = place or questions.last(), questions.place(place.number + 1) if place else None
    return respond(
        "home/answers_pause.html",
        before=_address(questions, before) if before else None,
        following=_address(questions, following) if following else None,
    )
