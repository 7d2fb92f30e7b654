"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.offline import (
    common_views,
    help_views,
    parts_views,
    phone_views,
    phones_views,
    stand_in_views,
    waiting_views,
    worker_views,
)
from carelog.offline.pages import offline

VIEWS = (common_views, help_views, parts_views, phone_views, phones_views, stand_in_views, waiting_views, worker_views)

__all__ = ["VIEWS", "offline"]
