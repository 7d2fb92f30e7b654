"""The Week screen, and one day of it."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from carelog import clock
from carelog.access import access, needs
from carelog.htmx import respond
from carelog.people.person import Person
from carelog.records.day import LivedDay
from carelog.records.pages import records
from carelog.records.reading import lived_week
from carelog.web import asked_day


@records.get("/people/<row:person_id>/week")
@needs("week.read")
def week(person: Person) -> ResponseReturnValue:
    """Seven days × the parts of the day, and how it went."""
    today = clock.living_day(person.team.tz)
    lived = lived_week(person, clock.monday(asked_day(today, "week")), access().labels(person))
    return respond("records/week.html", person=person, week=lived, today=today)


@records.get("/people/<row:person_id>/day")
@needs("week.read")
def day(person: Person) -> ResponseReturnValue:
    """One day, thing by thing, with what can still be marked."""
    today = clock.living_day(person.team.tz)
    lived = LivedDay.of(person, asked_day(today), access().labels(person), current_user.user.id)
    return respond("records/day.html", person=person, here=lived, day=lived.day, today=today, ahead=lived.day > today)
