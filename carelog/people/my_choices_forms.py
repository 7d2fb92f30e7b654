"""What choosing carries: one answer that is pressed, or several that are picked together with the person."""

from typing import Any, Self

from carelog.forms import Form, Pick, choices
from carelog.people.my_choices import CHOICES, MyChoices
from carelog.people.my_choices_wording import ANSWERS, QUESTIONS


def _asked(name: str) -> Any:
    return Pick(
        QUESTIONS[name][0], choices=lambda: choices({one: said for one, (said, _drawn) in ANSWERS[name].items()})
    )


class MyChoicesForm(Form):
    """Any of the five."""

    text_size = _asked("text_size")
    shown = _asked("shown")
    contrast = _asked("contrast")
    words = _asked("words")
    reading = _asked("reading")

    @classmethod
    def of(cls, mine: MyChoices) -> Self:
        """As they are now."""
        return cls(posted=False, **{name: getattr(mine, name) for name in CHOICES})

    def chosen(self) -> dict[str, str]:
        """What was answered, by its name."""
        return {name: self[name].data for name in CHOICES if self[name].data}
