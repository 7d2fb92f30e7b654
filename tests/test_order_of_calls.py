"""The order of system calls: no byte of a receipt leaves before the log that holds the record is on the disk."""

import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.chaos.run import SERVE as SABOTAGED
from bench.chaos.sabotage import receipt_before_commit
from carelog import clock, db, journal
from carelog.accounts.session import OWN_PHONE
from tests import cast
from tests.browser.served import CARELOG, Installation
from tests.databases import Databases
from tests.plans import agree, fixed

CALLS = "pwrite64,fdatasync,fsync,sendto,sendmsg,write,writev"
STRACE = ("strace", "-D", "-f", "-y", "-s", "4000", "-e", f"trace={CALLS}", "-o")
TO_LOG = re.compile(r"pwrite64\(\d+<[^>]*-wal>")
SYNCED = re.compile(r"f(data)?sync\(\d+<[^>]*-wal>")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_the_receipt_leaves_after_the_log_is_on_the_disk(databases: Databases, tmp_path: Path) -> None:
    assert is_synced_first(traced(databases, tmp_path, CARELOG, "serve"))


def test_a_server_that_gives_it_earlier_is_found_out(databases: Databases, tmp_path: Path) -> None:
    assert not is_synced_first(traced(databases, tmp_path, *SABOTAGED, receipt_before_commit.__name__))


def is_synced_first(calls: list[str]) -> bool:
    """Something was written into the log, and after that it was synced."""
    written = [place for place, call in enumerate(calls) if TO_LOG.search(call)]
    synced = [place for place, call in enumerate(calls) if SYNCED.search(call)]
    return bool(written and synced) and written[-1] < synced[-1]


def traced(databases: Databases, folder: Path, *serve: str | Path) -> list[str]:
    """The calls that led to the receipt of one mark."""
    with databases.copy("sqlite", "cast") as url:
        installation = Installation(folder, url)
        pressed = prepare(installation)
        with installation.served(*STRACE, folder / "trace", *serve):
            receipt = press(installation.url, *pressed)
        return of_the_thread_that_says(receipt, folder / "trace")


def prepare(installation: Installation) -> tuple[str, dict[str, str], dict[str, str]]:
    """Something that Sam marks on a phone: where, the fields, and what the phone says beside them."""
    db.bind(installation.database)
    with db.connected():
        nadia, sam = cast.person(cast.NADIA), cast.user("sam")
        [item] = agree(nadia, fixed("A cup of tea")).values()
        today = clock.living_day(nadia.team.tz)
    db.close_everything()
    id, now = journal.new_id(), clock.now().isoformat()
    fields = {"id": id, "item": item, "day": today.isoformat(), "number": "1", "said": "happened"}
    says = {"Id": id, "Author": str(sam.id), "Format": "1", "Written": now, "Sent": now}
    return f"/people/{nadia.id}/marks", fields, {f"Record-{name}": value for name, value in says.items()}


def press(url: str, mark: str, fields: dict[str, str], says: dict[str, str]) -> str:
    """The receipt that Sam gets."""
    phone = HTTPConnection(urlsplit(url).netloc)
    proof = {"username": "sam", "password": cast.PASSWORD, "kind": OWN_PHONE}
    phone.request("POST", "/sign-in", urlencode(proof), FORM)
    answer = phone.getresponse()
    answer.read()
    cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or []]
    phone.request("POST", mark, urlencode(fields), {**FORM, **says, "Cookie": "; ".join(cookies)})
    receipt = phone.getresponse().headers["Record-Receipt"]
    phone.close()
    return receipt


def of_the_thread_that_says(receipt: str, trace: Path) -> list[str]:
    """Its calls between its answer before and this one."""
    lines = [line.partition(" ")[::2] for line in trace.read_text().splitlines()]
    thread, place = next((thread, place) for place, (thread, call) in enumerate(lines) if receipt in call)
    calls = [call for one, call in lines[:place] if one == thread]
    answers = [number for number, call in enumerate(calls) if "HTTP/1.1 " in call]
    return calls[answers[-1] + 1 :] if answers else calls
