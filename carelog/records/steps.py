"""What worries and feedback share: each is told once, steps say what was done about it, and one of them ends it."""

from typing import Any

from peewee import SQL, fn

from carelog.accounts.user import User
from carelog.journal import Event


def told_by(told: Any) -> Any:
    """What was told, each with its event and whoever wrote it."""
    return told.select(told, Event, User).join(Event).join(User, on=(User.id == Event.author_id), attr="author")


def is_over(steps: Any, ends: str, opens: str) -> Any:
    """The condition on the event of what was told: a step ended it, and none has opened it again since."""
    later = steps.alias()
    since = later.select(SQL("1")).where(
        (later.about == steps.about) & (later.step == opens) & (later.event > steps.event)
    )
    ended = (steps.about == Event.seq) & (steps.step == ends)
    return fn.EXISTS(steps.select(SQL("1")).where(ended & ~fn.EXISTS(since)))


def untouched(told: Any, steps: Any, those: Any, added: str) -> Any:
    """How many of those, a condition on their events, nobody has taken up; what their author `added` does not count."""
    taken_up = steps.select(SQL("1")).where((steps.about == Event.seq) & (steps.step != added))
    return told.select(fn.COUNT(Event.seq).alias("waiting")).join(Event).where(those & ~fn.EXISTS(taken_up))
