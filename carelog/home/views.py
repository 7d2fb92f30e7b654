"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.home import answer_views, family_views, round_views, taking_back_views, today_views
from carelog.home.answer_views import answers
from carelog.home.handing_over_views import handing_over
from carelog.home.missed_visit_views import missed_visits
from carelog.home.pages import home
from carelog.home.paper_views import paper
from carelog.home.visit_views import visits

VIEWS = (today_views, family_views, round_views, answer_views, taking_back_views)
BLUEPRINTS = (home, visits, missed_visits, paper, handing_over, answers)

__all__ = ["BLUEPRINTS", "VIEWS"]
