"""How to sign in to the demo: one password for everybody, and one member of each role to begin with."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from carelog.accounts.sign_in_link import LASTS
from carelog.settings import DEFAULT_PORT, Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody to sign in as, and what they are good for."""

    username: str
    name: str
    role: str


SIGN_IN_AS = (
    Shown("sam", "Sam Doyle", "care worker"),
    Shown("margaret", "Margaret Hughes", "the person"),
    Shown("helen", "Helen Hughes", "family: Margaret's daughter, with whom her week is shared"),
    Shown("joan", "Joan Price", "friend: Margaret's neighbour, with whom nothing is shared yet"),
    Shown("aled", "Aled Prosser", "coordinator"),
    Shown("ruth", "Ruth Okafor", "manager"),
)


def password(var: Path) -> str:
    """The one password of everybody in this installation's demo; made once, kept beside the other secrets."""
    path = var / "secrets" / "demo-password"
    if not path.exists():
        path.touch(0o600)
        path.write_text(f"try-carelog-{secrets.token_hex(4)}")
    return path.read_text()


def how_to_sign_in(told: Settings) -> str:
    """For the terminal: one member of each role."""
    width = max(len(shown.username) for shown in SIGN_IN_AS)
    rows = [f"  {shown.username:<{width}}  {shown.name}, {shown.role}" for shown in SIGN_IN_AS]
    port = "" if told.port == DEFAULT_PORT else f"PORT={told.port} "
    return f"""
This is a demo. Everybody in it is invented.
Open {told.url} and sign in with one of these user names:

{os.linesep.join(rows)}

Everybody's password here: {password(told.var)}
Or print a link that signs you in once: {port}.venv/bin/carelog sign-in-link {SIGN_IN_AS[0].username}
(it lasts {int(LASTS.total_seconds() // 60)} minutes)
"""
