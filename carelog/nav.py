"""The few places each of us goes most, from the roles one holds; and the demo, which stays on this machine."""

from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from carelog import access
from carelog.access import is_handed_over, may
from carelog.accounts.staff_role import COORDINATOR, MANAGER
from carelog.journal import Installation
from carelog.people.circle import ALLY, SELF, WORKER
from carelog.records.told_us import not_acknowledged
from carelog.records.worries import not_taken_up
from carelog.settings import LOOPBACK

UNDER: dict[str | None, str] = {"home.family": "home.families", "home.letter": "home.families"}
WAITING = {"records.concerns": not_taken_up, "records.feedbacks": not_acknowledged}
DEMO = "demo"  # whether this is the demo, once that is settled


def install(app: Flask) -> None:
    """Give every template its navigation and what it may ask."""
    app.add_template_global(may)

    @app.before_request
    def keep_the_demo_here() -> None:
        asked_for = urlsplit(f"//{request.host}").hostname
        here = request.remote_addr in LOOPBACK and asked_for in LOOPBACK
        if not here and is_demo():
            abort(403)

    @app.context_processor
    def shared() -> dict[str, object]:
        return {"nav": entries, "is_demo": is_demo, "is_handed_over": is_handed_over}


def entries() -> list[dict[str, object]]:
    """For the bar: address, word, icon, whether it is this page, and how much waits there to be taken up."""
    if not current_user.is_authenticated or is_handed_over():
        return []
    roles = access.access().anywhere()
    wanted = [
        (WORKER in roles, "home.today", _("Today"), "sun"),
        (SELF in roles, "home.my_week", _("My week"), "calendar-heart"),
        (ALLY in roles, "home.families", _("My people"), "hand-heart"),
        (bool(roles & {WORKER, COORDINATOR, MANAGER}), "people.index", _("People"), "users"),
        (COORDINATOR in roles, "conversations.desk", _("Talks"), "speech"),
        (bool(roles & {COORDINATOR, MANAGER}), "records.concerns", _("Worries"), "circle-alert"),
        (MANAGER in roles, "records.feedbacks", _("Told us"), "message-circle"),
        (MANAGER in roles, "people.staff", _("Team"), "id-card"),
        (True, "accounts.account", _("My account"), "circle-user-round"),
    ]
    here = UNDER.get(request.endpoint, request.endpoint)
    return [
        {"url": access.family_address() if endpoint == "home.families" else url_for(endpoint), "label": label,
         "icon": icon, "current": endpoint == here,
         "waiting": WAITING[endpoint](current_user.user) if endpoint in WAITING else 0}
        for wanted_here, endpoint, label, icon in wanted if wanted_here
    ]  # fmt: skip


def is_demo() -> bool:
    """This installation holds the invented provider. Asked once: what people are in, the demo does not come into."""
    settled = current_app.extensions.get(DEMO)
    if settled is not None:
        return bool(settled)
    demo = bool(Installation.select(Installation.demo).scalar())
    if demo or current_user.is_authenticated:
        current_app.extensions[DEMO] = demo
    return demo
