"""Signed texts: what a link or a cookie carries, which nobody without this installation's keys can make."""

from collections.abc import Sequence

from itsdangerous import BadSignature, URLSafeSerializer


def signer(keys: Sequence[str], what: str) -> URLSafeSerializer:
    """Signs with the first key and reads what any of them signed; a text signed as one thing is no other."""
    return URLSafeSerializer(list(reversed(keys)), salt=what)


def row_behind(token: str, keys: Sequence[str], what: str) -> int | None:
    """The row's number that was signed; None for a text that is none of ours."""
    try:
        return int(signer(keys, what).loads(token))
    except BadSignature:
        return None
