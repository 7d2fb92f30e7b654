"""The page of family and friends: how the week of somebody went to whom they are close; and a letter of it."""

from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog import clock
from carelog.access import Look, access, may, needs
from carelog.home.family import Family, Letter, Seen
from carelog.home.letter_wording import in_a_letter
from carelog.home.pages import home, people_to_whom_i_am
from carelog.htmx import respond
from carelog.people.circle import ALLY
from carelog.people.pages import is_self
from carelog.people.person import Person
from carelog.records.log_views import log_reader
from carelog.records.photo_consent_views import sees_photos
from carelog.records.told_us import answered_lately
from carelog.reviews.talked_about import month_to_write_for
from carelog.web import asked_day

home.add_app_template_filter(in_a_letter)
WEEK = "week"


@home.get("/family")
@needs("families.read")
def families() -> ResponseReturnValue:
    """Of several people, whose week?"""
    return respond("home/families.html", people=list(people_to_whom_i_am(ALLY)))


@home.get("/people/<row:person_id>/family")
@needs("family.read")
def family(person: Person) -> ResponseReturnValue:
    """Of what is shared: how the week went, why something did not happen, what was learned, photos; what is answered.

    The person themselves has the letter.
    """
    if is_self(person):
        return redirect(url_for("home.letter", person_id=person.id, week=request.args.get(WEEK)))
    seen = _seen(person)
    week = Family.of(person, _asked(person), seen)
    _note(person, seen)
    return respond("home/family.html", person=person, week=week, summary=week.summary, today=week.today,
                   several=len(access().close_to) > 1, answers=answered_lately(current_user.user, person),
                   talk=month_to_write_for(person) if may("perspective.create", person) else None)  # fmt: skip


@home.get("/people/<row:person_id>/letter")
@needs("letter.read")
def letter(person: Person) -> ResponseReturnValue:
    """The week as a letter, on one sheet of paper."""
    seen = _seen(person)
    written = Letter.of(person, _asked(person), seen)
    _note(person, seen)
    ally = ALLY in access().around(person)
    return respond("home/letter.html", person=person, letter=written, week=written.week, ally=ally)


def _asked(person: Person) -> date | None:
    """The day that the address names, if it does."""
    return asked_day(clock.living_day(person.team.tz), WEEK) if request.args.get(WEEK) else None


def _seen(person: Person) -> Seen:
    learned, photos = may("log.read", person), may("log.read", person) and sees_photos(person)
    return Seen(
        labels=access().labels(person), reader=log_reader(person), how_it_went=may("summary.read", person),
        things=may("week.read", person), learned=learned, photos=photos,
    )  # fmt: skip


def _note(person: Person, seen: Seen) -> None:
    """What of it was on the page, as if each had been opened by itself."""
    shown = {"summary": seen.how_it_went, "week": seen.things, "log": seen.learned, "photos": seen.photos}
    role = access().role_for("letter.read", person) or ALLY
    for section in (name for name, is_shown in shown.items() if is_shown):
        Look.note(access(), section, role, [person])
