"""What the installation is told from outside: defaults, mistakes that name their setting, and the signing keys."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from carelog import create_app
from carelog.settings import SettingError, Settings, read_secrets, rotate_secrets
from tests import cast
from tests.conftest import settings_for


def settings(var: Path, **environment: str) -> Settings:
    """The settings of that environment and no other."""
    return Settings.from_environment({"CARELOG_VAR": str(var), **environment})


def mode(path: Path) -> int:
    """Who may read and write it."""
    return stat.S_IMODE(path.stat().st_mode)


def test_the_defaults_are_right_for_one_machine(tmp_path: Path) -> None:
    told = settings(tmp_path)
    assert told.database == f"sqlite:///{tmp_path}/carelog.db"
    assert (told.host, told.port, told.url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert (told.trusted_proxies, told.language, told.worry_contact) == (0, "en_GB", "")
    assert told.loopback_only
    assert not told.secure


def test_what_is_set_to_nothing_is_the_default(tmp_path: Path) -> None:
    assert settings(tmp_path, PORT="", CARELOG_URL="", CARELOG_DATABASE="") == settings(tmp_path)


def test_whom_to_ring_about_a_worry_is_one_line(tmp_path: Path) -> None:
    assert settings(tmp_path, CARELOG_WORRY_CONTACT=" Ruth, 01632 960100 ").worry_contact == "Ruth, 01632 960100"


def test_the_address_follows_the_port_unless_it_is_told(tmp_path: Path) -> None:
    assert settings(tmp_path, PORT="9001").url == "http://localhost:9001"
    assert settings(tmp_path, PORT="9001", CARELOG_URL="https://carelog.example/").url == "https://carelog.example"


def test_an_installation_that_people_reach_over_https_is_secure(tmp_path: Path) -> None:
    assert settings(tmp_path, CARELOG_URL="https://carelog.example").secure


@pytest.mark.parametrize("host", ["::", "192.0.2.7", "carelog.example"])
def test_only_this_machine_is_loopback(tmp_path: Path, host: str) -> None:
    assert not settings(tmp_path, CARELOG_HOST=host).loopback_only
    assert settings(tmp_path, CARELOG_HOST="::1").loopback_only


def test_an_installation_that_others_reach_through_a_proxy_is_not_loopback(tmp_path: Path) -> None:
    assert not settings(tmp_path, CARELOG_URL="https://carelog.example").loopback_only
    assert not settings(tmp_path, CARELOG_TRUSTED_PROXIES="1").loopback_only


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////srv/carelog.db", "sqlite:///data/carelog.db", "postgresql://localhost/carelog",
        "postgresql://carelog:s%2Fecret@db.example:5432/carelog?sslmode=require", "postgresql:///carelog",
        "psycopg3+pool://carelog@[::1]:65535/carelog",
    ],
)  # fmt: skip
def test_both_kinds_of_database_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings(tmp_path, CARELOG_DATABASE=address).database == address


def test_whoever_is_outside_and_hears_complaints_is_named_by_the_installation(tmp_path: Path) -> None:
    told = settings(tmp_path, CARELOG_OUTSIDE_CONTACTS="Care Inspectorate: 0345 600 9527 ; B: +44 (0)300 790 0126;")
    contacts = [("Care Inspectorate", "0345 600 9527"), ("B", "+44 (0)300 790 0126")]
    assert [*map(tuple, told.outside_contacts)] == contacts
    assert settings(tmp_path, CARELOG_OUTSIDE_CONTACTS="none").outside_contacts == ()
    assert [one.phone for one in settings(tmp_path).outside_contacts] == ["0300 061 0614", "03000 616161"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "eighty"), ("PORT", "-1"), ("PORT", "８０８０"), ("PORT", "8000 "),
        ("CARELOG_TRUSTED_PROXIES", "6"), ("CARELOG_TRUSTED_PROXIES", "yes"),
        ("CARELOG_URL", "carelog.example"), ("CARELOG_URL", "ftp://carelog.example"), ("CARELOG_URL", "https://"),
        ("CARELOG_URL", "https://carelog.example/care"), ("CARELOG_URL", "https://carelog.example?a=b"),
        ("CARELOG_URL", "http://["),
        ("CARELOG_LANGUAGE", "Klingon"), ("CARELOG_LANGUAGE", "en_GB"), ("CARELOG_LANGUAGE", "xx-YY"),
        ("CARELOG_WORRY_CONTACT", "Ruth\nOkafor"), ("CARELOG_WORRY_CONTACT", "a" * 201),
        ("CARELOG_OUTSIDE_CONTACTS", "Care Inspectorate"), ("CARELOG_OUTSIDE_CONTACTS", ": 0345 600 9527"),
        ("CARELOG_OUTSIDE_CONTACTS", "Care Inspectorate: soon"), ("CARELOG_OUTSIDE_CONTACTS", "A\nB: 0345 600 9527"),
        ("CARELOG_VAR", "/dev/null"), ("CARELOG_VAR", "/dev/null/var"),
        ("CARELOG_DATABASE", "mysql://localhost/carelog"), ("CARELOG_DATABASE", "carelog.db"),
        ("CARELOG_DATABASE", "sqlite"), ("CARELOG_DATABASE", "sqlite:///"), ("CARELOG_DATABASE", "sqlite://carelog.db"),
        ("CARELOG_DATABASE", "sqlite:///:memory:"), ("CARELOG_DATABASE", "sqlite:////dev/null/carelog.db"),
        ("CARELOG_DATABASE", "postgresql://localhost"), ("CARELOG_DATABASE", "postgresql://localhost/"),
        ("CARELOG_DATABASE", "postgresql://localhost:port/carelog"),
        ("CARELOG_DATABASE", "postgresql://localhost:65536/carelog"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}: "):
        settings(tmp_path, **{name: value})


def test_no_message_quotes_the_password_of_a_database(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as refused:
        settings(tmp_path, CARELOG_DATABASE="postgresql://carelog:hunter2/x@localhost/carelog")
    assert "hunter2" not in str(refused.value)


def test_a_signing_key_is_made_once_and_only_its_user_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        first = settings(tmp_path / "var").secret_keys
    finally:
        os.umask(before)
    folder = tmp_path / "var" / "secrets"
    assert [path.name for path in folder.iterdir()] == ["signing-key.current"]
    assert (mode(folder), mode(folder / "signing-key.current")) == (0o700, 0o600)
    assert settings(tmp_path / "var").secret_keys == first
    assert len(first) == 1
    assert len(bytes.fromhex(first[0])) == 32


def test_every_installation_has_a_key_of_its_own(tmp_path: Path) -> None:
    assert read_secrets(tmp_path / "one") != read_secrets(tmp_path / "other")


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    ready = Barrier(8)

    def start(_number: int) -> tuple[str, ...]:
        ready.wait()
        return read_secrets(tmp_path)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(start, range(8)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["signing-key.current"]


def test_a_rotation_keeps_the_key_before_and_forgets_the_one_before_that(tmp_path: Path) -> None:
    (first,) = read_secrets(tmp_path)
    rotate_secrets(tmp_path)
    second, before = read_secrets(tmp_path)
    assert before == first
    assert second != first
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}
    rotate_secrets(tmp_path)
    assert read_secrets(tmp_path)[1:] == (second,)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_rotation_before_the_first_start_works_too(tmp_path: Path) -> None:
    rotate_secrets(tmp_path / "secrets")
    assert len(read_secrets(tmp_path / "secrets")) == 2


def test_an_empty_key_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "signing-key.current").touch()
    with pytest.raises(SettingError, match=r"^CARELOG_VAR: "):
        read_secrets(tmp_path)


@pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("rotations", "signed_in"), [(0, True), (1, True), (2, False)])
def test_who_is_signed_in_stays_so_over_one_rotation(
    app: Flask, cast_database_url: str, tmp_path: Path, rotations: int, signed_in: bool
) -> None:
    browser = cast.signed_in(app, "sam")
    cookie = browser.get_cookie("carelog")
    assert cookie is not None
    for _ in range(rotations):
        rotate_secrets(tmp_path / "var" / "secrets")
    restarted = create_app(settings_for(cast_database_url, tmp_path / "var")).test_client()
    restarted.set_cookie("carelog", cookie.value)
    assert (restarted.get("/today").status_code == 200) == signed_in
