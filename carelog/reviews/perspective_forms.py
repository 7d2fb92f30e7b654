"""What somebody says of a month: what is working, what is not, whose words they are, what is shown with them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired

from carelog.forms import Form, Ticks, choices, id_of_the_press, words
from carelog.journal import ORDINARY
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.reviews.conversation_wording import ABOUT, figure_name
from carelog.reviews.evidence import Offered
from carelog.reviews.perspective import OnlyFor, Pin, Said, Sort, Whose
from carelog.reviews.plan_forms import SAY_HOW
from carelog.reviews.sides import Entry

SAY_SOMETHING = _l("Write one thing that is working, or one that is not.")
LONGEST_LINE = 80  # letters of a log, by which somebody knows it again
MEMBER = "member-"
RIGHT = {"yes": _l("Yes, that is right"), "no": _l("No")}


def what_about(**more: Any) -> Any:
    """A field: the label of what is said, which says who else may read it. `more`: as WTForms takes it."""
    return SelectField(
        _l("Is it about one of these?"), choices=lambda: choices(ABOUT),
        description=_l("Family and friends read it only if that is shared with them."), **more,
    )  # fmt: skip


class PerspectiveForm(Form):
    """`role`: of who writes; `around`: whose words they may write down; `another`: they write somebody else's."""

    id = id_of_the_press()
    month = HiddenField()
    working = words(_l("What is working?"))
    not_working = words(_l("What is not working?"))
    whose = SelectField(_l("Whose words are these?"), default=Whose.OWN.value)
    only = BooleanField()
    label = what_about(default=ORDINARY)
    logs = Ticks(_l("Show what somebody learned"), filters=[lambda ticked: [one for one in ticked or () if one]])
    item = SelectField(_l("Show something from the week"), validate_choice=False)
    figure = SelectField(_l("Show how much happened"), validate_choice=False)

    def __init__(
        self, person: Person, role: str, offered: Offered, around: tuple[Membership, ...] = (), *,
        another: bool = False, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(**{"logs": list(offered.brought), **more})
        self.role, self.offered, self.another = role, offered, another
        self.logs.choices = choices({log.id: _beginning(log.texts) for log in offered.logs})
        self.item.choices = choices({"": _("Nothing"), **{one.id: one.title for one in offered.items}})
        self.figure.choices = choices({"": _("Nothing"), **{line: figure_name(line) for line in offered.figures}})
        self.logs.data = [one for one in self.logs.data or () if one in self.logs.choices]  # what is gone is left out
        whose = whose_words(person, role, around)
        self.whose.choices = whose if another else {Whose.OWN.value: _("Mine"), **whose}
        if role == SELF:
            self.only.label.text = _("Only for me: nobody else reads it.")
        else:
            self.only.label.text = _("Only for %(name)s. Nobody else reads it.", name=person.name)

    @classmethod
    def of(cls, entry: Entry | None, *args: Any, **more: Any) -> Self:
        """Filled with what its author wrote last, if they have; with what they wanted to bring, if not."""
        if entry is None:
            return cls(*args, **more)
        pins = {sort: [pin.ref for pin in entry.pins if pin.sort is sort] for sort in Sort}
        return cls(
            *args, working=entry.working, not_working=entry.not_working, only=bool(entry.only_for), label=entry.label,
            logs=pins[Sort.LOG], item=next(iter(pins[Sort.ITEM]), ""), figure=next(iter(pins[Sort.FIGURE]), ""), **more,
        )  # fmt: skip

    @property
    def may_be_private(self) -> bool:
        """It can be for one reader alone."""
        return self.role in (SELF, ALLY) and not self.another

    @property
    def needs(self) -> dict[str, list[str]]:
        """What a phone asks for before it keeps the form: one of the two."""
        return {f"whose={whose}": ["working not_working"] for whose in self.whose.choices or ()}

    @property
    def missing(self) -> dict[str, str]:
        """What it says then."""
        return {"working": str(SAY_SOMETHING)}

    @property
    def asked_month(self) -> date | None:
        """The month that it is about; None where it names none."""
        try:
            return date.fromisoformat(f"{self.month.data}-01")
        except ValueError:
            return None

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order, and one of the two is said."""
        good = bool(super().validate(extra_validators))
        if self.working.data or self.not_working.data:
            return good
        self.refuse(str(SAY_SOMETHING), "working")
        return False

    def said(self) -> Said:
        """What the noun takes."""
        whose, member = member_of(self.whose.data)
        only = OnlyFor.SELF if self.role == SELF else OnlyFor.PERSON
        return Said(
            working=self.working.data, not_working=self.not_working.data, whose=whose,
            member=member, label=self.label.data, pins=tuple(self._pins()),
            only_for=only if self.only.data and self.may_be_private else OnlyFor.EVERYBODY,
        )  # fmt: skip

    def _pins(self) -> list[Pin]:
        one_each = ((Sort.ITEM, self.item), (Sort.FIGURE, self.figure))
        single = [
            Pin(sort, field.data) for sort, field in one_each if field.data and field.data in (field.choices or ())
        ]
        return [Pin(Sort.LOG, ref) for ref in self.logs.data or ()] + single


class GuessCheckForm(Form):
    """Whether a best guess is right, by its id. `own`: the person answers; else somebody says how they showed it."""

    id = id_of_the_press()
    right = RadioField(
        _l("Is that right?"), [DataRequired(_l("Choose one of the two."))], choices=lambda: choices(RIGHT)
    )
    words = words(_l("How did they say or show it?"))

    def __init__(self, guess: str, *, own: bool, posted: bool) -> None:
        super().__init__(posted=posted, prefix=f"{guess}-")
        self.about, self.own = guess, own

    @classmethod
    def each(cls, guesses: Iterable[str], sent: Self | None, *, own: bool) -> dict[str, Self]:
        """One for each guess that a page shows, by the guess's id; the one that was sent as it was sent."""
        fresh = {guess: cls(guess, own=own, posted=False) for guess in guesses}
        return fresh | ({sent.about: sent} if sent else {})

    @property
    def is_right(self) -> bool:
        """The person said yes."""
        return bool(self.right.data == "yes")

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order; somebody else than the person says how they showed it."""
        good = bool(super().validate(extra_validators))
        if self.own or self.words.data:
            return good
        self.refuse(str(SAY_HOW), "words")
        return False


def whose_words(person: Person, role: str, around: tuple[Membership, ...]) -> dict[str, str]:
    """Whose words somebody in that role may write down beside their own."""
    if role == SELF:
        return {}
    theirs = {
        Whose.PERSON.value: _("%(name)s’s words", name=person.name),
        Whose.GUESS.value: _("My best guess for %(name)s", name=person.name),
    }
    if role == ALLY:
        return theirs
    members = [one for one in around if one.role in (ALLY, WORKER)]
    return theirs | {f"{MEMBER}{one.id}": _("%(name)s’s words", name=one.user.name) for one in members}


def member_of(chosen: str) -> tuple[Whose, int | None]:
    """Whose words were chosen there; of somebody else of the circle, their membership."""
    whose, _dash, member = chosen.partition("-")
    return Whose(whose), int(member) if member else None


def _beginning(texts: tuple[str, ...]) -> str:
    """Of what somebody learned, enough to know it again."""
    text = " ".join(" ".join(texts).split())
    return text if len(text) <= LONGEST_LINE else _("%(beginning)s …", beginning=text[:LONGEST_LINE].rpartition(" ")[0])
