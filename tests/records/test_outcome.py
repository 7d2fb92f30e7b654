"""Several records of one chance, and the one state they come to."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.records.outcome import (
    FILLING_ORDER,
    Filled,
    State,
    deciding,
    differs,
    due_state,
    fill,
    filling,
    newest_of_each,
    outcome,
    speaking,
)
from carelog.records.said import Answer, Heard, Reason, Said, Way, Word
from tests.records.said_of import (
    CHOSE,
    DID_NOT,
    GRACE,
    HAPPENED,
    MARGARET,
    NOON,
    PARTLY,
    SAM,
    TOMASZ,
    WITHDRAWN,
    answer,
    away,
    chance,
    heard,
    moved,
    said,
)

WANTED, CHOSE_NOT_TO, NOT_SURE = Answer.WANTED, Answer.CHOSE, Answer.NOT_SURE
OWN_WAYS = [Way.TAP, Way.HANDED_OVER, Way.CONVERSATION]
HOUR, DAY, INSTANT = timedelta(hours=1), timedelta(hours=24), timedelta(microseconds=1)

any_mark = st.builds(
    said, st.sampled_from([HAPPENED, PARTLY, CHOSE, DID_NOT, WITHDRAWN]), st.integers(1, 4), st.integers(0, 3),
    voice=st.sampled_from(["own", "own", "handed_over"]), present=st.booleans(),
    reason=st.sampled_from([None, Reason.AWAY]),
)  # fmt: skip
any_marks = st.lists(any_mark, max_size=6)
any_answers = st.lists(
    st.builds(answer, st.sampled_from(Answer), st.sampled_from(OWN_WAYS), st.integers(0, 3)), max_size=2
)
any_moves = st.lists(st.builds(moved, asked=st.booleans(), by=st.integers(1, 4), at=st.integers(0, 3)), max_size=2)


def state(*records: Word, any_day: bool = False) -> State | None:
    """What they come to."""
    return outcome(heard(*records), any_day=any_day)


# Several records


def test_without_records_nobody_has_said_anything() -> None:
    assert state() is None


def test_a_record_says_what_it_says() -> None:
    assert state(said(HAPPENED)) is State.HAPPENED
    assert state(said(PARTLY)) is State.PARTLY
    assert state(said(DID_NOT)) is State.DID_NOT_HAPPEN


@settings(deadline=None)
@given(any_marks, any_answers, any_moves, st.randoms(use_true_random=False), st.booleans())
def test_the_order_in_which_records_arrive_changes_nothing(
    marks: list[Said], answers: list[Word], moves: list[Word], random: Random, any_day: bool
) -> None:
    mixed = [*marks, *answers, *moves]
    random.shuffle(mixed)
    assert state(*mixed, any_day=any_day) is state(*marks, *answers, *moves, any_day=any_day)


def test_the_newest_word_of_each_author_counts() -> None:
    assert state(said(HAPPENED, at=0), said(DID_NOT, at=1)) is State.DID_NOT_HAPPEN


def test_each_voice_of_an_author_has_a_newest_word_of_its_own() -> None:
    spoken = [said(at=0), said(at=1, voice="handed_over"), said(at=2)]
    assert newest_of_each(spoken) == [spoken[2], spoken[1]]


def test_of_records_written_at_the_same_moment_the_greater_id_counts_and_ids_compare_as_text() -> None:
    nine, ten = said(HAPPENED, id="9"), said(DID_NOT, id="10")
    for records in permutations([nine, ten]):
        assert state(*records) is State.HAPPENED


def test_those_who_were_there_and_agree_are_believed() -> None:
    assert state(said(by=SAM), said(by=GRACE)) is State.HAPPENED


def test_those_who_were_there_and_differ_leave_it_disputed() -> None:
    assert state(said(HAPPENED, SAM), said(DID_NOT, GRACE)) is State.DISPUTED
    assert state(said(HAPPENED, SAM), said(PARTLY, GRACE)) is State.DISPUTED
    assert state(said(CHOSE, SAM), said(DID_NOT, GRACE)) is State.DISPUTED


def test_who_was_only_told_does_not_count_beside_somebody_who_was_there() -> None:
    there, told = said(HAPPENED, SAM, at=0), said(DID_NOT, GRACE, at=5, present=False)
    assert state(there, told) is State.HAPPENED
    assert deciding(heard(there, told)) == [there]


def test_who_was_only_told_is_shown_all_the_same() -> None:
    both = heard(said(HAPPENED, SAM), said(DID_NOT, GRACE, present=False))
    assert list(both.said) == speaking(both)
    assert differs(both)


def test_where_nobody_was_there_those_who_were_told_count() -> None:
    first, second = said(DID_NOT, SAM, present=False), said(DID_NOT, GRACE, present=False)
    assert state(first, second) is State.DID_NOT_HAPPEN
    assert state(first, said(HAPPENED, TOMASZ, present=False)) is State.DISPUTED


def test_the_persons_own_word_wins_over_everybody_who_was_there() -> None:
    others = [said(DID_NOT, SAM, at=5), said(DID_NOT, GRACE, at=9)]
    assert state(*others, said(HAPPENED, MARGARET)) is State.HAPPENED


def test_the_persons_own_word_wins_even_when_they_were_told() -> None:
    assert state(said(HAPPENED, MARGARET, present=False), said(DID_NOT, SAM)) is State.HAPPENED


@pytest.mark.parametrize("voice", ["handed_over", "on_paper", "settled"])
def test_the_newest_of_the_persons_own_words_wins_whatever_its_voice(voice: str) -> None:
    own, newer = said(HAPPENED, MARGARET, at=0), said(DID_NOT, SAM, at=1, voice=voice)
    assert state(own, newer) is State.DID_NOT_HAPPEN


def test_when_the_newest_own_word_is_taken_back_the_one_before_stands() -> None:
    own = said(HAPPENED, MARGARET, at=0)
    assert state(own, said(WITHDRAWN, SAM, at=2, voice="handed_over")) is State.HAPPENED


def test_who_takes_a_record_back_has_said_nothing() -> None:
    assert state(said(at=0), said(WITHDRAWN, at=1)) is None
    assert state(said(at=0), said(WITHDRAWN, at=1), said(DID_NOT, GRACE)) is State.DID_NOT_HAPPEN


def test_taking_back_silences_only_that_voice_of_that_author() -> None:
    assert state(said(HAPPENED, at=0), said(WITHDRAWN, at=1, voice="on_paper")) is State.HAPPENED


def test_an_older_record_does_not_speak_again_after_an_undo() -> None:
    assert state(said(DID_NOT, at=0), said(HAPPENED, at=1), said(WITHDRAWN, at=2)) is None


def test_after_an_undo_one_may_record_again() -> None:
    assert state(said(at=0), said(WITHDRAWN, at=1), said(DID_NOT, at=2)) is State.DID_NOT_HAPPEN


def test_who_withdraws_having_been_there_leaves_the_word_to_those_who_were_told() -> None:
    records = [said(DID_NOT, SAM, at=0), said(WITHDRAWN, SAM, at=1), said(HAPPENED, GRACE, present=False)]
    assert state(*records) is State.HAPPENED


# A choice, and whether it is checked


def test_a_choice_said_by_others_waits_to_be_checked() -> None:
    assert state(said(CHOSE)) is State.CHOICE_UNCHECKED


def test_a_choice_in_the_persons_own_word_needs_no_check() -> None:
    assert state(said(CHOSE, MARGARET)) is State.CHOSE_OTHER
    assert state(said(CHOSE, SAM, voice="handed_over", present=False)) is State.CHOSE_OTHER


@pytest.mark.parametrize("way", [*OWN_WAYS, Way.CHART])
def test_a_choice_is_checked_in_any_of_four_ways(way: Way) -> None:
    choice = said(CHOSE)
    assert state(choice, answer(CHOSE_NOT_TO, way, at=1, about=choice)) is State.CHOSE_OTHER


@pytest.mark.parametrize("way", [*OWN_WAYS, Way.CHART])
def test_not_sure_changes_nothing_and_an_earlier_answer_stands(way: Way) -> None:
    choice = said(CHOSE)
    unsure = answer(NOT_SURE, way, at=2, about=choice)
    assert state(choice, unsure) is State.CHOICE_UNCHECKED
    assert state(choice, answer(CHOSE_NOT_TO, way, at=1, about=choice), unsure) is State.CHOSE_OTHER
    assert state(choice, answer(WANTED, way, at=1, about=choice), unsure) is State.DID_NOT_HAPPEN


def test_not_sure_alone_is_no_record() -> None:
    assert state(answer(NOT_SURE)) is None


def test_a_person_may_change_their_answer() -> None:
    choice, wanted, chose = said(CHOSE), answer(WANTED, at=1), answer(CHOSE_NOT_TO, at=2)
    assert state(choice, wanted, chose) is State.CHOSE_OTHER
    assert state(choice, chose, answer(WANTED, at=3)) is State.DID_NOT_HAPPEN


@pytest.mark.parametrize("way", OWN_WAYS)
def test_the_persons_answer_stands_when_the_record_is_taken_back(way: Way) -> None:
    choice, undone = said(CHOSE, at=0), said(WITHDRAWN, at=2)
    assert state(choice, undone, answer(CHOSE_NOT_TO, way, at=1, about=choice)) is State.CHOSE_OTHER
    assert state(undone, answer(WANTED, way, at=1, about=choice)) is State.DID_NOT_HAPPEN


def test_an_answer_by_the_chart_falls_with_the_record_it_is_about() -> None:
    choice, again = said(CHOSE, at=0), said(CHOSE, at=2)
    for its_answer in (CHOSE_NOT_TO, WANTED):
        shown = answer(its_answer, Way.CHART, at=1, about=choice, by=GRACE)
        assert state(again, shown) is State.CHOICE_UNCHECKED
        assert state(choice, said(WITHDRAWN, at=2), shown) is None


def test_wanted_by_the_chart_makes_that_one_record_a_did_not() -> None:
    choice = said(CHOSE, SAM)
    wanted = answer(WANTED, Way.CHART, at=1, about=choice, by=GRACE)
    assert state(choice, wanted) is State.DID_NOT_HAPPEN
    assert state(choice, wanted, said(CHOSE, TOMASZ)) is State.DISPUTED
    assert [word.reason for word in deciding(heard(choice, wanted))] == [None]  # the reason is not yet known


@pytest.mark.parametrize("given", [CHOSE_NOT_TO, WANTED])
def test_by_the_chart_it_takes_a_second_person_whatever_the_ids_are(given: Answer) -> None:
    mine, twin = said(CHOSE, SAM, id="1"), said(CHOSE, GRACE, id="1")
    own = answer(given, Way.CHART, at=1, about=mine, by=SAM)
    assert state(mine, own) is State.CHOICE_UNCHECKED
    assert [word.checked for word in deciding(heard(mine, twin, answer(CHOSE_NOT_TO, Way.CHART, about=mine, by=SAM)))
            ] == [False, True]  # fmt: skip
    move = moved(asked=True, by=SAM)
    assert state(said(HAPPENED), move, answer(CHOSE_NOT_TO, Way.CHART, about=move, by=SAM)) is State.PARTLY
    assert state(said(HAPPENED), move, answer(CHOSE_NOT_TO, Way.CHART, about=move, by=GRACE)) is State.HAPPENED


def test_checked_and_unchecked_choices_are_the_same_and_checked_if_any_is() -> None:
    checked, unchecked = said(CHOSE, SAM), said(CHOSE, GRACE)
    both = heard(checked, unchecked, answer(CHOSE_NOT_TO, Way.CHART, about=checked, by=TOMASZ))
    assert outcome(both) is State.CHOSE_OTHER
    assert not differs(both)


def test_i_wanted_it_silences_every_choice_said_before() -> None:
    choices = [said(CHOSE, SAM, at=0), said(CHOSE, GRACE, at=0, present=False), said(CHOSE, MARGARET, at=0)]
    assert state(*choices, answer(WANTED, at=1)) is State.DID_NOT_HAPPEN
    assert state(*choices, answer(WANTED, at=1), said(HAPPENED, TOMASZ)) is State.HAPPENED


def test_where_a_choice_is_silenced_those_who_were_told_speak() -> None:
    told = said(HAPPENED, GRACE, present=False)
    assert state(said(CHOSE, SAM), told, answer(WANTED, at=1)) is State.HAPPENED


def test_a_choice_said_after_i_wanted_it_is_heard() -> None:
    assert state(answer(WANTED, at=1), said(CHOSE, SAM, at=2)) is State.CHOICE_UNCHECKED
    assert state(answer(WANTED, at=1), said(CHOSE, MARGARET, at=2)) is State.CHOSE_OTHER


def test_before_and_after_at_the_same_moment_are_told_by_the_id() -> None:
    wanted = answer(WANTED, at=1, id="5")
    assert state(wanted, said(CHOSE, at=1, id="4")) is State.DID_NOT_HAPPEN
    assert state(wanted, said(CHOSE, at=1, id="6")) is State.CHOICE_UNCHECKED


def test_i_wanted_it_says_nothing_about_what_became_of_it() -> None:
    assert state(said(HAPPENED, SAM), answer(WANTED, at=1)) is State.HAPPENED
    assert state(said(PARTLY, MARGARET), answer(WANTED, at=1)) is State.PARTLY


def test_i_chose_not_to_is_the_persons_word_of_its_time() -> None:
    chose = answer(CHOSE_NOT_TO, at=5)
    assert state(said(HAPPENED, SAM, at=9), chose) is State.CHOSE_OTHER
    assert state(said(HAPPENED, MARGARET, at=4), chose) is State.CHOSE_OTHER
    assert state(said(HAPPENED, MARGARET, at=6), chose) is State.HAPPENED


# Moved


def test_a_move_alone_says_nothing_of_what_became_of_it() -> None:
    assert state(moved(asked=True)) is None


def test_moved_by_the_service_happened_is_partly() -> None:
    assert state(said(HAPPENED), moved(asked=False)) is State.PARTLY
    assert state(said(HAPPENED, MARGARET), moved(asked=False)) is State.PARTLY


def test_moved_because_the_person_asked_in_their_own_word_happened_is_happened() -> None:
    assert state(said(HAPPENED), moved(asked=True, by=MARGARET)) is State.HAPPENED


def test_moved_because_they_asked_as_others_say_is_partly_until_it_is_checked() -> None:
    move = moved(asked=True, by=SAM)
    assert state(said(HAPPENED), move) is State.PARTLY
    assert state(said(HAPPENED), move, answer(NOT_SURE, about=move)) is State.PARTLY
    assert state(said(HAPPENED), move, answer(WANTED, about=move)) is State.PARTLY
    assert state(said(HAPPENED), move, answer(CHOSE_NOT_TO, about=move)) is State.HAPPENED


def test_the_newest_answer_about_a_move_decides() -> None:
    move = moved(asked=True, by=MARGARET)
    first, second = answer(WANTED, at=1, about=move), answer(CHOSE_NOT_TO, at=2, about=move)
    assert state(said(HAPPENED), move, first) is State.PARTLY
    assert state(said(HAPPENED), move, first, second) is State.HAPPENED


def test_an_answer_about_a_move_is_none_about_a_choice() -> None:
    move = moved(asked=True)
    assert state(said(CHOSE), move, answer(CHOSE_NOT_TO, about=move)) is State.CHOICE_UNCHECKED
    assert state(said(CHOSE), move, answer(WANTED, about=move, at=9)) is State.CHOICE_UNCHECKED


def test_the_newest_move_rules_and_answers_about_earlier_ones_do_not() -> None:
    asked, by_service = moved(asked=True, by=MARGARET, at=0), moved(asked=False, at=1)
    assert state(said(HAPPENED), asked, by_service) is State.PARTLY
    assert state(said(HAPPENED), asked, by_service, answer(CHOSE_NOT_TO, about=asked)) is State.PARTLY
    assert state(said(HAPPENED), by_service, moved(asked=True, by=MARGARET, at=2)) is State.HAPPENED


@pytest.mark.parametrize("what", [PARTLY, CHOSE, DID_NOT])
def test_a_move_changes_nothing_but_happened(what: str) -> None:
    assert state(said(what), moved(asked=False)) is state(said(what)) is state(said(what), moved(asked=True))


def test_of_a_moved_chance_happened_and_partly_may_be_the_same() -> None:
    assert state(said(HAPPENED, SAM), said(PARTLY, GRACE), moved(asked=False)) is State.PARTLY


# Whether it is time


def test_a_recorded_chance_counts_at_once() -> None:
    assert due_state(heard(said()), chance(), NOON - 3 * HOUR) is State.HAPPENED


def test_an_unrecorded_chance_is_not_due_until_exactly_24_hours_past_its_window() -> None:
    assert due_state(Heard(), chance(), NOON - DAY) is State.NOT_DUE
    assert due_state(Heard(), chance(), NOON + DAY - INSTANT) is State.NOT_DUE
    assert due_state(Heard(), chance(), NOON + DAY) is State.NOT_RECORDED


def test_a_withdrawn_chance_is_as_unrecorded_as_before() -> None:
    undone = heard(said(at=0), said(WITHDRAWN, at=1))
    assert due_state(undone, chance(), NOON + HOUR) is State.NOT_DUE
    assert due_state(undone, chance(), NOON + DAY) is State.NOT_RECORDED


# Away


def paused(*records: Word, any_day: bool = False) -> State:
    """The state of a chance on a date away, an hour after its window."""
    return due_state(heard(*records), chance(away=True, any_day=any_day), NOON + HOUR)


def test_what_nobody_recorded_of_a_day_away_is_paused_before_it_is_not_yet_and_after() -> None:
    assert paused() is State.PAUSED
    assert due_state(Heard(), chance(away=True), NOON - 9 * DAY) is State.PAUSED
    assert due_state(Heard(), chance(away=True), NOON + 9 * DAY) is State.PAUSED


def test_i_was_away_is_paused_once_the_days_away_are_entered() -> None:
    assert due_state(heard(away()), chance(), NOON) is State.DID_NOT_HAPPEN
    assert paused(away()) is State.PAUSED
    assert paused(away(SAM), away(GRACE)) is State.PAUSED
    assert paused(away(), any_day=True) is State.PAUSED


def test_what_was_done_or_chosen_while_away_stands() -> None:
    assert paused(said(HAPPENED)) is State.HAPPENED
    assert paused(said(PARTLY, reason=Reason.AWAY)) is State.PARTLY
    assert paused(said(CHOSE)) is State.CHOICE_UNCHECKED


def test_what_did_not_happen_for_another_reason_stands() -> None:
    assert paused(said(DID_NOT, reason=Reason.FORGOT)) is State.DID_NOT_HAPPEN
    assert paused(away(SAM), said(DID_NOT, GRACE, reason=Reason.TRANSPORT)) is State.DID_NOT_HAPPEN


def test_disputed_stays_disputed_while_away() -> None:
    assert paused(away(SAM), said(HAPPENED, GRACE)) is State.DISPUTED


def test_only_those_whose_word_decides_have_to_say_away() -> None:
    assert paused(away(SAM), said(HAPPENED, GRACE, present=False)) is State.PAUSED
    assert paused(said(HAPPENED, SAM), away(MARGARET)) is State.PAUSED
    assert paused(away(SAM), said(DID_NOT, MARGARET, reason=Reason.ILL)) is State.DID_NOT_HAPPEN


def test_what_the_person_wanted_is_not_paused_away() -> None:
    choice = said(CHOSE)
    assert paused(choice, answer(WANTED, at=1)) is State.DID_NOT_HAPPEN
    assert paused(choice, answer(WANTED, Way.CHART, at=1, about=choice)) is State.DID_NOT_HAPPEN


def test_a_withdrawn_record_of_a_day_away_is_paused() -> None:
    assert paused(said(at=0), said(WITHDRAWN, at=1)) is State.PAUSED


# Any day will do


@pytest.mark.parametrize("what", [HAPPENED, PARTLY])
@pytest.mark.parametrize("other", [DID_NOT, CHOSE])
def test_where_any_day_will_do_who_saw_something_of_it_outweighs_who_did_not(what: str, other: str) -> None:
    assert state(said(what, SAM), said(other, GRACE), any_day=True) is state(said(what))
    assert state(said(what, SAM), said(other, GRACE)) is State.DISPUTED


def test_where_any_day_will_do_happened_against_partly_is_disputed() -> None:
    records = [said(HAPPENED, SAM), said(PARTLY, GRACE), said(DID_NOT, TOMASZ)]
    assert state(*records, any_day=True) is State.DISPUTED


def test_where_any_day_will_do_hearsay_outweighs_nobody() -> None:
    told = said(HAPPENED, SAM, present=False)
    assert state(told, said(DID_NOT, GRACE, present=False), any_day=True) is State.DISPUTED
    assert state(told, said(DID_NOT, GRACE), any_day=True) is State.DID_NOT_HAPPEN


def test_where_any_day_will_do_too_the_persons_own_word_wins() -> None:
    assert state(said(HAPPENED, SAM), said(DID_NOT, MARGARET), any_day=True) is State.DID_NOT_HAPPEN
    assert state(said(HAPPENED, SAM), answer(CHOSE_NOT_TO), any_day=True) is State.CHOSE_OTHER


def test_a_chance_of_a_whole_month_is_one_for_which_any_day_will_do() -> None:
    records = heard(said(HAPPENED, SAM), said(DID_NOT, GRACE))
    assert due_state(records, chance(any_day=True), NOON) is State.HAPPENED
    assert due_state(records, chance(), NOON) is State.DISPUTED


# So many times a week


def filled(chances: int, groups: Sequence[Sequence[Word]], *, days_after: int = 7) -> Filled:
    """A flexible item's week that closed at noon, seen so many days later."""
    order = filling({number: heard(*group) for number, group in enumerate(groups)})
    return fill(chances, [state for state, _number in order], NOON, NOON + timedelta(days=days_after))


