"""Whose phones a team asks about: who works around its people, or signs in as one of them, or did so lately."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from carelog.people.circle import SELF, WORKER, Membership
from carelog.people.person import Placement


def belonged_until(teams: Collection[int] | None, now: datetime, lately: datetime) -> dict[int, datetime]:
    """By the user: when the last such place of theirs ended, since `lately`; now, where one stands. One query.

    `teams`: None for every team. An ended place is of the team in which its person was when it ended.
    """
    role = Membership.role.in_([WORKER, SELF])
    where = role & (_stands(now) | _ended(now, lately))
    person: Any = Placement.person == Membership.person
    placed: Any = Membership.select(Membership.user, Membership.ends).join(Placement, on=person)
    theirs = placed if teams is None else placed.where(Placement.team.in_(list(teams)))
    found: dict[int, datetime] = {}
    for user, ends in theirs.where(where).tuples():
        until = now if ends is None else min(ends, now)
        found[user] = max(found.get(user, until), until)
    return found


def _stands(now: datetime) -> Any:
    return Membership.holds_at(now) & Placement.holds_at(now)


def _ended(now: datetime, lately: datetime) -> Any:
    ends = Membership.ends
    then = (Placement.starts <= ends) & (Placement.ends.is_null() | (Placement.ends >= ends))
    return (ends > lately) & (ends <= now) & then
