"""Every route of the app: its address, what its form carries, and who may use it by the table of house rules.

Written by hand, and never derived from the rules that the app itself goes by.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from carelog import clock, journal
from carelog.accounts.invitation import Invitation
from carelog.accounts.password_reset import PasswordReset
from carelog.accounts.session import OWN_PHONE, Session
from carelog.accounts.sign_in_link import SignInLink
from carelog.accounts.staff_role import StaffRole
from carelog.accounts.team import Team
from carelog.offline import emptied
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationNeeds, Needs, Standing
from carelog.people.must_not_know import MustNotKnow
from carelog.people.my_choices import MyChoices, TextSize
from carelog.people.person import Person
from carelog.records.concern import Concern, SafeNow
from carelog.records.feedback import Feedback, Sort
from carelog.records.kept_record import KeptRecord, KeptSettlement
from carelog.records.photo import Of
from carelog.weeks.perfect_week import latest
from carelog.weeks.spreadsheet_import import ReadWeek, read_week
from carelog.weeks.time_away import TimeAway, Why
from carelog.weeks.week_draft import WeekDraft
from tests import cast, conversations, in_hand, photos, visitors
from tests.asking import static
from tests.recording import Own, a_key, a_log, item_ids, record_forms
from tests.reviews import agreeing, reviewing

ANYBODY = "anybody"
SIGNED_IN = "signed in"
COORDINATOR = "coordinator"
TALKS = "self worker ally:conversations coordinator"
LIST = b"What,Days,Time\nFeed the cat,every day,08:00\n"


@dataclass(frozen=True)
class Way:
    """One method at one endpoint. `who`: the roles that may, around Margaret if the address names a person.

    `reached` is the answer to somebody who may and sends an empty form, to things that are over already. Of what is
    `hidden` nobody else is told that it is there.
    """

    method: str
    endpoint: str
    path: str
    who: str
    reached: int = 200
    hidden: bool = False

    @property
    def about_a_person(self) -> bool:
        """A person who may not be known to exist."""
        return "{person}" in self.path

    @property
    def around_margaret(self) -> bool:
        """It is about her, or about her team: what somebody is elsewhere does not count."""
        return any(name in self.path for name in ("{person}", "{team}", "{worry}", "{kept}", "{told}"))

    @property
    def allowed(self) -> set[str]:
        """The roles."""
        return set(self.who.split())

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"


HERE = "/people/{person}"
MEMBER, RESET = f"{HERE}/memberships/{{membership}}", f"{HERE}/password-resets/{{reset}}"
ACTION = f"{HERE}/actions/{{action}}"
QUESTION = f"{HERE}/questions/{{question}}"
REVIEWS, REVIEW, DRAFT = f"{HERE}/reviews", f"{HERE}/reviews/{{review}}", f"{HERE}/drafts/{{draft}}"
STAFF_RESET = "/staff/password-resets/{staff_reset}"
WAYS = (
    Way("GET", "health.healthz", "/healthz", ANYBODY),
    Way("GET", "manifest", "/manifest.json", ANYBODY),
    Way("GET", "offline.worker", "/sw.js", ANYBODY),
    Way("GET", "offline.needs_signal", "/offline", ANYBODY),
    Way("GET", "offline.locked", "/offline/handed-over", ANYBODY),
    Way("GET", "offline.signed_out", "/offline/signed-out", ANYBODY),
    Way("GET", "accounts.sign_in_link", "/sign-in/{link}", ANYBODY),
    Way("POST", "accounts.sign_in", "/sign-in", ANYBODY, 422),
    Way("GET", "people.accept", "/invitations/{token}", ANYBODY),
    Way("POST", "people.accept", "/invitations/{spent_token}", ANYBODY, 410),
    Way("GET", "people.use_password_reset", "/new-password/{reset_token}", ANYBODY),
    Way("POST", "people.use_password_reset", "/new-password/{reset_token}", ANYBODY, 422),
    # everybody's own
    Way("GET", "home.index", "/", SIGNED_IN, 302),
    Way("GET", "people.index", "/people", SIGNED_IN),
    Way("GET", "accounts.account", "/account", SIGNED_IN),
    Way("POST", "accounts.change_password", "/account/password", SIGNED_IN, 422),
    Way("POST", "accounts.end_device", "/account/devices/{device}/sign-out", SIGNED_IN, 404),  # somebody else's
    Way("GET", "accounts.pin", "/account/pin", SIGNED_IN),
    Way("POST", "accounts.pin", "/account/pin", SIGNED_IN, 422),
    Way("POST", "accounts.remove_my_pin", "/account/pin/removal", SIGNED_IN, 422),
    Way("GET", "answers.show", "/answers", SIGNED_IN, 302),  # no phone here is handed over
    Way("POST", "answers.create", "/answers", SIGNED_IN, 422),
    Way("GET", "answers.take_back", "/answers/end", SIGNED_IN, 303),
    Way("POST", "answers.take_back", "/answers/end", SIGNED_IN, 303),
    Way("GET", "accounts.prove", "/account/proof", SIGNED_IN),
    Way("POST", "accounts.prove", "/account/proof", SIGNED_IN, 422),
    Way("POST", "accounts.withdraw_reset", "/account/password-resets/{forgotten}/withdrawal", SIGNED_IN, 404),
    Way("GET", "offline.phone", "/phone", SIGNED_IN),
    Way("GET", "offline.stand_in", "/phone/forms/mark", "worker"),
    Way("GET", "offline.help_page", "/help", SIGNED_IN),
    Way("POST", "offline.recovery", "/recovery", SIGNED_IN),  # nothing that is offered is lacking
    Way("GET", "offline.parts", "/phone/parts/{photo}", SIGNED_IN),
    Way("PATCH", "offline.add_part", "/phone/parts/{photo}", SIGNED_IN, 400),  # no bytes
    Way("GET", "offline.waiting", "/waiting", SIGNED_IN),
    Way("GET", "offline.common", "/phone/common/version-en", SIGNED_IN),
    Way("GET", "home.today", "/today", "worker"),
    Way("GET", "home.whom_i_see", "/today/people", "worker"),
    Way("POST", "home.whom_i_see", "/today/people", "worker", 422),
    Way("GET", "home.my_week", "/my-week", "self"),
    Way("GET", "home.families", "/family", "ally"),
    Way("GET", "people.tablet", "/my-tablet", "self"),
    Way("POST", "people.tablet", "/my-tablet", "self", 422),
    # one person
    Way("GET", "people.show", HERE, "self worker ally coordinator manager"),
    Way("GET", "people.edit", f"{HERE}/details", "self coordinator"),
    Way("POST", "people.edit", f"{HERE}/details", "self coordinator", 303),  # nothing is changed
    Way("POST", "people.move", f"{HERE}/placement", "manager", 422),
    Way("GET", "people.information_needs", f"{HERE}/information-needs", "self worker coordinator manager"),
    Way("POST", "people.create_information_needs", f"{HERE}/information-needs", "self worker coordinator", 422),
    Way("POST", "people.create_information_check", f"{HERE}/information-needs/checks", "self worker coordinator", 303),
    Way(
        "GET", "people.ally_needs", f"{MEMBER}/information-needs", "self worker coordinator manager", 404
    ),  # it is over
    Way("POST", "people.create_ally_needs", f"{MEMBER}/information-needs", COORDINATOR, 404),  # or the ally: test_needs
    Way("POST", "people.create_ally_check", f"{MEMBER}/information-needs/checks", COORDINATOR, 404),
    Way("GET", "people.circle", f"{HERE}/circle", "self worker ally:names coordinator manager"),
    Way("POST", "people.invite", f"{HERE}/invitations", "coordinator manager", 422),
    Way("GET", "people.invitation", f"{HERE}/invitations/{{invitation}}", "coordinator manager"),
    Way(
        "POST",
        "people.withdraw_invitation",
        f"{HERE}/invitations/{{invitation}}/withdrawal",
        "coordinator manager",
        303,
    ),
    Way("POST", "people.agree_to_invitation", f"{HERE}/invitations/{{of_two}}/agreement", "coordinator manager", 303),
    Way("POST", "people.end_membership", f"{HERE}/memberships/{{membership}}/ending", "self coordinator manager", 303),
    Way("GET", "people.reset_members_password", f"{MEMBER}/password-reset", "coordinator manager", 404),  # it is over
    Way("POST", "people.reset_members_password", f"{MEMBER}/password-reset", "coordinator manager", 404),
    Way("GET", "people.password_reset", RESET, "coordinator manager"),
    Way("POST", "people.agree_to_password_reset", f"{RESET}/agreement", "coordinator manager", 303),
    Way("POST", "people.withdraw_password_reset", f"{RESET}/withdrawal", "coordinator manager", 303),
    Way("GET", "people.cover_person", f"{HERE}/cover", COORDINATOR),
    Way("POST", "people.cover_person", f"{HERE}/cover", COORDINATOR, 422),
    Way("GET", "people.sharing", f"{HERE}/sharing", "self coordinator"),
    Way("GET", "people.sharing_with", f"{HERE}/sharing/{{ally}}", "self coordinator", 404),  # no ally any more
    Way("POST", "people.sharing_with", f"{HERE}/sharing/{{ally}}", "self coordinator", 404),
    Way("GET", "people.choices", f"{HERE}/choices", "self worker coordinator"),
    Way("POST", "people.choices", f"{HERE}/choices", "self worker coordinator", 303),  # nothing is changed
    Way("GET", "people.must_not_know", f"{HERE}/must-not-know", "self worker coordinator manager"),
    Way("POST", "people.put_on_list", f"{HERE}/must-not-know", "self coordinator", 422),
    Way("POST", "people.take_off_list", f"{HERE}/must-not-know/{{listed}}/ending", "self coordinator", 303),
    Way("GET", "people.looks", f"{HERE}/looks", "self manager"),
    Way("GET", "weeks.plan", f"{HERE}/plan", "self worker ally:plan_and_tools coordinator manager"),
    Way("POST", "weeks.import_week", f"{HERE}/imports", "coordinator", 422),
    Way("POST", "weeks.put_away", f"{HERE}/drafts/{{draft}}/endings", "coordinator", 303),
    Way("POST", "weeks.agree", f"{HERE}/drafts/{{draft}}/agreements", "coordinator", 422),
    Way("POST", "weeks.importance", f"{HERE}/importance", "coordinator", 303),  # an empty form says nothing
    Way("GET", "records.week", f"{HERE}/week", "self worker ally:my_week coordinator manager"),
    Way("GET", "records.day", f"{HERE}/day", "self worker ally:my_week coordinator manager"),
    Way("POST", "records.create_mark", f"{HERE}/marks", "self worker ally:my_week coordinator", 422),
    Way("POST", "records.create_withdrawal", f"{HERE}/withdrawals", "self worker ally:my_week coordinator", 422),
    Way(
        "GET",
        "records.occurrence",
        f"{HERE}/occurrences/{{item}}/{{day}}/1",
        "self worker ally:my_week coordinator manager",
    ),
    Way("POST", "records.create_correction", f"{HERE}/corrections", "self worker ally:my_week coordinator", 422),
    Way("POST", "records.create_settlement", f"{HERE}/settlements", "worker coordinator", 422),
    Way("POST", "records.create_move", f"{HERE}/moves", "self worker coordinator", 422),
    Way("POST", "records.create_move_withdrawal", f"{HERE}/moves/withdrawals", "self worker coordinator", 422),
    Way("POST", "records.create_choice_check", f"{HERE}/choice-checks", "self worker ally:my_week coordinator", 422),
    Way(
        "POST",
        "records.create_choice_check_withdrawal",
        f"{HERE}/choice-checks/withdrawals",
        "self worker ally:my_week coordinator",
        422,
    ),
    Way("POST", "records.create_good_for_me", f"{HERE}/good-for-me", "self", 422),
    Way(
        "POST",
        "records.create_good_for_me_withdrawal",
        f"{HERE}/good-for-me/withdrawals",
        "self worker coordinator",
        422,
    ),
    Way("GET", "records.extra", f"{HERE}/extras/new", "self worker ally:my_week coordinator"),
    Way("POST", "records.create_extra", f"{HERE}/extras", "self worker ally:my_week coordinator", 422),
    Way(
        "POST",
        "records.create_extra_withdrawal",
        f"{HERE}/extras/withdrawals",
        "self worker ally:my_week coordinator",
        422,
    ),
    Way("GET", "records.learning", f"{HERE}/learning", "self worker ally:learning_logs coordinator manager"),
    Way("GET", "records.log", f"{HERE}/logs/{{log}}", "self worker ally:learning_logs coordinator manager"),
    Way("GET", "records.new_log", f"{HERE}/logs/new", "self worker ally:learning_logs coordinator"),
    Way("POST", "records.create_log", f"{HERE}/logs", "self worker ally:learning_logs coordinator", 422),
    Way(
        "POST",
        "records.create_log_correction",
        f"{HERE}/logs/corrections",
        "self worker ally:learning_logs coordinator",
        422,
    ),
    Way(
        "POST",
        "records.create_log_withdrawal",
        f"{HERE}/logs/withdrawals",
        "self worker ally:learning_logs coordinator",
        422,
    ),
    Way("POST", "records.create_photo", f"{HERE}/photos", "self worker ally:photos coordinator", 422),
    # of the person, and everybody around them may see it
    Way("GET", "records.photo", f"{HERE}/photos/{{photo}}/small", "self worker ally coordinator manager"),
    Way("GET", "records.photo_page", f"{HERE}/photos/{{photo}}", "self worker ally coordinator manager"),
    Way(
        "POST",
        "records.create_photo_withdrawal",
        f"{HERE}/photos/withdrawals",
        "self worker ally:photos coordinator",
        422,
    ),
    Way("POST", "records.create_photo_return", f"{HERE}/photos/returns", "self worker ally:photos coordinator", 422),
    Way("POST", "records.create_kept_back", f"{HERE}/kept-back", "self coordinator", 422),
    Way("GET", "records.item_photo", f"{HERE}/items/{{item}}/photo", "coordinator"),
    Way("POST", "records.item_photo", f"{HERE}/items/{{item}}/photo", "coordinator", 422),
    Way("GET", "records.person_photo", f"{HERE}/photo", "self coordinator"),
    Way("POST", "records.person_photo", f"{HERE}/photo", "self coordinator", 422),
    Way("GET", "records.photo_consents", f"{HERE}/photo-consents", "self worker coordinator"),
    Way("POST", "records.create_photo_consent", f"{HERE}/photo-consents", "self worker coordinator", 404),  # of nobody
    Way("GET", "visits.show", f"{HERE}/visit", "worker coordinator"),
    Way("POST", "visits.create", f"{HERE}/visits", "worker coordinator", 422),
    Way("GET", "records.visit_notes", f"{HERE}/visit-notes", "self worker coordinator manager"),
    Way("POST", "records.create_visit_note", f"{HERE}/visit-notes", "self worker coordinator", 422),
    Way(
        "POST",
        "records.create_visit_note_withdrawal",
        f"{HERE}/visit-notes/withdrawals",
        "self worker coordinator",
        422,
    ),
    Way("GET", "records.kept_records", "/kept", SIGNED_IN),
    Way("GET", "records.kept_picture", "/kept/{kept}/photo", "worker coordinator", 404, hidden=True),  # it is no photo
    # the worker wrote it, and it is settled already
    Way("POST", "records.write_kept_down", "/kept/{kept}/records", "worker", 303, hidden=True),
    Way("POST", "records.settle_kept", "/kept/{kept}/settlements", "worker coordinator", 303, hidden=True),
    Way("GET", "records.concerns", "/worries", SIGNED_IN),
    Way("GET", "records.concern_form", f"{HERE}/worries/new", "self worker ally coordinator manager"),
    Way("POST", "records.create_concern", f"{HERE}/worries", "self worker ally coordinator manager", 422),
    # the worker wrote it; for who belongs its page is elsewhere
    Way("GET", "records.own_concern", "/worries/{worry}", "worker", 302, hidden=True),
    Way("GET", "records.concern", f"{HERE}/worries/{{worry}}", "worker coordinator manager", hidden=True),
    Way(
        "POST",
        "records.create_concern_step",
        f"{HERE}/worries/{{worry}}/steps",
        "worker coordinator manager",
        422,
        hidden=True,
    ),
    Way("GET", "home.family", f"{HERE}/family", "self ally"),
    Way("GET", "home.letter", f"{HERE}/letter", "self worker ally coordinator manager"),
    Way("GET", "records.thanks", f"{HERE}/thanks", "self worker ally coordinator manager"),
    Way("GET", "records.new_thanks", f"{HERE}/thanks/new", "self ally"),
    Way("POST", "records.create_thanks", f"{HERE}/thanks", "self ally", 422),
    Way("GET", "records.my_thanks", "/thanks", SIGNED_IN),
    Way("GET", "records.new_feedback", f"{HERE}/feedback/new", "self ally"),
    Way("POST", "records.create_feedback", f"{HERE}/feedback", "self ally", 422),
    Way("GET", "records.feedbacks", "/feedback", SIGNED_IN),
    # the person wrote it
    Way("GET", "records.feedback", "/feedback/{told}", "self manager", hidden=True),
    Way("POST", "records.create_feedback_step", "/feedback/{told}/steps", "manager", 422),
    Way("POST", "records.add_to_feedback", "/feedback/{told}/additions", "self", 422, hidden=True),
    Way("GET", "conversations.index", f"{HERE}/conversations", TALKS + " manager"),
    Way("GET", "conversations.show", f"{HERE}/conversations/{{month}}", TALKS + " manager"),
    Way("GET", "conversations.plan", f"{HERE}/conversations/{{month}}/plan", "self coordinator"),
    Way("POST", "conversations.plan", f"{HERE}/conversations/{{month}}/plan", "self coordinator", 422),
    # closed
    Way("GET", "conversations.new_perspective", f"{HERE}/conversations/{{month}}/perspectives/new", TALKS, 302),
    Way("POST", "conversations.create_perspective", f"{HERE}/perspectives", TALKS, 422),
    Way("GET", "conversations.short", f"{HERE}/conversations/{{month}}/short", "self coordinator", 302),
    Way("POST", "conversations.short", f"{HERE}/conversations/{{begun}}/short", "self coordinator", 422),
    Way("GET", "conversations.document", f"{HERE}/conversations/{{closed}}.docx", TALKS + " manager"),
    Way("GET", "conversations.records", f"{HERE}/conversations/{{closed}}.csv", TALKS + " manager"),
    Way("POST", "conversations.create_perspective_withdrawal", f"{HERE}/perspectives/withdrawals", TALKS, 422),
    Way(
        "POST",
        "conversations.create_guess_check",
        f"{HERE}/conversations/{{begun}}/guesses/{{guess}}/checks",
        TALKS,
        422,
    ),
    # or whom the person chose to lead: tests/reviews; what is closed stays so
    Way("POST", "conversations.create_opening", f"{HERE}/conversations/{{month}}/opening", "self coordinator", 303),
    Way("POST", "conversations.create_closing", f"{HERE}/conversations/{{begun}}/closing", "self coordinator", 303),
    Way("POST", "conversations.create_later_thought", f"{HERE}/conversations/{{closed}}/later-thoughts", TALKS, 422),
    Way(
        "POST",
        "conversations.create_proposal_answer",
        f"{HERE}/conversations/{{month}}/proposal-answers",
        "self worker coordinator",
        422,
    ),
    # a review that is closed, of which the draft was put away
    Way("GET", "three_months.index", REVIEWS, TALKS + " manager"),
    Way("GET", "three_months.create", f"{REVIEWS}/new", "self ally:conversations coordinator"),
    Way("POST", "three_months.create", f"{REVIEWS}/new", "self ally:conversations coordinator", 422),
    Way("GET", "three_months.show", REVIEW, TALKS + " manager"),
    Way("GET", "three_months.document", f"{REVIEW}.docx", TALKS + " manager"),
    Way("GET", "three_months.records", f"{REVIEW}.csv", TALKS + " manager"),
    Way("GET", "three_months.plan", f"{REVIEW}/plan", "self coordinator"),
    Way("POST", "three_months.plan", f"{REVIEW}/plan", "self coordinator", 422),
    Way("POST", "three_months.create_opening", f"{REVIEW}/opening", "self coordinator", 303),
    Way("POST", "three_months.create_closing", f"{REVIEW}/closing", "self coordinator", 303),
    Way("GET", "three_months.new_line", f"{REVIEW}/lines/new", TALKS, 302),
    Way("POST", "three_months.create_line", f"{REVIEW}/lines", TALKS, 422),
    Way("POST", "three_months.create_line_withdrawal", f"{REVIEW}/lines/withdrawals", TALKS, 422),
    Way("POST", "three_months.create_line_check", f"{REVIEW}/guesses/{{review_guess}}/checks", TALKS, 422),
    Way("POST", "three_months.create_draft", f"{REVIEW}/draft", COORDINATOR, 409),
    Way("GET", "three_months.week", f"{REVIEW}/week", COORDINATOR, 303),
    Way("POST", "three_months.week", f"{REVIEW}/week", COORDINATOR, 303),
    Way("GET", "three_months.words", f"{REVIEW}/words/support", "self coordinator", 302),
    Way("POST", "three_months.words", f"{REVIEW}/words/support", "self coordinator", 409),
    Way("GET", "week_drafts.new_item", f"{DRAFT}/items/new", COORDINATOR),
    Way("POST", "week_drafts.new_item", f"{DRAFT}/items/new", COORDINATOR, 422),
    Way("GET", "week_drafts.item", f"{DRAFT}/items/1", COORDINATOR),
    Way("POST", "week_drafts.item", f"{DRAFT}/items/1", COORDINATOR, 422),
    Way("POST", "week_drafts.end_item", f"{DRAFT}/items/1/ending", COORDINATOR, 422),
    Way("POST", "week_drafts.bring_back", f"{DRAFT}/returns", COORDINATOR, 422),
    Way("GET", "missed_visits.new", f"{HERE}/missed-visits/new", "worker coordinator"),
    Way("POST", "missed_visits.create", f"{HERE}/missed-visits", "worker coordinator", 422),
    Way("GET", "time_away.show", f"{HERE}/time-away", "self worker ally:my_week coordinator manager"),
    Way("POST", "time_away.create", f"{HERE}/time-away", "self worker coordinator", 422),
    Way("POST", "time_away.create_change", f"{HERE}/time-away/{{pause}}/changes", "self worker coordinator", 422),
    Way(
        "POST", "time_away.create_withdrawal", f"{HERE}/time-away/{{pause}}/withdrawals", "self worker coordinator", 422
    ),
    Way("GET", "records.sheet", f"{HERE}/sheet", "self worker coordinator manager"),
    Way("GET", "records.new_sheet", f"{HERE}/sheets/new", "self worker coordinator"),
    Way("POST", "records.create_sheet", f"{HERE}/sheets", "self worker coordinator", 422),
    Way("GET", "paper.contacts", f"{HERE}/contacts-sheet", "self worker coordinator manager"),
    Way("GET", "item_pictures.choose", f"{HERE}/items/{{item}}/picture", "coordinator"),
    Way("POST", "item_pictures.choose", f"{HERE}/items/{{item}}/picture", "coordinator", 303),  # nothing is changed
    Way("GET", "summaries.show", f"{HERE}/summary", "self worker ally:how_it_went coordinator manager"),
    Way("GET", "summaries.records", f"{HERE}/summary/records", "self worker ally:my_week coordinator manager"),
    # what was agreed; an ally's own, too
    Way("GET", "actions.index", f"{HERE}/actions", "self worker ally coordinator manager"),
    Way("GET", "actions.new", f"{HERE}/actions/new", "self coordinator"),
    Way("POST", "actions.create", f"{HERE}/actions", "self coordinator", 422),
    Way("POST", "actions.create_line", f"{HERE}/actions/lines", "self coordinator", 422),
    Way("POST", "actions.create_line_withdrawal", f"{HERE}/actions/lines/withdrawals", "self coordinator", 422),
    Way("GET", "actions.show", ACTION, "self worker ally:conversations coordinator manager"),
    Way("POST", "actions.create_step", f"{ACTION}/steps", "self coordinator", 422),  # and whoever has it
    Way("POST", "actions.create_four_plus_one", f"{ACTION}/answers", "self coordinator", 422),
    Way("GET", "actions.mine", "/actions", SIGNED_IN),
    Way("GET", "questions.index", f"{HERE}/questions", "self worker ally:conversations coordinator manager"),
    Way("POST", "questions.create", f"{HERE}/questions", TALKS, 422),
    Way("GET", "questions.show", QUESTION, "self worker ally:conversations coordinator manager"),
    Way("POST", "questions.create_answer", f"{QUESTION}/answers", TALKS, 422),
    Way("POST", "questions.create_finding", f"{QUESTION}/findings", "self coordinator", 422),  # and whoever asked
    *(
        Way(
            "GET",
            endpoint,
            f"{HERE}/conversations/2026-11/pack{ending}",
            "self worker ally:conversations coordinator manager",
        )
        for endpoint, ending in (
            ("reviews.pack", ""),
            ("reviews.pack_document", ".docx"),
            ("reviews.pack_records", ".csv"),
        )
    ),
    # the desk
    Way("GET", "conversations.desk", "/conversations", COORDINATOR),
    Way("GET", "conversations.invitations", "/conversations/invitations", COORDINATOR),
    Way("POST", "conversations.invitations", "/conversations/invitations", COORDINATOR, 422),
    Way("GET", "conversations.new_days", "/conversations/days", COORDINATOR),
    Way("POST", "conversations.create_days", "/conversations/days", COORDINATOR, 422),
    Way("GET", "conversations.packs", "/conversations/packs", COORDINATOR),
    Way("GET", "conversations.asked", "/conversations/asked", "worker ally"),
    # the provider
    Way("GET", "people.bring_workers_in", "/circles/new", COORDINATOR),
    Way("POST", "people.bring_workers_in", "/circles/new", COORDINATOR, 422),
    Way("GET", "paper.team", "/teams/{team}/sheets", "coordinator manager"),
    Way("GET", "offline.phones", "/phones", "coordinator manager"),
    Way("POST", "offline.end_phone", "/phones/{phone}/ending", "coordinator manager", 404),  # it is signed out
    Way("POST", "offline.settle_loss", "/phones/{phone}/settlements", "coordinator manager", 303),
    Way("GET", "people.create", "/people/new", "coordinator manager"),
    Way("POST", "people.create", "/people/new", "coordinator manager", 422),
    Way("GET", "people.staff", "/staff", "manager"),
    Way("POST", "people.found_team", "/staff/teams", "manager", 422),
    Way("POST", "people.invite_staff", "/staff/invitations", "manager", 422),
    Way("GET", "people.staff_invitation", "/staff/invitations/{staff_invitation}", "manager"),
    Way("POST", "people.withdraw_staff_invitation", "/staff/invitations/{staff_invitation}/withdrawal", "manager", 303),
    Way("GET", "people.reset_staff_password", "/staff/roles/{role}/password-reset", "manager", 404),
    Way("POST", "people.reset_staff_password", "/staff/roles/{role}/password-reset", "manager", 404),
    Way("GET", "people.password_reset", STAFF_RESET, "coordinator manager"),
    Way("POST", "people.agree_to_password_reset", f"{STAFF_RESET}/agreement", "coordinator manager", 303),
    Way("POST", "people.withdraw_password_reset", f"{STAFF_RESET}/withdrawal", "coordinator manager", 303),
    Way("POST", "people.end_role", "/staff/roles/{role}/ending", "manager", 303),
    Way("GET", "accounts.sign_in", "/sign-in", ANYBODY),  # a browser that is signed in is led on
    Way("GET", "handing_over.new", f"{HERE}/handing-over", "worker coordinator"),
    # whose phone that is does nothing else with it from then on: after everything else
    Way("POST", "handing_over.create", f"{HERE}/handing-over", "worker coordinator", 422),
    # these change who is signed in
    Way("POST", "accounts.sign_in_link", "/sign-in/{link}", ANYBODY, 303),
    Way("POST", "accounts.sign_out", "/sign-out", ANYBODY, 303),
)
# What gives somebody more than they had, and asks the password again; ending, stopping and taking back never do.
GIVES_MORE = {
    "people.invite", "people.invite_staff", "people.move", "people.reset_members_password",
    "people.reset_staff_password", "people.agree_to_password_reset", "people.sharing_with", "people.cover_person",
    "people.bring_workers_in", "people.agree_to_invitation", "people.tablet",
}  # fmt: skip
ASKED_EACH_TIME = {"people.tablet"}  # however short ago it was typed
PRESSES_TWICE = {("people.sharing_with", "self")}  # instead
WHO_IS_SIGNED_IN = {"POST accounts.sign_in_link", "POST accounts.sign_out"}

Places = dict[str, str | int]


def asks_password(way: Way, visitor: str) -> bool:
    """The password has to be typed again, unless it was just now."""
    return way.endpoint in GIVES_MORE and (way.endpoint, visitor) not in PRESSES_TWICE


def author(username: str, role: str) -> journal.Author:
    """One of the cast, speaking in a role."""
    return journal.Author(cast.user(username).id, role)


ALED = ("aled", COORDINATOR)


def open_places(app: Flask, person: str = cast.MARGARET) -> Places:
    """What every address needs, with things that can still be changed."""
    in_hand.give_pins()
    here, aled = cast.person(person), author(*ALED)
    team = Team.get(Team.name == "Riverside")
    keys = app.config["SETTINGS"].secret_keys
    invitation = Invitation.make("Somebody new", "ally", aled, person_id=here.id)
    staff_invitation = Invitation.make("Somebody new", COORDINATOR, author("ruth", "manager"), team=team)
    member = visitors.belong(f"ally-{journal.new_id()}", "ally", around=person)
    InformationNeeds.record(here, Needs(formats=("email",)), aled, ally=member)
    role = StaffRole.create(user=cast.user("grace"), role=COORDINATOR, team=team, starts=visitors.LONG_AGO)
    return {
        "static": static(app),
        "link": SignInLink.make(cast.user("sam"), visitors.OPERATOR),
        "team": team.id,
        "person": here.id, **reviewing.places(here, bring_in(person)), "membership": member.id,
        "ally": member.id, "role": role.id,
        "invitation": invitation.id, "token": invitation.token(keys), "spent_token": invitation.token(keys),
        "of_two": an_invitation_of_two(here).id,
        "cover": visitors.belong(f"cover-{journal.new_id()}", "worker", around=cast.NADIA).user_id,
        "staff_invitation": staff_invitation.id, "pause": a_pause(person), **a_chance(person),
        "listed": MustNotKnow.put_on(here, "Her former landlord", "", aled).id,
        "log": a_log(person, author(*ALED)), "kept": a_kept_record(here),
        "photo": photos.a_photo(here, Of(), author(*ALED)),
        "worry": Concern.record(here, author("sam", "worker"), safe_now=SafeNow.NO, seen="A bruise").id,
        "told": Feedback.record(here, author("margaret", "self"), Sort.COMPLAINT, "Nobody rang").id,
        "reset": a_reset(here).id, "staff_reset": a_reset(None).id, "forgotten": a_reset(here).id,
        "reset_token": PasswordReset.make(cast.user("dev"), visitors.OPERATOR).token(keys),
        "device": Session.open(cast.user("grace"), OWN_PHONE, "A browser", "grace's")[0].id,
        "phone": a_phone_with_a_loss().id,
        "action": agreeing.agree(here, "Ring the choir", "aled", month=agreeing.NEXT).id,
        "question": agreeing.ask(here, "Does she like the tea dance?", "aled").id,
        **conversations.months(here, author(*ALED)), "asked": conversations.somebody_new(),
    }  # fmt: skip


def a_phone_with_a_loss() -> Session:
    """Of Sam, signed in; its browser cleared its storage, and records with it."""
    phone, _token = Session.open(cast.user("sam"), OWN_PHONE, "A lost one", "sam's lost one")
    told = {"records": 3, "since": clock.now().isoformat()}
    journal.note_change(emptied.KIND, author("sam", "user"), phone, told)
    return phone


def spent_places(app: Flask) -> Places:
    """The same with things that are over: using them again changes nothing."""
    places, aled = open_places(app), author(*ALED)
    Invitation.get_by_id(places["invitation"]).withdraw(aled)
    Invitation.get_by_id(places["staff_invitation"]).withdraw(aled)
    Invitation.get_by_id(places["of_two"]).withdraw(aled)
    for name in ("reset", "staff_reset"):
        PasswordReset.get_by_id(places[name]).withdraw(aled)
    Membership.get_by_id(places["membership"]).end(aled)
    MustNotKnow.get_by_id(places["listed"]).take_off(aled)
    StaffRole.get_by_id(places["role"]).end(aled)
    WeekDraft.get_by_id(places["draft"]).put_away(aled)
    reviewing.end(cast.person(cast.MARGARET))
    phone = Session.get_by_id(places["phone"])
    emptied.settle(phone, aled, emptied.Loss.lately()[phone.id].seq)
    phone.end(aled)
    conversations.end(cast.person(cast.MARGARET), places, aled)
    TimeAway.take_back(cast.person(cast.MARGARET), str(places["pause"]), aled)
    KeptSettlement.create(event=places["kept"], about=places["kept"], written="", why="It was nothing.")
    fresh = Invitation.make("Somebody new", "ally", aled, person_id=int(places["person"]))
    return {**places, "token": fresh.token(app.config["SETTINGS"].secret_keys)}


def a_reset(around: Person | None) -> PasswordReset:
    """A coordinator's new password, which waits for a second to agree: a manager made it, around that person if any."""
    forgot = visitors.newcomer(f"forgot-{journal.new_id()}")
    StaffRole.create(user=forgot, role=COORDINATOR, team=Team.get(Team.name == "Hilltop"), starts=visitors.LONG_AGO)
    return PasswordReset.make(forgot, a_maker(), person_id=None if around is None else around.id)


