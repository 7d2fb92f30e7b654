"""A canary in every field: whoever may not see it finds it on no page, in no header, cookie, error or line of the log.

Who may see which is written by hand, from the table of house rules.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.session import OWN_PHONE, Session
from carelog.accounts.team import Team
from carelog.accounts.user import User
from carelog.people import deciding
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records.choice_check import ChoiceCheck
from carelog.records.concern import Concern, ConcernStep, SafeNow, Step
from carelog.records.extra import Extra
from carelog.records.feedback import Feedback, FeedbackStep, Sort
from carelog.records.feedback import Step as Done
from carelog.records.good_for_me import Company, Good, GoodForMe
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.learning_log import Learned, LearningLog
from carelog.records.mark import Account, Mark
from carelog.records.move import Move
from carelog.records.photo_consent import DECIDED, THE_TEAM, PhotoConsent
from carelog.records.said import Answer, Reason
from carelog.records.said import Way as Checked
from carelog.records.thanks import Thanks
from carelog.records.visit_note import VisitNote
from carelog.reviews.action import ActionStep
from carelog.reviews.action import Step as Became
from carelog.reviews.agreement import AgreedLine
from carelog.reviews.agreement import What as Agreed
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.four_plus_one import Answers, FourPlusOne
from carelog.reviews.guess_check import GuessCheck
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.monthly_conversation import Conversation
from carelog.reviews.perspective import OnlyFor, Perspective, Said, Voice, Whose
from carelog.reviews.proposal import ConversationProposal, ProposalAnswer
from carelog.reviews.question import Answer as QuestionReply
from carelog.reviews.question import Finding, QuestionAnswer
from carelog.reviews.review_line import ReviewLine, Section
from carelog.reviews.review_plan import Arranged
from carelog.reviews.review_plan import Sort as ReviewSort
from carelog.reviews.three_month_review import Review
from carelog.weeks.details import Cadence, ItemDetails, Label, Part
from carelog.weeks.known_items import known_items
from carelog.weeks.perfect_week import PerfectWeek, Wanted, latest
from carelog.weeks.spreadsheet_import import read_week
from carelog.weeks.time_away import TimeAway, Why
from carelog.weeks.week_draft import WeekDraft
from tests import cast, everywhere, visitors
from tests.asking import APART, HTMX, SQLITE, everything_logged, titles_and_addresses, words_of
from tests.everywhere import (
    ANYBODY,
    SIGNED_IN,
    WAYS,
    WHO_IS_SIGNED_IN,
    Places,
    Way,
    author,
    good_form,
    on_their_page,
    spent_places,
)
from tests.recording import a_mark, own_records
from tests.reviews import agreeing, reviewing
from tests.visitors import INSIDE, OUTSIDE, everybody

TEAM = {"self", "worker", "coordinator", "manager"}
PLANNERS = {"coordinator"}
OF_JAMIE = {"self elsewhere", "ally elsewhere", "ally, everything by somebody else"}
EVERY_DAY = tuple(range(7))
KEPT = ("health", "intimate", "money")  # from allies
TEXTS = ("title", "flexible", "monthly", "essential", "notes", "withwhom")
LABELS = {"ordinary", *KEPT}
WHY = ("howshown", "cannotdecide", "whowasasked", "bestbecause", "decidedby")
YESTERDAY = cast.TODAY - timedelta(days=1)
RECORD_TEXTS = (
    "marknote", "toldby", "whychanged", "offered", "choiceshown", "instead", "movenote", "checkwith", "checkshown",
    "settledshown", "settledby", "writtenby", "handedmark", "handedgood", "extranote", "awaynote",
)  # fmt: skip

# The canary's word, and who of those inside may see it; nobody outside sees any.
MAY_SEE: dict[str, set[str]] = {
    "personname": {*TEAM, "ally"},
    "teamname": {*TEAM, "ally", *OF_JAMIE},
    **{f"{text}words": TEAM for text in ("ways", "formats", "support")},
    **{f"ally{text}words": TEAM for text in ("ways", "formats", "support")},  # of an ally who is none of the visitors
    **{f"earlier{text}words": TEAM for text in ("ways", "formats", "support")},
    "howtosupportme": TEAM,
    "address": {*TEAM, "ally:contact"},
    "phone": {*TEAM, "ally:contact"},
    "emergencycontact": {*TEAM, "ally:contact"},
    "wayin": {*TEAM, "ally:contact"},
    "workername": {*TEAM, "ally:names"},
    "allyname": {*TEAM, "ally:names"},
    "relation": {*TEAM, "ally:names"},
    "invitedname": {"coordinator", "manager"},
    **{reason: {"self", "coordinator"} for reason in WHY},
    "mustnotknow": TEAM,
    "mustnotabout": TEAM,
    "stoppedfor": {"coordinator", "manager"},
    "workerusername": set(),
    "device": {"coordinator", "manager"},
    "staffinvitedname": {"manager"},
    "forgotname": {"coordinator", "manager", "coordinator elsewhere"},  # of the staff, which every coordinator may know
    # a manager: whoever can tell a worry is told who would read it
    "resetmaker": {*TEAM, "ally", "coordinator elsewhere"},
    "forgotusername": set(),
    "howagreed": {*TEAM, "ally:plan_and_tools"},
    "weeknotes": {*TEAM, "ally:plan_and_tools"},
    "weeksource": set(),
    "draftfilename": PLANNERS,
    "drafttitle": PLANNERS,
    "titleordinary": {*TEAM, "ally:my_week", "ally:plan_and_tools"},
    "titleflexible": {*TEAM, "ally:my_week", "ally:plan_and_tools"},
    "titlemonthly": {*TEAM, "ally:my_week", "ally:plan_and_tools"},
    "essentialordinary": {*TEAM, "ally:plan_and_tools"},
    "notesordinary": {*TEAM, "ally:plan_and_tools"},
    "withwhomordinary": TEAM,  # and an ally who may see both the thing and the names
    **{f"{text}{label}": TEAM for label in KEPT for text in TEXTS},
    **{f"{text}safeguarding": set() for text in TEXTS},
    "placeordinary": set(), "whyordinary": set(), "usuallysaysordinary": set(), "sourceordinary": set(),  # no page yet
    # what was said of a chance: in which words only who may read beside the week how it went, which here is the team
    **dict.fromkeys(RECORD_TEXTS, TEAM),
    "extratitle": {*TEAM, "ally:my_week"},
    # what was learned; of what is kept from allies, no word
    **{f"log{text}": {*TEAM, "ally:learning_logs"} for text in ("did", "worked", "didnot", "changed")},
    "logothers": TEAM,
    "photoreasons": {"self", "worker", "coordinator"},
    **{f"log{label}": TEAM for label in KEPT},
    "logsafeguarding": set(),
    "keptlog": TEAM, "keptextra": TEAM, "kepthow": set(),  # what the person keeps from family and friends
    "logtakenback": set(),  # only under its own address
    "visitnote": TEAM,
    # worries: told by the worker about the coordinator, by another worker about the manager, by the person about both
    **{
        name: {"worker", "manager"}
        for name in ("worryseen", "worrysaid", "worrydone", "worryothers", "worryanswered", "worryclosed")
    },
    # thanks go around the circle; what its author tells the manager, nobody else reads
    "thanks": TEAM,
    **{f"feedback{text}": {"self", "manager"} for text in ("words", "answered", "added")},
    # what was agreed; an action of which somebody's words told
    **{f"action{text}": {*TEAM, "ally:conversations"} for text in ("what", "difference", "moved", "tried", "line")},
    "actionhealth": TEAM, "linehealth": TEAM,
    **{f"question{text}": {*TEAM, "ally:conversations"} for text in ("words", "answer", "finding")},
    "questionhealth": TEAM,
    # the conversation, once it has begun; before, see tests/reviews
    **{f"talk{text}": {*TEAM, "ally:conversations"} for text in ("working", "notworking", "later", "guess", "checked")},
    "talkshown": TEAM, "talkhealth": TEAM, "talklaterhealth": TEAM,
    "talkday": set(),  # why another day was wanted; before it began, see tests/reviews
    "talkprivate": {"self"}, "talktoher": {"self"},
    # the review, once it has begun
    **{f"review{text}": {*TEAM, "ally:conversations"} for text in ("why", "now", "later", "guess", "checked")},
    "reviewhow": TEAM, "reviewhealth": TEAM, "reviewprivate": {"self"}, "reviewtoher": {"self"},
    "worryofgrace": {"coordinator"},
    "worryofmargaret": {"self"},
    # Jamie's, whom some of these know as well
    "otherpersonname": {"worker", "coordinator", "manager", *OF_JAMIE},
    "othertitle": {"worker", "coordinator", "manager", "self elsewhere"},
}  # fmt: skip
# Whoever has the link may read who is invited where and by whom: they were asked in.
BY_LINK = {"people.accept", "accounts.sign_in_link", "people.use_password_reset"}


def word(canary: str) -> str:
    return f"qq{canary}zz"


def items() -> list[ItemDetails]:
    """For each label a fixed, a flexible and a monthly item, a canary in each of their texts."""
    found = [ItemDetails(title="Feed the cat", days=EVERY_DAY)]  # the one that is marked
    for label in Label:
        texts: dict[str, Any] = {
            "place": word(f"place{label}"), "why": word(f"why{label}"), "with_whom": word(f"withwhom{label}"),
            "usually_says": word(f"usuallysays{label}"), "essential": word(f"essential{label}"),
            "notes": word(f"notes{label}"), "source": word(f"source{label}"),
        }  # fmt: skip
        flexible, monthly = (
            f"{kind}{label}" if label is not Label.ORDINARY else f"title{kind}" for kind in ("flexible", "monthly")
        )
        found += [
            ItemDetails(
                title=word(f"title{label}"), days=EVERY_DAY, label=label, must_happen=True, starred=True, **texts
            ),
            ItemDetails(title=word(flexible), cadence=Cadence.TIMES_A_WEEK, times=3, label=label),
            ItemDetails(title=word(monthly), cadence=Cadence.MONTHLY_ANY_DAY, label=label),
        ]
    return found


@dataclass
class Cage:
    """Margaret's pages full of canaries, everybody at the door, and what the log says meanwhile."""

    app: Flask
    places: Places
    forms: dict[str, dict[str, Any]]
    browsers: dict[str, FlaskClient]
    worries: list[str]
    log: io.StringIO

    def answers(self, visitor: str) -> Iterator[tuple[str, TestResponse]]:
        """Every answer that visitor can get: each page, each fragment, and each form, without changing anything.

        What all pages have in common is looked at on each page that they may open, and on one that they may not.
        Whoever may not send a form is told so before it is read: it is in order, as from a script.
        """
        browser = self.browsers[visitor]
        yield "GET nowhere", browser.get("/nowhere")
        for way in WAYS:
            if way.endpoint in BY_LINK or str(way) in WHO_IS_SIGNED_IN:
                continue
            given = may(way, visitor)
            asked: list[tuple[dict[str, Any], dict[str, str]]] = [({}, {} if given else APART)]
            if way.method != "GET":
                asked = (
                    [({}, APART), ({}, HTMX)] if given else [(on_their_page(browser, self.forms[way.endpoint]), HTMX)]
                )
            for path, (form, headers) in product(self.paths(way), asked):
                for answer in every_page(browser, path, way.method, headers=headers, data=form):
                    yield str(way), answer
                    answer.close()

    def paths(self, way: Way) -> list[str]:
        """Its address; where it names a worry, with each of them."""
        worries = self.worries if "{worry}" in way.path else ["none"]
        return [way.path.format(**{**self.places, "worry": worry}) for worry in worries]

    def told(self, visitor: str) -> str:
        """Bodies, headers and what the cookie holds. No title and no address among them names anybody."""
        told = []
        for way, answer in self.answers(visitor):
            assert answer.status_code < 500, (visitor, way)
            told.append(words_of(answer) + str(answer.headers))
            assert [text for text in titles_and_addresses(answer) if "qq" in text] == [], (visitor, way)
        with self.browsers[visitor].session_transaction() as cookie:
            told.append(str(dict(cookie)))
        return "\n".join(told)


