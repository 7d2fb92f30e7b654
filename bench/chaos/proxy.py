"""A network that breaks, seeded: it delays, cuts, repeats, and answers with pages of its own."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from urllib.parse import urlsplit

LONGEST_DELAY = 0.3  # seconds
MUCH_LATER = 1.0
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
CONNECTION = re.compile(rb"(?i)\r\nconnection: [^\r]*")
NEVER_DISTURBED = (b"POST /sign-in", b"POST /sign-out")
PAGE = b"<!doctype html><title>Welcome to our Wi-Fi</title>"
PASS, DELAY, CUT_BEFORE, CUT_IN_REQUEST, CUT_AFTER, CUT_IN_ANSWER, TWICE, ONCE_MORE, PORTAL, GATEWAY = range(10)
WEIGHTS = (66, 9, 4, 3, 6, 3, 4, 2, 2, 1)
ANSWERS = {PORTAL: b"200 OK", GATEWAY: b"502 Bad Gateway"}


class Proxy:
    """It listens on a free port and passes on to `server`, an address that may change."""

    def __init__(self, seed: int) -> None:
        self.server = ""
        self.calm = False
        self.url = ""
        self._random = Random(seed)
        self._life = 0  # of the server: what was sent in an earlier one is not sent once more
        self._later: set[asyncio.Task[None]] = set()

    @contextmanager
    def running(self) -> Iterator[str]:
        """In a thread of its own; gives its address."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), loop).result()
        self.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        try:
            yield self.url
        finally:
            asyncio.run_coroutine_threadsafe(self._end(listening), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def forget(self) -> None:
        """What was to be sent once more is not."""
        self._life += 1

    async def _end(self, listening: asyncio.Server) -> None:
        listening.close()
        await listening.wait_closed()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, phone: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        try:
            head = CONNECTION.sub(b"\r\nConnection: close", await phone.readuntil(END_OF_HEAD))
            length = LENGTH.search(head)
            asked = head + (await phone.readexactly(int(length[1])) if length else b"")
            out.write(await self._answer(asked, self._fault(asked)))
            await out.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # one of the two went away
        finally:
            out.close()

    def _fault(self, asked: bytes) -> int:
        if self.calm or asked.startswith(NEVER_DISTURBED):
            return PASS
        return self._random.choices(range(len(WEIGHTS)), WEIGHTS)[0]

    async def _answer(self, asked: bytes, fault: int) -> bytes:
        """What the phone gets; nothing, where it is cut off."""
        if fault in ANSWERS:
            return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (
                ANSWERS[fault],
                len(PAGE),
                PAGE,
            )
        if fault == CUT_BEFORE:
            return b""
        if fault == DELAY:
            await asyncio.sleep(self._random.random() * LONGEST_DELAY)
        if fault == TWICE:
            return (await asyncio.gather(self._ask(asked), self._ask(asked)))[0]
        if fault == ONCE_MORE:
            self._send_later(asked)
        if fault == CUT_IN_REQUEST:
            return await self._ask(asked[: len(asked) // 2], whole=False)
        answer = await self._ask(asked)
        return {CUT_AFTER: b"", CUT_IN_ANSWER: answer[: len(answer) // 2]}.get(fault, answer)

    async def _ask(self, asked: bytes, *, whole: bool = True) -> bytes:
        """All that the server says until it, or death, ends it. What is not whole is left before an answer."""
        place = urlsplit(self.server)
        answering, out = await asyncio.open_connection("127.0.0.1", place.port)
        try:
            out.write(asked)
            await out.drain()
            return await answering.read() if whole else b""
        finally:
            out.close()

    def _send_later(self, asked: bytes) -> None:
        task = asyncio.ensure_future(self._once_more(asked, self._life))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _once_more(self, asked: bytes, life: int) -> None:
        await asyncio.sleep(MUCH_LATER)
        if self._life == life:
            await asyncio.gather(self._ask(asked), return_exceptions=True)
