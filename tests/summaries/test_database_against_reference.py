"""What the screens read from the real database, against the reference: the same lives, written down and read back."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from carelog.records.reading import lived_span
from carelog.summaries.period import Length
from carelog.summaries.period import Period as Shown
from carelog.summaries.sentence import STARRED
from carelog.summaries.summary import Summary
from tests.reference import lives, measure
from tests.reference.compare import counts_of, week_of
from tests.reference.life import Life, Period, month, week
from tests.reference.store import Stored

MONTHS = {Length.MONTH: 1, Length.QUARTER: 3}


def read_as_summary(life: Life, stored: Stored, length: Length, period: Period) -> None:
    """The sentences and their counts are the reference's."""
    told = measure.tell(life, period)
    labels = {str(label) for label in life.labels}
    summary = Summary.of(stored.person, Shown.of(length, period.last), labels, life.now)
    shown = {
        line.about: (line.counts, line.waiting, line.bounds) for line in summary.sentences if line.about != STARRED
    }
    reference = {
        name: (counts_of(line.counts), line.waiting, measure.percentage(line, told.lines["total"]))
        for name, line in told.lines.items()
        if name != "not_asked" or line.counts or line.waiting
    }
    assert shown == reference


def read_as_span(life: Life, stored: Stored, period: Period) -> None:
    """Every chance is in the state in which the reference has it."""
    told = measure.tell(life, period)
    span = lived_span(stored.person, period.first, period.last, {str(label) for label in life.labels}, life.now)
    assert {stored.key(one.key): one.state for one in span.dated} == told.dated
    months = {stored.key(one.key): one.state for one in span.months if one.occurrence.day <= period.last}
    assert months == told.months
    weeks = {(stored.items[one.item_id], one.chances.monday): week_of(one) for one in span.flexible}
    assert weeks == told.flexible
    for one in span.flexible:
        assert [row.state for row in one.each()] == list(one.filled.states)
        assert len(one.extra()) == one.filled.extra


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("length", Length)
@settings(
    deadline=None, max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each life is somebody else's, in the same database
)  # fmt: skip
@given(random=st.randoms(use_true_random=True))
def test_what_is_read_from_the_database_is_what_the_definition_says(length: Length, random: Random) -> None:
    monday = random.choice(lives.MONDAYS)
    period = month(monday, MONTHS[length]) if length in MONTHS else week(monday)
    life = lives.a_life(random, period)
    stored = Stored(life)
    read_as_span(life, stored, period)
    read_as_summary(life, stored, length, period)
