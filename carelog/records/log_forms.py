"""What a learning log carries. One field is enough; the day, the thing and who writes are filled in beforehand."""

from typing import Any, Self

from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import UUID, ValidationError

from carelog.forms import LONGEST_TEXT, Form, Ticks, a_day, choices, id_of_the_press, line, words
from carelog.htmx import our_page
from carelog.records.forms import MISSING, pick
from carelog.records.learning_log import TAGS, Learned
from carelog.records.log import Log
from carelog.records.log_offer import Offer
from carelog.records.photo_consent_forms import PhotoFields
from carelog.records.photo_press import Beside
from carelog.records.quick import together
from carelog.records.wording import SAID_ANEW, WHY_LOG_CHANGED

# What people around here write in, as who speaks it calls it: for the names, Babel would read forty languages whole.
LANGUAGES = {
    "en": "English", "cy": "Cymraeg", "gd": "Gàidhlig", "ga": "Gaeilge", "ak": "Akan", "am": "አማርኛ", "ar": "العربية",
    "bg": "Български", "bn": "বাংলা", "de": "Deutsch", "es": "Español", "fa": "فارسی", "fil": "Filipino",
    "fr": "Français", "gu": "ગુજરાતી", "hi": "हिन्दी", "hu": "Magyar", "ig": "Igbo", "it": "Italiano", "lt": "Lietuvių",
    "ml": "മലയാളം", "ne": "नेपाली", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt": "Português", "ro": "Română",
    "ru": "Русский", "sn": "ChiShona", "so": "Soomaali", "sq": "Shqip", "sw": "Kiswahili", "ta": "தமிழ்",
    "ti": "ትግርኛ", "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "yo": "Èdè Yorùbá",
    "zh": "中文",
}  # fmt: skip
TEXTS = ("did", "worked_well", "did_not", "others")
OWN_LABELS = {
    "did": _l("What did I do?"), "worked_well": _l("What was good?"), "did_not": _l("What was not good?"),
    "tell_profile": _l("Add to my one-page profile"), "tell_plan": _l("Tell my plan"),
}  # fmt: skip


class LogForm(Form):
    """What was learned. `offer`: what can be chosen, and whether the person themselves writes."""

    id = id_of_the_press()
    did = words(_l("What did they do?"))
    worked_well = words(_l("What worked well?"))
    did_not = words(_l("What did not work?"))
    nothing_new = BooleanField(_l("Nothing new today"))
    day = a_day(_l("Which day?"), _l("Say which day it was."))
    item = SelectField(_l("What is it about?"), validate_choice=False)
    present = Ticks(_l("Who was there?"), filters=[lambda ticked: [one for one in ticked or () if one]])
    others = line(_l("Anybody else?"), longest=LONGEST_TEXT, autocomplete="off")
    tell_profile = BooleanField(_l("Add to their one-page profile"), description=_l("How best to support them."))
    tell_plan = BooleanField(_l("Tell the plan"), description=_l("Something in the week could change."))
    for_conversation = BooleanField(_l("Bring to the conversation"), description=_l("We should talk about it."))
    language = SelectField(_l("Written in"))
    back = HiddenField(filters=[our_page])

    photos: PhotoFields | None = None  # where photos can come with it
    beside = Beside()

    def __init__(self, offer: Offer, *, language: str, photos: PhotoFields | None = None, **more: Any) -> None:
        self.offer, self.photos = offer, photos
        present = [str(member) for member in offer.mine]
        super().__init__(**{"day": offer.day, "present": present, "language": language, **more})
        self.things = choices({"": _l("Nothing in particular"), **{one.id: one.title for one in offer.items}})
        self.people = choices({one.id: _called(one, offer) for one in offer.members})
        self.item.choices, self.present.choices = self.things, self.people
        self.language.choices = {code: _in_itself(code) for code in dict.fromkeys((language, *LANGUAGES))}
        for name in OWN_LABELS if offer.own else ():
            self[name].label.text, self[name].description = OWN_LABELS[name], ""

    @classmethod
    def of(cls, said: Log, offer: Offer, **more: Any) -> Self:
        """Filled with what that log says."""
        names = (*TEXTS, "nothing_new", "day", "language")
        values: dict[str, Any] = {name: getattr(said, name) for name in names} | dict.fromkeys(said.tags, True)
        present = [str(member) for member in said.present]
        return cls(offer, posted=False, **{**values, "item": said.item_id or "", "present": present, **more})

    def validate_item(self, field: SelectField) -> None:
        """What left the plan meanwhile is not offered any more."""
        if (field.data or "") not in self.things:
            raise ValidationError(_l("Choose one of these."))

    def validate_day(self, field: Any) -> None:
        """It has been."""
        if field.data is not None and field.data > self.offer.today:
            raise ValidationError(_l("That day has not come yet."))

    def validate_did(self, _field: Any) -> None:
        """One of all these fields is enough."""
        if not self.learned().says_something(self.offer.mine):
            raise ValidationError(_l("Write one thing, or press “Nothing new today”."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Photos are looked at where everything else is in order."""
        good = bool(super().validate(extra_validators))
        said = self.photos.read() if good and self.photos else None
        self.beside = said or Beside()
        return good and (self.photos is None or said is not None)

    @property
    def errors(self) -> dict[str, Any]:
        """What needs changing, about its photos too."""
        return {**super().errors, **(self.photos.errors if self.photos else {})}

    @property
    def filled_in(self) -> list[str]:
        """What is filled in beforehand beside the day, as people call it: the thing, who was there."""
        about = self.things.get(self.item.data, "") if self.item.data else ""
        return [said for said in (about, *(self.people.get(one, "") for one in self.present.data or ())) if said]

    @property
    def has_wrong_detail(self) -> bool:
        """Something that is folded away needs changing, and must not be."""
        return any(self[name].errors for name in ("day", "item", "present", "others", "language"))

    def learned(self) -> Learned:
        """What the form says; and what its author could not see, as it was."""
        there = {int(member) for member in self.present.data or () if member in self.people}
        return Learned(
            **{name: self[name].data for name in (*TEXTS, "nothing_new", *TAGS)},
            item=self.item.data or self.offer.kept_item,
            present=tuple(sorted(there | self.offer.kept_members)),
        )


class LogCorrectionForm(LogForm):
    """What takes the place of one's own earlier words, and why. The person themselves is not asked why."""

    log = HiddenField(validators=[UUID()])
    why = pick(_l("Why do you change it?"), WHY_LOG_CHANGED)
    why_exactly = line(_l("Or in your words"), longest=LONGEST_TEXT)

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything is in order, and somebody else than the person says why."""
        good = bool(super().validate(extra_validators))
        if self.reason_for_it():
            return good
        self.refuse(MISSING["why"], "why")
        return False

    def reason_for_it(self) -> str:
        """Why it is changed."""
        return together(SAID_ANEW, "") if self.offer.own else together(self.why.data, self.why_exactly.data)


def _in_itself(language: str) -> str:
    """What a language is called by those who speak it."""
    name = LANGUAGES.get(language) or Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


def _called(member: Any, offer: Offer) -> str:
    """A member of the circle, as somebody who writes a log reads it."""
    name = str(_l("Me")) if member.id in offer.mine else member.user.name
    return ", ".join(said for said in (name, member.relation) if said)
