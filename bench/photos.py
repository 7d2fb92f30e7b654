"""Photos: what a log with four of them takes on the wire, and how much memory the server takes meanwhile."""

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPResponse
from io import BytesIO
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, expect

from bench.figure import Figure
from bench.marks import everybody_at_once
from bench.memory import PHONES, family, proportional_set_size
from bench.page import phone
from bench.phones import FORM, Phone
from bench.world import PASSWORD, TODAY
from carelog import clock, journal
from carelog.journal import new_id
from tests.browser.line import Line, Onward
from tests.large_photo import large_photo

PHOTOS, PERSON = 4, 1
MOST_BYTES, MOST_MEMORY, MB, PART = 1, 250, 1024 * 1024, 128 * 1024
LOG = f"/people/{PERSON}/logs/new"
ONE_LOG = re.compile(rb"\w+ (?:/phone/parts/|/people/\d+/(?:logs|photos) )")
AS_LARGE_AS_ANY = (1280, 960)  # pixels that a phone sends
LOOKS_EVERY, LONG = 0.05, 60_000  # seconds, milliseconds


def on_the_wire(url: str) -> Figure:
    """From pressing Save until the last receipt, requests and answers, headers too."""
    with counted(url) as (address, counter), phone(address, PASSWORD) as browser:
        write_one(browser)
    told = f"{counter.requests} requests"
    return Figure("a log with four photos of 12 megapixels", counter.size / MB, MOST_BYTES, "MB", beside=told)


def write_one(browser: BrowserContext) -> None:
    """A log with four photos."""
    page = browser.new_page()
    page.goto(LOG, wait_until="networkidle")
    page.locator("[name=team-consent][value=yes]").check()
    page.locator("[name=consent-how]").first.check()
    page.get_by_label("What did they do?").fill("She fed the ducks and named them all.")
    taken = [FilePayload(name=f"{n}.jpg", mimeType="image/jpeg", buffer=large_photo(seed=n)) for n in range(PHOTOS)]
    page.locator("[name=photos]").set_input_files(taken)
    expect(page.locator("photo-picker li")).to_have_count(PHOTOS, timeout=LONG)
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".log .photos img")).to_have_count(PHOTOS, timeout=LONG)


@dataclass(slots=True)
class Counter:
    """What has passed of one log."""

    requests: int = 0
    size: int = 0  # bytes
    lock: threading.Lock = field(default_factory=threading.Lock)

    def way(self, asked: bytes, onward: Onward) -> bytes:
        """Everything passes."""
        answer = onward(asked)
        if ONE_LOG.match(asked):
            with self.lock:
                self.requests += 1
                self.size += len(asked) + len(answer)
        return answer


@contextmanager
def counted(url: str) -> Iterator[tuple[str, Counter]]:
    """Another address of the same server, on the way to which everything is counted."""
    with Line.laid() as line:
        line.server, counter = url, Counter()
        line.way = counter.way
        yield line.url, counter


def memory_with_photos(url: str, server: int) -> Figure:
    """The most that the server and its workers take, in megabytes, while everybody sends four photos."""
    phones, photo = [Sending(url) for _ in range(PHONES)], photo_of_a_phone()
    most = Most(server)
    with most.watched():
        everybody_at_once(lambda place: send_one(phones[place], photo), PHONES)
    return Figure(f"memory while {PHONES} phones send four photos each", most.megabytes, MOST_MEMORY, "MB")


class Sending(Phone):
    """A phone whose outbox sends."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.connection.close()  # until all of them are signed in the server would have ended it

    def record(self, path: str, id: str, fields: dict[str, object]) -> None:
        """Raises RuntimeError where there is no receipt for it."""
        now = clock.now().isoformat()
        headers = {"Record-Id": id, "Record-Author": "1", "Record-Format": str(journal.FORMAT), "Record-Written": now}
        answer = self._sent("POST", path, urlencode({"id": id, **fields}), {**FORM, **headers, "Record-Sent": now})
        if "Record-Receipt" not in answer.headers or "Record-Problem" in answer.headers:
            raise RuntimeError(f"{path}: {answer.status}")

    def part(self, id: str, start: int, data: bytes) -> None:
        """Some of a photo's bytes."""
        headers = {"Content-Type": "application/octet-stream", "Part-From": str(start)}
        answer = self._sent("PATCH", f"/phone/parts/{id}", data, headers)
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"a part: {answer.status}")

    def _sent(self, method: str, path: str, body: str | bytes, headers: dict[str, str]) -> HTTPResponse:
        self.connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        answer = self.connection.getresponse()
        answer.read()
        return answer


def send_one(phone: Sending, photo: bytes) -> None:
    """A log with four photos, as the outbox sends it."""
    log = new_id()
    said = {"team-consent": "yes", "consent-how": "said", "did": "Fed the ducks", "day": TODAY, "language": "en"}
    phone.record(f"/people/{PERSON}/logs", log, said)
    for number in range(1, PHOTOS + 1):
        id = new_id()
        for start in range(0, len(photo), PART):
            phone.part(id, start, photo[start : start + PART])
        sent = {"log": log, "number": number, "sha256": hashlib.sha256(photo).hexdigest()}
        phone.record(f"/people/{PERSON}/photos", id, sent)


def photo_of_a_phone() -> bytes:
    """What a phone makes of a large one."""
    picture, file = Image.open(BytesIO(large_photo())), BytesIO()
    picture.resize(AS_LARGE_AS_ANY).save(file, "JPEG")
    return file.getvalue()


class Most:
    """The largest proportional set size that a server was seen with."""

    def __init__(self, server: int) -> None:
        self.server, self.megabytes, self.over = server, 0.0, threading.Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Until the block is left."""
        watching = threading.Thread(target=self._watch)
        watching.start()
        try:
            yield
        finally:
            self.over.set()
            watching.join()

    def _watch(self) -> None:
        while not self.over.wait(LOOKS_EVERY):
            self.megabytes = max(self.megabytes, sum(map(proportional_set_size, family(self.server))) / 1024)