def an_invitation_of_two(around: Person) -> Invitation:
    """To sign in as that person, which waits for a second to agree where somebody did before: a manager made it."""
    return Invitation.make("Somebody new", "self", a_maker(), person_id=around.id)


def a_maker() -> journal.Author:
    """A manager beside those of the cast."""
    if not StaffRole.of(visitors.newcomer("maker")):
        visitors.work("maker", "manager")
    return author("maker", "manager")


def open_role(username: str) -> int:
    """The number of the role that somebody of the staff holds."""
    return int(StaffRole.get(StaffRole.user == cast.user(username)).id)


def a_kept_record(person: Person) -> int:
    """The number of a worker's record that needs a person; once its day is another one, it can be written down."""
    sent = journal.Sent(cast.NOW, cast.NOW, digest=journal.new_id())
    fields = [("title", "A song"), ("day", cast.TODAY.isoformat())]
    kept = KeptRecord.keep(
        person.id, replace(author("sam", "worker"), sent=sent), journal.new_id(), of_kind="extra", place={},
        fields=fields, problem="day",
    )  # fmt: skip
    return int(kept.seq)


def a_pause(person: str) -> str:
    """The id of days away that are over."""
    first = cast.TODAY - timedelta(days=20)
    return str(TimeAway.record(cast.person(person), first, first, Why.HOLIDAY, author(*ALED)).id)


