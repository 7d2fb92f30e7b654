"""Who may do what: RULES, Access, @needs, and the log of who looked.

Staff role and circle say who you are, sharing says what the person chose; access alone decides. Deny by default: a verb
that is not in RULES is nobody's, and the app refuses to start with a route that has no @needs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Self, cast

from flask import Flask, abort, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from peewee import AutoField, CharField, DateField, ForeignKeyField, ModelSelect
from werkzeug.exceptions import Forbidden

from carelog import clock, journal
from carelog.accounts.staff_role import COORDINATOR, MANAGER, StaffRole
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.arriving import admit, arriving
from carelog.db import Row
from carelog.people import sharing
from carelog.people.circle import ALLY, SELF, WORKER, Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing

ANYONE, SIGNED_IN = "anyone", "signed in"
ORDER = (SELF, WORKER, ALLY, COORDINATOR, MANAGER)  # the role an event keeps, where several would do
TEAM = {SELF, WORKER, COORDINATOR, MANAGER}
OK, REDIRECTS = 200, 300
KEPT = "concern "  # who read a worry is shown with it only: anywhere else it would tell that there is one


GUARDED: dict[Callable[..., Any], str] = {}  # every view that @needs has guarded, and what it needs


def ally_with(section: str) -> str:
    """An ally with whom the person shares that section now."""
    return f"{ALLY} with {section}"


RULES: dict[str, set[str]] = {
    # before and around signing in
    "health.read": {ANYONE},
    "static.read": {ANYONE},
    "sign_in.create": {ANYONE},
    "sign_out.create": {ANYONE},
    "invitation.accept": {ANYONE},
    "password_reset.use": {ANYONE},
    "home.read": {SIGNED_IN},
    "account.write": {SIGNED_IN},
    "handing_over.end": {SIGNED_IN},
    "answers.read": {SIGNED_IN},
    "answers.write": {SIGNED_IN},
    # one person
    "person.read": {*TEAM, ALLY},
    "person.write": {SELF, COORDINATOR},
    "profile.read": {*TEAM},  # how they communicate, how to support them
    "information_needs.read": {*TEAM},
    "information_needs.create": {SELF, WORKER, COORDINATOR},
    "ally_needs.read": {*TEAM, ALLY},  # an ally's: their own; of others `needs_views`
    "ally_needs.create": {COORDINATOR, ALLY},  # the same
    "ally_needs.lead": {COORDINATOR},  # somebody else's
    "contact.read": {*TEAM, ally_with(sharing.CONTACT)},
    "must_not_know.read": {*TEAM},  # they open the door; never an ally
    "must_not_know.write": {SELF, COORDINATOR},
    "circle.read": {*TEAM, ally_with(sharing.NAMES)},
    "circle.invite": {COORDINATOR, MANAGER},
    "circle.cover": {COORDINATOR},
    "password_reset.create": {COORDINATOR, MANAGER},
    "password_reset.agree": {COORDINATOR, MANAGER},
    "circle.end": {COORDINATOR, MANAGER},
    "circle.end_ally": {SELF, COORDINATOR, MANAGER},
    "sharing.write": {SELF, COORDINATOR},
    "kept_back.create": {SELF, COORDINATOR},
    "choices.write": {SELF, WORKER, COORDINATOR},  # how the person wants their pages to be
    "looks.read": {SELF, MANAGER},
    "week.read": {*TEAM, ally_with(sharing.MY_WEEK)},
    "plan.read": {*TEAM, ally_with(sharing.PLAN_AND_TOOLS)},
    "plan.write": {COORDINATOR},
    "mark.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.MY_WEEK)},
    "extra.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.MY_WEEK)},
    "move.create": {SELF, WORKER, COORDINATOR},
    "choice_check.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.MY_WEEK)},
    "settlement.create": {WORKER, COORDINATOR},
    "good_for_me.create": {SELF},
    "good_for_me.withdraw": {SELF, WORKER, COORDINATOR},
    "handing_over.create": {WORKER, COORDINATOR},
    "missed_visit.create": {WORKER, COORDINATOR},
    "time_away.create": {SELF, WORKER, COORDINATOR},
    "sheet.read": {*TEAM},
    "sheet.create": {SELF, WORKER, COORDINATOR},
    "log.read": {*TEAM, ally_with(sharing.LEARNING_LOGS)},
    "log.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.LEARNING_LOGS)},
    "photo.read": {*TEAM, ALLY},  # for whom the person said yes; of a log, who may read that: `photo_views`
    "photo.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.PHOTOS)},
    "photo.withdraw": {SELF, WORKER, COORDINATOR, ally_with(sharing.PHOTOS)},
    "photo_consent.read": {SELF, WORKER, COORDINATOR},
    "photo_consent.create": {SELF, WORKER, COORDINATOR},
    "visit.read": {WORKER, COORDINATOR},
    "visit.create": {WORKER, COORDINATOR},
    "summary.read": {*TEAM, ally_with(sharing.HOW_IT_WENT)},
    "pack.read": {*TEAM, ally_with(sharing.CONVERSATIONS)},  # each part to whoever may read it elsewhere
    "visit_note.read": TEAM,
    "visit_note.create": {SELF, WORKER, COORDINATOR},
    "concern.create": {*TEAM, ALLY},
    "concern.read": {*TEAM, ALLY},  # its author, and the leads whom it does not name: `worries.readable`
    "concern.lead": {COORDINATOR, MANAGER},
    "conversation.read": {*TEAM, ally_with(sharing.CONVERSATIONS)},  # who reads what of it, and when: `sides`
    "conversation.plan": {SELF, COORDINATOR},
    "conversation.lead": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},  # whom the person chose
    "perspective.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},
    "proposal.answer": {SELF, WORKER, COORDINATOR},  # on which day
    "guess.check": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},  # who reads it
    "later_thought.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},
    "review.read": {*TEAM, ally_with(sharing.CONVERSATIONS)},  # who reads what of it, and when: `sides`
    "review.create": {SELF, COORDINATOR, ally_with(sharing.CONVERSATIONS)},  # family and friends ask for one
    "review.plan": {SELF, COORDINATOR},
    "review.lead": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},  # whom the person chose
    "review_line.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},
    "family.read": {SELF, ALLY},  # the person is led to their letter
    "letter.read": {*TEAM, ALLY},
    "thanks.read": {*TEAM, ALLY},  # family and friends their own
    "thanks.create": {SELF, ALLY},
    "feedback.create": {SELF, ALLY},
    "action.read": {*TEAM, ALLY},  # family and friends what is shared, else their own: `pages.reader_of`
    "action.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},  # who leads: `agreed_views.leads`
    "action.step": {SELF, WORKER, COORDINATOR, ALLY},  # who leads, and whoever has it
    "question.read": {*TEAM, ally_with(sharing.CONVERSATIONS)},  # what the circle is figuring out
    "question.create": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},
    "question.answer": {SELF, WORKER, COORDINATOR, ally_with(sharing.CONVERSATIONS)},
    # the provider
    "kept.read": {SIGNED_IN},  # one's own, and those about the people of one's teams
    "kept.write_down": {*TEAM, ALLY, SIGNED_IN},  # one's own: `Kept.find`; also when one belongs there no more
    "kept.settle": {*TEAM, ALLY, SIGNED_IN},  # also those that one may read
    "concerns.read": {SIGNED_IN},  # one's own, and as a lead those of others
    "feedback.read": {SIGNED_IN},  # one's own; a manager all, a coordinator what was passed on: `told_us.readable`
    "feedback.add": {SIGNED_IN},  # one's own
    "feedback.lead": {MANAGER},
    "my_thanks.read": {SIGNED_IN},
    "actions.read": {SIGNED_IN},  # one's own, and of one's teams
    "desk.read": {COORDINATOR},  # the conversations of one's teams' people
    "desk.write": {COORDINATOR},
    "asked.read": {WORKER, ALLY},  # what one is asked oneself
    "families.read": {ALLY},
    "today.read": {WORKER},
    "round.write": {WORKER},
    "my_week.read": {SELF},
    "tablet.create": {SELF},  # a code that signs another device of theirs in
    "people.read": {SIGNED_IN},
    "people.create": {COORDINATOR, MANAGER},
    "team_sheets.read": {COORDINATOR, MANAGER},  # of the teams they may see
    "circles.create": {COORDINATOR},
    "placement.write": {MANAGER},
    "staff.write": {MANAGER},
    # phones
    "phone.read": {SIGNED_IN},  # this one
    "photo_part.read": {SIGNED_IN},  # one's own
    "photo_part.create": {SIGNED_IN},
    "recovery.create": {SIGNED_IN},
    "waiting.read": {SIGNED_IN},
    "phones.read": {COORDINATOR, MANAGER},  # of the teams they may see
    "phones.end": {COORDINATOR, MANAGER},
    "phones.settle": {COORDINATOR, MANAGER},
}


# All that a phone still does that is in the person's hands; whatever else is asked of it leads to their questions.
HANDED = {"static.read", "health.read", "answers.read", "answers.write", "handing_over.end"}


class HandedOver(Forbidden):
    """The phone is in the person's hands, and that is not one of their questions."""

    title, advice = _l("This phone is handed over just now"), _l("Nothing was saved. Go back to the questions.")


