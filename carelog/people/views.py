"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.people import (
    circle_views,
    cover_views,
    joining_views,
    must_not_know_views,
    needs_views,
    new_password_views,
    password_reset_views,
    person_views,
    sharing_views,
    staff_views,
)
from carelog.people.pages import people

VIEWS = (
    person_views,
    circle_views,
    cover_views,
    sharing_views,
    must_not_know_views,
    needs_views,
    joining_views,
    staff_views,
    password_reset_views,
    new_password_views,
)

__all__ = ["VIEWS", "people"]