def a_chance(person: str) -> Places:
    """What the address of a chance's page is made of."""
    if latest(cast.person(person)) is None:
        return {"item": journal.new_id(), "day": cast.TODAY.isoformat()}
    key = a_key(person)
    return {"item": key["item"], "day": key["day"]}


def bring_in(person: str) -> WeekDraft:
    """A week that waits to be agreed."""
    return WeekDraft.bring_in(cast.person(person), _read(), "list.csv", author(*ALED))


@cache
def _read() -> ReadWeek:
    return read_week(LIST, "list.csv")


def sheet() -> tuple[io.BytesIO, str]:
    """That week as a file."""
    return io.BytesIO(LIST), "list.csv"


def good_form(endpoint: str, places: Places, person: str, own: Own) -> dict[str, Any]:
    """A form that would be written down, from a page of somebody who may. `own`: what they wrote before."""
    fresh = {"id": journal.new_id()}
    team = Team.get(Team.name == "Hilltop").id
    forms: dict[str, Callable[[], dict[str, Any]]] = {
        "people.edit": lambda: {"name": person, "how_to_support_me": f"Slowly, {journal.new_id()}"},
        "people.move": lambda: {"team": team},
        "people.create_information_needs": lambda: {**fresh, "ways": ["bsl"], "seen": needs_that_stand(person)},
        "people.create_information_check": lambda: {**fresh, "seen": needs_that_stand(person)},
        "people.create_ally_needs": lambda: {**fresh, "none_known": "y", "seen": needs_that_stand(person, places)},
        "people.create_ally_check": lambda: {**fresh, "seen": needs_that_stand(person, places)},
        "people.tablet": lambda: {"show": "yes"},
        "people.choices": lambda: {"text_size": another_size(places)},
        "people.invite": lambda: {**fresh, "name": "Somebody", "role": "ally", "relation": "cousin"},
        "people.sharing_with": sharing_form,
        "people.put_on_list": lambda: {**fresh, "name": "Her former landlord", "about": "He asks the neighbours"},
        "people.reset_members_password": lambda: fresh,
        "people.reset_staff_password": lambda: fresh,
        "people.use_password_reset": lambda: {"new": f"A better one, {journal.new_id()}"},
        "accounts.prove": lambda: {"my_password": cast.PASSWORD},
        "accounts.pin": lambda: {"pin": in_hand.PIN, "my_password": cast.PASSWORD},
        "accounts.remove_my_pin": lambda: {"removal-my_password": cast.PASSWORD},
        "handing_over.create": lambda: {**fresh, "present": "Di", "things": in_hand.to_ask(person)[0]},
        "home.whom_i_see": lambda: {"order": [places["person"]], "seen": [places["person"]]},
        "offline.recovery": lambda: {"ids": f"{journal.new_id()} {'0' * 64}"},
        "offline.settle_loss": lambda: {"seen": 10**6},  # whatever was lost so far
        "people.cover_person": lambda: {**fresh, "worker": places["cover"]},
        "people.bring_workers_in": lambda: {
            **fresh, "workers": [places["cover"]], "people": [places["person"]],
        },
        "people.create": lambda: {**fresh, "name": "Somebody", "team": Team.get(Team.name == "Riverside").id},
        "people.found_team": lambda: {**fresh, "team_name": f"Team {journal.new_id()}"},
        "people.invite_staff": lambda: {
            **fresh, "name": "Somebody", "role": COORDINATOR, "team": team,
        },
        "weeks.import_week": lambda: {"sheet": sheet()},
        "weeks.agree": lambda: {
            "starts": (cast.TODAY + timedelta(days=1)).isoformat(), "how_agreed": f"Together, {journal.new_id()}",
        },
        "item_pictures.choose": lambda: {**fresh, "picture": "dog-face", "find": "dog", "step": ""},
        "conversations.plan": lambda: {
            **fresh, "needed": "yes", "form": "full", "every": "2", "led_by": "", "words": "She nodded.",
            "held_on": (cast.TODAY + timedelta(days=9)).isoformat(), "held_at": "14:30",
        },
        "conversations.create_perspective": lambda: {
            **fresh, "month": places["month"], "working": "Her cat", "whose": "own", "label": "ordinary",
        },
        "conversations.short": lambda: {
            **fresh, "said_id": journal.new_id(), "working": "Her cat", "not_working": "Sunday evenings",
            "whose": "own", "label": "ordinary", "promise-id": journal.new_id(), "promise-what": "Ring the choir",
            "promise-owner": cast.user("aled").id, "promise-by_when": cast.TODAY.isoformat(),
        },
        "conversations.create_guess_check": lambda: {
            f"{places['guess']}-id": journal.new_id(), f"{places['guess']}-right": "yes",
            f"{places['guess']}-words": "She nodded.",
        },
        "conversations.create_opening": lambda: fresh,
        "conversations.create_closing": lambda: fresh,
        "conversations.invitations": lambda: {
            **fresh, "line": desk_line(places), "whom": f"{desk_line(places)}-{places['asked']}",
        },
        "conversations.create_days": lambda: {
            **fresh, "line": desk_line(places), f"{desk_line(places)}-held_on": cast.TODAY + timedelta(days=9),
            f"{desk_line(places)}-held_at": "14:30",
        },
        "conversations.create_proposal_answer": lambda: {
            **fresh, "about": places["proposal"], "good": "no", "words": "She shook her head.",
        },
        "conversations.create_later_thought": lambda: {**fresh, "words": "And the garden.", "label": "ordinary"},
        "records.item_photo": one_photo,
        "records.person_photo": one_photo,
        "records.settle_kept": lambda: {"why": "It was nothing."},
        "weeks.importance": lambda: {f"importance-{item_id}": "both" for item_id in item_ids(person)},
        **record_forms(places["pause"], person, own),
        "accounts.change_password": lambda: {"old": cast.PASSWORD, "new": f"A better one, {journal.new_id()}"},
        "accounts.sign_in": lambda: {"username": "sam", "password": cast.PASSWORD, "kind": "own_phone"},
        "accounts.sign_in_link": lambda: {"kind": "own_phone"},
    }  # fmt: skip
    found = reviewing.good_form(endpoint, places, person, own.review_line)
    return {**(forms.get(endpoint, dict)() if found is None else found), "author": own.writer}


