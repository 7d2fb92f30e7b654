"""Environment → values. A wrong value stops the app with its name.

Every setting has a default that is right for one small provider on one machine; README and docs/operating.md list them.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

SECRET_BYTES = 32
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
DEFAULT_PORT, LAST_PORT = 8000, 65535
LONGEST_CONTACT = 200
# Whoever is not the provider and hears complaints, in England; docs/operating.md says where the numbers are from.
OUTSIDE = "Local Government and Social Care Ombudsman: 0300 061 0614; Care Quality Commission: 03000 616161"
DIALLED = re.compile(r"\+?[\d ()-]{3,20}")
SERVERS = {"postgresql", "psycopg3", "psycopg3+pool"}
SERVER_PLACE = re.compile(r"([^/@]*@)?(\[[^]]*]|[^/@:[]*)(:(?P<port>\d{1,5}))?/[^/]+")  # user, host, port, name


class SettingError(ValueError):
    """A setting has a value that cannot work; the message begins with the setting's name."""


class OutsideContact(NamedTuple):
    """Somebody to turn to who is not the provider."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the installation is told from outside."""

    var: Path  # where this installation keeps its files
    database: str  # a peewee database URL
    witness: Path  # the file that remembers what was receipted; outside the database, and in no backup
    url: str  # the address people open, without a slash at the end
    host: str
    port: int
    trusted_proxies: int  # reverse proxies whose X-Forwarded-For is believed
    language: str  # for people who have not chosen one
    worry_contact: str  # whom to ring about a worry, in words; "" for nobody in particular
    outside_contacts: tuple[OutsideContact, ...]  # who hears complaints about the provider
    secret_keys: tuple[str, ...]  # current first, then the previous one if there is one

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings, making the secrets on the first start. Raises SettingError."""
        var = Path(_checked(environment, "CARELOG_VAR", "var", _folder))
        port = _whole(environment, "PORT", DEFAULT_PORT, 1, LAST_PORT)
        return cls(
            var=var,
            database=_checked(environment, "CARELOG_DATABASE", f"sqlite:///{var / 'carelog.db'}", _database),
            witness=Path(_checked(environment, "CARELOG_WITNESS", str(var / "witness"), _file)),
            url=_checked(environment, "CARELOG_URL", f"http://localhost:{port}", _url),
            host=environment.get("CARELOG_HOST") or "127.0.0.1",
            port=port,
            trusted_proxies=_whole(environment, "CARELOG_TRUSTED_PROXIES", 0, 0, 5),
            language=_checked(environment, "CARELOG_LANGUAGE", "en-GB", _language),
            worry_contact=_checked(environment, "CARELOG_WORRY_CONTACT", "", _contact),
            outside_contacts=_outside(environment),
            secret_keys=read_secrets(var / "secrets"),
        )

    @property
    def secure(self) -> bool:
        """People reach this installation over https."""
        return self.url.startswith("https://")

    @property
    def loopback_only(self) -> bool:
        """Nobody outside this machine is meant to reach the server."""
        return self.host in LOOPBACK and urlsplit(self.url).hostname in LOOPBACK and not self.trusted_proxies


def read_secrets(folder: Path) -> tuple[str, ...]:
    """The signing keys of this installation, current first. Made on the first start, readable by its user only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    current, previous = folder / "signing-key.current", folder / "signing-key.previous"
    if not current.exists():
        _write_secret(current)
    keys = [path.read_text().strip() for path in (current, previous) if path.exists()]
    if not all(keys):
        raise SettingError(f"CARELOG_VAR: a signing key in {folder} is empty; remove that file and start again")
    return tuple(keys)


def rotate_secrets(folder: Path) -> None:
    """Make a new signing key; what the present one signed stays valid until the next rotation."""
    read_secrets(folder)
    (folder / "signing-key.current").replace(folder / "signing-key.previous")
    _write_secret(folder / "signing-key.current")


def _write_secret(path: Path) -> None:
    """Two workers may start at once: the first one's key stands."""
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _checked(environment: Mapping[str, str], name: str, default: str, check: Callable[[str], str]) -> str:
    try:
        return check(environment.get(name) or default)
    except ValueError as problem:
        raise SettingError(f"{name}: {problem}") from None


def _whole(environment: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingError(f"{name}: not a whole number from {low} to {high}: {text!r}")
    return int(text)


def _folder(text: str) -> str:
    folder = Path(text).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ValueError(f"not a folder that can be used: {problem.strerror}: {text!r}") from None
    return str(folder)


def _file(text: str) -> str:
    path = Path(text).resolve()
    if path.is_dir():
        raise ValueError(f"a folder and not a file: {text!r}")
    _folder(str(path.parent))
    return str(path)


def _database(text: str) -> str:
    """It may hold a password, so no message quotes it."""
    scheme, _, place = text.partition("://")
    if scheme == "sqlite" and re.fullmatch(r"/[^:?#]*[^:?#/]", place):
        _folder(str(Path(place[1:]).parent))
        return text
    server = SERVER_PLACE.fullmatch(place)
    if scheme in SERVERS and server and 0 < int(server["port"] or 1) <= LAST_PORT:
        return text
    raise ValueError("not a database address like sqlite:////srv/carelog.db or postgresql://user@host/carelog")


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError(f"not an address like https://carelog.example: {text!r}")
    return text.rstrip("/")


def _contact(text: str) -> str:
    if len(text) > LONGEST_CONTACT or not text.isprintable():
        raise ValueError(f"not one line of at most {LONGEST_CONTACT} letters")
    return text.strip()


def _outside(environment: Mapping[str, str]) -> tuple[OutsideContact, ...]:
    """Several of "name: phone number", with semicolons between them; "none" for nobody."""
    text = _checked(environment, "CARELOG_OUTSIDE_CONTACTS", OUTSIDE, _contacts)
    pairs = (one.rpartition(":") for one in text.split(";") if one.strip() not in ("", "none"))
    return tuple(OutsideContact(name.strip(), phone.strip()) for name, _colon, phone in pairs)


def _contacts(text: str) -> str:
    for one in text.split(";"):
        name, colon, phone = one.rpartition(":")
        fits = bool(name.strip() and colon and DIALLED.fullmatch(phone.strip())) and one.isprintable()
        if not fits and one.strip() not in ("", "none"):
            raise ValueError(f"not like “Name: phone number; Name: phone number”: {text!r}")
    return text


def _language(text: str) -> str:
    try:
        return str(Locale.parse(text, sep="-"))
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"not a language like en-GB: {text!r}") from None
