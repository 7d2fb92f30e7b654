"""What an ally may see of a person at one moment, written by hand from the house rules.

It knows nothing of the rules that the app itself goes by, and nothing of the database.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SINGLY = ("health", "intimate", "money")  # what carries such a label, on the pages that are shared
SECTIONS = (
    "my_week", "how_it_went", "learning_logs", "photos", "conversations", "plan_and_tools", "contact", "names", *SINGLY,
)  # fmt: skip
LABELS = ("ordinary", *SINGLY, "safeguarding")
A_DAY, A_WEEK, NIGHT_ENDS = timedelta(days=1), timedelta(days=7), time(5)

# What a canary stands in, and the sections that an ally needs: all of one of these lines. "": whoever belongs.
NEEDS: dict[str, tuple[str, ...]] = {
    "personname": ("",),
    "teamname": ("",),
    **dict.fromkeys(("address", "phone", "emergency", "wayin"), ("contact",)),
    **dict.fromkeys(("communicate", "support", "needs", "allyneeds"), ()),
    # the circle, and the decisions in it
    **dict.fromkeys(("membername", "relation"), ("names",)),
    **dict.fromkeys(("howshown", "bestinterests", "consentreasons", "mustnotknow", "device"), ()),
    # the plan
    **dict.fromkeys(("title", "loosetitle"), ("my_week", "plan_and_tools")),
    "withwhom": ("my_week names", "plan_and_tools names"),
    **dict.fromkeys(("essential", "itemnotes", "howagreed", "weeknotes"), ("plan_and_tools",)),
    **dict.fromkeys(("drafttitle", "draftfile"), ()),
    # what became of it: in which words, only where how it went is shared too
    **dict.fromkeys(
        ("marknote", "whychanged", "offered", "instead", "choiceshown", "checkshown", "settledshown", "movenote"),
        ("my_week how_it_went",),
    ),
    **dict.fromkeys(("toldby", "writtenby", "handedmark", "handedgood"), ("my_week names",)),
    **dict.fromkeys(("checkwith", "settledby"), ("my_week how_it_went names",)),
    "extratitle": ("my_week",),
    **dict.fromkeys(("extranote", "awaynote"), ("my_week how_it_went",)),
    **dict.fromkeys(("visitnote", "worry", "thanks", "complaint"), ()),
    # what was learned
    **dict.fromkeys(("logdid", "logworked", "logdidnot", "logwhy"), ("learning_logs",)),
    "logothers": ("learning_logs names",),
    # ids, which addresses are made of
    "logid": ("learning_logs",),
    "itemid": ("my_week", "plan_and_tools", "learning_logs"),
}  # fmt: skip
# What whoever wrote it needs for their own words, where that is less.
OWN: dict[str, tuple[str, ...]] = {"logothers": ("learning_logs",), "worry": ("",), "thanks": ("",), "allyneeds": ("",)}
ALWAYS_THEIRS = {"membername", "relation", "complaint"}  # whatever became of their place


@dataclass(frozen=True)
class Canary:
    """One word that stands in one field, and nowhere else."""

    word: str
    field: str
    label: str = "ordinary"
    author: str = ""  # the ally whose it is
    entry: str = ""  # in what it stands: a log, a photo, something extra, or a chance
    to: str = ""  # the ally for whom it is meant
    shown: bool = True  # whoever may see it finds it on some page


@dataclass(frozen=True)
class Decision:
    """What the person chose about one section, and one ally."""

    shared: bool
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """On that day."""
        return self.shared and (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass
class Place:
    """One time that an ally belongs. Who comes back begins with nothing."""

    number: int
    begins: datetime
    ends: datetime | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)  # the newest, by section
    photos: bool = False  # the person said yes to photos of logs, for them

    def holds(self, moment: datetime) -> bool:
        """They belong then."""
        return self.begins <= moment and (self.ends is None or moment < self.ends)


@dataclass
class Ally:
    """Somebody of the family, or who once was."""

    name: str
    places: list[Place] = field(default_factory=list)

    def place(self, moment: datetime) -> Place | None:
        """Where they belong at that moment."""
        return next((place for place in self.places if place.holds(moment)), None)

    def sections(self, moment: datetime) -> set[str]:
        """What is shared with them then, by the calendar of where the person lives."""
        place, day = self.place(moment), moment.astimezone(LONDON).date()
        return {name for name, made in place.decisions.items() if made.holds(day)} if place else set()

    def labels(self, moment: datetime) -> set[str]:
        """Which of what is labelled they may see."""
        return {"ordinary", *(self.sections(moment) & set(SINGLY))} if self.place(moment) else set()


@dataclass
class Picture:
    """A photo: of a log, of a thing, or of the person."""

    id: str
    of: str
    label: str = "ordinary"
    log: str = ""
    there: bool = True  # not taken back


@dataclass
class Thing:
    """One item of the week: of every day, or so many times a week."""

    id: str
    label: str
    begins: date
    times: int = 0  # 0: every day

    def chances(self, monday: date) -> list[date]:
        """Of that week, the last day of each."""
        if self.begins > monday:
            return []
        return [monday + 6 * A_DAY] * self.times or [monday + number * A_DAY for number in range(7)]


def chance_of(thing: str, day: date) -> str:
    """What such an entry is called."""
    return f"{thing} {day}"


@dataclass
class Known:
    """All that there is to know about one person, as the story told it."""

    canaries: list[Canary] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    became: dict[tuple[str, date], str] = field(default_factory=dict)  # of which thing, on which day
    for_everybody: bool = True  # the person said yes to photos that everybody around them sees
    kept: set[str] = field(default_factory=set)  # the entries that the person keeps from family and friends

    def sees(self, ally: Ally, canary: Canary, moment: datetime) -> bool:
        """That ally may see that canary."""
        own = canary.author == ally.name
        if (own and canary.field in ALWAYS_THEIRS) or (canary.to == ally.name and ally.place(moment)):
            return True
        lines = OWN.get(canary.field, NEEDS[canary.field]) if own else NEEDS[canary.field]
        if canary.label not in ally.labels(moment) or (canary.entry in self.kept and not own):
            return False
        return any(set(line.split()) <= ally.sections(moment) for line in lines)

    def sees_picture(self, ally: Ally, picture: Picture, moment: datetime) -> bool:
        """That ally may see that photo."""
        place, shared = ally.place(moment), ally.sections(moment)
        if place is None or not picture.there or picture.label not in ally.labels(moment):
            return False
        if {picture.id, picture.log} & self.kept:
            return False
        if picture.of == "log":
            return place.photos and {"learning_logs", "photos"} <= shared
        return self.for_everybody and (picture.of == "person" or bool({"my_week", "plan_and_tools"} & shared))

    def counts(self, labels: set[str], monday: date, moment: datetime) -> dict[str, int]:
        """How many chances of a week that is over became what, of what somebody may see who sees these labels.

        For a day after the night is over it can still be written down, and until then it is in no count.
        """
        found: dict[str, int] = {}
        for thing in self.things:
            for day in thing.chances(monday) if thing.label in labels else ():
                state = "" if thing.times else self.became.get((thing.id, day), "")
                if not thing.times and chance_of(thing.id, day) in self.kept:
                    continue
                if state or moment >= datetime.combine(day + 2 * A_DAY, NIGHT_ENDS, LONDON):
                    found[state or "not_recorded"] = found.get(state or "not_recorded", 0) + 1
        return found

    def grew(self, labels: set[str], monday: date) -> bool:
        """The plan got larger in that week, of what somebody may see who sees these labels."""
        return any(thing.begins == monday for thing in self.things if thing.label in labels)