def every_page(browser: FlaskClient, path: str, method: str, **request: Any) -> Iterator[TestResponse]:
    """The answer; and of what is read on several pages, every other one that they lead to."""
    waiting = [path]
    for one in waiting:  # which grows meanwhile
        answer = browser.open(one, method=method, **request)
        if method == "GET":
            link = rf'href="({re.escape(path)}\?page=\d+)"'.encode()
            waiting += {found.decode() for found in re.findall(link, answer.data)} - {*waiting}
        yield answer


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anybody logs."""
    with everything_logged() as written:
        yield written


@pytest.fixture
def cage(app: Flask, log: io.StringIO) -> Cage:
    """Everything that holds text about Margaret holds a canary."""
    margaret, aled = cast.person(cast.MARGARET), author("aled", "coordinator")
    browsers, places = everybody(app), spent_places(app)
    places["ally"] = fill_the_circle(margaret, aled)
    fill_the_week(margaret, aled)
    fill_the_person(margaret, aled)
    own = own_records(word("personname"), author("sam", "worker"))
    grace = journal.Author(User.get(User.name == word("workername")).id, "worker")
    a_mark(word("personname"), grace, days_ago=0)
    places |= {"item": fill_the_records(margaret, grace), "day": YESTERDAY.isoformat()}
    places["log"] = fill_the_logs(margaret, str(places["item"]), author("sam", "worker"))
    places["told"] = fill_what_is_told(margaret)
    places["action"] = fill_what_is_agreed(margaret)
    places["question"] = fill_what_is_figured_out(margaret)
    places["month"] = fill_the_conversation(margaret, aled)
    places["review"] = fill_the_review(margaret, aled)
    forms = {way.endpoint: good_form(way.endpoint, places, word("personname"), own) for way in WAYS}
    for with_a_file in ("weeks.import_week", "records.item_photo", "records.person_photo"):
        forms[with_a_file] = {}
    Team.update(name=word("teamname")).where(Team.name == "Riverside").execute()
    return Cage(app, places, forms, browsers, fill_the_worries(margaret, grace), log)


def fill_the_person(margaret: Person, aled: journal.Author) -> None:
    texts = {
        "name": "personname", "how_to_support_me": "howtosupportme",
        "address": "address", "phone": "phone", "emergency_contact": "emergencycontact", "way_in": "wayin",
    }  # fmt: skip
    margaret.change({field: word(canary) for field, canary in texts.items()}, aled)
    for when in ("earlier", ""):
        InformationNeeds.record(margaret, needs(when), aled)
    InformationNeeds.record(margaret, needs("ally"), aled, ally=Membership.get(Membership.user == cast.user("helen")))
    Person.update(name=word("otherpersonname")).where(Person.name == cast.JAMIE).execute()


def needs(whose: str) -> Needs:
    """Words in each place."""
    ways, formats, support = (word(f"{whose}{text}words") for text in ("ways", "formats", "support"))
    return Needs(ways_words=ways, formats_words=formats, support_words=support)


def fill_the_circle(margaret: Person, aled: journal.Author) -> int:
    """The ally about whom something was decided."""
    grace, ally = cast.user("grace"), visitors.belong("quiet", "ally")
    Sharing.decide(ally, "photos", aled, shared=True, why=deciding.Why(*map(word, WHY)))
    MustNotKnow.put_on(margaret, word("mustnotknow"), word("mustnotabout"), aled)
    Invitation.make("Somebody", "ally", aled, person_id=margaret.id).stop(word("stoppedfor"), aled)
    Session.open(grace, OWN_PHONE, word("device"), "grace's")
    Invitation.make(word("invitedname"), "ally", aled, person_id=margaret.id, relation=word("relation"))
    Invitation.make(word("staffinvitedname"), "manager", author("ruth", "manager"))
    waits = everywhere.a_reset(None)
    for number, name in ((waits.made_by_id, "resetmaker"), (waits.user_id, "forgotname")):
        User.update(name=word(name)).where(User.id == number).execute()
    User.update(username=word("forgotusername")).where(User.id == waits.user_id).execute()
    Membership.update(relation=word("relation")).where(Membership.id == ally.id).execute()
    User.update(name=word("allyname")).where(User.username == "quiet").execute()
    User.update(name=word("workername"), username=word("workerusername")).where(User.id == grace.id).execute()
    return int(ally.id)


def fill_the_week(margaret: Person, aled: journal.Author) -> None:
    """A week that began last month, and a draft that waits."""
    agree(margaret, items(), how_agreed=word("howagreed"), source=word("weeksource"), notes=word("weeknotes"))
    agree(cast.person(cast.JAMIE), [ItemDetails(title=word("othertitle"), days=EVERY_DAY)])
    read = read_week(f"What,Days,Time\n{word('drafttitle')},every day,08:00\n".encode(), "list.csv")
    WeekDraft.bring_in(margaret, read, f"{word('draftfilename')}.csv", aled)


def fill_the_records(margaret: Person, grace: journal.Author) -> str:
    """Everything that can be said of one chance of yesterday; its item."""
    week = latest(margaret)
    assert week is not None
    item = next(planned.item_id for planned in week.items if planned.details.title == word("titleordinary"))
    key, sam = (margaret, item, YESTERDAY, 1), author("sam", "worker")
    first = Mark.record(*key, grace, labels=LABELS)
    partly = Account(said="partly", reason=Reason.MONEY, note=word("marknote"), told_by=word("toldby"))
    Mark.correct(margaret, first.id, partly, word("whychanged"), grace, labels=LABELS)
    said_no = Account(said="chose", offered=word("offered"), how_shown=word("choiceshown"), instead=word("instead"))
    choice = Mark.record(*key, sam, account=said_no, labels=LABELS)
    moved: dict[str, Any] = {"asked_by_person": True, "new_day": YESTERDAY, "part": Part.EVENING}
    Move.record(*key, sam, **moved, note=word("movenote"), labels=LABELS)
    who = {"with_whom": word("checkwith"), "how_shown": word("checkshown")}
    aled = author("aled", "coordinator")
    ChoiceCheck.record(margaret, choice.id, Answer.CHOSE, Checked.CONVERSATION, aled, **who, labels=LABELS)
    settled = replace(sam, voice=journal.SETTLED)
    Mark.record(*key, settled, account=Account(how_shown=word("settledshown"), note=word("settledby")), labels=LABELS)
    on_paper = Account(told_by=word("writtenby"), written_by=word("writtenby"))
    Mark.record(*key, author("dev", "worker"), account=on_paper, labels=LABELS)
    handed = replace(sam, voice=journal.HANDED_OVER)
    Mark.record(*key, handed, account=Account(with_whom=word("handedmark")), labels=LABELS)
    for felt, there in ((Good.YES, []), (Company.MEMBER, [grace.user_id, sam.user_id])):
        GoodForMe.record(
            margaret, key[1:], felt, handed, companions=there, present=word("handedgood"), labels=LABELS
        )  # fmt: skip
    PhotoConsent.record(margaret, THE_TEAM, sam, yes=True, how=DECIDED, reasons=word("photoreasons"))
    Extra.record(margaret, cast.TODAY, word("extratitle"), sam, note=word("extranote"))
    VisitNote.record(margaret, word("visitnote"), cast.TODAY, sam)
    away = cast.TODAY - timedelta(days=10)
    TimeAway.record(margaret, away, away, Why.HOSPITAL, sam, note=word("awaynote"))
    return item


def fill_the_logs(margaret: Person, item: str, sam: journal.Author) -> str:
    """What was learned, about each kind of thing, changed and taken back; the address of what was changed."""
    first = LearningLog.record(margaret, YESTERDAY, Learned(did=word("logdid"), item=item), sam, labels=LABELS)
    learned = Learned(
        did="Sang", worked_well=word("logworked"), did_not=word("logdidnot"), others=word("logothers"), item=item
    )
    LearningLog.correct(margaret, first.id, YESTERDAY, learned, word("logchanged"), sam, labels=LABELS)
    labelled = {one.label: one.id for one in known_items(margaret, YESTERDAY)}
    for label in (*KEPT, "safeguarding"):
        about = Learned(did=word(f"log{label}"), item=labelled[label])
        LearningLog.record(margaret, YESTERDAY, about, sam, labels={label})
    gone = LearningLog.record(margaret, YESTERDAY, Learned(did=word("logtakenback")), sam, labels=LABELS)
    LearningLog.withdraw(margaret, gone.id, sam)
    kept = LearningLog.record(margaret, YESTERDAY, Learned(did=word("keptlog"), item=item), sam, labels=LABELS)
    extra = Extra.record(margaret, cast.TODAY, word("keptextra"), sam)
    keep_back(margaret, Entry(What.LOG, kept.id), Entry(What.EXTRA, extra.id))
    return str(first.id)


def keep_back(person: Person, *entries: Entry) -> None:
    """The person keeps these from family and friends, as the coordinator wrote it down."""
    for entry in entries:
        KeptBack.decide(person, entry, author("aled", "coordinator"), kept=True, how_shown=word("kepthow"))


def fill_the_worries(margaret: Person, grace: journal.Author) -> list[str]:
    """One that names the coordinator, one that names the manager, and one that names both; their ids."""
    aled, ruth = cast.user("aled").id, cast.user("ruth").id
    texts = {name: word(f"worry{name}") for name in ("seen", "said", "done", "others")}
    told = [
        Concern.record(margaret, author("sam", "worker"), safe_now=SafeNow.NO, named=[aled], **texts),
        Concern.record(margaret, grace, safe_now=SafeNow.NO, named=[ruth], seen=word("worryofgrace")),
        Concern.record(margaret, author("margaret", "self"), safe_now=SafeNow.NO, named=[aled, ruth],
                       seen=word("worryofmargaret")),
    ]  # fmt: skip
    for step in (Step.ANSWERED, Step.CLOSED):
        ConcernStep.take(margaret, told[0].seq, step, author("ruth", "manager"), words=word(f"worry{step}"))
    return [str(event.id) for event in told]


def fill_what_is_told(margaret: Person) -> str:
    """Thanks of an ally; and what the person told the manager, its id."""
    Thanks.record(margaret, author("quiet", "ally"), word("thanks"), member=cast.user("sam").id)
    herself, ruth = author("margaret", "self"), author("ruth", "manager")
    told = Feedback.record(margaret, herself, Sort.COMPLAINT, word("feedbackwords"))
    for step, by in ((Done.ANSWERED, ruth), (Done.ADDED, herself)):
        FeedbackStep.take(margaret, told.seq, step, by, words=word(f"feedback{step}"))
    return str(told.id)


def fill_what_is_agreed(margaret: Person) -> str:
    """An action that was moved and asked after, and one about health; the id of the first; a line of each."""
    aled, words = author("aled", "coordinator"), word("actionwhat")
    event = agreeing.agree(margaret, words, "margaret", month=agreeing.NEXT, difference=word("actiondifference"))
    by_when = agreeing.in_days(4)
    ActionStep.take(margaret, event.seq, Became.MOVED, aled, words=word("actionmoved"), by_when=by_when)
    answers = Answers(tried=word("actiontried"))
    FourPlusOne.record(margaret, event.seq, agreeing.NEXT, answers, aled)
    agreeing.agree(margaret, word("actionhealth"), "aled", month=agreeing.NEXT, label="health")
    for name, label in (("actionline", "ordinary"), ("linehealth", "health")):
        AgreedLine.record(
            margaret, agreeing.NEXT, Agreed.TRY, word(name), aled, label=label
        )  # fmt: skip
    return str(event.id)


def fill_what_is_figured_out(margaret: Person) -> str:
    """Something that was found out, its id; and a question about health."""
    sam, asked = author("sam", "worker"), agreeing.ask(margaret, word("questionwords"))
    QuestionAnswer.give(margaret, asked.seq, QuestionReply(words=word("questionanswer")), sam)
    Finding.record(margaret, asked.seq, word("questionfinding"), sam)
    agreeing.ask(margaret, word("questionhealth"), label="health")
    return str(asked.id)


def fill_the_conversation(margaret: Person, aled: journal.Author) -> str:
    """One that is closed; its month."""
    month, sam, hers = date(2026, 6, 1), author("sam", "worker"), author("margaret", "self")
    ConversationPlan.decide(margaret, month, Plan(words=word("talkshown")), aled)
    told = [
        (sam, Said(working=word("talkworking"), not_working=word("talknotworking"))),
        (aled, Said(working=word("talkhealth"), label="health")),
        (hers, Said(working=word("talkprivate"), only_for=OnlyFor.SELF)),
        (author("quiet", "ally"), Said(working=word("talktoher"), only_for=OnlyFor.PERSON)),
    ]
    for by, said in told:
        Perspective.record(margaret, month, said, by)
    day = ConversationProposal.make(margaret, month, cast.TODAY, "", aled).id
    ProposalAnswer.record(margaret, month, day, sam, good=False, words=word("talkday"), id=journal.new_id())
    guess = Perspective.record(margaret, month, Said(working=word("talkguess"), whose=Whose.GUESS), sam)
    GuessCheck.record(Conversation.of(margaret, month), guess.seq, aled, is_right=True, words=word("talkchecked"))
    Conversation.of(margaret, month).open(aled)
    Conversation.of(margaret, month).close({}, aled)
    LaterThought.record(Conversation.of(margaret, month), word("talklater"), sam)
    LaterThought.record(Conversation.of(margaret, month), word("talklaterhealth"), aled, label="health")
    return f"{month:%Y-%m}"


def fill_the_review(margaret: Person, aled: journal.Author) -> str:
    """One that is closed; its id."""
    reviewing.end(margaret)
    sam = author("sam", "worker")
    arranged = Arranged(sort=ReviewSort.UNPLANNED, words=word("reviewwhy"), how=word("reviewhow"))
    known = Review.begin(margaret, arranged, aled).id
    review = reviewing.begun(margaret)
    for by, name, voice in (
        (sam, "reviewnow", Voice()),
        (aled, "reviewhealth", Voice(label="health")),
        (author("margaret", "self"), "reviewprivate", Voice(only_for=OnlyFor.SELF)),
        (author("quiet", "ally"), "reviewtoher", Voice(only_for=OnlyFor.PERSON)),
    ):
        ReviewLine.record(review, Section.NOW, word(name), voice, by)
    guess = ReviewLine.record(review, Section.NOW, word("reviewguess"), Voice(whose=Whose.GUESS), sam)
    GuessCheck.record(review, guess.seq, aled, is_right=True, words=word("reviewchecked"))
    review.close({}, aled)
    ReviewLine.record(review, Section.LATER, word("reviewlater"), Voice(), aled)
    return str(known)


def agree(person: Person, wanted: list[ItemDetails], **texts: Any) -> None:
    """As if it had been agreed last month."""
    with time_machine.travel(cast.BEGAN + timedelta(days=1)):
        PerfectWeek.agree(
            person, [Wanted(details) for details in wanted], cast.WEEK_STARTS, author("aled", "coordinator"), **texts
        )


def may(way: Way, visitor: str) -> bool:
    held = INSIDE.get(visitor, set()) | (set() if way.around_margaret else OUTSIDE.get(visitor, set()))
    return ANYBODY in way.who or way.who == SIGNED_IN or bool(held & way.allowed)


@SQLITE
def test_a_canary_is_seen_by_those_who_may_by_nobody_else_and_in_no_title_or_address(cage: Cage) -> None:
    wrong = {}
    for visitor in cage.browsers:
        told = cage.told(visitor)
        seen = {canary for canary in re.findall(word("(\\w+?)"), told) if canary in MAY_SEE}
        given = {canary for canary, roles in MAY_SEE.items() if roles & {visitor, *INSIDE.get(visitor, set())}}
        if seen != given:
            wrong[visitor] = {"must not": seen - given, "should": given - seen}
    assert wrong == {}
    assert len(cage.log.getvalue().splitlines()) > 1000
    assert re.findall(r"qq\w+zz|Hughes|margaret|/people", cage.log.getvalue()) == []


# what is kept from allies leaves no trace, in totals either


@pytest.fixture
def twins(app: Flask) -> tuple[Person, Person]:
    """Two people of the same name and the same ordinary week; the second one's has things that are kept from allies."""
    made, team = [], Team.get(Team.name == "Riverside")
    for kept in (False, True):
        with time_machine.travel(cast.BEGAN):
            person = Person.welcome(team, visitors.OPERATOR, name="Twin")
        agree(person, [details for details in items() if kept or details.label is Label.ORDINARY])
        for username, role in (("sam", "worker"), ("helen", "ally")):
            member = Membership.start(person, cast.user(username), role, visitors.OPERATOR)
            visitors.share(member)
        week = latest(person)
        assert week is not None
        for planned in week.items:
            if planned.details.days:
                sam, label = author("sam", "worker"), planned.details.label
                Mark.record(person, planned.item_id, cast.TODAY, 1, sam, labels={label})
                learned = Learned(did="Sang", item=planned.item_id, others="Somebody", for_conversation=True)
                LearningLog.record(person, cast.TODAY, learned, sam, labels={label})
        made.append(person)
    assert app is not None
    return made[0], made[1]


