"""All routes of this room, one file for each noun."""

from carelog.reviews import (
    conversation_file_views,
    conversation_views,
    desk_views,
    invitation_views,
    perspective_views,
    proposal_views,
    review_file_views,
    review_line_views,
    review_views,
    review_week_views,
    short_views,
)
from carelog.reviews.pages import conversations
from carelog.reviews.review_views import three_months

__all__ = [
    "conversation_file_views", "conversation_views", "conversations", "desk_views", "invitation_views",
    "perspective_views", "proposal_views", "review_file_views", "review_line_views", "review_views",
    "review_week_views", "short_views", "three_months",
]  # fmt: skip
