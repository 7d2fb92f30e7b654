"""A question, an answer to it, what was found out."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField

from carelog.forms import Form, Pick, choices, id_of_the_press, words
from carelog.htmx import our_page
from carelog.people.person import Person
from carelog.reviews.action_wording import LABELS
from carelog.reviews.question import Answer, Reply
from carelog.reviews.question_wording import REPLIES
from carelog.weeks.known_items import KnownItem

SAY_SOMETHING = _l("Choose an answer, or write one.")


class QuestionForm(Form):
    """What we want to find out."""

    id = id_of_the_press()
    words = words(_l("What do we want to find out?"), _l("Write the question."))
    item = SelectField(_l("Is it about something in the plan?"))
    label = SelectField(_l("Is it about something private?"), choices=lambda: choices(LABELS))

    def offer(self, items: Sequence[KnownItem]) -> Self:
        """These things of the plan."""
        self.item.choices = choices({"": _l("Nothing in particular"), **{one.id: one.title for one in items}})
        return self


class AnswerForm(Form):
    """`person`: of whom; `own`: they answer themselves. A page can have one for each question."""

    id = id_of_the_press()
    reply = Pick(_l("Yes or no?"), choices=lambda: choices(REPLIES))
    words = words(_l("What do you think?"))
    of_person = BooleanField()
    back = HiddenField(filters=[our_page])

    def __init__(self, person: Person, *, own: bool, **more: Any) -> None:
        super().__init__(**more)
        self.own = own
        self.of_person.label.text = _("I write down what %(name)s says or shows.", name=person.name)

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order, and something is said."""
        good = bool(super().validate(extra_validators))
        if self.words.data or self.reply.data or self.errors:
            return good
        self.refuse(str(SAY_SOMETHING), "words")
        return False

    def answer(self) -> Answer:
        """What the noun takes."""
        of_person = bool(self.of_person.data) and not self.own
        return Answer(words=self.words.data or "", reply=Reply(self.reply.data or ""), of_person=of_person)


class FindingForm(Form):
    """The end of the question."""

    id = id_of_the_press()
    words = words(_l("What did we find out?"), _l("Write what we found out."))
