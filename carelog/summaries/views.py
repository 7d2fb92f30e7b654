"""How much of my week happened."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from carelog import clock
from carelog.access import access, needs
from carelog.htmx import respond
from carelog.people.person import Person
from carelog.summaries.summary import Summary
from carelog.summaries.wording import HEADINGS, sentence, share, to_come
from carelog.web import asked_day

summaries = Blueprint("summaries", __name__)
for helper in (sentence, share, to_come):
    summaries.add_app_template_filter(helper)
summaries.add_app_template_global(HEADINGS.get, "sentence_heading")


@summaries.get("/people/<row:person_id>/summary")
@needs("summary.read")
def week(person: Person) -> ResponseReturnValue:
    """The two sentences and the total of one week."""
    monday = clock.monday(asked_day(clock.living_day(person.team.tz), "week"))
    summary = Summary.of_week(person, monday, access().labels(person))
    return respond("summaries/week.html", person=person, summary=summary)