@dataclass(slots=True)
class Access:
    """What one user is to everybody at one moment: three queries, however many people."""

    user: User
    moment: datetime
    managers: bool
    teams: set[int]
    memberships: dict[int, Membership]  # by person
    shared: dict[int, dict[str, Sharing]]  # by membership

    @classmethod
    def of(cls, user: User, moment: datetime | None = None) -> Self:
        """Judged now for reading; for recording, at the moment it was written."""
        at = moment or clock.now()
        staff = StaffRole.of(user, at)
        mine = Membership.of(user, at)
        return cls(
            user=user,
            moment=at,
            managers=any(row.role == MANAGER for row in staff),
            teams={row.team_id for row in staff if row.role == COORDINATOR and row.team_id},
            memberships={row.person_id: row for row in mine},
            shared=Sharing.newest((row for row in mine if row.role == ALLY), moment),
        )

    def anywhere(self) -> set[str]:
        """The roles this user holds around anybody."""
        staff = ({MANAGER} if self.managers else set()) | ({COORDINATOR} if self.teams else set())
        return {SIGNED_IN, ANYONE} | staff | {row.role for row in self.memberships.values()}

    @property
    def has_own_week(self) -> bool:
        """One of the weeks here is this user's own."""
        return any(row.role == SELF for row in self.memberships.values())

    @property
    def close_to(self) -> list[int]:
        """The ids of those whose family or friend this user is."""
        return [person_id for person_id, row in self.memberships.items() if row.role == ALLY]

    def teams_to_place_in(self) -> list[Team]:
        """The teams in which this user may begin a person's record."""
        teams = Team.all_by_name()
        return list(teams if self.managers else teams.where(Team.id.in_(list(self.teams))))

    def around(self, person: Person) -> set[str]:
        """The roles this user holds around this person, with the sections shared with them."""
        roles = {MANAGER} if self.managers else set()
        if self.teams and person.team.id in self.teams:
            roles.add(COORDINATOR)
        member = self.memberships.get(person.id)
        if member is not None:
            roles.add(member.role)
            day = clock.day_here(person.team.tz, self.moment)
            decisions = self.shared.get(member.id, {})
            roles |= {ally_with(section) for section, made in decisions.items() if made.holds_on(day)}
        return roles

    def role_for(self, verb: str, person: Person | None = None) -> str | None:
        """The role in which this user may do that, or None if they may not."""
        held = self.anywhere() if person is None else self.around(person) | {SIGNED_IN, ANYONE}
        granted = {role.partition(" with ")[0] if role.startswith(ALLY) else role for role in held & RULES[verb]}
        ordered = [role for role in (*ORDER, SIGNED_IN, ANYONE) if role in granted]
        return ordered[0] if ordered else None

    def as_ally(self) -> set[int]:
        """The ids of the people whose family or friend this user is; of none, for a manager."""
        return set() if self.managers else set(self.close_to)

    def labels(self, person: Person) -> set[str]:
        """Which labels of entries this user may read about this person; an ally those that are shared one by one.

        What the person keeps from allies stands among them for who still reads it, though no entry carries it.
        """
        held, by_itself = self.around(person), sharing.LABELS
        if held & TEAM:
            return {journal.ORDINARY, journal.KEPT_BACK, *by_itself}
        return {journal.ORDINARY, *(label for label in by_itself if ally_with(label) in held)}


