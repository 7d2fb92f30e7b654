"""All routes of this room, one file for each noun."""

from carelog.reviews import (
    conversation_file_views,
    conversation_views,
    desk_views,
    invitation_views,
    perspective_views,
    proposal_views,
    short_views,
)
from carelog.reviews.pages import conversations

__all__ = [
    "conversation_file_views", "conversation_views", "conversations", "desk_views", "invitation_views",
    "perspective_views", "proposal_views", "short_views",
]  # fmt: skip
