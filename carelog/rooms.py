"""Every room that has pages, in the order in which data walks through them."""

from carelog.accounts.views import accounts
from carelog.health import health
from carelog.home.views import home
from carelog.people.views import people
from carelog.records.views import records
from carelog.summaries.views import summaries
from carelog.weeks.views import weeks

BLUEPRINTS = (health, accounts, people, weeks, records, summaries, home)
