"""The line between phones and server: it passes everything on, unless a test has it do something else."""

import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
CONNECTION = re.compile(rb"(?i)\r\nconnection: [^\r]*")
RECORD = re.compile(rb"(?i)\r\nrecord-id: *([\w-]+)")
CLOSE = b"\r\nConnection: close"
AT_ONCE = 65536  # bytes
SOON = 60  # seconds, in which what a test waits for has come
MOMENTS = ("before", "during", "after")  # in which a server dies, as it writes something down
Onward = Callable[[bytes], bytes]
Way = Callable[[bytes, Onward], bytes]


def cut(_asked: bytes, _onward: Onward) -> bytes:
    """Nothing gets through."""
    return b""


def reply_lost(asked: bytes, onward: Onward) -> bytes:
    """The server hears it, and nobody hears the server."""
    onward(asked)
    return b""


def heard(lost: threading.Event) -> Way:
    """The same; and that it happened can be waited for."""

    def way(asked: bytes, onward: Onward) -> bytes:
        answer = reply_lost(asked, onward)
        lost.set()
        return answer

    return way


def held(through: threading.Event) -> Way:
    """It goes on once that is set."""

    def way(asked: bytes, onward: Onward) -> bytes:
        through.wait(SOON)
        return onward(asked)

    return way


def answers(words: bytes, status: bytes = b"200 OK") -> Way:
    """Somebody else answers, with a page of their own."""
    head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    return lambda _asked, _onward: head % (status, len(words)) + words


def fails_for(record: str) -> Way:
    """The server breaks at that record, and at no other."""
    broken = answers(b"", b"500 Internal Server Error")
    return lambda asked, onward: (broken if record_id(asked) == record else passes)(asked, onward)


def passes(asked: bytes, onward: Onward) -> bytes:
    """As if it were not there."""
    return onward(asked)


def record_id(asked: bytes) -> str:
    """Of the record that is sent; "" where none is."""
    found = RECORD.search(asked.partition(END_OF_HEAD)[0])
    return found[1].decode() if found else ""


@contextmanager
def said_to(server: str, asked: bytes) -> Iterator[socket.socket]:
    """The server at that address has been sent this; what it answers can be read. Raises OSError."""
    with socket.create_connection(("127.0.0.1", urlsplit(server).port)) as there:
        there.sendall(asked)
        yield there


@dataclass(slots=True)
class Line:
    """It listens on one port, however often the server comes back on another one."""

    server: str = ""  # its address
    url: str = ""  # what the phones have instead
    sent: list[str] = field(default_factory=list)  # the id of every record that was sent, each time
    way: Way = passes  # of everything
    records: Way = passes  # of what brings a record

    @classmethod
    @contextmanager
    def laid(cls) -> Iterator[Self]:
        """In threads of its own, on a free port."""
        line = cls()
        with _Listening(line) as listening:
            line.url = f"http://localhost:{listening.server_address[1]}"
            passing = threading.Thread(target=listening.serve_forever, args=(0.05,))
            passing.start()
            yield line
            listening.shutdown()
            passing.join()

    def answer(self, asked: bytes) -> bytes:
        """What the phone gets; nothing, where it is cut off."""
        record = record_id(asked)
        if record:
            self.sent.append(record)
        return (self.records if record and self.way is passes else self.way)(asked, self._onward)

    def _onward(self, asked: bytes) -> bytes:
        try:
            with said_to(self.server, asked) as there:
                return b"".join(iter(lambda: there.recv(AT_ONCE), b""))
        except OSError:
            return b""  # it is not there, or died


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, line: Line) -> None:
        self.line = line
        super().__init__(("127.0.0.1", 0), _Phone)


class _Phone(socketserver.StreamRequestHandler):
    """One request, and its answer."""

    server: _Listening

    def handle(self) -> None:
        try:
            asked = self._read()
            if asked:
                self.wfile.write(self.server.line.answer(asked))
        except OSError:
            pass  # one of the two went away

    def _read(self) -> bytes:
        head = b""
        while not head.endswith(END_OF_HEAD):
            line = self.rfile.readline()
            if not line:
                return b""
            head += line
        length = LENGTH.search(head)
        return CONNECTION.sub(CLOSE, head) + (self.rfile.read(int(length[1])) if length else b"")