def seen(browser: FlaskClient, person: Person, page: str) -> str:
    """The page, without what differs between any two people."""
    answer = browser.get(f"/people/{person.id}{page}")
    assert answer.status_code == 200
    text = re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "UUID", answer.text)
    text = re.sub(r'value="\d+"', 'value="N"', text)  # who can be ticked
    text = text.replace(f' data-person="{person.id}"', "")
    text = re.sub(r"/memberships/\d+/", "/memberships/N/", text)  # one's own
    return re.sub(rf"/people/{person.id}\b", "/people/N", text)


def test_things_kept_from_allies_change_nothing_that_an_ally_sees(app: Flask, twins: tuple[Person, Person]) -> None:
    helen, sam = cast.signed_in(app, "helen"), cast.signed_in(app, "sam")
    pages = (
        "", "/letter", "/week", "/week?week=2026-11-09", "/day", "/summary", "/summary?week=2026-11-09", "/plan",
        "/learning", "/learning?q=sang", "/learning?tag=for_conversation", "/logs/new",
        "/summary?month=2026-11-18", "/summary?quarter=2026-11-18", "/summary/records?month=2026-11-18",
    )  # fmt: skip
    theirs = (*pages, "/family", "/family?week=2026-11-09")
    differing = {page for page in theirs if seen(helen, twins[0], page) != seen(helen, twins[1], page)}
    assert differing == set()
    differing = {page for page in pages if seen(sam, twins[0], page) != seen(sam, twins[1], page)}
    assert differing == set(pages)  # "" says how many records there are


