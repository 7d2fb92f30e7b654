"""What the form about needs with information carries."""

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from carelog.forms import Form, Ticks, choices, id_of_the_press, one_line, words
from carelog.people.information_needs import Needs, Said
from carelog.people.needs_wording import FORMATS, SUPPORT, WAYS


class SeenForm(Form):
    """What stood on the page when it was opened; `seen` is the id of it, "" for nothing."""

    id = id_of_the_press()
    seen = HiddenField(filters=[one_line])

    @classmethod
    def of(cls, said: Said | None) -> Self:
        """For a page on which that stands."""
        return cls(posted=False, seen=said.id if said else "")


class NeedsForm(SeenForm):
    """What somebody needs, or that nothing is known."""

    ways = Ticks(_l("How I communicate"), choices=lambda: choices(WAYS))
    ways_words = words(_l("More about that"), hint=_l("For example: sit on my right, I nod for yes."))
    formats = Ticks(_l("How information should come to me"), choices=lambda: choices(FORMATS))
    formats_words = words(_l("More about that"), hint=_l("For example: which language, how large, which number."))
    support = Ticks(_l("What helps me in a conversation"), choices=lambda: choices(SUPPORT))
    support_words = words(_l("More about that"), hint=_l("For example: who should be with me."))
    none_known = BooleanField(_l("I need nothing special"))
    is_old = False

    @classmethod
    def of(cls, said: Said | None) -> Self:
        """Filled with what stands."""
        values: dict[str, Any] = {}
        if said is not None:
            values = {name: getattr(said.needs, name) for name in Needs.__slots__}
            values |= {"none_known": said.none_known, "seen": said.id}
        return cls(**values)

    def nothing_said(self) -> None:
        """Say that it lacks an answer, or has two that do not go together."""
        if self.none_known.data:
            self.refuse(_("You said nothing special is needed, and also what is. Take one of them out."), "none_known")
        else:
            self.refuse(_("Say what is needed, or that nothing special is."), "ways")

    def changed_meanwhile(self, now: Said | None) -> None:
        """Somebody else wrote it down anew: the page shows theirs above; what is sent once more replaces it."""
        self.is_old, self.seen.data = True, now.id if now else ""
        self.refuse(_("Somebody changed this meanwhile: see above. Save again if yours is right."))

    @property
    def status(self) -> int:
        """409 when it is older than what is there."""
        return 409 if self.is_old else super().status

    def needs(self) -> Needs:
        """What was ticked and written."""
        said: dict[str, Any] = {}
        for name in ("ways", "formats", "support"):
            said |= {name: tuple(self[name].data or ()), f"{name}_words": self[f"{name}_words"].data}
        return Needs(**said)
