"""What somebody wrote of a person's chances, and the forms that write more of every kind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from carelog import journal
from carelog.home.missed_visit_forms import tick
from carelog.home.worker_today import today_of
from carelog.people.circle import SELF, Membership
from carelog.people.person import Person
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Step
from carelog.records.extra import Extra
from carelog.records.good_for_me import Good, GoodForMe
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.photo import Of
from carelog.records.photo_withdrawal import PhotoWithdrawal
from carelog.records.said import Answer, Reason, Way
from carelog.records.visit_note import VisitNote
from carelog.reviews.closing import is_closed
from carelog.reviews.four_plus_one import QUESTIONS
from carelog.reviews.month import current_month
from carelog.reviews.perspective import Perspective, Said
from carelog.weeks.calendar import months_on
from carelog.weeks.details import Part
from carelog.weeks.occurrences import in_force
from carelog.weeks.perfect_week import latest, versions
from tests import cast, photos
from tests.reviews import agreeing, reviewing

LABELS = {"ordinary", "health", "intimate", "money"}
SAID_NO = Account(said="chose", offered="The cat", how_shown="Shook her head.", instead="Read the paper.")
WAYS = {"self": Way.TAP, "ally": Way.CHART}  # of checking a choice, by role; the others by conversation

DISPUTED = {"coordinator": 6}  # how many days ago, by role: what one settled the next one could not


@dataclass(frozen=True)
class Own:
    """The ids of what one writer wrote, and of what somebody else did."""

    role: str
    writer: int | None  # the number of the user
    mark: str
    move: str
    check: str
    extra: str
    note: str  # for whoever comes next
    log: str
    photo: str  # of that log
    photo_withdrawal: str  # of another one
    photo_parts: dict[str, str]  # the fields of one whose bytes have come
    good: str  # the person's answer, on this writer's phone or their own
    choice: str  # somebody else's, which can be checked
    line: str  # that was agreed
    review_line: str  # said in a review
    perspective: str  # of a month that is not closed
    disputed: dict[str, Any]  # the key of a chance of which others say different things


def own_records(person: str, writer: journal.Author) -> Own:
    """One of each kind."""
    here, said_no = cast.person(person), a_choice(person)
    item, day = a_key(person, 3)["item"], cast.TODAY - timedelta(days=3)
    way = WAYS.get(writer.role, Way.CONVERSATION)
    move = Move.record(
        here, item, day, 1, writer, labels=LABELS, asked_by_person=True, new_day=day, part=Part.EVENING
    )  # fmt: skip
    check = ChoiceCheck.record(
        here, said_no, Answer.CHOSE, way, writer, labels=LABELS, with_whom="Grace", how_shown="She nodded."
    )  # fmt: skip
    extra = Extra.record(here, day, "The sun came out", writer)
    note = VisitNote.record(here, "The blue box is empty", cast.TODAY, writer)
    disputed = a_dispute(person, DISPUTED.get(writer.role, 5))
    log = a_log(person, writer)
    photo = photos.a_photo(here, Of(log=log), writer)
    withdrawal = PhotoWithdrawal.record(here, photos.a_photo(here, Of(log=log, number=3), writer), writer)
    return Own(
        role=writer.role, writer=writer.user_id, mark=a_mark(person, writer), move=str(move.id), check=str(check.id),
        extra=str(extra.id), note=str(note.id), log=log, good=an_answer(person, writer), choice=said_no,
        line=agreeing.a_line(here, writer), disputed=disputed, perspective=a_perspective(here, writer),
        photo=photo, photo_withdrawal=str(withdrawal.id),
        review_line=reviewing.a_line(here, writer),
        photo_parts=photos.on_its_way(writer, log, number=2),
    )  # fmt: skip


def a_choice(person: str) -> str:
    """The id of a choice that a worker of long ago wrote down."""
    key, day = a_key(person, 4), cast.TODAY - timedelta(days=4)
    tomasz = journal.Author(cast.user("tomasz").id, "worker")
    once = str(uuid5(NAMESPACE_OID, person))  # said anew it could not be checked under its first id
    return str(
        Mark.record(cast.person(person), key["item"], day, 1, tomasz, labels=LABELS, account=SAID_NO, id=once).id
    )


def a_dispute(person: str, days_ago: int) -> dict[str, Any]:
    """A chance of which two workers say different things."""
    key, day = a_key(person, days_ago), cast.TODAY - timedelta(days=days_ago)
    accounts = {"dev": Account(), "tomasz": Account(said="did_not_happen", reason=Reason.TRANSPORT)}
    for name, account in accounts.items():
        by = journal.Author(cast.user(name).id, "worker")
        Mark.record(cast.person(person), key["item"], day, 1, by, labels=LABELS, account=account)
    return key


def a_mark(person: str, writer: journal.Author, days_ago: int = 2) -> str:
    """The id of a mark that this writer made."""
    here, key = cast.person(person), a_key(person, days_ago)
    day = cast.TODAY - timedelta(days=days_ago)
    return str(Mark.record(here, key["item"], day, 1, writer, labels=LABELS, id=journal.new_id()).id)


def an_answer(person: str, writer: journal.Author) -> str:
    """The id of the person's answer that something was good; others hold their phone out to them."""
    key, day = a_key(person, 2), cast.TODAY - timedelta(days=2)
    voice = journal.OWN if writer.role == SELF else journal.HANDED_OVER
    tapped = replace(writer, voice=voice)
    return str(GoodForMe.record(cast.person(person), (key["item"], day, 1), Good.YES, tapped, labels=LABELS).id)


