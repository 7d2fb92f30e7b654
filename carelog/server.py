"""The production server: gunicorn, two processes of four threads, on one address."""

import ctypes
import sys
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from carelog import create_app, db, witness, written_once
from carelog.journal import Installation
from carelog.settings import Settings

WORKERS, THREADS = 2, 4
ARENAS, FROM_THE_SYSTEM = 2, 1024 * 1024  # bytes
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # as glibc's malloc.h calls them


class Server(BaseApplication):
    """gunicorn, configured from our settings."""

    def __init__(self, settings: Settings) -> None:
        """Nothing runs yet."""
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Our choices; no access log, since ours names endpoints and not paths."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        options = {
            "bind": f"{host}:{self.settings.port}", "workers": WORKERS, "threads": THREADS, "worker_class": "gthread",
            "loglevel": "warning", "limit_request_line": 4094, "timeout": 60, "control_socket_disable": True,
        }  # fmt: skip
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """One app for each process."""
        give_memory_back()
        return checked_app(self.settings)


def give_memory_back() -> None:
    """Proving a password takes 19 MiB, which glibc would go on holding for each thread. Elsewhere this does nothing."""
    settle = getattr(ctypes.CDLL(None), "mallopt", None)
    if settle is not None:
        settle(M_MMAP_THRESHOLD, FROM_THE_SYSTEM)
        settle(M_ARENA_MAX, ARENAS)


class NotToBeServed(RuntimeError):
    """This installation must not be served as it is; the message says why."""


def checked_app(settings: Settings | None = None) -> Flask:
    """The app, if this installation may be served. Raises NotToBeServed, SettingError."""
    app = create_app(settings)
    with app.app_context(), db.connected():
        problem = reason_not_to_serve(app.config["SETTINGS"])
        if problem:
            raise NotToBeServed(problem)
        tell(witness.check(app))
    return app


def tell(found: str | None) -> None:
    """Say on stderr that a new epoch began, and why."""
    if found:
        sys.stderr.write(f"carelog: {found}. A new epoch has begun: phones send again what they hold receipts for.\n")


def reason_not_to_serve(settings: Settings) -> str | None:
    """Why this installation must not be served as it is. Needs a connection."""
    if db.pending_migrations():
        return "The database is not up to date. Run: carelog migrate"
    missing = written_once.missing_protection()
    if missing:
        return f"The database would let records be changed ({', '.join(missing)}). Restore its triggers first."
    if Installation.current().demo and not settings.loopback_only:
        return "The demo is served on this machine only. Use an empty database for anything else."
    if off := db.forgetful():
        return f"A power cut would take what people were told is saved: the database has {', '.join(off)} off."
    return None


def is_taken(settings: Settings) -> bool:
    """Another program answers at that address already."""
    with socket(AF_INET6 if ":" in settings.host else AF_INET) as trial:
        trial.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError:
            return True
    return False


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    Server(settings).run()