def test_what_the_person_keeps_changes_nothing_that_an_ally_sees(app: Flask, twins: tuple[Person, Person]) -> None:
    helen, sam, second = cast.signed_in(app, "helen"), author("sam", "worker"), twins[1]
    log = LearningLog.record(second, cast.TODAY, Learned(did="Sang", tell_plan=True), sam, labels=LABELS)
    extra = Extra.record(second, cast.TODAY, "The sun came out", sam)
    pages = ("", "/week", "/day", "/summary", "/learning", "/learning?q=sang", "/learning?tag=tell_plan", "/logs/new")
    told = {page for page in pages if seen(helen, twins[0], page) != seen(helen, second, page)}
    assert told == {"/day", "/summary", "/learning", "/learning?q=sang", "/learning?tag=tell_plan"}
    keep_back(second, Entry(What.LOG, log.id), Entry(What.EXTRA, extra.id))
    assert {page for page in pages if seen(helen, twins[0], page) != seen(helen, second, page)} == set()


def test_an_ally_marks_only_what_they_see(app: Flask, twins: tuple[Person, Person]) -> None:
    helen, person = cast.signed_in(app, "helen"), twins[1]
    week = latest(person)
    assert week is not None
    for planned in week.items:
        key = {"item": planned.item_id, "day": cast.TODAY.isoformat(), "number": 1}
        form = {"id": journal.new_id(), **key, "said": "happened"}
        before = journal.Event.select().count()
        answer = helen.post(f"/people/{person.id}/marks", data=form)
        kept = planned.details.label is not Label.ORDINARY
        assert answer.status_code == (422 if kept else 303)
        assert journal.Event.select().count() == before + (not kept)


