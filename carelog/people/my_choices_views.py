"""My choices: the person makes them, or somebody of the team with them; and every page of theirs holds to them."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import access, author, needs
from carelog.htmx import respond
from carelog.people.circle import SELF
from carelog.people.my_choices import CHOICES, UNTIL_CHOSEN, MyChoices, WordsUsed
from carelog.people.my_choices_forms import MyChoicesForm
from carelog.people.my_choices_wording import ANSWERS, QUESTIONS
from carelog.people.pages import is_self, people
from carelog.people.person import Person


@people.route("/people/<row:person_id>/choices", methods=["GET", "POST"])
@needs("choices.write")
def choices(person: Person) -> ResponseReturnValue:
    """What holds now; one press changes one of them, or Save several."""
    form = MyChoicesForm()
    if not form.was_sent():
        return _page(person, form)
    if MyChoices.choose(person, form.chosen(), author("choices.write", person)):
        flash(_("Saved."), "saved")
    asked = next(iter(form.chosen()), "") if is_self(person) else ""
    return redirect(url_for("people.choices", person_id=person.id, _anchor=asked or None), 303)


@people.app_template_global()
def my_look() -> dict[str, str]:
    """What the person who reads this page chose otherwise than it is for everybody. For others it asks nothing."""
    if "my_look" not in g:
        reader = _who_reads()
        g.my_look = MyChoices.of(reader).told() if reader is not None else {}
    found: dict[str, str] = g.my_look
    return found


@people.app_template_global()
def easy_words() -> bool:
    """That person reads what happened in Easy Read."""
    return my_look().get("words") != WordsUsed.ORDINARY


def _who_reads() -> int | None:
    """The person in whose hands this phone is; else the one whose own week it shows."""
    if "busy" in g or not current_user.is_authenticated:
        return None
    if current_user.session.handed_to is not None:
        handed_to: int = current_user.session.handed_to
        return handed_to
    mine = access().memberships.values()
    return next((member.person_id for member in mine if member.role == SELF), None)


def _page(person: Person, form: MyChoicesForm) -> ResponseReturnValue:
    own, mine = is_self(person), MyChoices.of(person.id)
    shown = form if request.method == "POST" else MyChoicesForm.of(mine)
    return respond(
        "people/my_choices.html" if own else "people/choices_of.html",
        status=form.status,
        person=person,
        form=shown,
        mine={name: getattr(mine, name) for name in CHOICES},
        questions=QUESTIONS,
        answers=ANSWERS,
        usual=UNTIL_CHOSEN,
    )
