"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.records import (
    choice_check_views,
    extra_views,
    mark_views,
    move_views,
    occurrence_views,
    week_views,
)
from carelog.records.pages import records

VIEWS = (week_views, occurrence_views, mark_views, move_views, choice_check_views, extra_views)

__all__ = ["VIEWS", "records"]
