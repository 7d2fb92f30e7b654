"""The staff: teams, coordinators and managers, and inviting them."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from carelog.access import author, needs
from carelog.accounts.invitation import Invitation
from carelog.accounts.staff_role import COORDINATOR, MANAGER, LastManager, StaffRole
from carelog.accounts.team import NameTaken, Team
from carelog.errors import Refused
from carelog.htmx import respond
from carelog.people.forms import StaffInvitationForm, TeamForm
from carelog.people.link_views import invitation_page
from carelog.people.pages import people


@people.get("/staff")
@needs("staff.write")
def staff() -> ResponseReturnValue:
    """Who coordinates and manages, since when, and who is invited."""
    return _staff_page()


@people.post("/staff/teams")
@needs("staff.write")
def found_team() -> ResponseReturnValue:
    """A new team."""
    form = TeamForm()
    try:
        if not form.was_sent():
            return _staff_page(team=form)
        Team.found(form.team_name.data, author("staff.write"), form.id.data)
    except NameTaken:
        form.refuse(_("There is a team of that name already."), "team_name")
        return _staff_page(team=form)
    flash(_("The team is there. Invite its coordinator next."), "saved")
    return redirect(url_for("people.staff"), 303)


@people.post("/staff/invitations")
@needs("staff.write")
def invite_staff() -> ResponseReturnValue:
    """Ask somebody to coordinate a team or to manage."""
    teams = {team.id: team for team in Team.all_by_name()}
    form = StaffInvitationForm().offer(teams.values())
    if not form.was_sent():
        return _staff_page(invitation=form)
    team = teams.get(form.team.data) if form.role.data == COORDINATOR else None
    made = Invitation.make(form.name.data, form.role.data, author("staff.write"), team=team, id=form.id.data)
    return redirect(url_for("people.staff_invitation", invitation_id=made.id), 303)


@people.get("/staff/invitations/<row:invitation_id>")
@needs("staff.write")
def staff_invitation(invitation_id: int) -> ResponseReturnValue:
    """The link, as words and as a code to photograph."""
    return invitation_page(_invitation(invitation_id), None, request.path)


@people.post("/staff/invitations/<row:invitation_id>/withdrawal")
@needs("staff.write")
def withdraw_staff_invitation(invitation_id: int) -> ResponseReturnValue:
    """Take it back: its link stops working."""
    _invitation(invitation_id).withdraw(author("staff.write"))
    flash(_("The invitation is taken back. Its link does not work any more."), "saved")
    return redirect(url_for("people.staff"), 303)


@people.post("/staff/roles/<row:role_id>/ending")
@needs("staff.write")
def end_role(role_id: int) -> ResponseReturnValue:
    """Somebody does not coordinate or manage any more, from now on."""
    role = StaffRole.get_or_none(StaffRole.id == role_id)
    if role is None:
        abort(404)
    try:
        role.end(author("staff.write"))
    except LastManager:
        raise Refused(_("This is the last manager. Invite another one first, then end this.")) from None
    flash(_("Ended. It counts from now on."), "saved")
    mine = role.user == current_user.user and role.role == MANAGER
    return redirect(url_for("home.index" if mine else "people.staff"), 303)


def _invitation(invitation_id: int) -> Invitation:
    staffs = (Invitation.id == invitation_id) & Invitation.person_id.is_null()
    found = Invitation.get_or_none(staffs)
    if found is None:
        abort(404)
    return found


def _staff_page(*, invitation: StaffInvitationForm | None = None, team: TeamForm | None = None) -> ResponseReturnValue:
    teams, roles = list(Team.all_by_name()), StaffRole.everybody()
    invitation = (invitation or StaffInvitationForm(posted=False)).offer(teams)
    team = team or TeamForm(posted=False)
    return respond(
        "people/staff.html",
        status=max(invitation.status, team.status),
        teams=teams,
        roles=roles,
        managers=sum(role.role == MANAGER for role in roles),
        invitations=Invitation.of_staff(),
        form=invitation if invitation.errors else team,
        invitation=invitation,
        team=team,
    )
