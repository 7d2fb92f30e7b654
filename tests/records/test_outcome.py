"""Several records of one chance, and the one state they come to."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count, permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.records.outcome import (
    FILLING_ORDER,
    Filled,
    Said,
    State,
    deciding,
    due_state,
    fill,
    newest_of_each,
    outcome,
)

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HAPPENED, DID_NOT, WITHDRAWN = "happened", "did_not_happen", "withdrawn"
SAM, GRACE, TOMASZ, MARGARET = 1, 2, 3, 4
_numbers = count()


def said(
    what: str = HAPPENED, by: int = SAM, at: int = 0, *,
    voice: str = "own", own_word: bool = False, present: bool = True, id: str | None = None,
) -> Said:  # fmt: skip
    """One record, `at` so many minutes past noon."""
    moment = NOON + timedelta(minutes=at)
    return Said(id or f"{next(_numbers):08}", by, voice, own_word, present, what, moment)


any_record = st.builds(
    said, st.sampled_from([HAPPENED, DID_NOT, WITHDRAWN]), st.integers(1, 3), st.integers(0, 3),
    voice=st.sampled_from(["own", "handed_over"]), own_word=st.booleans(), present=st.booleans(),
)  # fmt: skip
any_records = st.lists(any_record, max_size=6)


def test_without_records_nobody_has_said_anything() -> None:
    assert outcome([]) is None


def test_a_record_says_what_it_says() -> None:
    assert outcome([said(HAPPENED)]) is State.HAPPENED
    assert outcome([said(DID_NOT)]) is State.DID_NOT_HAPPEN


@settings(deadline=None)
@given(any_records, st.randoms(use_true_random=False))
def test_the_order_in_which_records_arrive_changes_nothing(records: list[Said], chance: Random) -> None:
    mixed = list(records)
    chance.shuffle(mixed)
    assert outcome(mixed) is outcome(records)


def test_the_newest_word_of_each_author_counts() -> None:
    assert outcome([said(HAPPENED, at=0), said(DID_NOT, at=1)]) is State.DID_NOT_HAPPEN


def test_each_voice_of_an_author_has_a_newest_word_of_its_own() -> None:
    spoken = [said(at=0), said(at=1, voice="handed_over"), said(at=2)]
    assert newest_of_each(spoken) == [spoken[2], spoken[1]]


def test_of_records_written_at_the_same_moment_the_greater_id_counts_and_ids_compare_as_text() -> None:
    nine, ten = said(HAPPENED, id="9"), said(DID_NOT, id="10")
    for records in permutations([nine, ten]):
        assert outcome(records) is State.HAPPENED


def test_those_who_were_there_and_agree_are_believed() -> None:
    assert outcome([said(by=SAM), said(by=GRACE)]) is State.HAPPENED


def test_those_who_were_there_and_differ_leave_it_disputed() -> None:
    assert outcome([said(HAPPENED, SAM), said(DID_NOT, GRACE)]) is State.DISPUTED


def test_who_was_only_told_does_not_count_beside_somebody_who_was_there() -> None:
    there, told = said(HAPPENED, SAM, at=0), said(DID_NOT, GRACE, at=5, present=False)
    assert outcome([there, told]) is State.HAPPENED
    assert deciding([there, told]) == [there]


def test_where_nobody_was_there_those_who_were_told_count() -> None:
    first, second = said(DID_NOT, SAM, present=False), said(DID_NOT, GRACE, present=False)
    assert outcome([first, second]) is State.DID_NOT_HAPPEN
    assert outcome([first, said(HAPPENED, TOMASZ, present=False)]) is State.DISPUTED


def test_the_persons_own_word_wins_over_everybody_who_was_there() -> None:
    others = [said(DID_NOT, SAM, at=5), said(DID_NOT, GRACE, at=9)]
    assert outcome([*others, said(HAPPENED, MARGARET, own_word=True)]) is State.HAPPENED


def test_the_persons_own_word_wins_even_when_they_were_told() -> None:
    own = said(HAPPENED, MARGARET, own_word=True, present=False)
    assert outcome([own, said(DID_NOT, SAM)]) is State.HAPPENED


def test_the_newest_of_the_persons_own_words_wins_whatever_its_voice() -> None:
    own = said(HAPPENED, MARGARET, at=0, own_word=True)
    handed_over = said(DID_NOT, SAM, at=1, voice="handed_over", own_word=True)
    assert outcome([own, handed_over]) is State.DID_NOT_HAPPEN


def test_when_the_newest_own_word_is_taken_back_the_one_before_stands() -> None:
    own = said(HAPPENED, MARGARET, at=0, own_word=True)
    taken_back = said(WITHDRAWN, SAM, at=2, voice="handed_over", own_word=True)
    assert outcome([own, taken_back]) is State.HAPPENED


def test_who_takes_a_record_back_has_said_nothing() -> None:
    assert outcome([said(at=0), said(WITHDRAWN, at=1)]) is None
    assert outcome([said(at=0), said(WITHDRAWN, at=1), said(DID_NOT, GRACE)]) is State.DID_NOT_HAPPEN


def test_taking_back_silences_only_that_voice_of_that_author() -> None:
    assert outcome([said(HAPPENED, at=0), said(WITHDRAWN, at=1, voice="on_paper")]) is State.HAPPENED


def test_an_older_record_does_not_speak_again_after_an_undo() -> None:
    assert outcome([said(DID_NOT, at=0), said(HAPPENED, at=1), said(WITHDRAWN, at=2)]) is None


def test_after_an_undo_one_may_record_again() -> None:
    assert outcome([said(at=0), said(WITHDRAWN, at=1), said(DID_NOT, at=2)]) is State.DID_NOT_HAPPEN


def test_who_withdraws_having_been_there_leaves_the_word_to_those_who_were_told() -> None:
    records = [said(DID_NOT, SAM, at=0), said(WITHDRAWN, SAM, at=1), said(HAPPENED, GRACE, present=False)]
    assert outcome(records) is State.HAPPENED


def test_a_recorded_chance_counts_at_once() -> None:
    assert due_state([said()], NOON + timedelta(hours=3), NOON) is State.HAPPENED


def test_an_unrecorded_chance_is_not_due_until_exactly_24_hours_past_its_window() -> None:
    day = timedelta(hours=24)
    assert due_state([], NOON, NOON - day) is State.NOT_DUE
    assert due_state([], NOON, NOON + day - timedelta(microseconds=1)) is State.NOT_DUE
    assert due_state([], NOON, NOON + day) is State.NOT_RECORDED


def test_a_withdrawn_chance_is_as_unrecorded_as_before() -> None:
    undone = [said(at=0), said(WITHDRAWN, at=1)]
    assert due_state(undone, NOON, NOON + timedelta(hours=1)) is State.NOT_DUE
    assert due_state(undone, NOON, NOON + timedelta(hours=24)) is State.NOT_RECORDED


def filled(chances: int, groups: Iterable[list[Said]], *, days_after: int = 7) -> Filled:
    """A flexible item's week that closed at noon, seen so many days later."""
    return fill(chances, groups, NOON, NOON + timedelta(days=days_after))


