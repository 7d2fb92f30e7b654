"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.people import circle_views, joining_views, person_views, sharing_views, staff_views
from carelog.people.pages import people

VIEWS = (person_views, circle_views, sharing_views, joining_views, staff_views)

__all__ = ["VIEWS", "people"]
