"""What one item says, as plain JSON and back, for drafts and for the journal's hash."""

import json
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from carelog.weeks.details import Cadence, ItemDetails, Label, Part, Support

some_days = st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
whole_minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
any_details = st.builds(
    ItemDetails,
    title=st.text(), cadence=st.sampled_from(Cadence), part=st.sampled_from(Part), days=some_days,
    label=st.sampled_from(Label), support=st.sampled_from(Support), at=st.none() | whole_minutes,
    by_when=st.none() | whole_minutes, first_on=st.none() | st.dates(), important_to=st.none() | st.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(any_details)
def test_what_was_written_as_json_comes_back_as_it_was(details: ItemDetails) -> None:
    assert ItemDetails.from_json(json.loads(json.dumps(details.as_json()))) == details


def test_times_are_written_as_people_write_them() -> None:
    written = ItemDetails(title="Tea", at=time(8, 5), by_when=time(17), first_on=date(2026, 3, 3)).as_json()
    assert (written["at"], written["by_when"], written["first_on"]) == ("08:05", "17:00", "2026-03-03")


def test_an_older_draft_stays_readable() -> None:
    assert ItemDetails.from_json({"title": "Tea", "colour": "green"}) == ItemDetails(title="Tea")


def test_only_what_comes_so_many_times_a_week_is_flexible() -> None:
    flexible = [cadence for cadence in Cadence if ItemDetails(title="Walk", cadence=cadence).flexible]
    assert flexible == [Cadence.TIMES_A_WEEK]
