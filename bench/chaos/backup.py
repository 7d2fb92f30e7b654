"""A backup that is taken while the server runs, as an operator takes one; and putting it back while it does not."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.cluster import programs


@dataclass(frozen=True, slots=True)
class Sqlite:
    """Of a database file."""

    path: Path

    def back_up(self, to: Path) -> None:
        """As `sqlite3 carelog.db .backup` does."""
        with closing(sqlite3.connect(self.path)) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy)

    def restore(self, backup: Path) -> None:
        """The file, without what the server had not written into it yet."""
        for rest in ("-wal", "-shm"):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)
        shutil.copyfile(backup, self.path)


@dataclass(frozen=True, slots=True)
class Postgresql:
    """Of a database of a server."""

    url: str

    def back_up(self, to: Path) -> None:
        """As `pg_dump` does."""
        _run("pg_dump", "--format=custom", f"--file={to}", self.url)

    def restore(self, backup: Path) -> None:
        """Into a new database of the same name."""
        place, _, name = self.url.rpartition("/")
        with psycopg.connect(f"{place}/postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        _run("pg_restore", "--exit-on-error", f"--dbname={self.url}", str(backup))


Backup = Sqlite | Postgresql


def backup_of(url: str) -> Backup:
    """The way for that database address."""
    return Sqlite(Path(url.removeprefix("sqlite:///"))) if url.startswith("sqlite") else Postgresql(url)


def _run(program: str, *arguments: str) -> None:
    subprocess.run([str(programs() / program), *arguments], check=True)
