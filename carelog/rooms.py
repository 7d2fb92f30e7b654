"""Every room that has pages, in the order in which data walks through them."""

from carelog.accounts.views import accounts
from carelog.health import health
from carelog.home.missed_visit_views import missed_visits
from carelog.home.views import home
from carelog.people.views import people
from carelog.records.views import records
from carelog.summaries.views import summaries
from carelog.weeks.time_away_views import time_away
from carelog.weeks.views import weeks

BLUEPRINTS = (health, accounts, people, weeks, time_away, records, summaries, home, missed_visits)