class Look(Row):
    """Who looked: one user, one person, one section, one day. Kept from the first day: it cannot be made up later."""

    id = AutoField()
    user = ForeignKeyField(User)
    user_id: int
    person = ForeignKeyField(Person)
    section = CharField()
    role = CharField()
    day = DateField()

    @classmethod
    def of(cls, person: Person) -> "ModelSelect[Self]":
        """Who looked at this person's things, newest first, each with the user; of what is kept it says nothing."""
        shown = (cls.person == person) & ~cls.section.startswith(KEPT)
        return cls.select(cls, User).join(User).where(shown).order_by(cls.day.desc(), cls.id.desc())

    @classmethod
    def at(cls, person: Person, section: str) -> list[Self]:
        """Who looked at that section, the first one first, each with the user."""
        rows = cls.select(cls, User).join(User).where((cls.person == person) & (cls.section == section))
        return list(rows.order_by(cls.id))

    @classmethod
    def note(cls, access: Access, section: str, role: str, people: Iterable[Person]) -> None:
        """Remember that these people's section was read today."""
        rows = [
            {"user": access.user.id, "person": person.id, "section": section, "role": role,
             "day": clock.day_here(person.team.tz, access.moment)}
            for person in people
        ]  # fmt: skip
        if not rows or is_late():
            return
        days = {row["day"] for row in rows}
        known = cls.select(cls.person, cls.day).where(
            (cls.user == access.user) & (cls.section == section) & cls.day.in_(list(days))
        )
        seen = set(cast("Iterable[tuple[int, date]]", known.tuples()))
        fresh = [row for row in rows if (row["person"], row["day"]) not in seen]
        if fresh:
            cls.insert_many(fresh).on_conflict_ignore().execute()