def test_records_fill_the_chances_of_a_week_with_what_happened_first() -> None:
    week = filled(3, [[said(DID_NOT)], [said()], [said()]])
    assert week.states == (State.HAPPENED, State.HAPPENED, State.DID_NOT_HAPPEN)
    assert week.done == 2


def test_chances_are_filled_in_the_order_of_the_definition() -> None:
    disputed = [said(HAPPENED, SAM, present=False), said(DID_NOT, GRACE, present=False)]
    groups = [[said(DID_NOT)], disputed, [said(CHOSE)], [said(CHOSE, MARGARET)], [said(PARTLY)], [said()]]
    in_order = ["happened", "partly", "chose_other", "choice_unchecked", "disputed", "did_not_happen"]
    assert [state.value for state in FILLING_ORDER] == in_order
    for chances in range(7):
        assert [state.value for state in filled(chances, groups).states] == in_order[:chances]


def test_what_happened_beyond_the_plan_is_extra_and_pushes_out_what_did_not() -> None:
    week = filled(2, [[said(DID_NOT)], [said()], [said()], [said()]])
    assert week == Filled((State.HAPPENED, State.HAPPENED), extra=1)


def test_only_what_happened_is_extra() -> None:
    assert filled(1, [[said()], [said(PARTLY)], [said(CHOSE)]]) == Filled((State.HAPPENED,), extra=0)


