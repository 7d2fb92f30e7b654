"""How roles, sections and what was looked at are said on the screen."""

from flask_babel import lazy_gettext as _l

from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.people import sharing
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.people.sharing_lengths import Length

ROLES = {
    SELF: _l("The person themselves"),
    ALLY: _l("Family or friend"),
    WORKER: _l("Support worker"),
    COORDINATOR: _l("Coordinator"),
    MANAGER: _l("Manager"),
}
LENGTHS = {Length.WEEK: _l("One week"), Length.MONTH: _l("One month"), Length.THREE_MONTHS: _l("Three months")}
WRITTEN_DOWN = {
    "with_me": _l("With me: we write it down together"),
    "after": _l("After you leave"),
    "on_paper": _l("On paper: the sheet stays with me"),
    "": _l("I have not said"),
}
SECTIONS = {
    sharing.MY_WEEK: (_l("My week"), _l("What is planned, day by day, and how it went")),
    sharing.HOW_IT_WENT: (_l("How it went"), _l("How much of my week happened")),
    sharing.LEARNING_LOGS: (_l("What we learn"), _l("What people write about what works for me")),
    sharing.PHOTOS: (_l("Photos"), _l("Photos of my days, once I said yes to them for this person")),
    sharing.CONVERSATIONS: (_l("Conversations"), _l("What we say and agree each month")),
    sharing.PLAN_AND_TOOLS: (_l("Plan"), _l("The week I want, and how we came to it")),
    sharing.CONTACT: (_l("How to reach me"), _l("Address, phone, emergency contact, the way in")),
    sharing.NAMES: (_l("Names"), _l("Who else belongs to my circle")),
    sharing.HEALTH: (_l("Health"), _l("What is about my health, on the pages that I share")),
    sharing.INTIMATE: (_l("Private care"), _l("What is about my body and close care, on the pages that I share")),
    sharing.MONEY: (_l("Money"), _l("What is about my money, on the pages that I share")),
}
PICTURES = {
    sharing.MY_WEEK: "spiral-calendar",
    sharing.HOW_IT_WENT: "bar-chart",
    sharing.LEARNING_LOGS: "open-book",
    sharing.PHOTOS: "camera",
    sharing.CONVERSATIONS: "speech-balloon",
    sharing.PLAN_AND_TOOLS: "pencil",
    sharing.CONTACT: "telephone-receiver",
    sharing.NAMES: "busts-in-silhouette",
    sharing.HEALTH: "stethoscope",
    sharing.INTIMATE: "bathtub",
    sharing.MONEY: "pound-banknote",
}
LOOKED_AT = {
    "person": _l("My page"),
    "profile": _l("How to support me"),
    "information_needs": _l("How I need information"),
    "ally_needs": _l("How family and friends need information"),
    "contact": _l("How to reach me"),
    "circle": _l("Who belongs"),
    "sharing": _l("Who can see my things"),
    "looks": _l("Who looked"),
    "must_not_know": _l("People who must not know"),
    "week": _l("My week"),
    "my_week": _l("My week"),
    "today": _l("Today"),
    "summary": _l("How much of my week happened"),
    "pack": _l("What to talk about"),
    "log": _l("Learning"),
    "photos": _l("Photos"),
    "photo_consent": _l("What I said about photos"),
    "plan": _l("The week I want"),
    "conversation": _l("Our conversations"),
    "review": _l("Our reviews"),
    "family": _l("The page for family and friends"),
    "letter": _l("The letter about my week"),
    "thanks": _l("Thanks"),
    "action": _l("What we agreed"),
    "question": _l("What we are figuring out"),
    "visit_note": _l("Notes for whoever comes next"),
    "kept": _l("Records that need a person"),
}


def role_words(role: str) -> str:
    """What somebody is called in that role."""
    return str(ROLES[role])


def written_down(how: str) -> str:
    """How the person wants things written down; "" where nobody has asked."""
    return str(WRITTEN_DOWN[how]) if how else ""


def looked_at(section: str) -> str:
    """The words for what was read; a section that has none yet is named plainly."""
    return str(LOOKED_AT.get(section, section.replace("_", " ")))


def section_words(section: str) -> str:
    """What a section is called."""
    return str(SECTIONS[section][0])


def section_hint(section: str) -> str:
    """What is in it."""
    return str(SECTIONS[section][1])


def section_picture(section: str) -> str:
    """The symbol that stands for it."""
    return PICTURES[section]


def length_words(length: Length) -> str:
    """How long."""
    return str(LENGTHS[length])


FILTERS = (looked_at, role_words, written_down, section_words, section_hint, section_picture, length_words)