def access() -> Access:
    """What the signed-in user is to everybody, judged once a request."""
    if "access" not in g:
        g.access = Access.of(current_user.user)
    return g.access


def family_address() -> str:
    """Where somebody's family and friends land: of one person at their week, of several at their faces."""
    close_to = access().close_to
    return url_for("home.family", person_id=close_to[0]) if len(close_to) == 1 else url_for("home.families")


def may(verb: str, person: Person | None = None) -> bool:
    """Whether the signed-in user may do that. Templates ask this too."""
    if not current_user.is_authenticated:
        return ANYONE in RULES[verb]
    return access().role_for(verb, person) is not None


def author(verb: str, person: Person | None = None) -> journal.Author:
    """The signed-in user, in the role that lets them do that."""
    role = access().role_for(verb, person)
    if role is None:
        abort(403)
    return _author(role)


def install(app: Flask) -> None:
    """Keep a phone that is handed over with the person's questions, before anything else is looked at."""

    @app.before_request
    def keep_inside() -> ResponseReturnValue | None:
        view = current_app.view_functions.get(request.endpoint or "")
        verb = GUARDED.get(view) if view else None
        if verb in HANDED or not is_handed_over():
            return None
        if request.method in ("GET", "HEAD") or verb == "handing_over.create":  # whose button was pressed twice
            return redirect(url_for("answers.show"), 303)
        raise HandedOver


