"""Random sharing decisions over time, against everything that an ally can open: nothing outside what stands then.

An ex-partner, a father in dispute and a daughter far away. What each may see is written by hand (`sharing_model`).
"""

import os
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.sharing_pages import Visit
from tests.sharing_story import BEGINS, Story

MOMENTS = 4
STORIES = range(1, 1 + int(os.environ.get("CARELOG_STORIES", "1")))  # more of them, to look for what one does not meet


@pytest.fixture
def story(app: Flask, request: pytest.FixtureRequest) -> Iterator[Story]:
    """It begins."""
    with time_machine.travel(BEGINS) as clock:
        yield Story(app, request.param, clock)


@pytest.mark.parametrize("story", STORIES, indirect=True, ids=str)
def test_an_ally_sees_what_is_shared_at_that_moment_and_nothing_else(story: Story) -> None:
    story.begin()
    for _moment in range(MOMENTS):
        wrong = [told for ally in story.allies.values() for told in Visit(story, ally).wrong()]
        assert wrong == [], "\n".join(story.lines)
        story.live_on()
