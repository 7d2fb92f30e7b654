"""A private PostgreSQL cluster on a free port of this machine; nothing of the system's own server is touched."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

USER = "carelog"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
# Nothing is copied to another server. It is as durable as one that is served has to be: in memory that costs nothing.
ALONE = ("wal_level=minimal", "max_wal_senders=0")
REACH = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200")
CHOOSES_HOW_TO_COPY = 150000  # from this version of the server on; before, it knew one way, which is this one
START_TRIES = 3  # somebody else may take the free port in between
ROOT = 0


class Cluster:
    """Its files lie in one folder; whoever knows the folder can use it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "cluster"
        self._password = folder / "password"
        self._port = folder / "port"
        self._open: psycopg.Connection[Any] | None = None

    def start(self) -> None:
        """Make and start it. Raises RuntimeError with what PostgreSQL said."""
        self._init()
        for _ in range(START_TRIES):
            port = _free_port()
            options = " ".join(f"-c {setting}" for setting in (*ALONE, *REACH, f"port={port}"))
            if self._run("pg_ctl", "start", "--wait", "--log", str(self.data / "log"), "--options", options):
                self._port.write_text(str(port))
                return
        raise RuntimeError((self.data / "log").read_text())

    def leave(self) -> None:
        """Close this process's own connection."""
        if self._open:
            self._open.close()

    def stop(self) -> None:
        """Stop it if it runs."""
        self.leave()
        if self._port.exists():
            self._run("pg_ctl", "stop", "--mode", "immediate")

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}:{self._password.read_text()}@127.0.0.1:{self._port.read_text()}/{database}"

    def create(self, database: str, template: str = "template1") -> None:
        """A new database, the copy of another that nobody has open: of its files, which takes half the time."""
        copied = " STRATEGY FILE_COPY" if self._connect().info.server_version >= CHOOSES_HOW_TO_COPY else ""
        self._say("CREATE DATABASE {} TEMPLATE {}" + copied, database, template)

    def drop(self, database: str) -> None:
        """Throw a database away if it is there, whoever has it open."""
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def close(self, database: str) -> None:
        """Let nobody open a database any more, and put out whoever has."""
        self._say("ALTER DATABASE {} ALLOW_CONNECTIONS false", database)
        self._connect().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])

    def _say(self, statement: LiteralString, *names: str) -> None:
        self._connect().execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connect(self) -> psycopg.Connection[Any]:
        """One connection for the whole run: opening one costs as much as the work it is for."""
        if self._open is None:
            self._open = psycopg.connect(self.url("postgres"), autocommit=True)
        return self._open

    def _init(self) -> None:
        self.data.mkdir(mode=0o700)
        self._password.touch(mode=0o600)
        self._password.write_text(secrets.token_hex(16))
        if user := _user():
            shutil.chown(self.data, user)
            shutil.chown(self._password, user)
        options = ["--no-sync", "--auth=password", "--encoding=UTF8", f"--locale={LOCALE}", f"--username={USER}"]
        if not self._run("initdb", *options, "--pwfile", str(self._password)):
            raise RuntimeError("initdb could not make a PostgreSQL cluster")

    def _run(self, program: str, *arguments: str) -> bool:
        """Run one of PostgreSQL's programs on the cluster; whether it went well."""
        command = [str(programs() / program), "--pgdata", str(self.data), *arguments]
        user: dict[str, Any] = {"user": _user(), "extra_groups": []} if _user() else {}
        # What it prints goes nowhere: the server that it leaves running would hold on to a pipe of ours.
        quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        return subprocess.run(command, cwd="/", check=False, **quiet, **user).returncode == 0


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user who may do least."""
    return "nobody" if os.geteuid() == ROOT else None


def programs() -> Path:
    """The folder of initdb and pg_ctl: on the path, or the newest where Debian and Homebrew keep them."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    if not places:
        raise RuntimeError("the programs of a PostgreSQL server are missing; on Debian, `make test` installs them")
    return max(places, key=lambda place: int(re.sub(r"\D", "", place.parent.name) or 0))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
