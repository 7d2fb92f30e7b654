"""Links for a new password that wait to be used."""

import pytest
from flask import Flask

from carelog.accounts.password_reset import PasswordReset
from tests.people.resets import ask, newest


@pytest.fixture
def sams(app: Flask) -> PasswordReset:
    """Sam forgot his password, and the coordinator made a link."""
    assert ask(app, "aled", "sam").status_code == 303
    return newest()


@pytest.fixture
def margarets(app: Flask) -> PasswordReset:
    """Margaret forgot hers; the coordinator's link waits for a second."""
    assert ask(app, "aled", "margaret").status_code == 303
    return newest()
