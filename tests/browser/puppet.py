"""A puppet: WebKit with all that it keeps on disk, which the browser of its WebDriver never does.

The line moves its strings: every page has a script that asks the line what to do, and says what came of it.
"""

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any, Self

from tests.browser.line import END_OF_HEAD, Onward, passes, record_id
from tests.browser.phone import script
from tests.browser.webkit import browser, screen
from tests.browser.world import World

STRINGS = script("puppet")
IN_PLACE_OF = re.compile(rb"GET /static/\w+/js/tomorrow\.js ")  # for pages that are left open overnight
LONG = 60  # seconds
KEEPS = ("DATA", "CACHE", "CONFIG")
LEAVES = "async () => {{ {}; await new Promise(() => {{}}); }}"  # what the next page is asked comes after it
OPENS = "location.href = {}"
SIGNS_IN = """for (const [name, value] of Object.entries({})) document.getElementsByName(name)[0].value = value;
  document.querySelector("main form button").click()"""
ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n"


@dataclass(slots=True)
class Puppet:
    """One folder of what it keeps, and the browser that has it open, on that display."""

    world: World
    folder: Path
    display: str
    asked: "Queue[str]" = field(init=False)
    found: "Queue[Any]" = field(default_factory=Queue)
    process: "subprocess.Popen[bytes]" = field(init=False)

    @classmethod
    @contextmanager
    def of(cls, world: World, folder: Path) -> Iterator[Self]:
        """With a screen that nobody sees, until the block is left."""
        with screen() as display:
            puppet = cls(world, folder, display)
            try:
                yield puppet
            finally:
                puppet.kill()

    def start(self, path: str) -> None:
        """The browser, at an address of ours. The line is this one's until it is mended."""
        self.asked = Queue()
        self.world.line.way = self._way
        kept = {f"XDG_{name}_HOME": str(self.folder / name) for name in KEEPS}
        self.process = subprocess.Popen(
            [browser(), f"--cookies-file={self.folder / 'cookies'}", self.world.url + path],
            env={**os.environ, **kept, "DISPLAY": self.display}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self) -> None:
        """All its processes, in the middle of whatever they do."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.asked.put("")  # for nobody

    def run(self, function: str, *given: str) -> Any:
        """In the page that is shown."""
        self.asked.put(f"() => ({function})(...{json.dumps(given)})")
        found = self.found.get(timeout=LONG)
        assert not (isinstance(found, dict) and "problem" in found), found
        return found

    def open(self, path: str) -> None:
        """Another address of ours."""
        self.asked.put(LEAVES.format(OPENS.format(json.dumps(path))))

    def sign_in(self, username: str) -> None:
        """On the page for that, which is shown."""
        said = {name: words for name, words in self.world.sign_in(username).items() if name != "kind"}
        self.asked.put(LEAVES.format(SIGNS_IN.format(json.dumps(said))))

    def _way(self, asked: bytes, onward: Onward) -> bytes:
        if IN_PLACE_OF.match(asked):
            return _answer(STRINGS)
        if asked.startswith(b"GET /puppet/"):
            return _answer(f"export default {self.asked.get(timeout=LONG)}")
        if asked.startswith(b"POST /puppet/"):
            self.found.put(json.loads(asked.partition(END_OF_HEAD)[2]))
            return _answer("")
        return (self.world.line.records if record_id(asked) else passes)(asked, onward)


def _answer(words: str) -> bytes:
    return (ANSWER.format("text/javascript", len(words.encode())) + words).encode()
