"""The writing key: with which a phone encrypts what waits on it. One for each user on each device, kept nowhere.

It is derived anew whenever it is asked for (HKDF of RFC 5869 with SHA-256, one block), so the same user on the same
device is given the same key after signing out and in again, and nobody else ever is (docs/security.md).
"""

import hashlib
import hmac
from collections.abc import Sequence

from carelog.accounts.session import Session

BYTES = 32  # one block of SHA-256, and what AES-256 takes
PURPOSE = b"carelog writing key 1"


def writing_keys(secret_keys: Sequence[str], session: Session) -> list[bytes]:
    """The key of this session's user and device, one for each signing key of the installation, in their order.

    The first one writes; what was written before the signing key was changed is read with the second.
    """
    whose = f"user {session.user.id} on {session.device_sha256}".encode()
    return [derive(secret.encode(), whose) for secret in secret_keys]


def derive(secret: bytes, info: bytes, salt: bytes = PURPOSE) -> bytes:
    """HKDF: extract, then the first block of expand."""
    extracted = hmac.digest(salt, secret, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)[:BYTES]
