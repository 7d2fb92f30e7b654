"""A database that was restored from an older copy is found out, and begins a new epoch; nothing else does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from carelog import create_app, db, server
from carelog.commands import cli
from carelog.journal import Erasure, Event, Installation, new_id
from carelog.settings import SettingError
from carelog.witness import TORN, Witness, begin_epoch, highest
from tests import cast
from tests.asking import SQLITE, due, everything_logged
from tests.conftest import settings_for
from tests.databases import Databases

AT_ONCE = 4
PUT_BACK = "an older copy of the records seemed to have been put back"


@pytest.fixture
def witness(app: Flask) -> Witness:
    """The file of that app, in which the cast's records stand."""
    made: Witness = app.extensions["witness"]
    assert made.check() is None
    return made


def said(witness: Witness) -> tuple[str, int]:
    """What the file says."""
    epoch, seq, _check = witness.path.read_text().split()
    return epoch, int(seq)


def epoch() -> str:
    """The one that the database is in."""
    return Installation.current().epoch


def record(browser: FlaskClient) -> tuple[str, int]:
    """Write something down; the epoch and the number of its receipt."""
    answer = browser.post("/people/1/marks", data={"id": new_id(), **due(browser)[0]})
    _id, _digest, said_epoch, seq = answer.headers["Record-Receipt"].split()
    return said_epoch, int(seq)


def test_the_highest_receipt_is_remembered_and_never_lowered(witness: Witness, sam: FlaskClient) -> None:
    before = said(witness)
    receipt = record(sam)
    assert before < receipt == said(witness)
    witness.note(receipt[0], receipt[1] - 1)
    Witness(witness.path).note(receipt[0], 1)
    assert said(witness) == receipt


@SQLITE
def test_of_many_receipts_at_once_the_highest_stays(witness: Witness) -> None:
    here, barrier = epoch(), Barrier(AT_ONCE)

    def note(first: int) -> None:
        mine = Witness(witness.path)  # as another process has it
        barrier.wait()
        for seq in range(first, 1000, AT_ONCE):
            mine.note(here, 1000 + seq)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(note, range(AT_ONCE)))
    assert said(witness) == (here, 1999)
    assert witness.check() is not None  # whole: 1999 is more than there is


def test_an_older_copy_that_was_put_back_begins_a_new_epoch(
    databases: Databases, db_kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    var = tmp_path / "var"
    with databases.copy(db_kind, "cast") as url, time_machine.travel(cast.NOW):
        app = create_app(settings_for(url, var))
        app.test_client_class = cast.Browser
        with app.app_context(), db.connected():
            first, _seq = record(cast.signed_in(app, "sam"))
    with databases.copy(db_kind, "cast") as url, time_machine.travel(cast.NOW):  # without that record
        told = CliRunner().invoke(cli, ["sign-in-link", "sam"], env={"CARELOG_DATABASE": url, "CARELOG_VAR": str(var)})
        assert "A new epoch has begun" in told.stderr
        db.close_everything()
        app = server.checked_app(settings_for(url, var))
        app.test_client_class = cast.Browser
        assert "epoch" not in capsys.readouterr().err  # it is found once
        with app.app_context(), db.connected():
            second, _seq = record(cast.signed_in(app, "sam"))
            assert second == epoch() != first
            assert Event.select().where(Event.kind == "installation.epoch_began").count() == 1
            pages = {name: cast.signed_in(app, name).get("/people").text for name in ("ruth", "aled")}
            assert [PUT_BACK in pages[name] for name in ("ruth", "aled")] == [True, False]
    with databases.copy(db_kind, "cast") as url:
        server.checked_app(settings_for(url, var))
        assert "of another epoch" in capsys.readouterr().err
        db.close_everything()


@SQLITE
def test_for_35_days_the_manager_reads_that_an_older_copy_was_put_back(app: Flask) -> None:
    begin_epoch("tried")
    for days, shown in ((34, True), (36, False)):
        with time_machine.travel(cast.NOW + timedelta(days=days)):
            ruth = cast.signed_in(app, "ruth")
            assert [PUT_BACK in ruth.get(page).text for page in ("/staff", "/people")] == [shown, shown]


@pytest.mark.parametrize("damage", [b"", b"half a li", b"\xff" * 300, "lower", "longer"])
@SQLITE
def test_a_witness_that_cannot_be_read_begins_a_new_epoch_and_is_whole_again(
    witness: Witness, damage: bytes | str
) -> None:
    whole, before = witness.path.read_bytes(), epoch()
    torn = {"lower": whole.replace(b" 0", b" 1", 1), "longer": whole + b"more"}
    witness.path.write_bytes(damage if isinstance(damage, bytes) else torn[damage])
    Witness(witness.path).note(before, 10_000)  # is no reason to believe it
    assert witness.check() == TORN
    assert said(witness) == (epoch(), highest())
    assert epoch() != before
    assert witness.check() is None


@SQLITE
def test_a_witness_that_is_gone_is_written_anew_and_that_is_logged(witness: Witness, sam: FlaskClient) -> None:
    before = epoch()
    witness.path.unlink()
    with everything_logged() as log:
        assert witness.check() is None
        assert "written anew" in log.getvalue()
    assert (epoch(), highest()) == said(witness)
    witness.path.unlink()
    assert record(sam) == said(witness)
    assert epoch() == before
    assert list(witness.path.parent.glob("witness*")) == [witness.path]  # no drafts are left


def test_a_number_that_was_erased_counts_as_known(witness: Witness, sam: FlaskClient) -> None:
    _epoch, seq = record(sam)
    Erasure.create(seq=seq, reason="asked for", decided_at=cast.NOW)
    db.database.execute_sql(f"DELETE FROM mark WHERE seq = {seq}")
    Event.delete().where(Event.seq == seq).execute()
    assert witness.check() is None


def test_servers_that_start_at_once_begin_one_epoch(witness: Witness) -> None:
    witness.note(epoch(), highest() + 1)
    barrier = Barrier(AT_ONCE)

    def start(_number: int) -> str | None:
        with db.connected():
            barrier.wait()
            return Witness(witness.path).check()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(start, range(AT_ONCE)))
    assert len([problem for problem in found if problem]) == 1


@SQLITE
def test_a_witness_that_cannot_be_written_keeps_no_receipt_back_but_nothing_is_served_so(
    app: Flask, sam: FlaskClient
) -> None:
    witness: Witness = app.extensions["witness"]
    witness.path.mkdir()
    with everything_logged() as log:
        assert record(sam)[1] > 0
        assert "witness: not written" in log.getvalue()
    with pytest.raises(SettingError, match="CARELOG_WITNESS"):
        witness.check()
