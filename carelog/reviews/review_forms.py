"""What the forms of a three-month review carry."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from carelog.forms import Form, Ticks, a_day, choices, id_of_the_press, words
from carelog.people.circle import ALLY, SELF, Membership
from carelog.people.person import Person
from carelog.reviews.kept_line import Line
from carelog.reviews.perspective import OnlyFor, Voice, Whose
from carelog.reviews.perspective_forms import what_about, whose_words
from carelog.reviews.plan_forms import SAY_HOW
from carelog.reviews.review_line import Section
from carelog.reviews.review_plan import Arranged, Sort
from carelog.reviews.review_wording import MINE, SORTS

SAY_WHY = _l("Say why.")


class ReviewForm(Form):
    """That there is to be one. `role`: of who writes; family and friends ask, and fix nothing."""

    id = id_of_the_press()
    sort = RadioField(_l("Why do we meet?"), [InputRequired(_l("Say why."))], choices=lambda: choices(SORTS))
    held_on = a_day(_l("On which day?"))
    held_at = TimeField(_l("At what time?"), [Optional()])
    led_by = SelectField(_l("Who leads?"))
    how = words(_l("How did they say or show what they want?"))
    words = words(_l("What is it about?"))
    label = what_about()

    def __init__(self, arranged: Arranged | None, around: Iterable[Membership], role: str) -> None:
        self.role = role
        now = arranged or Arranged(sort=Sort.ASKED_FOR if role in (SELF, ALLY) else Sort.PLANNED)
        held_at = time.fromisoformat(now.held_at) if now.held_at else None
        super().__init__(
            sort=now.sort.value, words=now.words, held_on=now.held_on, held_at=held_at, led_by=str(now.led_by or ""),
            label=now.label,
        )  # fmt: skip
        others = {one.id: one.user.name for one in around if one.role != SELF}
        self.led_by.choices = choices({"": _("My coordinator") if role == SELF else _("Whoever coordinates"), **others})

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order, and what has to be said is."""
        good = bool(super().validate(extra_validators))
        lacking = {
            "words": (self.role == ALLY or self.sort.data != Sort.PLANNED) and not self.words.data and str(SAY_WHY),
            "held_on": self.held_at.data and not self.held_on.data and _("Say on which day, too."),
            "how": self.role not in (SELF, ALLY) and not self.how.data and str(SAY_HOW),
        }
        for name, said in lacking.items():
            if said:
                self.refuse(said, name)
        return good and not any(lacking.values())

    def arranged(self) -> Arranged:
        """What the noun takes."""
        if self.role == ALLY:
            return Arranged(sort=Sort.ASKED_FOR, words=self.words.data, label=self.label.data)
        at = self.held_at.data
        return Arranged(
            sort=Sort(self.sort.data), held_on=self.held_on.data, held_at=f"{at:%H:%M}" if at else "",
            led_by=int(self.led_by.data) if self.led_by.data else None, words=self.words.data,
            how="" if self.role == SELF else self.how.data, label=self.label.data,
        )  # fmt: skip


class ReviewLineForm(Form):
    """One thing to say, and where. `role`: of who writes; `around`: whose words they may write down."""

    id = id_of_the_press()
    section = HiddenField()
    words = words(_l("What do you want to say?"), _l("Write what you want to say."))
    whose = SelectField(_l("Whose words are these?"), default=Whose.OWN.value)
    only = BooleanField()
    label = what_about()

    def __init__(self, person: Person, role: str, around: tuple[Membership, ...], **values: Any) -> None:
        super().__init__(**values)
        self.role = role
        self.whose.choices = {Whose.OWN.value: _("Mine"), **whose_words(person, role, around)}
        own = _("Only for me: nobody else reads it.")
        self.only.label.text = own if role == SELF else _("Only for %(name)s. Nobody else reads it.", name=person.name)

    @property
    def may_be_private(self) -> bool:
        """It can be for one reader alone."""
        return self.role in (SELF, ALLY)

    @property
    def of_section(self) -> Section:
        """Where it belongs. ValueError where the form names none."""
        return Section(self.section.data or "")

    def voice(self) -> Voice:
        """Whose words, and for whom."""
        whose, _dash, member = self.whose.data.partition("-")
        only = OnlyFor.SELF if self.role == SELF else OnlyFor.PERSON
        return Voice(
            whose=Whose(whose), member=int(member) if member else None, label=self.label.data,
            only_for=only if self.only.data and self.may_be_private and whose == Whose.OWN else OnlyFor.EVERYBODY,
        )  # fmt: skip


class ResultForm(Form):
    """Something is otherwise from now on; what led to it."""

    id = id_of_the_press()
    because = Ticks(_l("What led to it?"), description=_l("Whoever wrote it is told what it led to."),
                    filters=[lambda ticked: [one for one in ticked or () if one]])  # fmt: skip

    def offer(self, lines: Iterable[Line]) -> "ResultForm":
        """These lines of the review."""
        self.because.choices = choices({line.id: f"{MINE[line.section]}: {line.words}" for line in lines})
        return self


class WeekForm(ResultForm):
    """From when on the draft is the week, and how the person took part."""

    starts = a_day(_l("Starts on"), _l("Say from which day on."))
    how_agreed = words(
        _l("How the person took part"), _l("Say how the person took part."),
        hint=_l("For example: we went through the pictures together at the kitchen table."),
    )  # fmt: skip


class WordsForm(ResultForm):
    """Other words for how to support the person, or how they communicate."""

    seen = HiddenField()
    words = words(_l("The words from now on"), _l("Write the words."))
