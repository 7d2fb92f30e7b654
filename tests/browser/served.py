"""An installation of its own, as an operator has one: its command line, and the production server on a free port."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

CARELOG = Path(sys.executable).with_name("carelog")
LOOK_EVERY = 0.05  # seconds
START_TRIES = 3  # somebody else may take the free port in between


class DidNotStart(Exception):
    """The server ended at once; what it said is the message."""


@dataclass(slots=True)
class Installation:
    """Where it keeps its files, which database it uses, and while it is served its address."""

    var: Path
    database: str
    url: str = ""
    code: str = ""  # where the package lies that is served from the next start on; "" for this checkout
    server: "subprocess.Popen[bytes]" = field(init=False)

    @property
    def pid(self) -> int:
        """Of the server that was started last."""
        return self.server.pid

    @classmethod
    def on_sqlite(cls, var: Path) -> "Installation":
        """With its database among its files, as by default."""
        return cls(var, f"sqlite:///{var / 'carelog.db'}")

    def carelog(self, *arguments: str | int | Path) -> str:
        """What `carelog …` prints. Raises CalledProcessError."""
        command = [str(CARELOG), *map(str, arguments)]
        return subprocess.run(command, env=self._environment(), check=True, stdout=subprocess.PIPE, text=True).stdout

    def demo_password(self) -> str:
        """Everybody's, where the demo is."""
        return (self.var / "secrets" / "demo-password").read_text()

    @contextmanager
    def served(self, *command: str | Path) -> Iterator[str]:
        """By `carelog serve`, or another command that serves the same, until the block is left. Gives the address."""
        self.start(*command)
        try:
            yield self.url
        finally:
            self.end()

    def start(self, *command: str | Path) -> str:
        """Begin to serve; gives the address."""
        self._start(command or (CARELOG, "serve"), START_TRIES)
        return self.url

    def end(self) -> None:
        """Let the server finish what it does."""
        self.server.terminate()
        self.server.wait()

    def kill(self) -> None:
        """End all its processes in the middle of whatever they do."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def log(self) -> str:
        """What the server has said."""
        return (self.var / "log").read_text()

    def _start(self, command: tuple[str | Path, ...], tries: int) -> None:
        port = _free_port()
        self.url = f"http://localhost:{port}"
        with (self.var / "log").open("wb") as log:
            self.server = subprocess.Popen(
                command, env=self._environment(port), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        while not _answers(port):
            try:
                self.server.wait(LOOK_EVERY)
            except subprocess.TimeoutExpired:
                continue
            if tries == 1:
                raise DidNotStart(self.log())
            self._start(command, tries - 1)
            return

    def _environment(self, port: int = 8000) -> dict[str, str]:
        """The machine's own, with nothing of another installation."""
        mine = {name: value for name, value in os.environ.items() if not re.match(r"CARELOG_|PORT$", name)}
        told = {"CARELOG_VAR": str(self.var), "CARELOG_DATABASE": self.database, "PORT": str(port)}
        return {**mine, **told, **({"PYTHONPATH": self.code} if self.code else {})}


def _answers(port: int) -> bool:
    asked = HTTPConnection("127.0.0.1", port)
    try:
        asked.request("GET", "/healthz")
        return bool(asked.getresponse().status)
    except ConnectionError:
        return False
    finally:
        asked.close()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
