"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.records import (
    choice_check_views,
    concern_views,
    extra_views,
    feedback_views,
    good_for_me_views,
    kept_back_views,
    kept_views,
    log_views,
    mark_views,
    move_views,
    occurrence_views,
    own_concern_views,
    photo_consent_views,
    photo_picture_views,
    photo_views,
    sheet_views,
    thanks_views,
    visit_note_views,
    week_views,
)
from carelog.records.pages import records

VIEWS = (
    week_views, occurrence_views, mark_views, move_views, choice_check_views, extra_views, sheet_views,
    visit_note_views, concern_views, own_concern_views, log_views, good_for_me_views, kept_views, photo_views,
    photo_consent_views, photo_picture_views, kept_back_views, thanks_views, feedback_views,
)  # fmt: skip

__all__ = ["VIEWS", "records"]
