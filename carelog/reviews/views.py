"""All routes of this room, one file for each noun."""

from carelog.reviews import (
    conversation_views,
    perspective_views,
    review_line_views,
    review_views,
    review_week_views,
)
from carelog.reviews.pages import conversations
from carelog.reviews.review_views import three_months

__all__ = [
    "conversation_views", "conversations", "perspective_views", "review_line_views", "review_views",
    "review_week_views", "three_months",
]  # fmt: skip