def a_log(person: str, writer: journal.Author) -> str:
    """The id of what this writer learned with somebody of the circle, if there is anybody."""
    here = cast.person(person)
    there = Membership.standing().where((Membership.person == here.id) & (Membership.role != SELF)).first()
    learned = Learned(did="Sang in the kitchen", present=(there.id,) if there else ())
    return str(LearningLog.record(here, cast.TODAY, learned, writer, labels=LABELS).id)


def a_perspective(person: Person, writer: journal.Author) -> str:
    """The id of what this writer says of the newest month that is not closed."""
    month = current_month(person)
    while is_closed(person, month):
        month = months_on(month, -1)
    return str(Perspective.record(person, month, Said(working="The bus"), writer).id)


def item_ids(person: str) -> list[str]:
    """The items of that person's agreed week."""
    week = latest(cast.person(person))
    assert week is not None
    return [planned.item_id for planned in week.items]


def a_key(person: str, days_ago: int = 1) -> dict[str, Any]:
    """A chance that has come and can be marked."""
    day = cast.TODAY - timedelta(days=days_ago)
    here = cast.person(person)
    week = in_force(versions([here.id])[here.id], day)
    assert week is not None
    daily = next(p for p in week.items if p.details.days == tuple(range(7)) and not p.details.flexible)
    return {"item": daily.item_id, "day": day.isoformat(), "number": 1}


def waiting(person: str) -> str:
    """An item of today that is open, or was written down today."""
    today = today_of(cast.person(person), LABELS)
    return next(tick(row) for row in (*today.due, *today.done))


def step(own: Own) -> str:
    """The names of the form of what that writer can do about a worry that a worker told."""
    return f"{Step.ADDED if own.role == 'worker' else Step.ANSWERED}-"


def a_sheet(person: str) -> dict[str, Any]:
    """One thing of the person's own sheet, with everything that can be said beside it."""
    key = a_key(person, 0)  # of which nobody has said anything yet
    words = {"said": "chose", "reason": "", "note": "Too loud.", "offered": "The radio", "shown": "turned",
             "how_shown": "She turned it off.", "instead": "Quiet", "essential": ""}  # fmt: skip
    sheet = {"week": cast.MONDAY.isoformat(), "whose": "person", "writer": "", "step": ""}
    return {**sheet, **prefixed(f"{key['item']}.{key['day']}.1-", words)}