def test_without_a_chance_left_what_happened_is_extra() -> None:
    assert filled(0, [[said()], [said(DID_NOT)]]) == Filled((), extra=1)


def test_a_chance_that_nobody_recorded_waits_until_24_hours_after_the_week() -> None:
    def at(days_after: timedelta) -> tuple[State, ...]:
        order = [state for state, _number in filling({1: heard(said())})]
        return fill(2, order, NOON, NOON + days_after).states

    assert at(DAY - INSTANT) == (State.HAPPENED, State.NOT_DUE)
    assert at(DAY) == (State.HAPPENED, State.NOT_RECORDED)


def test_records_of_one_date_and_number_are_one_chance() -> None:
    assert filled(3, [[said(by=SAM), said(by=GRACE)]]).done == 1


def test_undone_records_fill_nothing() -> None:
    assert filled(1, [[said(at=0), said(WITHDRAWN, at=1)]]).states == (State.NOT_RECORDED,)


@settings(deadline=None)
@given(st.integers(0, 5), st.lists(any_marks, max_size=6))
def test_a_week_has_as_many_states_as_chances_and_loses_nothing_that_happened(
    chances: int, groups: list[list[Said]]
) -> None:
    week = filled(chances, groups)
    happened = sum(state(*group, any_day=True) is State.HAPPENED for group in groups)
    assert len(week.states) == chances
    assert week.done + week.extra == happened
    assert week.done == min(happened, chances)
