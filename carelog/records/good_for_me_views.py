""" "Was it good for me?" on the person's own phone; and taking such an answer back, whoever's phone it was given on."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from carelog.access import access, author, needs
from carelog.errors import Refused
from carelog.people.person import Person
from carelog.records import good_for_me_wording as wording
from carelog.records.chance import key_of
from carelog.records.good_for_me import Good, GoodForMe
from carelog.records.good_for_me_forms import GoodForMeForm
from carelog.records.pages import kept, records, taken_back, understood

for helper in (wording.good_words, wording.good_picture, wording.company_words):
    records.add_app_template_filter(helper)


@records.post("/people/<row:person_id>/good-for-me")
@needs("good_for_me.create", shows="week")
def create_good_for_me(person: Person) -> ResponseReturnValue:
    """Write my answer down."""
    form = GoodForMeForm()
    if not form.validate():
        raise Refused(_("Choose the answer."))
    with understood():
        event = GoodForMe.record(
            person, form.key(), Good(form.answer.data), author("good_for_me.create", person),
            labels=access().labels(person), id=form.id.data,
        )  # fmt: skip
    return kept(person, event, form.key(), form.back.data)


@records.post("/people/<row:person_id>/good-for-me/withdrawals")
@needs("good_for_me.withdraw", shows="week")
def create_good_for_me_withdrawal(person: Person) -> ResponseReturnValue:
    """Undo."""
    form, event = taken_back(person, GoodForMe.withdraw, "good_for_me.withdraw")
    return kept(person, event, key_of(GoodForMe, event), form.back.data, _("Taken back."))
