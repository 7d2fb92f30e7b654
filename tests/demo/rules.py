"""What must be found in the demo, by name: every state and every rule of the measure."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from carelog import journal
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.records.concern import SafeNow, Step
from carelog.records.feedback import Sort
from carelog.records.good_for_me import Company, Good
from carelog.records.learning_log import TAGS
from carelog.records.lived import Lived
from carelog.records.outcome import State
from carelog.records.said import CHOSE, HAPPENED, PARTLY, WITHDRAWN, Answer, Reason, Way
from carelog.summaries.sentence import NOT_ASKED, STARRED
from carelog.weeks.details import Cadence, Part
from tests.cast import LONDON
from tests.demo.told import Told

Rule = Callable[[Told], object]
COORDINATOR = "coordinator"
CHOICE_STATES = {Answer.CHOSE: State.CHOSE_OTHER, Answer.WANTED: State.DID_NOT_HAPPEN}


def in_state(state: State) -> Rule:
    return lambda told: told.any(lambda one: one.state is state)


def answered(way: Way, answer: Answer) -> Rule:
    """A choice was checked in that way, and its state is what the answer makes it."""
    state = CHOICE_STATES.get(answer, State.CHOICE_UNCHECKED)
    return lambda told: any(
        one.state is state and (check.way, check.answer, check.of_move) == (way, answer, False)
        for one, check in told.asked
    )


def because(reason: Reason) -> Rule:
    return lambda told: any(word.reason is reason for _one, word in told.deciding)


def in_voice(voice: str) -> Rule:
    return lambda told: any(word.voice == voice for _one, word in told.deciding)


def by(role: str) -> Rule:
    return lambda told: any(word.role == role for _one, word in told.deciding)


def extra_by(role: str) -> Rule:
    return lambda told: role in told.extras


def cadence(kind: Cadence) -> Rule:
    """It came round and happened."""
    return lambda told: told.any(lambda one: one.details.cadence is kind and one.state is State.HAPPENED)


def moved(state: State, *, by_person: bool, own: bool, checked: bool) -> Rule:
    """What was moved so, and was said to have happened, is in that state."""
    return lambda told: any(
        (move.asked_by_person, move.own_word, one.heard.answer_about(move) is not None) == (by_person, own, checked)
        and one.state is state
        and any(word.said == HAPPENED for word in one.heard.said)
        for one, move in told.moved
    )


def cancelled_the_night_before(told: Told) -> bool:
    return any(
        one.state is State.DID_NOT_HAPPEN and word.role == COORDINATOR and word.about_day is not None
        and word.written_at.astimezone(LONDON).date() == word.about_day - timedelta(days=1)
        for one, word in told.deciding
    )  # fmt: skip


def a_month_of_sentences_only(told: Told) -> bool:
    """It is over, enough was wanted, and too little of it was written down."""
    return any(
        month.over and not month.total.not_due and month.total.wanted >= 10
        and not month.sentences[-1].bounds and (month.total.known or 1) < 0.8
        for month in told.summaries
    )  # fmt: skip


def three_became_two(told: Told) -> bool:
    return any((one.details.times, one.chances.count, one.chances.days_away) == (3, 2, 3) for one in told.flexible)


def from_two_to_three(told: Told) -> bool:
    """The versions say 2 and 3, the second from a Thursday, and the week between them has 3 chances."""
    return any(
        one.chances.count == 3 and one.chances.monday < second.starts < one.chances.monday + timedelta(days=7)
        and second.starts.weekday() == 3 and times(first) == 2 and times(second) == 3
        for span in told.spans.values() if len(span.versions) > 1
        for first, second in [span.versions[:2]]
        for one in span.flexible
        for times in [lambda version, title=one.details.title: next(
            (p.details.times for p in version.items if p.details.title == title), 0)]
    )  # fmt: skip


def every_second_week(told: Told) -> bool:
    """Its dates are fourteen days apart."""
    days = [one.occurrence.day for one in told.chances if one.details.every_weeks == 2]
    apart = {later - earlier for earlier, later in pairwise(days)}
    return apart == {timedelta(weeks=2)}


def in_season_only(told: Told) -> bool:
    """Of two things of the garden only those in season come round."""
    seasonal = {
        p.details.title for s in told.spans.values() for v in s.versions for p in v.items if p.details.season_from
    }
    seen = {one.details.title for one in told.chances if one.details.season_from}
    return len(seasonal) == 2 and 1 <= len(seen) <= 2 and told.any(lambda one: one.details.season_from and one.recorded)


def at_night(one: Lived) -> bool:
    """A night that began on a weekday, written down on the next calendar day."""
    opens = one.occurrence.opens.astimezone(LONDON).date()
    late = one.occurrence.part is Part.NIGHT and opens > one.occurrence.day and one.occurrence.day.weekday() < 5
    return late and one.state is State.HAPPENED


def said_again(told: Told) -> bool:
    """Somebody else says it after one has taken their word back."""
    taken_back = {body.key for _event, body in told.marks if body.said == WITHDRAWN}
    return told.any(lambda one: one.key in taken_back and one.state is State.HAPPENED)


def carries_on(told: Told) -> bool:
    """It stays due on a day on which everything else is paused."""
    return any(
        span.away_on(one.occurrence.day) and one.details.carries_on and one.state is State.HAPPENED
        for span in told.spans.values() for one in span.dated
    )  # fmt: skip


def done_while_away(told: Told) -> bool:
    return any(
        one.state is State.HAPPENED and span.away_on(one.occurrence.day)
        for span in told.spans.values() for row in span.flexible for one in row.each() if one.recorded
    )  # fmt: skip


def away_by_record(one: Lived) -> bool:
    """Somebody had written "away" before the pause was entered."""
    return one.state is State.PAUSED and any(word.reason is Reason.AWAY for word in one.said)


def reasons_for_partly(told: Told) -> bool:
    return len({word.reason for _one, word in told.deciding if word.said == PARTLY and word.reason}) >= 4


def gap_in_a_week(told: Told) -> bool:
    """Of what may be any day some happened, and nobody wrote down the rest."""
    return any({State.HAPPENED, State.NOT_RECORDED} <= set(one.filled.states) for one in told.flexible)


def twice_on_a_day(told: Told) -> bool:
    return any({(day, 1), (day, 2)} <= set(one.groups) for one in told.flexible for day, _number in one.groups)


def technology_uncounted(told: Told) -> bool:
    """It is in the plan and even written down, and in no summary."""
    recorded = told.any(lambda one: one.details.technology and one.recorded)
    return recorded and not any(row.details.technology for month in told.summaries for row in month.rows)


def changed_plan_size(told: Told) -> bool:
    return any(0 < week.size_before != week.size for weeks in told.weeks.values() for week in weeks)


def every_week_of_everybody(told: Told) -> bool:
    return all(len(weeks) == 8 and all(week.recorded for week in weeks) for weeks in told.weeks.values())


def forgot_a_password(told: Told) -> bool:
    """A coordinator made a link for a worker, who used it."""
    kinds = {event.kind: told.users.get(event.author_id or 0) for event in told.events}
    return (kinds.get("password_reset.made"), kinds.get("password_reset.used")) == ("priya", "dev")


def learned_by(role: str) -> Rule:
    return lambda told: any(event.role == role for event, _body in told.logs)


def tagged(tag: str) -> Rule:
    return lambda told: any(getattr(body, tag) for _event, body in told.logs)


def thanks_by(role: str) -> Rule:
    return lambda told: any(event.role == role for event, _body in told.thanks)


def felt(column: str, said: str) -> Rule:
    return lambda told: any(getattr(body, column) == said for _event, body in told.felt)


def everybody_was_learned_about(told: Told) -> bool:
    return {event.person_id for event, _body in told.logs} == {span.person.id for span in told.spans.values()}


RULES: dict[str, Rule] = {
    **{f"state: {state}": in_state(state) for state in State},
    **{f"reason: {reason}": because(reason) for reason in Reason},
    **{f"checked by {way}: I chose not to": answered(way, Answer.CHOSE) for way in Way},
    **{f"checked by {way}: I wanted it": answered(way, Answer.WANTED) for way in Way},
    **{f"checked by {way}: not sure": answered(way, Answer.NOT_SURE) for way in (Way.TAP, Way.CONVERSATION, Way.CHART)},
    **{f"in the voice: {voice}": in_voice(voice)
       for voice in (journal.OWN, journal.HANDED_OVER, journal.ON_PAPER, journal.SETTLED)},
    **{f"said by {role}": by(role) for role in (SELF, WORKER, ALLY, COORDINATOR)},
    **{f"an extra by {role}": extra_by(role) for role in (SELF, WORKER, ALLY)},
    **{f"came round: {kind}": cadence(kind) for kind in Cadence},
    **{f"a log by {role}": learned_by(role) for role in (SELF, WORKER, ALLY, COORDINATOR)},
    **{f"a log that says {tag}": tagged(tag) for tag in (*TAGS, "nothing_new", "worked_well", "did_not", "others")},
    **{f"was it good: {answer}": felt("answer", answer) for answer in Good},
    **{f"who was there: {company}": felt("company", company) for company in Company},
    "on a phone handed over, and who was there": lambda told: any(
        word.voice == journal.HANDED_OVER and word.with_whom for _one, word in told.deciding
    ),
    "good for me on my own phone, and on one handed over": lambda told: (
        {journal.OWN, journal.HANDED_OVER} == {event.voice for event, _body in told.felt}
    ),
    "a log that the person keeps from family and friends": lambda told: any(
        event.kind == "kept_back" for event in told.events
    ),
    "a log of everybody": everybody_was_learned_about,
    "a log in another language": lambda told: any(event.language == "pl" for event, _body in told.logs),
    "a log that was corrected": lambda told: any(event.replaces and event.reason for event, _body in told.logs),
    "a log about a thing, and one about none": lambda told: {True, False} == {
        body.item_id is not None for _event, body in told.logs
    },
    "partly, for several reasons": reasons_for_partly,
    "a new password by a link": forgot_a_password,
    "cancelled by the service the night before": cancelled_the_night_before,
    "told by somebody": lambda told: any(word.told_by and not word.present for _one, word in told.deciding),
    "a choice that the person writes down": lambda told: any(
        event.role == SELF and body.said == CHOSE for event, body in told.marks
    ),
    "the person's own word differs": lambda told: told.any(
        lambda one: one.differs and one.state is not State.DISPUTED and one.said[0].role == SELF
    ),
    "settled with the person": lambda told: told.any(
        lambda one: one.differs and one.said[0].voice == journal.SETTLED and one.state is not State.DISPUTED
    ),
    "written by one, typed by another": lambda told: any(
        word.written_by and word.written_by != word.author_name for _one, word in told.deciding
    ),
    "another picture for a thing": lambda told: any(event.kind == "item_picture" for event in told.events),
    "with me, after you leave, on paper": lambda told: (
        {span.person.written_down for span in told.spans.values()} == {"", "with_me", "after", "on_paper"}
    ),
    "taken back": lambda told: any(body.said == WITHDRAWN for _event, body in told.marks),
    "taken back, then said by somebody else": said_again,
    "corrected, with a reason": lambda told: any(
        event.replaces and event.reason and body.said != WITHDRAWN for event, body in told.marks
    ),
    "moved at my own word": moved(State.HAPPENED, by_person=True, own=True, checked=False),
    "moved at my wish, checked": moved(State.HAPPENED, by_person=True, own=False, checked=True),
    "moved at my wish, unchecked": moved(State.PARTLY, by_person=True, own=False, checked=False),
    "moved by the service": moved(State.PARTLY, by_person=False, own=False, checked=False),
    "more often than planned": lambda told: any(one.filled.extra for one in told.flexible),
    "fewer than planned": lambda told: any(State.DID_NOT_HAPPEN in one.filled.states for one in told.flexible),
    "another time on a day": twice_on_a_day,
    "a gap that nobody wrote down": gap_in_a_week,
    "a choice about what may be any day": lambda told: any(
        State.CHOSE_OTHER in one.filled.states for one in told.flexible
    ),
    "three became two": three_became_two,
    "done while away": done_while_away,
    "I was away, written before the pause": lambda told: told.any(away_by_record),
    "a pause added later": lambda told: any(p.added_later for span in told.spans.values() for p in span.pauses),
    "away until further notice": lambda told: any(p.last is None for s in told.spans.values() for p in s.pauses),
    "an open pause that got its end": lambda told: any(
        event.kind == "time_away" and event.id not in {p.id for s in told.spans.values() for p in s.pauses}
        for event in told.events
    ),
    "carries on when I am away": carries_on,
    "any day of a month, done on a day": lambda told: told.any(lambda one: one.occurrence.any_day and one.done_on),
    "in season only": in_season_only,
    "every second week": every_second_week,
    "from two to three, from a Thursday": from_two_to_three,
    "the plan changed size": changed_plan_size,
    "important to me and for me": lambda told: told.any(lambda o: o.details.important_to and o.details.important_for),
    "starred": lambda told: any(month.line(STARRED) for month in told.summaries),
    "not asked yet": lambda told: any(month.line(NOT_ASKED) for month in told.summaries),
    "technology is not counted": technology_uncounted,
    "the essential part happened": lambda told: any(word.essential is True for _one, word in told.deciding),
    "the essential part did not": lambda told: any(word.essential is False for _one, word in told.deciding),
    "written late": lambda told: any(one.late(word) for one, word in told.standing),
    "sent when there was signal again": lambda told: any(
        event.received_at > event.written_at + timedelta(hours=1) for event, _body in told.marks
    ),
    "a month with a percentage": lambda told: any(month.sentences[-1].bounds for month in told.summaries),
    "a month with an arrow": lambda told: any(month.sentences[-1].arrow for month in told.summaries),
    "a month of sentences only": a_month_of_sentences_only,
    "the plan may not fit any more": lambda told: any(m.total.plan_still_fits_asked for m in told.summaries),
    "a night that began on a weekday": lambda told: told.any(at_night),
    "a worry that nobody has taken up, since yesterday": lambda told: [
        (told.now - one.written_at).days for one in told.desk.waiting] in ([0], [1]),
    "a worry that is being looked into": lambda told: [one.safe_now for one in told.desk.taken_up] == [SafeNow.YES],
    "a worry that was answered and closed": lambda told: [
        [taken.step for taken in one.steps] for one in told.desk.closed
    ] == [[Step.ACKNOWLEDGED, Step.ANSWERED, Step.CLOSED]],
    "a complaint that somebody has, not answered": lambda told: [
        (one.sort, one.acknowledged) for one in told.told_us.waiting
    ] == [(Sort.COMPLAINT, True)],
    "a compliment that was answered": lambda told: [one.sort for one in told.told_us.answered] == [Sort.COMPLIMENT],
    **{f"thanks by {role}": thanks_by(role) for role in (SELF, ALLY)},
    "thanks to whoever was there": lambda told: any(body.day for _event, body in told.thanks),
    "actions that were done, moved and dropped": lambda told: sorted(told.became) == ["done", "dropped", "moved"],
    "a note for whoever comes next, about two people": lambda told: sum(map(bool, told.notes.values())) == 2,
    "photos of a yes, and a no": lambda told: [
        sum(event.kind == kind for event in told.events) for kind in ("photo", "photo_consent")
    ] == [4, 3],
    "needs with information, of everybody and of two allies": lambda told: [
        len([whose for whose in told.needs if (whose[1] is None) is about_people]) for about_people in (True, False)
    ] == [5, 2],
    "needs with information, checked and not asked for over a year": lambda told: [
        sum(said.is_due(told.now) is due for said in told.needs.values()) for due in (False, True)
    ] == [5, 2],
    "nothing special is needed": lambda told: any(said.none_known for said in told.needs.values()),
    "eight whole weeks of everybody": every_week_of_everybody,
}  # fmt: skip
