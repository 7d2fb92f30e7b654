"""Sharing: what a person chose to share with one ally, section by section, from when until when. Nothing by default."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from peewee import JOIN, BooleanField, CharField, DateField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import SELF, Membership
from carelog.people.deciding import Why
from carelog.people.person import ChangedMeanwhile

MY_WEEK, HOW_IT_WENT, LEARNING_LOGS, PHOTOS = "my_week", "how_it_went", "learning_logs", "photos"
CONVERSATIONS, PLAN_AND_TOOLS, CONTACT, NAMES = "conversations", "plan_and_tools", "contact", "names"
HEALTH, INTIMATE, MONEY = "health", "intimate", "money"
PAGES = (MY_WEEK, HOW_IT_WENT, LEARNING_LOGS, PHOTOS, CONVERSATIONS, PLAN_AND_TOOLS, CONTACT, NAMES)
LABELS = (HEALTH, INTIMATE, MONEY)  # what carries one is seen on the shared pages only where it is shared by itself
SECTIONS = (*PAGES, *LABELS)
HOLD_ENTRIES = (MY_WEEK, HOW_IT_WENT, LEARNING_LOGS, CONVERSATIONS, PLAN_AND_TOOLS)  # what there may carry a label
# What has no page of its own is seen only where one of these is shared, too.
STANDS_ON = {PHOTOS: (LEARNING_LOGS,), **dict.fromkeys(LABELS, HOLD_ENTRIES)}
HOLDS_UNASKED = timedelta(days=365)  # then it still holds, and the person is asked again
NOTHING_SAID = Why()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to hold for one section."""

    shared: bool
    from_day: date | None = None
    until_day: date | None = None  # the last day

    def gives_more_than(self, before: "Choice", today: date) -> bool:
        """Some day from today on is shared that was not."""
        if not self.shared or not before.shared:
            return self.shared
        (first, last), (first_before, last_before) = self.days(today), before.days(today)
        return first < first_before or last > last_before

    def days(self, today: date) -> tuple[date, date]:
        """The first and last day of what is shared, from today on."""
        return max(self.from_day or today, today), self.until_day or date.max


NOT_SHARED = Choice(shared=False)


class Sharing(Body):
    """One decision about one section and one ally. The newest one about them stands."""

    membership = ForeignKeyField(Membership)
    membership_id: int
    section = CharField()
    shared = BooleanField()
    from_day = DateField(null=True)
    until_day = DateField(null=True)  # the last day
    # why, when somebody else writes it down: as in Why
    how_shown = TextField(default="")
    cannot_decide = TextField(default="")
    asked = TextField(default="")
    best_because = TextField(default="")
    decided_by = TextField(default="")

    @classmethod
    def decide(
        cls, membership: Membership, section: str, author: journal.Author, *, shared: bool,
        from_day: date | None = None, until_day: date | None = None, why: Why = NOTHING_SAID, id: str | None = None,
    ) -> Event:  # fmt: skip
        """Write down one decision. Raises ValueError for a section that is none."""
        if section not in SECTIONS:
            raise ValueError(section)
        words: dict[str, Any] = {
            "membership": membership.id, "section": section, "shared": shared,
            "from_day": from_day, "until_day": until_day, **asdict(why),
        }  # fmt: skip
        return journal.write("sharing", author, words, bodies=[(cls, words)], person_id=membership.person_id, id=id)

    @classmethod
    def choose(
        cls, membership: Membership, wanted: Mapping[str, Choice], author: journal.Author, today: date, *,
        why: Why = NOTHING_SAID, again: Collection[str] = (), seen: str | None = None, id: str | None = None,
    ) -> dict[str, Choice]:  # fmt: skip
        """Write down one decision for each section that is to change; those, and what holds for them now.

        `again`: sections about which the person was asked again: those are written down if they stay the same, too.
        Somebody else than the person says why. `seen`: what stood when the page was opened, as `as_seen` says it: what
        the person stopped since is not shared again by an older page. Raises NotSaidHow, ReasonsMissing,
        ChangedMeanwhile.
        """
        with database.atomic():
            membership.person.hold()
            standing = cls.newest([membership]).get(membership.id, {})
            before = {s: standing[s].choice(today) if s in standing else NOT_SHARED for s in wanted}
            changed = {s: choice for s, choice in wanted.items() if choice != before[s] or s in again}
            if changed and seen not in (None, as_seen(standing)):
                raise ChangedMeanwhile
            if changed and author.role != SELF:
                why.check()
            for section, choice in changed.items():
                replaced = standing[section].seq if section in standing else 0
                press = id and str(uuid5(UUID(id), f"{section} {replaced} {choice}"))
                cls.decide(membership, section, author, **asdict(choice), why=why, id=press)
        return changed

    @property
    def why(self) -> Why:
        """What was said when somebody else wrote it down."""
        return Why(self.how_shown, self.cannot_decide, self.asked, self.best_because, self.decided_by)

    def choice(self, today: date) -> Choice:
        """What it still means on that day: one whose days are over shares nothing."""
        over = self.until_day is not None and self.until_day < today
        return (
            Choice(shared=True, from_day=self.from_day, until_day=self.until_day)
            if self.shared and not over
            else NOT_SHARED
        )

    @classmethod
    def newest(cls, memberships: Iterable[Membership], at: datetime | None = None) -> dict[int, dict[str, "Sharing"]]:
        """For each membership's id: the decision that stands, by section; `at`: that stood at that moment."""
        found: dict[int, dict[str, Sharing]] = defaultdict(dict)
        ids = [membership.id for membership in memberships]
        if ids:
            made = cls.select().where(cls.membership.in_(ids)).order_by(cls.event)
            for decision in made if at is None else made.join(Event).where(Event.received_at <= at):
                found[decision.membership_id][decision.section] = decision
        return found

    @classmethod
    def newest_told(cls, memberships: Iterable[Membership]) -> dict[int, dict[str, "Sharing"]]:
        """The same, each with its event and as `author` who wrote it down."""
        ids = [one.seq for made in cls.newest(memberships).values() for one in made.values()]
        found: dict[int, dict[str, Sharing]] = defaultdict(dict)
        told = cls.select(cls, Event, User).join(Event)
        told = told.join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id), attr="author")
        for decision in told.where(cls.event.in_(ids)):
            found[decision.membership_id][decision.section] = decision
        return found

    def holds_on(self, day: date) -> bool:
        """This decision shares the section on that day."""
        begun = self.from_day is None or self.from_day <= day
        return bool(self.shared and begun and (self.until_day is None or day <= self.until_day))


def as_seen(standing: Mapping[str, "Sharing"]) -> str:
    """Which decisions stand, by section, for a page to carry."""
    return ".".join(str(standing[section].seq if section in standing else 0) for section in SECTIONS)


def day_to_ask(zone: ZoneInfo, decided: datetime) -> date:
    """From which day on the person is asked again what was decided at that moment. Until they answer it holds."""
    return clock.day_here(zone, decided) + HOLDS_UNASKED
