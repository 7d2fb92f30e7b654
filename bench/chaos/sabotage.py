"""`python -m bench.chaos.sabotage NAME`: the production server with one protection taken out, from outside.

`make chaos SABOTAGE=NAME` has to fail with each of them; if it did not, it would prove nothing without.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from carelog import db, journal, receiving
from carelog.server import Server
from carelog.settings import Settings

LATE = 0.1  # seconds between the receipt and the commit
RECORD_ID = "HTTP_RECORD_ID"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def receipt_before_commit(app: Wsgi) -> Wsgi:
    """The answer leaves first, and then what it speaks of is made to last."""

    def answer(environ: dict[str, Any], start: Any) -> Iterator[bytes]:
        if RECORD_ID not in environ:
            yield from app(environ, start)
            return
        with db.connected(), db.database.atomic():
            said = app(environ, start)
            yield b""  # the headers go now, even where nothing else follows
            yield from said
            time.sleep(LATE)

    return answer


def no_unique_key(app: Wsgi) -> Wsgi:
    """Nothing looks whether a record came before, nor does the database."""
    db.database.execute_sql("DROP INDEX IF EXISTS journal_id_and_author")
    vars(journal).update(_by_author=lambda *_asked: [], arrived=lambda *_asked, **_more: [])
    return app


def no_author_check(app: Wsgi) -> Wsgi:
    """Whoever is signed in is taken for the author."""
    vars(receiving).update(_is_anothers=lambda _coming: False)
    return app


def no_overlay(app: Wsgi) -> Wsgi:
    """The phones' part of it is in phones.js."""
    return app


SABOTAGES: dict[str, Callable[[Wsgi], Wsgi]] = {
    one.__name__: one for one in (receipt_before_commit, no_unique_key, no_author_check, no_overlay)
}


class Sabotaged(Server):
    """The same server, the same app, but for that."""

    name = ""

    def load(self) -> Any:
        """One app for each process."""
        app = super().load()
        with app.app_context(), db.connected():
            app.wsgi_app = SABOTAGES[self.name](app.wsgi_app)
        return app


if __name__ == "__main__":
    Sabotaged.name = sys.argv[1]
    Sabotaged(Settings.from_environment()).run()
