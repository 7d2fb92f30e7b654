"""The routes of this room stand in one file for each noun; importing them registers them."""

from carelog.accounts import account_views, pin_views, sign_in_views
from carelog.accounts.pages import accounts

VIEWS = (sign_in_views, account_views, pin_views)

__all__ = ["VIEWS", "accounts"]
