"""All routes of this room, one file for each noun."""

from carelog.reviews import conversation_file_views, conversation_views, perspective_views, short_views
from carelog.reviews.pages import conversations

__all__ = ["conversation_file_views", "conversation_views", "conversations", "perspective_views", "short_views"]
