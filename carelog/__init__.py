"""carelog: how much of your week, the week you chose, really happened."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from carelog.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The app, on the database its settings name. Raises SettingError, Unguarded."""
    from carelog.application import build  # here, so that the process that reads a spreadsheet starts without flask

    return build(settings)
