"""Margaret's conversations as far as each can go: one that has not begun, one that has, one that is closed."""

from datetime import date
from typing import Any

from carelog import clock, journal
from carelog.people.person import Person
from carelog.reviews.conversation_plan import ConversationPlan, Plan
from carelog.reviews.guess_check import GuessCheck
from carelog.reviews.invitation import ConversationInvitation
from carelog.reviews.later_thought import LaterThought
from carelog.reviews.month import current_month
from carelog.reviews.monthly_conversation import Conversation, State
from carelog.reviews.perspective import Perspective, Pin, Said, Sort, Whose
from carelog.reviews.proposal import ConversationProposal, ProposalAnswer
from carelog.weeks.calendar import months_on
from tests import cast, visitors

NOVEMBER = date(2026, 11, 1)


def months(person: Person, by: journal.Author) -> dict[str, str]:
    """A month in each state, as an address has it; a best guess where it has begun, a day where it has not."""
    found: dict[State, Conversation] = {}
    newest, back = current_month(person), 0
    while State.PLANNED not in found:
        one = Conversation.of(person, months_on(newest, -back))
        found.setdefault(one.state, one)
        back += 1
    for state in (State.OPEN, State.CLOSED):
        if state not in found:
            while state is State.OPEN and Conversation.of(person, months_on(newest, -back)).closed:
                back += 1
            found[state] = Conversation.of(person, months_on(newest, -back))
            found[state].open(by)
            back += 1
    guess = Said(working="Her cat", whose=Whose.GUESS)
    told = Perspective.record(person, found[State.OPEN].month, guess, by)
    found[State.CLOSED].close({}, by)
    names = {"month": State.PLANNED, "begun": State.OPEN, "closed": State.CLOSED}
    day = clock.living_day(person.team.tz)
    proposal = ConversationProposal.make(person, found[State.PLANNED].month, day, "14:30", by)
    months = {name: f"{found[state].month:%Y-%m}" for name, state in names.items()}
    return {**months, "guess": str(told.id), "proposal": proposal.id}


def somebody_new() -> int:
    """Somebody who supports her from now on, and was not asked today."""
    worker = visitors.newcomer(f"asked-{journal.new_id()}")
    return visitors.belong(worker.username, "worker", around=cast.MARGARET).user_id


def one_of_each(person: Person, writer: journal.Author, leader: journal.Author) -> None:
    """A row in every table of a conversation, which is closed then."""
    ConversationPlan.decide(person, NOVEMBER, Plan(words="She nodded."), leader)
    ConversationInvitation.send(person, NOVEMBER, [writer.user_id or 0], leader)
    proposal = ConversationProposal.make(person, NOVEMBER, clock.living_day(person.team.tz), "", leader)
    ProposalAnswer.record(person, NOVEMBER, proposal.id, leader, good=False, words="Not then", id=journal.new_id())
    said = Said(working="Her cat", pins=(Pin(Sort.FIGURE, "to_me"),))
    Perspective.record(person, NOVEMBER, said, writer)
    guess = Perspective.record(person, NOVEMBER, Said(working="Her garden", whose=Whose.GUESS), writer)
    GuessCheck.record(Conversation.of(person, NOVEMBER), guess.seq, leader, is_right=True, words="She nodded.")
    Conversation.of(person, NOVEMBER).open(leader)
    Conversation.of(person, NOVEMBER).close({}, leader)
    LaterThought.record(Conversation.of(person, NOVEMBER), "And the garden", writer)


def end(person: Person, places: dict[str, Any], by: journal.Author) -> None:
    """Those that are not closed."""
    for name in ("month", "begun"):
        one = Conversation.of(person, date.fromisoformat(f"{places[name]}-01"))
        one.open(by)
        one.close({}, by)
