"""Random sharing decisions over time, against everything that an ally can open: nothing outside what stands then.

An ex-partner, a father in dispute and a daughter far away. What each may see is written by hand (`sharing_model`).
"""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from flask import Flask

from carelog.records.kept_back import What
from tests.asking import SQLITE
from tests.sharing_model import A_DAY, LONDON, SECTIONS, SINGLY
from tests.sharing_pages import Visit
from tests.sharing_sabotage import SABOTAGES
from tests.sharing_story import Story
from tests.sharing_told import BEGINS, DAUGHTER, EX, FATHER

MOMENTS, DAYS = 2, 2  # at which somebody looks; of records and decisions between them
STORIES = range(1, 1 + int(os.environ.get("CARELOG_STORIES", "1")))  # more of them, to look for what one does not meet


@pytest.fixture
def story(app: Flask, request: pytest.FixtureRequest) -> Iterator[Story]:
    """It begins."""
    with time_machine.travel(BEGINS) as clock:
        yield Story(app, getattr(request, "param", 0), clock)


@pytest.mark.parametrize("story", STORIES, indirect=True, ids=str)
def test_an_ally_sees_what_is_shared_at_that_moment_and_nothing_else(story: Story) -> None:
    story.begin()
    for moment in range(MOMENTS):
        for _day in range(moment and DAYS):
            story.live_on()
        assert wrong(story) == [], "\n".join(story.lines)


@SQLITE
def test_whatever_is_taken_out_of_what_guards_them_is_noticed(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    one_of_each(story)
    assert wrong(story) == []
    unnoticed = []
    for ally, sabotage in SABOTAGES:
        with monkeypatch.context() as patch:
            sabotage(patch, story.app)
            if next(Visit(story, story.allies[ally]).wrong(), None) is None:
                unnoticed.append(sabotage.__name__)
    assert unnoticed == []


def wrong(story: Story) -> list[str]:
    """What any of the three sees at that moment that they must not, or does not see that they may."""
    return [told for ally in story.allies.values() for told in Visit(story, ally).wrong()]


def one_of_each(story: Story) -> None:
    """Who has left, who came back, what is over, not yet begun, stopped; ten past midnight, when it is summer."""
    story.begin()
    story.leave(EX)
    story.leave(DAUGHTER)
    story.go_on(datetime(2027, 3, 29, 12, tzinfo=LONDON))
    story.share(FATHER, [section for section in SECTIONS if section not in SINGLY])
    story.share(FATHER, ["plan_and_tools", "names"], shared=False)
    story.share(FATHER, ["my_week"], last=story.today)
    story.share(FATHER, ["contact"], first=story.today + 2 * A_DAY)
    story.ask_about_photos(FATHER, yes=False)
    story.join(DAUGHTER)
    story.share(DAUGHTER, ["my_week", "learning_logs", "photos", "health"])
    story.ask_about_photos(DAUGHTER, yes=True)
    story.write_everything()
    for what in (What.LOG, What.EXTRA, What.CHANCE):
        story.keep_the_newest(what)
    story.go_on(datetime(2027, 3, 30, 0, 10, tzinfo=LONDON))
