"""What the phones say while they run: what was pressed on them, and what the server told them that it has."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).parent
WITH_NODE = HERE.parent.parent / "tools" / "with-node"


@dataclass(frozen=True, slots=True)
class Made:
    """One record as it was pressed: whose, about whom, and its fields."""

    id: str
    author: str
    person: int
    kind: str
    fields: dict[str, str]


@dataclass(slots=True)
class Ledger:
    """Everything in the order in which it was said."""

    made: dict[str, Made] = field(default_factory=dict)  # by id, also those during whose storing a phone ended
    stored: set[str] = field(default_factory=set)  # of which the phone said that it has them
    promised: dict[str, set[str]] = field(default_factory=dict)  # by epoch: of what there was a receipt
    receipted: set[str] = field(default_factory=set)  # in whichever
    hidden: int = 0  # pages that did not show what was written down on that phone
    left: list[dict[str, str]] = field(default_factory=list)  # what was still on a phone at the end
    through: int = 0  # phones on which everything was pressed
    over: bool = False

    def read(self, lines: IO[str]) -> None:
        """Until the phones are through."""
        for line in lines:
            self._note(json.loads(line))

    def _note(self, said: dict[str, Any]) -> None:
        match said:
            case {"made": made}:
                self.made[made["id"]] = Made(**made)
            case {"stored": id}:
                self.stored.add(id)
            case {"receipt": id, "epoch": epoch}:
                self.promised.setdefault(epoch, set()).add(id)
                self.receipted.add(id)
            case {"hidden": number}:
                self.hidden += number
            case {"left": row}:
                self.left.append(row)
            case {"through": _name}:
                self.through += 1
            case {"over": True}:
                self.over = True
            case _:
                raise ValueError(said)


class Phones:
    """All of them, in one process of node."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.ledger = Ledger()

    @contextmanager
    def running(self) -> Iterator["Phones"]:
        """Until the block is left."""
        command = [str(WITH_NODE), "node", str(HERE / "phones.js")]
        with subprocess.Popen(
            command, cwd=HERE.parent.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            self.process = process
            reading = threading.Thread(target=self.ledger.read, args=(process.stdout,))
            reading.start()
            self._say(json.dumps(self.told))
            try:
                yield self
            finally:
                process.terminate()
                reading.join()

    @property
    def ended(self) -> bool:
        """They are through, or fell over."""
        return self.ledger.over or self.process.poll() is not None

    def calm(self) -> None:
        """The weather has cleared: send everything that is left, and end."""
        self._say("calm")

    def _say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
