"""Witness: a small file beside the database that remembers the highest number of which a receipt was given.

A database that was restored from a backup does not know what was promised after that backup was made. The file does,
because it is kept out of the backup. Where the database lies behind it, the installation's next life begins: an epoch,
which every receipt names, so that phones offer again what they still have.
"""

import fcntl
import logging
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from flask import Flask, Response
from peewee import fn

from carelog import clock
from carelog.db import database
from carelog.journal import EPOCH_BEGAN, OPERATOR, Erasure, Event, Installation, new_id, note_change
from carelog.settings import SettingError

KEPT_ON_PHONES = timedelta(days=35)  # so long phones hold what they have a receipt for
BEHIND = "the database is older than what was receipted"
OTHER = "the database is of another epoch than the witness"
TORN = "the witness cannot be read"
ROOM = 128  # bytes; more than a line takes
_log = logging.getLogger("carelog")


@dataclass(frozen=True, slots=True)
class Line:
    """What the file says, on one line of always the same length, so that one small write replaces it."""

    epoch: str
    seq: int

    def text(self) -> bytes:
        """Epoch, number, and a checksum over both."""
        said = f"{self.epoch} {self.seq:020d}".encode()
        return b"%s %08x\n" % (said, zlib.crc32(said))

    @classmethod
    def read(cls, text: bytes) -> Self | None:
        """The line, or None where the file holds anything else."""
        words = text.split()
        try:
            line = cls(words[0].decode(), int(words[1]))
        except (IndexError, ValueError):
            return None
        return line if line.text() == text else None


class Witness:
    """The file. Any number of threads and processes may note and check at once: a lock on it lets them in turn."""

    def __init__(self, path: Path) -> None:
        """Opens nothing yet."""
        self.path = path
        self._known = Line("", 0)  # stands in the file, or a higher one does

    def note(self, epoch: str, seq: int) -> None:
        """A receipt for that number leaves the house. Never lowers what is there; never keeps the receipt back."""
        if self._known.epoch == epoch and self._known.seq >= seq:
            return
        try:
            self._raise(Line(epoch, seq))
        except OSError as problem:
            _say(f"not written: {problem.strerror}")

    def check(self) -> str | None:
        """Begin a new epoch where the database is not the one that gave the receipts; what was found, or None.

        Needs a connection. Two that start at once find it once. Raises SettingError.
        """
        try:
            if self._make(Line(Installation.current().epoch, highest())):
                return None
            with self._held() as file:
                problem = _problem(_read(file))
                if problem:
                    line = begin_epoch(problem, Line.read(_read(file))).text()
                    os.pwrite(file, line, 0)
                    os.ftruncate(file, len(line))
        except OSError as reason:
            raise SettingError(f"CARELOG_WITNESS: {reason.strerror}: {str(self.path)!r}") from None
        if problem:
            _say(problem)
        return problem

    def _raise(self, line: Line) -> None:
        try:
            with self._held() as file:
                there = Line.read(_read(file))
                if there is None or there.epoch != line.epoch:
                    _say(TORN if there is None else OTHER)  # left for the next start, which can tell more
                    return
                if there.seq < line.seq:
                    os.pwrite(file, line.text(), 0)
            self._known = line if there.seq < line.seq else there
        except FileNotFoundError:
            self._make(line)

    def _make(self, line: Line) -> bool:
        """The file, where there is none; it is never there without its line."""
        if self.path.exists():
            return False
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        draft.write_bytes(line.text())
        try:
            os.link(draft, self.path)
        except FileExistsError:  # somebody was quicker
            return False
        finally:
            draft.unlink()
        if line.seq:
            _say("there was none; written anew")
        return True

    @contextmanager
    def _held(self) -> Iterator[int]:
        """The file, which nobody else reads or writes meanwhile. Opened each time: a lock belongs to an opening."""
        file = os.open(self.path, os.O_RDWR)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)


def install(app: Flask) -> None:
    """Note every receipt that an answer carries, whoever made it: after the commit, and before the answer leaves."""
    app.add_template_global(put_back)

    @app.after_request
    def note(response: Response) -> Response:
        witness: Witness = app.extensions["witness"]
        for receipt in response.headers.getlist("Record-Receipt"):
            _id, _digest, epoch, seq = receipt.split()
            witness.note(epoch, int(seq))
        return response


def check(app: Flask) -> str | None:
    """As `Witness.check` says, for this app."""
    witness: Witness = app.extensions["witness"]
    return witness.check()


def highest() -> int:
    """The highest number that this database knows of; that of an erased event counts."""
    newest = [table.select(fn.MAX(table.seq)).scalar() for table in (Event, Erasure)]
    return max(number or 0 for number in newest)


def begin_epoch(why: str, witnessed: Line | None = None) -> Line:
    """The next life of this installation. Receipts of the one before are asked for again; `witnessed`: the last one."""
    with database.atomic():
        here = Installation.current()
        what = {"epoch": new_id(), "epoch_began": clock.now()}
        Installation.update(what).where(Installation.id == here.id).execute()
        was = {"was": here.epoch, "witnessed": witnessed.epoch if witnessed else ""}
        note_change(EPOCH_BEGAN, OPERATOR, here, {**what, **was, "why": why})
        return Line(str(what["epoch"]), highest())


def put_back() -> datetime | None:
    """When this epoch began, if phones may still be sending what was lost before."""
    began: datetime | None = Installation.current().epoch_began
    return began if began is not None and began > clock.now() - KEPT_ON_PHONES else None


def _problem(text: bytes) -> str | None:
    said = Line.read(text)
    if said is None:
        return TORN
    if said.epoch != Installation.current().epoch:
        return OTHER
    return BEHIND if highest() < said.seq else None


def _read(file: int) -> bytes:
    return os.pread(file, ROOM, 0)


def _say(what: str) -> None:
    _log.warning("witness", extra={"problem": f"witness: {what}"})
