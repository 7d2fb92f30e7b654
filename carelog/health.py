"""GET /healthz: is the database there, up to date, and still refusing to change what was written once?"""

from flask import Blueprint, Response, jsonify
from peewee import PeeweeException
from playhouse.pool import MaxConnectionsExceeded

from carelog.access import needs
from carelog.db import connected, pending_migrations
from carelog.written_once import missing_protection

health = Blueprint("health", __name__)


@health.get("/healthz")
@needs("health.read")
def healthz() -> tuple[Response, int]:
    """200 with the state of each, 503 when one is wrong."""
    found = state()
    return jsonify(found), 200 if set(found.values()) == {"ok"} else 503


def state() -> dict[str, str]:
    """ "ok" or what is wrong, for each thing that must be right."""
    try:
        with connected():
            pending, missing = pending_migrations(), missing_protection()
    except (PeeweeException, MaxConnectionsExceeded):
        return {"database": "not reachable", "migrations": "unknown", "protection": "unknown"}
    return {
        "database": "ok",
        "migrations": f"{len(pending)} pending" if pending else "ok",
        "protection": f"missing on {len(missing)} tables" if missing else "ok",
    }
