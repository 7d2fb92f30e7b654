"""A spreadsheet in which nothing runs."""

import pytest

from carelog.summaries.csv_export import RUN, csv_of, safe


@pytest.mark.parametrize("begins", [*RUN, " =", "\u00a0+", "  @"])
def test_a_cell_that_would_run_begins_with_an_apostrophe(begins: str) -> None:
    assert safe(f"{begins}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("harmless", ["", "Tea", "2026-11-18", "Walk = good", "a-b", "'quoted'"])
def test_a_cell_that_would_not_is_left_alone(harmless: str) -> None:
    assert safe(harmless) == harmless


def test_words_stay_in_their_cell_whatever_they_hold() -> None:
    content = csv_of(["What"], [['He said "no", and\nleft; then =1+1']])
    assert content.decode("utf-8-sig").splitlines() == ['"What"', '"He said ""no"", and', 'left; then =1+1"']
