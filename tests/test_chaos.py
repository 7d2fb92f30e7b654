"""A small run of `make chaos`: phones with the shipped outbox, a network that breaks, a server killed and put back."""

from dataclasses import replace

import pytest

from bench.chaos.__main__ import on
from bench.chaos.plan import SMALL
from tests.databases import Databases


def test_every_record_arrives_once_under_its_author_whatever_happens(databases: Databases, db_kind: str) -> None:
    came_of_it = on(databases, db_kind, SMALL)
    assert came_of_it.problems == [], came_of_it


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
def test_it_fails_where_nobody_looks_who_is_signed_in(databases: Databases, db_kind: str) -> None:
    without_crashes = replace(SMALL, phones=2, records=10, happens=())
    assert "misattributed" in on(databases, db_kind, without_crashes, "no_author_check").problems
