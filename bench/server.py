"""`python -m bench.server`: the production server, with two more addresses to compare with.

`/bench/ready` is Today rendered from values that are there already: no database, nobody to be recognised, nothing to be
worked out. `/bench/bare/` writes the two rows of a mark with nothing around it but Flask.
"""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request
from flask_login import current_user
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from carelog import clock, db, nav, web
from carelog.access import access
from carelog.accounts.signing_in import SignedIn
from carelog.db import BUSY_SECONDS, SQLITE_PRAGMAS
from carelog.home.pages import my_plan, supported
from carelog.home.round import MyDay
from carelog.htmx import respond
from carelog.journal import FORMAT, ORDINARY, OWN, THERE, body_hash
from carelog.people.circle import WORKER
from carelog.records.mark import KIND
from carelog.records.said import HAPPENED
from carelog.server import Server
from carelog.settings import Settings

READY, BARE = "/bench/ready", "/bench/bare"
BARE_DATABASE = "bare.db"


class BenchServer(Server):
    """The same server, the same app, and the two addresses beside it."""

    def load(self) -> Any:
        """One app for each process."""
        app: Flask = super().load()
        add_ready(app)
        app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {BARE: bare(self.settings.var / BARE_DATABASE)})  # type: ignore[method-assign]
        return app


def add_ready(app: Flask) -> None:
    """Today with everything there already; each process asks the database once, for whoever comes first."""
    values: dict[str, Any] = {}
    ask_database = nav.is_demo
    nav.is_demo = lambda: False if request.endpoint == READY else ask_database()
    web.WITHOUT_DATABASE.add(READY)

    @app.get(READY, endpoint=READY)
    def ready() -> Response:
        if not values:
            with db.connected():
                signed_in = SignedIn(current_user.user, current_user.session, current_user.token)
                values.update(_login_user=signed_in, access=access(), mine=my_day())
        for name in ("_login_user", "access"):
            g.setdefault(name, values[name])
        return respond("home/today.html", mine=values["mine"], covers=set())


def my_day() -> MyDay:
    """As the view of Today has it."""
    people = supported()
    return MyDay.of(my_plan(people), people, {person.id: access().labels(person) for person in people})


def bare(path: Path) -> Flask:
    """A mark's two rows in one transaction, on a connection that each thread keeps, stored as safely as ours."""
    app, mine = Flask("bare"), threading.local()

    @app.post("/")
    def mark() -> str:
        if not hasattr(mine, "database"):
            mine.database = opened(path)
        event, said = request.form["id"], {"item": request.form["item"], "number": 1, "said": HAPPENED}
        with mine.database as transaction:
            transaction.execute("BEGIN IMMEDIATE")
            seq = transaction.execute(EVENT, event_values(event, request.form["day"], body_hash(said))).lastrowid
            transaction.execute(MARK, (seq, *said.values()))
        return event

    return app


EVENT = (
    "INSERT INTO journal (id, kind, author_id, role, voice, presence, on_date, written_at, received_at, format,"
    " language, label, body_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
MARK = "INSERT INTO mark (seq, item_id, number, said) VALUES (?, ?, ?, ?)"


def event_values(id: str, day: str, digest: str) -> tuple[Any, ...]:
    """The columns of the journal's row."""
    now = clock.now().replace(tzinfo=None).isoformat(" ")
    return id, KIND, 1, WORKER, OWN, THERE, day, now, now, FORMAT, "en", ORDINARY, digest


def opened(path: Path) -> sqlite3.Connection:
    """A connection with the same settings as ours."""
    made = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    for name, value in SQLITE_PRAGMAS.items():
        made.execute(f"PRAGMA {name} = {value}")
    return made


if __name__ == "__main__":
    BenchServer(Settings.from_environment()).run()