def test_records_fill_the_chances_of_a_week_with_what_happened_first() -> None:
    week = filled(3, [[said(DID_NOT)], [said()], [said()]])
    assert week.states == (State.HAPPENED, State.HAPPENED, State.DID_NOT_HAPPEN)
    assert week.done == 2


def test_chances_are_filled_in_the_order_of_the_definition() -> None:
    letters = ["HAPPENED", "PARTLY", "CHOSE_OTHER", "CHOICE_UNCHECKED", "DISPUTED", "DID_NOT_HAPPEN"]
    assert [state.name for state in FILLING_ORDER] == letters


def test_what_happened_beyond_the_plan_is_extra_and_pushes_out_what_did_not() -> None:
    week = filled(2, [[said(DID_NOT)], [said()], [said()], [said()]])
    assert week == Filled((State.HAPPENED, State.HAPPENED), extra=1)


def test_a_chance_that_nobody_recorded_waits_until_24_hours_after_the_week() -> None:
    closed = NOON + timedelta(hours=24)
    assert fill(2, [[said()]], NOON, NOON).states == (State.HAPPENED, State.NOT_DUE)
    assert fill(2, [[said()]], NOON, closed).states == (State.HAPPENED, State.NOT_RECORDED)


def test_records_of_one_date_and_number_are_one_chance() -> None:
    assert filled(3, [[said(by=SAM), said(by=GRACE)]]).done == 1


def test_undone_records_fill_nothing() -> None:
    assert filled(1, [[said(at=0), said(WITHDRAWN, at=1)]]).states == (State.NOT_RECORDED,)


def test_of_a_flexible_chance_who_saw_it_happen_outweighs_who_did_not() -> None:
    assert filled(1, [[said(HAPPENED, SAM), said(DID_NOT, GRACE)]]).states == (State.HAPPENED,)


def test_of_a_flexible_chance_hearsay_outweighs_nobody() -> None:
    told = [said(HAPPENED, SAM, present=False), said(DID_NOT, GRACE, present=False)]
    assert filled(1, [told]).states == (State.DISPUTED,)
    assert filled(1, [[said(HAPPENED, SAM, present=False), said(DID_NOT, GRACE)]]).states == (State.DID_NOT_HAPPEN,)


def test_of_a_flexible_chance_too_the_persons_own_word_wins() -> None:
    own = said(DID_NOT, MARGARET, own_word=True)
    assert filled(1, [[said(HAPPENED, SAM), own]]).states == (State.DID_NOT_HAPPEN,)


@settings(deadline=None)
@given(st.integers(0, 5), st.lists(any_records, max_size=6))
def test_a_week_has_as_many_states_as_chances_and_loses_nothing_that_happened(
    chances: int, groups: list[list[Said]]
) -> None:
    week = filled(chances, groups)
    happened = sum(outcome(group, any_day=True) is State.HAPPENED for group in groups)
    assert len(week.states) == chances
    assert week.done + week.extra == happened
    assert week.done == min(happened, chances)
