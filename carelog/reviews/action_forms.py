"""What agreeing on something carries, what became of it, and the 4 plus 1 questions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired

from carelog.errors import Refused
from carelog.forms import Form, Pick, Ticks, a_day, choices, id_of_the_press, words
from carelog.htmx import came_from, our_page
from carelog.people.circle import SELF
from carelog.people.person import Person
from carelog.records.leads import Somebody
from carelog.reviews.action import Promise, Step
from carelog.reviews.action_wording import LABELS, WHATS
from carelog.reviews.because import Source
from carelog.reviews.because_wording import source_words
from carelog.reviews.by_when import When, ready_days
from carelog.reviews.four_plus_one import QUESTIONS, Answers
from carelog.reviews.kept_action import Kept
from carelog.reviews.month import first_of
from carelog.weeks.known_items import KnownItem

WHO, WHEN, WHY = _l("Say who does it."), _l("Say by which day."), _l("Say why.")


class MonthForm(Form):
    """One that stands in a month's conversation."""

    id = id_of_the_press()
    month = a_day(_l("Which month?"), _l("Open the page again, then send it once more."))
    back = HiddenField(filters=[our_page])

    @property
    def of_month(self) -> date:
        """That month: its first day."""
        return first_of(self.month.data)


class LineForm(MonthForm):
    """One line: what to keep, to change or to try."""

    what = RadioField(_l("What do we do about it?"), [DataRequired(_l("Choose one of the three."))],
                      choices=lambda: choices(WHATS))  # fmt: skip
    words = words(_l("What is it?"), _l("Write what it is."))
    label = SelectField(_l("Is it about something private?"), choices=lambda: choices(LABELS))


class ActionForm(MonthForm):
    """Who does what by when."""

    review = HiddenField()  # the id of that in which it is agreed, if it is in one
    what = words(_l("What will be done?"), _l("Write what will be done."))
    owner = RadioField(_l("Who does it?"), [DataRequired(WHO)])
    by_when = a_day(_l("By when?"), WHEN)
    difference = words(_l("What will be different then?"))
    item = SelectField(_l("Is it about something in the plan?"))
    profile = BooleanField(_l("It belongs into how they communicate, or how to support them"))
    label = SelectField(_l("Is it about something private?"), choices=lambda: choices(LABELS))
    because = Ticks(_l("What led to it?"), description=_l("Whoever wrote it is told what it led to."))

    def offer(self, people: Sequence[Somebody], items: Sequence[KnownItem], led: Sequence[Source]) -> Self:
        """These people, these things of the plan, and what was written lately."""
        self.owner.choices = choices({one.user_id: one.name for one in people})
        self.item.choices = choices({"": _l("Nothing in particular"), **{one.id: one.title for one in items}})
        self.because.choices = choices({one.id: source_words(one) for one in led})
        return self

    def promise(self, review: int | None = None) -> Promise:
        """What the form says; `review`: the number of that in which it is agreed."""
        return Promise(
            review=review, what=self.what.data, owner=int(self.owner.data), by_when=self.by_when.data,
            item=self.item.data or None, difference=self.difference.data or "", profile=self.profile.data,
            label=self.label.data, because=tuple(self.because.data or ()),
        )  # fmt: skip


class ReadyDays(Form):
    """The person presses one of the days that are ready, or writes another one into `by_when`."""

    when = Pick(choices=list(When))
    by_when: Any

    def __init__(self, person: Person, **values: Any) -> None:
        super().__init__(**values)
        self.person, self.days = person, ready_days(person)
        chosen = self.days.get(self.when.data)
        if chosen:
            self.by_when.process(MultiDict({self.by_when.name: chosen.isoformat()}))


class OwnActionForm(ReadyDays, ActionForm):
    """The same for the person."""

    def offer(self, people: Sequence[Somebody], items: Sequence[KnownItem], led: Sequence[Source]) -> Self:
        """Themselves first."""
        return super().offer(_me_first(people), items, led)


class StepForm(Form):
    """What became of it. Its names begin with the step: a page has one form for each."""

    id = id_of_the_press()
    words = words(_l("Anything to say about it?"))
    back = HiddenField(filters=[our_page])

    @property
    def said(self) -> dict[str, Any]:
        """What `ActionStep.take` asks for."""
        return {"words": self.words.data}

    def offer(self, _one: Kept, _people: Sequence[Somebody]) -> Self:
        """Nothing is chosen here."""
        return self


class DroppingForm(StepForm):
    """It is not done any more."""

    words = words(_l("Why?"), WHY)


class MovingForm(StepForm):
    """To another day, to somebody else."""

    by_when = a_day(_l("By when now?"), WHEN)
    owner = RadioField(_l("Who does it now?"), [DataRequired(WHO)])
    words = words(_l("Why?"), WHY)

    @property
    def said(self) -> dict[str, Any]:
        """The day and who as well."""
        return {"words": self.words.data, "by_when": self.by_when.data, "owner": int(self.owner.data)}

    def offer(self, one: Kept, people: Sequence[Somebody]) -> Self:
        """These people; whoever has it is chosen, if they still can be."""
        self.owner.choices = choices({who.user_id: who.name for who in people})
        if self.owner.data is None and one.has_owner:
            self.owner.data = str(one.owner_id)
        return self


class OwnMovingForm(ReadyDays, MovingForm):
    """The same for the person."""

    def offer(self, one: Kept, people: Sequence[Somebody]) -> Self:
        """Themselves first."""
        return super().offer(one, _me_first(people))


class AnswersForm(MonthForm):
    """The 4 plus 1 questions. One answer is enough."""

    tried = words(_l("What did we try?"))
    learned = words(_l("What did we learn?"))
    pleased = words(_l("What are we pleased about?"))
    concerned = words(_l("What are we concerned about?"))
    what_next = words(_l("What next?"))

    def answers(self) -> Answers:
        """What the form says."""
        return Answers(**{name: self[name].data or "" for name in QUESTIONS})


STEP_FORMS: dict[Step, type[StepForm]] = {Step.DONE: StepForm, Step.MOVED: MovingForm, Step.DROPPED: DroppingForm}


def sent_step(one: Kept, people: Sequence[Somebody], own: Person | None = None) -> tuple[Step, StepForm]:
    """Which step was sent, with its form; `own`: by that person themselves. Refused if none of them was."""
    for step, form in _step_forms(own).items():
        if f"{step}-id" in request.form:
            return step, form(prefix=f"{step}-").offer(one, people)
    raise Refused(_("We could not read that. Open the page again and try once more."))


def steps_of(one: Kept, people: Sequence[Somebody], own: Person | None = None) -> dict[Step, StepForm]:
    """A fresh form for each step that can be taken now; `own`: for that person themselves."""
    possible = (Step.DONE, Step.MOVED, Step.DROPPED) if one.is_open else (Step.MOVED,)
    forms = _step_forms(own)
    return {
        step: forms[step](posted=False, prefix=f"{step}-", back=came_from()).offer(one, people)
        for step in possible
    }  # fmt: skip


def _step_forms(own: Person | None) -> dict[Step, Callable[..., StepForm]]:
    return {**STEP_FORMS, Step.MOVED: partial(OwnMovingForm, own)} if own else {**STEP_FORMS}


def _me_first(people: Iterable[Somebody]) -> list[Somebody]:
    """The person, in their own words, before the others."""
    mine = [replace(one, name=_("I do this")) for one in people if one.role == SELF]
    return mine + [one for one in people if one.role != SELF]
