"""The one page of an ordinary month: what became of each action, one thing working, one not, one action."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField

from carelog.forms import Form, Pick, Ticks, a_day, choices, id_of_the_press, words
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.records.leads import Somebody
from carelog.reviews.action import Promise, Step
from carelog.reviews.action_forms import WHEN, WHO, WHY
from carelog.reviews.action_wording import LABELS, QUESTIONS
from carelog.reviews.agreed_views import agreed_upon
from carelog.reviews.because import Source
from carelog.reviews.because_wording import source_words
from carelog.reviews.four_plus_one import Answers
from carelog.reviews.kept_action import Kept
from carelog.reviews.perspective import Said, Whose
from carelog.reviews.perspective_forms import member_of, whose_words
from carelog.reviews.short_conversation import PROMISE, Became, NotInOrder, OtherLabel, ShortConversation

STEPS = {
    "": _l("It goes on"), Step.DONE: _l("It is done"), Step.MOVED: _l("Another day"), Step.DROPPED: _l("Drop it"),
}  # fmt: skip


class BecameForm(Form):
    """Of one action. Its names begin with the action's id."""

    id = id_of_the_press()
    answers_id = id_of_the_press()
    step = Pick(_l("What became of it?"), choices=lambda: choices(STEPS), default="")
    words = words(_l("Anything to say about it?"))
    by_when = a_day(_l("By when now?"))
    tried, learned, pleased, concerned, what_next = (words(QUESTIONS[name]) for name in QUESTIONS)

    def __init__(self, one: Kept) -> None:
        super().__init__(prefix=f"{one.id}-")
        self.about = one

    def validate(self, extra_validators: Any = None) -> bool:
        """What is moved says to which day, and what is moved or dropped says why."""
        good = bool(super().validate(extra_validators))
        moved = self.step.data == Step.MOVED
        lacking = {"words": WHY} if (moved or self.step.data == Step.DROPPED) and not self.words.data else {}
        if moved and not self.by_when.data and not self.by_when.errors:
            lacking["by_when"] = WHEN
        for name, problem in lacking.items():
            self.refuse(str(problem), name)
        return good and not lacking

    def about_it(self, problem: str) -> str:
        """With what it is about: there are several of these on the page."""
        return _("%(thing)s: %(problem)s", thing=self.about.what, problem=problem)

    def told(self) -> Became:
        """What it says. What is over already takes no step any more."""
        step = Step(self.step.data) if self.step.data and self.about.is_open else None
        answers = Answers(**{name: self[name].data or "" for name in QUESTIONS})
        return Became(
            action=self.about.seq, name=self.about.id, step=step, step_id=self.id.data, words=self.words.data or "",
            by_when=self.by_when.data if step is Step.MOVED else None, answers=answers, answers_id=self.answers_id.data,
        )  # fmt: skip


class PromiseForm(Form):
    """Who does what by when; all of it, or nothing."""

    id = id_of_the_press()
    what = words(_l("What will be done?"))
    owner = Pick(_l("Who does it?"))
    by_when = a_day(_l("By when?"))
    difference = words(_l("What will be different then?"))
    because = Ticks(_l("What led to it?"), description=_l("Whoever wrote it is told what it led to."),
                    filters=[lambda ticked: [one for one in ticked or () if one]])  # fmt: skip

    def __init__(self, people: Sequence[Somebody], led: Sequence[Source]) -> None:
        super().__init__(prefix="promise-")
        self.owner.choices = choices({one.user_id: one.name for one in people})
        self.because.choices = choices({one.id: source_words(one) for one in led})

    def about_it(self, problem: str) -> str:
        """There is one of it."""
        return problem

    @property
    def is_made(self) -> bool:
        """Something of it is filled in."""
        return bool(self.what.data or self.owner.data or self.by_when.data or self.difference.data or self.because.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever begins one says what, who and by when."""
        good = bool(super().validate(extra_validators))
        asked = {"what": _l("Write what will be done."), "owner": WHO, "by_when": WHEN}
        lacking = [name for name in asked if self.is_made and not self[name].data and not self[name].errors]
        for name in lacking:
            self.refuse(str(asked[name]), name)
        return good and not lacking

    def promise(self, label: str) -> Promise | None:
        """What it says, if anything."""
        if not self.is_made:
            return None
        return Promise(
            what=self.what.data, owner=int(self.owner.data), by_when=self.by_when.data, label=label,
            difference=self.difference.data or "", because=tuple(self.because.data or ()),
        )  # fmt: skip


class ShortForm(Form):
    """The whole page. `before`: what it asks after; `people`: who can be given something; `led`: what led to it."""

    id = id_of_the_press()
    said_id = id_of_the_press()
    working = words(_l("One thing that is working"))
    not_working = words(_l("One thing that is not working"))
    whose = SelectField(_l("Whose words are these?"))
    label = SelectField(_l("Is something here private?"), choices=lambda: choices(LABELS))

    def __init__(self, before: Sequence[Kept], people: Sequence[Somebody], led: Sequence[Source]) -> None:
        super().__init__()
        self.became = [BecameForm(one) for one in before]
        self.promise = PromiseForm(people, led)

    def asks_whose(self, person: Person, role: str, around: Sequence[Membership]) -> Self:
        """Whose words can be written down: the person's first."""
        theirs = whose_words(person, role, tuple(around))
        self.whose.choices = {**theirs, Whose.OWN.value: _("Mine")}
        return self

    @property
    def parts(self) -> dict[str, BecameForm | PromiseForm]:
        """The forms within it, by the name that the noun has for each."""
        return {PROMISE: self.promise, **{form.about.id: form for form in self.became}}

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What needs changing in the forms within it: a field's id, and what it is."""
        every = [(form, field) for form in self.parts.values() for field in form if field.errors]
        return [(_id_of(field), form.about_it(str(field.errors[0]))) for form, field in every]

    @property
    def status(self) -> int:
        """422 when something needs changing anywhere."""
        return 422 if self.errors or self.wrong else 200

    @property
    def typed(self) -> str:
        """What was written on the whole page."""
        every = [super().typed, *(form.typed for form in self.parts.values())]
        return "\n\n".join(filter(None, every))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each part is looked at, also when an earlier one is not in order."""
        return all([bool(super().validate(extra_validators)), *(form.validate() for form in self.parts.values())])

    def told(self) -> ShortConversation:
        """What the noun takes."""
        whose, member = member_of(self.whose.data)
        more = {"whose": whose, "member": member, "label": self.label.data}
        said = Said(working=self.working.data or "", not_working=self.not_working.data or "", **more)
        return ShortConversation(
            said=said if said.working or said.not_working else None, said_id=self.said_id.data,
            promise=self.promise.promise(self.label.data), promise_id=self.promise.id.data,
            became=tuple(form.told() for form in self.became),
        )  # fmt: skip

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """What the noun refuses of a part is said beside its field."""
        try:
            yield
        except NotInOrder as problem:
            with agreed_upon(self.parts[problem.part]):
                raise problem.because from problem
        except OtherLabel:
            self.refuse(_("What stands there already is private in another way. Choose the same here."), "label")


def _id_of(field: Field) -> str:
    """Where a link leads that brings somebody to it: of several to choose from the first."""
    return f"{field.id}-0" if isinstance(field, (Pick, Ticks)) else str(field.id)