def is_handed_over() -> bool:
    """This phone is in the hands of the person whom its user supports."""
    return bool(current_user.is_authenticated and current_user.session.handed_to is not None)


def needs(verb: str, *, shows: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view. With `person_id` in its address the view gets `person`, loaded for this user or 404.

    Reading is logged under the verb's noun; what `shows` a section, under that; what only leads elsewhere, not at all.
    Names in braces are the address's.
    """
    rule, section = RULES[verb], shows or (verb.removesuffix(".read") if verb.endswith(".read") else "")

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if ANYONE in rule:
                return view(**arguments)
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            person, role = _let_in(verb, arguments)
            answer = view(**arguments)
            if person is not None and section and getattr(answer, "status_code", OK) < REDIRECTS:
                Look.note(access(), section.format(**arguments), role, [person])
            return answer

        GUARDED[guarded] = verb
        return guarded

    return guard


def ask_to_sign_in() -> ResponseReturnValue:
    """A page load goes to the sign-in page; anything else is told 401, so that nothing takes a page for an answer."""
    if request.method != "GET" or not loads_a_page():
        if request.method == "POST" and arriving() is None:
            flash(_("You were signed out meanwhile. What you pressed last was not saved."), "problem")
        abort(401)
    session["next"] = request.full_path.rstrip("?")
    return redirect(url_for("accounts.sign_in"))


def loads_a_page() -> bool:
    """Somebody goes to a page or sends a plain form, and waits for the answer: no script asks in the background."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and "HX-Request" not in request.headers


def unguarded() -> list[str]:
    """Endpoints without @needs."""
    return [name for name, view in current_app.view_functions.items() if view not in GUARDED]


def is_late() -> bool:
    """A record arrives whose author's place there has ended: it is written down, and nothing is shown."""
    coming = arriving()
    return coming is not None and coming.late


def _let_in(verb: str, arguments: dict[str, Any]) -> tuple[Person | None, str]:
    """The person that the address names, if it names one, and in which role the user may do that; else 404 or 403."""
    person_id = arguments.pop("person_id", None)
    person = None if person_id is None else Person.known_to(current_user.user, person_id)
    known = person is not None or person_id is None
    role = access().role_for(verb, person) if known else None
    if role is None and (then := _as_it_was_written(verb)):
        person, role = then
    elif role is not None:
        admit(_author(role), before=person is not None and not _belonged(verb, person))
    if role is None:
        abort(403 if known else 404)
    if person is not None:
        arguments["person"] = g.person = person  # the top of every page says how to be understood by them
    return person, role


def _as_it_was_written(verb: str) -> tuple[Person, str] | None:
    """The person and the role, where a record arrives whose author might write it when they did (house rules)."""
    coming, user = arriving(), current_user.user
    if coming is None:
        return None
    people = [Person.known_to(user, coming.person_id, moment) for moment in coming.since]
    then = [Access.of(user, moment) for moment in coming.since]
    roles = [at.role_for(verb, person) if person else None for at, person in zip(then, people, strict=True)]
    person, role = people[-1], roles[-1]
    if person is None or role is None or None in roles:
        return None
    g.access = then[-1]
    admit(_author(role), late=True)
    return person, role


def _belonged(verb: str, person: Person) -> bool:
    """Of a record that arrives: its author might write it when they did, also in another place than now."""
    coming = arriving()
    if coming is None or coming.just_now:
        return True
    mine = access().memberships.get(person.id)
    if mine is not None and mine.role in (SELF, WORKER) and mine.starts <= coming.about_then:
        return True
    then = Person.known_to(current_user.user, person.id, coming.about_then)
    return then is not None and Access.of(current_user.user, coming.about_then).role_for(verb, then) is not None


def _author(role: str) -> journal.Author:
    user, coming = current_user.user, arriving()
    return journal.Author(user.id, role, current_user.session.id, user.language, sent=coming.sent if coming else None)
