"""Review: every three months the person and those around them look at the whole, and the week is renewed.

It is known by the plan that made it. A person has one that is not closed, at most.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self, cast

from peewee import JOIN, CharField, ForeignKeyField, TextField

from carelog import clock, journal
from carelog.accounts.user import User
from carelog.db import database
from carelog.journal import Body, Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.reviews import closing
from carelog.reviews.monthly_conversation import Moment, NotLeading, NotOpen, State, leads, moment_of
from carelog.reviews.review_plan import Arranged, ReviewPlan
from carelog.weeks.calendar import months_on

STEP = "review_step"
OPENED, CLOSED = "opened", "closed"
MONTHS = 3


class OneStands(Exception):
    """There is a review already that is not closed."""

    def __init__(self, review: "Review") -> None:
        """That one."""
        super().__init__()
        self.review = review


class ReviewStep(Body):
    """It began; or it ended, with the figures of its months as they were."""

    about = ForeignKeyField(Event, column_name="about_seq", on_delete="RESTRICT")
    about_seq: int
    step = CharField()
    figures = TextField()  # JSON object, "" for its beginning

    class Meta:
        table_name = "review_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One of them, as it stands."""

    person: Person
    seq: int
    id: str
    made: Moment
    arranged: Arranged
    decided: Moment  # the newest plan
    leader_id: int | None = None  # the user whom the person chose; None: whoever coordinates
    leader: str = ""
    opened: Moment | None = None
    closed: Moment | None = None
    closed_on: date | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)
    figures_at: datetime | None = None

    @classmethod
    def all_of(cls, person: Person, only: int | None = None) -> list[Self]:
        """Every one of that person, the newest first. Two queries."""
        steps: dict[int, dict[str, Any]] = {}
        for row in _steps(person, only):
            steps.setdefault(row.about_seq, {}).setdefault(row.step, row)
        plans: dict[int, list[Any]] = {}
        for row in _plans(person, only):
            plans.setdefault(row.about_seq or row.seq, []).append(row)
        return [cls._of(person, rows, steps.get(root, {})) for root, rows in sorted(plans.items(), reverse=True)]

    @classmethod
    def of(cls, person: Person, review_id: str) -> Self | None:
        """The one that is known by that id, if there is one. Three queries."""
        here = _here(person) & (Event.id == review_id) & ReviewPlan.about.is_null()
        root = ReviewPlan.select(ReviewPlan.event).join(Event).where(here).order_by(Event.seq).first()
        return root and cls.all_of(person, root.seq)[0]

    @classmethod
    def standing(cls, person: Person) -> Self | None:
        """The one that is not closed, if there is one."""
        return next((one for one in cls.all_of(person) if not one.closed), None)

    @classmethod
    def _of(cls, person: Person, plans: list[Any], steps: Mapping[str, Any]) -> Self:
        first, last, begun, ended = plans[0], plans[-1], steps.get(OPENED), steps.get(CLOSED)
        figures, at = closing.as_seen(ended.figures) if ended else ({}, None)
        return cls(
            person=person, seq=first.seq, id=first.known, made=moment_of(first), decided=moment_of(last),
            arranged=replace(last.arranged, label=last.label), leader_id=last.leader_id, leader=last.leader or "",
            opened=begun and moment_of(begun), closed=ended and moment_of(ended), closed_on=ended and ended.on,
            figures=figures, figures_at=at,
        )  # fmt: skip

    @classmethod
    def begin(cls, person: Person, arranged: Arranged, author: journal.Author, *, id: str | None = None) -> Event:
        """There is to be one. Raises OneStands, and as `Arranged.check`."""
        with database.atomic():
            person.hold()
            stands = None if journal.sent_before(id, author) else cls.standing(person)
            if stands:
                raise OneStands(stands)
            return ReviewPlan.write_down(person, arranged, author, id=id)

    @property
    def state(self) -> State:
        """How far it is."""
        return State.CLOSED if self.closed else State.OPEN if self.opened else State.PLANNED

    @property
    def day(self) -> date:
        """That on which it is held; while none is fixed, that on which it began or was made."""
        at = self.opened or self.made
        return self.arranged.held_on or clock.living_day(self.person.team.tz, at.at)

    @property
    def months(self) -> list[date]:
        """The three that were over on that day, the earliest first."""
        return [months_on(self.day, back) for back in range(-MONTHS, 0)]

    def change(self, arranged: Arranged, author: journal.Author, *, id: str | None = None) -> Event:
        """Decide it anew. Raises Closed, and as `Arranged.check`."""
        with database.atomic():
            self.check_takes_more(author, id)
            return ReviewPlan.write_down(self.person, arranged, author, about=self.seq, id=id)

    def check_takes_more(self, author: journal.Author, id: str | None) -> Event | None:
        """As `closing.check_open`. Raises Closed."""
        return closing.check_open(self.person, author, id, lambda: is_closed(self.seq))

    def may_be_led_by(self, user_id: int | None, role: str) -> bool:
        """The person, who coordinates, and whom the person chose."""
        return leads(self.leader_id, user_id, role)

    def open(self, author: journal.Author, *, id: str | None = None) -> Event:
        """Begin it: everybody reads what the others wrote. The first press counts. Raises NotLeading."""
        return self._once(author, id, OPENED, lambda now: now.opened, {})

    def close(self, figures: Mapping[str, Any], author: journal.Author, *, id: str | None = None) -> Event:
        """End it, with the figures of its months. The first press counts. Raises NotLeading, NotOpen."""

        def ended(now: Review) -> Moment | None:
            if not now.opened:
                raise NotOpen
            return now.closed

        return self._once(author, id, CLOSED, ended, {"figures": closing.kept(figures, clock.now())})

    def _once(
        self, author: journal.Author, id: str | None, step: str, before: Callable[["Review"], Moment | None],
        more: dict[str, str],
    ) -> Event:  # fmt: skip
        with database.atomic():
            self.person.hold()
            now = Review.all_of(self.person, self.seq)[0]
            if not now.may_be_led_by(author.user_id, author.role):
                raise NotLeading
            earlier = before(now)
            if earlier is not None:
                return Event.get_by_id(earlier.seq)
            words = {"about": self.seq, "step": step, "figures": "", **more}
            day = clock.living_day(self.person.team.tz)
            return journal.write(
                STEP, author, words, bodies=[(ReviewStep, words)], person_id=self.person.id, id=id, on_date=day
            )  # fmt: skip


