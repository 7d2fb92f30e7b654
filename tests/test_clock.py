"""What time it is: now, unless the demo tells otherwise for the length of one record."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from carelog import clock
from tests import cast

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=LONDON)
SUMMER = datetime(2026, 7, 1, 9, 0, tzinfo=LONDON)


@time_machine.travel(cast.NOW, tick=False)
def test_it_is_the_moment_that_was_told_for_as_long_as_it_is_told() -> None:
    assert clock.now() == cast.NOW
    with clock.told(TUESDAY):
        assert clock.now() == TUESDAY
        assert clock.day_here(LONDON) == TUESDAY.date()
        with clock.told(SUMMER):
            assert (clock.now(), clock.now().tzinfo) == (SUMMER, UTC)
        assert clock.now() == TUESDAY
    assert clock.now() == cast.NOW


@time_machine.travel(cast.NOW, tick=False)
def test_what_was_told_ends_with_a_failure_too() -> None:
    with pytest.raises(KeyError), clock.told(TUESDAY):
        raise KeyError
    assert clock.now() == cast.NOW
