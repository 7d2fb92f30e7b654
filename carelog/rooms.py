"""Every room that has pages, in the order in which data walks through them."""

from carelog.accounts.views import accounts
from carelog.health import health
from carelog.home import views as home
from carelog.offline.views import offline
from carelog.people.views import people
from carelog.records.kept_views import keep
from carelog.records.views import records
from carelog.reviews.action_views import actions
from carelog.reviews.pack_views import reviews
from carelog.reviews.question_views import questions
from carelog.reviews.views import conversations, three_months
from carelog.summaries.views import summaries
from carelog.weeks.draft_views import week_drafts
from carelog.weeks.item_picture_views import item_pictures
from carelog.weeks.time_away_views import time_away
from carelog.weeks.views import weeks

BLUEPRINTS = (
    health, accounts, people, weeks, week_drafts, item_pictures, time_away, records, summaries, reviews, conversations,
    three_months, actions, questions, *home.BLUEPRINTS, offline,
)  # fmt: skip
KEEP = keep  # what stores a record that came from a phone and needs a person
