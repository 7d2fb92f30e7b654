"""Databases for tests: each test gets a fresh copy of a template that was migrated once for the whole run.

For SQLite the copy is a file, for PostgreSQL a database of a cluster that the first test wanting one starts. All
workers of a run share the templates and the cluster.
"""

import fcntl
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from carelog import db
from tests import cast
from tests.cluster import Cluster

ROOM = 2**30  # bytes; a run needs about a third


def prepare(url: str) -> None:
    """Bring an empty database to where an installation begins."""
    db.bind(url)
    db.migrate()


def prepare_cast(url: str) -> None:
    """The same with the small cast that tests and demo share."""
    prepare(url)
    with db.connected():
        cast.build()
    db.database.close()


TEMPLATES: dict[str, Callable[[str], None]] = {"empty": prepare, "cast": prepare_cast}


def let_go() -> None:
    """Close what this process still has open, a pool's idle connections too."""
    bound = db.database.obj
    if bound is not None:
        getattr(bound, "close_all", bound.close)()


class Databases:
    """What one run of the tests has, in a folder that its workers share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cluster = Cluster(folder)
        self._used: list[str] = []

    @classmethod
    def begin(cls) -> Self:
        """For the process that starts the run. The cluster's user has to get through the folder."""
        folder = Path(tempfile.mkdtemp(prefix="carelog-", dir=_memory()))
        folder.chmod(0o711)
        return cls(folder)

    def leave(self) -> None:
        """For a process that used them."""
        self.cluster.leave()

    def end(self) -> None:
        """Leave nothing running and nothing behind."""
        self.cluster.stop()
        shutil.rmtree(self.folder)

    @contextmanager
    def copy(self, kind: str, template: str) -> Iterator[str]:
        """The address of a fresh database of that kind, which is thrown away afterwards."""
        make_copy = self._sqlite_copy(template) if kind == "sqlite" else self._postgresql_copy(template)
        with make_copy as url:
            try:
                yield url
            finally:
                let_go()

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder for the files of one installation."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    @contextmanager
    def _sqlite_copy(self, template: str) -> Iterator[str]:
        with self.room() as folder:
            yield _sqlite_url(shutil.copyfile(self._sqlite(template), folder / "carelog.db"))

    @contextmanager
    def _postgresql_copy(self, template: str) -> Iterator[str]:
        name = f"test_{secrets.token_hex(8)}"
        self.cluster.create(name, self._postgresql(template))
        self._drop_used()
        try:
            yield self.cluster.url(name)
        finally:
            self._used.append(name)

    def _drop_used(self) -> None:
        """By now the server has noticed that nobody has them open; at once it would wait for that a tenth of a second.

        What the last test leaves goes with the cluster.
        """
        while self._used:
            self.cluster.drop(self._used.pop())

    def _sqlite(self, template: str) -> Path:
        path = self.folder / f"{template}.db"
        with self.first(path.name) as is_first:
            if is_first:
                path.unlink(missing_ok=True)  # a half of one, when the first try failed
                _make(template, _sqlite_url(path))
        return path

    def _postgresql(self, template: str) -> str:
        with self.first("cluster") as is_first:
            if is_first:
                self.cluster.start()
        with self.first(template) as is_first:
            if is_first:
                self.cluster.drop(template)
                self.cluster.create(template)
                _make(template, self.cluster.url(template))
                self.cluster.close(template)
        return template

    @contextmanager
    def first(self, what: str) -> Iterator[bool]:
        """Whether this is the first worker to come here; the others wait until it is through."""
        done = self.folder / f"{what}.done"
        with (self.folder / f"{what}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield not done.exists()
            done.touch()


def _memory() -> str | None:
    """A file system in memory with room for a run: a copy of a PostgreSQL database takes a sixth of the time there."""
    memory = Path("/dev") / "shm"
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def _make(template: str, url: str) -> None:
    try:
        TEMPLATES[template](url)
    finally:
        let_go()


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"
