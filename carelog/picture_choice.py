"""PictureForm: choosing one picture out of many, found by a word; without JavaScript by a button that saves nothing."""

from functools import cached_property
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import RadioField

from carelog import pictures
from carelog.forms import Form, choices, line

FIND = "find"  # what the button beside the word sends as `step`


class PictureForm(Form):
    """A picture, and the word that finds it. `NONE`: what having none is called."""

    NONE: Any = _l("No picture")

    find = line(_l("Find a picture by a word"), type="search", autocomplete="off")
    picture = RadioField(_l("Picture"), default="")

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        shown = self.found if self.searching else list(self.words)
        named = {name: self.words[name][0] for name in shown}
        self.picture.choices = choices({"": self.NONE, **self._photo(), **named})

    def _photo(self) -> dict[str, Any]:
        """The photo that stands there now, if one does."""
        stands = self.picture.object_data or ""
        return {stands: _l("The photo")} if pictures.photo_of(stands) else {}

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """By symbol, what it is called and what else finds it, in the reader's language."""
        told = {
            name: pgettext(pictures.CONTEXT, pictures.together(words)) for name, words in pictures.symbols().items()
        }
        return {name: pictures.apart(words) for name, words in told.items()}

    @property
    def searching(self) -> bool:
        """The button beside the word was pressed: what it finds is shown, and nothing is saved."""
        return request.form.get("step") == FIND

    @property
    def found(self) -> list[str]:
        """What the word finds, best first; and the one that is chosen, so that it stays to be seen."""
        found, chosen = pictures.search(self.find.data or "", self.words), self.picture.data
        return found if chosen in ("", *found) or chosen not in self.words else [chosen, *found]

    @property
    def found_nothing(self) -> bool:
        """It was searched for, and there is no such picture."""
        return self.searching and not pictures.search(self.find.data or "", self.words)

    def words_of(self, name: str) -> str:
        """Everything that finds that picture."""
        return " ".join((name, *self.words.get(name, ())))

    def was_sent(self) -> bool:
        """It was posted to be saved, and everything in it is in order."""
        return not self.searching and super().was_sent()