def test_nobody_answers_for_a_thing_that_they_may_not_see(app: Flask) -> None:
    margaret, aled = cast.person(cast.MARGARET), cast.signed_in(app, "aled")
    agree(margaret, items())
    week = latest(margaret)
    assert week is not None
    for planned in week.items:
        answer = aled.post(f"/people/{margaret.id}/importance", data={f"importance-{planned.item_id}": "both"})
        hidden = planned.details.label is Label.SAFEGUARDING
        assert answer.status_code == (422 if hidden else 303)


def test_what_everybody_writes_is_text_and_never_markup(app: Flask) -> None:
    margaret, code = cast.person(cast.MARGARET), "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    item = ItemDetails(title=code, days=EVERY_DAY, with_whom=code, essential=code, must_happen=True, notes=code)
    agree(margaret, [item], how_agreed=code, notes=code)
    margaret.change(
        dict.fromkeys(set(Person.EDITABLE) - {"picture", "written_down"}, code), author("aled", "coordinator")
    )
    coded = Needs(ways_words=code, formats_words=code, support_words=code)
    for ally in (None, Membership.get(Membership.user == cast.user("joan"))):
        InformationNeeds.record(margaret, coded, author("aled", "coordinator"), ally=ally)
    learned = Learned(did=code, worked_well=code, did_not=code, others=code)
    LearningLog.record(margaret, cast.TODAY, learned, author("sam", "worker"), labels=LABELS)
    Team.update(name=code).where(Team.name == "Riverside").execute()
    User.update(name=code).execute()
    Membership.update(relation=code).execute()
    Session.update(device=code).execute()
    Invitation.make(code, "ally", author("aled", "coordinator"), person_id=margaret.id)
    for username, visitor in (("aled", "coordinator"), ("ruth", "manager"), ("margaret", "self"), ("sam", "worker")):
        browser, places = cast.signed_in(app, username), {"person": margaret.id}
        for way in WAYS:
            fields = set(re.findall(r"{(\w+)}", way.path))
            if way.method == "GET" and fields <= {"person"} and may(way, visitor):
                answer = browser.get(way.path.format(**places))
                if answer.mimetype != "text/html":
                    continue  # nothing that a browser would take for a page
                page = answer.text
                assert "<img src=x" not in page, str(way)
                assert "<script>alert" not in page, str(way)
                assert "'><img" not in page, str(way)
                assert " 49" not in page, str(way)