def prefixed(prefix: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The same under the names of one of several forms."""
    return {f"{prefix}{name}": value for name, value in fields.items()}


def record_forms(pause: object, person: str, own: Own) -> dict[str, Callable[[], dict[str, Any]]]:
    """By endpoint, a form that would be written down."""
    fresh, today = {"id": journal.new_id()}, cast.TODAY.isoformat()
    sheet = {**fresh, "said": "partly", "reason": "money", "note": "Ten minutes.", "presence": "told", "told_by": "Di"}
    way = WAYS.get(own.role, Way.CONVERSATION)
    asked = {"asked_about": own.choice, "kind": "choice", "answer": "chose", "way": way, "with_whom": "Grace",
             "how_shown": "She nodded."}  # fmt: skip
    learned = {**fresh, "did": "Sang.", "day": today, "others": "Di", "tell_plan": "y", "language": "cy"}
    moved = {"new_day": (cast.TODAY - timedelta(days=1)).isoformat(), "part": "evening", "asked": "person"}
    away = {**fresh, "why": "family", "first": date(2026, 12, 24).isoformat(), "last": date(2026, 12, 26).isoformat()}
    month = {"month": months_on(cast.TODAY, 1).isoformat(), "label": "ordinary"}  # this one may be closed already
    return {
        "records.create_mark": lambda: {**sheet, **a_key(person)},
        "records.create_withdrawal": lambda: {**fresh, "mark": own.mark},
        "records.create_correction": lambda: {**sheet, **a_key(person, 2), "mark": own.mark, "why": "wrong"},
        "records.create_settlement": lambda: prefixed(
            "settled-",
            {**fresh, **own.disputed, "said": "happened", "how_shown": "She said so.", "who_asked": "Di"},
        ),
        "records.create_move": lambda: prefixed("move-", {**fresh, **a_key(person), **moved}),
        "records.create_move_withdrawal": lambda: {**fresh, "mark": own.move},
        "records.create_choice_check": lambda: prefixed("check-", {**fresh, **a_key(person, 4), **asked}),
        "records.create_choice_check_withdrawal": lambda: {**fresh, "mark": own.check},
        "records.create_extra": lambda: {**fresh, "title": "The sun came out", "day": today, "note": "At last."},
        "records.create_extra_withdrawal": lambda: {**fresh, "mark": own.extra},
        "records.create_good_for_me": lambda: {**fresh, **a_key(person), "answer": "a_bit"},
        "records.create_good_for_me_withdrawal": lambda: {**fresh, "mark": own.good},
        "records.create_sheet": lambda: {**fresh, **a_sheet(person)},
        "records.create_visit_note": lambda: {**fresh, "note": "The blue box is empty.", "until": today},
        "records.create_visit_note_withdrawal": lambda: {**fresh, "mark": own.note},
        "records.create_concern": lambda: {
            **fresh,
            "seen": "A bruise",
            "said": "The door",
            "done": "I stayed",
            "safe_now": "no",
            "others": "Di",
            "named": cast.user("ruth" if own.role == "coordinator" else "aled").id,
        },
        "records.create_concern_step": lambda: prefixed(step(own), {**fresh, "words": "I rang her daughter."}),
        "records.create_log": lambda: learned,
        "records.create_log_correction": lambda: {**learned, "log": own.log, "why": "learned"},
        "records.create_log_withdrawal": lambda: {**fresh, "mark": own.log},
        "records.create_photo": lambda: own.photo_parts,
        "records.create_photo_withdrawal": lambda: {**fresh, "mark": own.photo},
        "records.create_photo_return": lambda: {**fresh, "mark": own.photo_withdrawal},
        "records.create_kept_back": lambda: {
            **fresh,
            **a_key(person),
            "what": "chance",
            "kept": "yes" if own.role == SELF else "no",
            "how_shown": "She said so.",
        },
        "records.create_photo_consent": lambda: {
            "audience": "team",
            **prefixed("team-", {**fresh, "consent": "yes", "sure": "yes", "how": "decided", "reasons": "Di asked."}),
        },
        "records.create_thanks": lambda: {**fresh, "to": "team", "words": "For the song."},
        "records.create_feedback": lambda: {**fresh, "sort": "complaint", "words": "Nobody rang."},
        "records.create_feedback_step": lambda: prefixed("answered-", {**fresh, "words": "We are sorry."}),
        "records.add_to_feedback": lambda: {**fresh, "words": "And again."},
        "actions.create_line": lambda: {**fresh, **month, "what": "try", "words": "Lunch at one."},
        "actions.create_line_withdrawal": lambda: {**fresh, "mark": own.line},
        "conversations.create_perspective_withdrawal": lambda: {**fresh, "mark": own.perspective},
        "actions.create": lambda: {
            **fresh,
            **month,
            "what": "Ring the choir.",
            "owner": cast.user("aled").id,
            "by_when": today,
            "difference": "She sings with others.",
            "profile": "y",
            "item": "",
            "because": own.log,
        },
        "actions.create_step": lambda: prefixed("done-", {**fresh, "words": "They sing on Mondays."}),
        "actions.create_four_plus_one": lambda: {**fresh, **month, **dict.fromkeys(QUESTIONS, "The choir.")},
        "questions.create": lambda: {**fresh, "words": "Who sings?", "item": "", "label": "ordinary"},
        "questions.create_answer": lambda: {**fresh, "words": "She hums.", "reply": "yes", "of_person": "y"},
        "questions.create_finding": lambda: {**fresh, "words": "She does."},
        "visits.create": lambda: {**fresh, "items": waiting(person)},
        "missed_visits.create": lambda: {**fresh, "items": waiting(person), "reason": "ill", "note": "The ambulance."},
        "time_away.create": lambda: {**away, "note": "At Helen's."},
        "time_away.create_change": lambda: prefixed(f"away-{pause}-", {**away, "why": "hospital"}),
        "time_away.create_withdrawal": lambda: fresh,
    }