def desk_line(places: Places) -> str:
    """How the desk names her conversation that has not begun."""
    return f"{places['person']}-{places['month']}"


def on_their_page(browser: FlaskClient, form: dict[str, Any]) -> dict[str, Any]:
    """That form, filled in by whoever is signed in there."""
    with browser.session_transaction() as cookie:
        here = Session.signed_in(cookie.get("_user_id", ""))
    return {**form, "author": here.user.id} if here else form


def needs_that_stand(person: str, of_ally: Places | None = None) -> str:
    """The id of what is said of how somebody, or that ally, needs information; of who has left nothing stands."""
    here = cast.person(person).id
    said = Standing.of([here]).get((here, int(of_ally["membership"]) if of_ally else None))
    return said.id if said else ""


def photo_file() -> tuple[io.BytesIO, str]:
    """A photo as a browser sends it."""
    return io.BytesIO(photos.a_picture()), "photo.jpg"


def one_photo() -> dict[str, Any]:
    """A photo as a picture, of which the person said yes."""
    return {"circle-id": journal.new_id(), "photos": photo_file()}


def another_size(places: Places) -> str:
    """Not the one that holds now."""
    return TextSize.LARGEST if MyChoices.of(int(places["person"])).text_size == TextSize.LARGER else TextSize.LARGER


def sharing_form() -> dict[str, Any]:
    """The person shares their week with an ally: pressed by them, or written down by somebody else."""
    theirs = {"how_shown": "She nodded and pointed at the photo.", "my_week": "y"}
    return {"id": journal.new_id(), "share": "my_week", "sure": "y", **theirs}