def is_closed(review: int) -> bool:
    """That review is, by its number in the journal."""
    ended = (ReviewStep.about == review) & (ReviewStep.step == CLOSED)
    return bool(ReviewStep.select().where(ended).exists())


def _here(person: Person) -> Any:
    return Event.person_id == person.id


def _plans(person: Person, only: int | None) -> Iterable[Any]:
    """The oldest first, each with who wrote it and who leads then; whoever has left does not."""
    leads, chosen = User.alias(), Membership.id == ReviewPlan.led_by
    wanted = True if only is None else (ReviewPlan.event == only) | (ReviewPlan.about == only)
    rows = (
        ReviewPlan.select(
            ReviewPlan, Event.id.alias("known"), Event.author_id, Event.role, Event.written_at, Event.label,
            User.name.alias("by"), leads.id.alias("leader_id"), leads.name.alias("leader"),
        )
        .join(Event, on=(Event.seq == ReviewPlan.event)).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .switch(ReviewPlan).join(Membership, JOIN.LEFT_OUTER, on=(chosen & Membership.holds_at(clock.now())))
        .join(leads, JOIN.LEFT_OUTER, on=(leads.id == Membership.user))
        .where(_here(person) & wanted).order_by(Event.seq).objects()
    )  # fmt: skip
    return cast("Iterable[Any]", rows)


def _steps(person: Person, only: int | None) -> Iterable[Any]:
    wanted = True if only is None else ReviewStep.about == only
    rows = (
        ReviewStep.select(
            ReviewStep, Event.author_id, Event.role, Event.written_at, Event.on_date.alias("on"), User.name.alias("by")
        )
        .join(Event, on=(Event.seq == ReviewStep.event)).join(User, JOIN.LEFT_OUTER, on=(User.id == Event.author_id))
        .where(_here(person) & wanted).order_by(Event.seq).objects()
    )  # fmt: skip
    return cast("Iterable[Any]", rows)
