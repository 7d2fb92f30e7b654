"""Values that nobody means well with, and how to send them as a browser never would."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote_from_bytes

LONE_SURROGATE = b"\xed\xa0\x80"
# What a database, a parser or a template might stumble over: one of each kind, since every field hears all of them.
STORED = (
    b"\0", b"a\0b", b"\xff\xfe", LONE_SURROGATE, b"", b" \t\r\n ", b"\xe2\x80\xae\xf0\x9f\x99\x82",
    b"-1", b"0", b"2147483648", b"9223372036854775808", b"9" * 5000, b"NaN", "٣".encode(), b" 7 ",
    b"0001-01-01", b"9999-12-31", b"2026-02-30", b"10000-01-01",
    b"a" * 101, b"a" * 2001, b"a" * 60000, "é".encode() * 1000, b"00000000-0000-0000-0000-000000000000",
    b"urn:uuid:00000000-0000-4000-8000-000000000001", b"'; DROP TABLE journal; --",
)  # fmt: skip
# The first one holds what stops SQL, two kinds of formatting, two of templates and markup: what stumbles over one of
# them stumbles over it. It is shorter than what the shortest names may be.
INJECTED = (
    b"%' OR 1=1 --{{ 7 * 7 }}${7*7}%(name)s %d{0.__class__}\"><script>alert(1)</script>",
    b"=HYPERLINK(\"http://elsewhere.example\")|calc@SUM(A1)+1+1", b"../..\\..\\windows/../../etc/passwd",
    b"javascript:alert(1)", b"//elsewhere.example", b"x\r\nSet-Cookie: a=b\r\n\r\n<html>",
    b"null", b"[]", b"self", b"everything",
)  # fmt: skip
EVERYTHING = (*STORED, *INJECTED)
# The few over which one database stumbles and another does not.
DATABASES = (b"a\0b", LONE_SURROGATE, b"2147483648", b"9223372036854775808", b"0001-01-01", b"a" * 60000)
# What a view may stumble over after its form found it in order, or without asking one.
VIEWS = (*DATABASES, b"", b"-1", b"9" * 5000, b"9999-12-31", b"urn:uuid:00000000-0000-4000-8000-000000000001")
OTHERS = tuple(value for value in EVERYTHING if value not in VIEWS)
# What an address may hold; a path of dots never arrives as one.
IN_PATHS = (
    b"0", b"-1", b"2147483648", b"9223372036854775808", b"9" * 4000, b"9" * 5000, b"1.5", b"x", b"%00", b"\0", b"\xff",
    "٣".encode(), b"1;x=y", b"1%2f..%2f2", b" 1", b"1 ", b"+1", b"%2e%2e", b"a" * 3000, b"{{7*7}}", b"'",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {"Accept-Language": "cy-GB;q=x,*;q=9, \x01"}, {"Accept-Language": "a" * 5000}, {"Accept-Language": "en-" * 500},
    {"Referer": "http://[broken"}, {"Referer": "\xff\xfe"}, {"Referer": "http://localhost:port/"},
    {"Origin": "http://[broken"}, {"Origin": "\xff"}, {"Host": "[broken"}, {"Host": ""}, {"Host": "a b\"<>"},
    {"Host": "elsewhere.example"}, {"Host": "localhost:99999"}, {"X-Forwarded-For": "x, y, \xff"},
    {"X-Forwarded-Host": "elsewhere.example"}, {"User-Agent": "\xff" * 2000}, {"User-Agent": ""},
    {"HX-Request": "\xff"}, {"HX-Request": "true", "HX-Target": "\"><script>"}, {"HX-Request": "false"},
    {"HX-Current-URL": "http://[broken"}, {"HX-Current-URL": "\xff", "HX-Current-URL-URI-AutoEncoded": "true"},
    {"Range": "bytes=5-1,x"}, {"If-None-Match": "\"x"}, {"If-Modified-Since": "yesterday"}, {"Accept": "\xff;q=x"},
    {"Accept-Encoding": "br;q=x, *"}, {"Content-Length": "-5"}, {"Content-Length": "x"}, {"Expect": "200-maybe"},
    {"Transfer-Encoding": "chunked"}, {"X-HTTP-Method-Override": "DELETE"}, {"Sec-Fetch-Mode": "\xff"},
    {"Authorization": "Basic \xff"}, {"Record-Id": "\xff"}, {"Record-Id": "6f1f6bb0-6f3c-4f2f-9f2f-0c8f2f0f6a02"},
)  # fmt: skip

COOKIES = (
    "", "=;;;=\"\\", "carelog=x; carelog_device=y", "carelog=\xc3\xa9.\xff.x", "carelog=..", "carelog=e30.x.y",
    "carelog=x; carelog=y",
    "carelog_device=\xc3\xa9.\xff", "carelog_device=" + "x" * 3000, "carelog=" + "." * 3000, "a=b; " * 500,
    "remember_token=x|\xc3\xa9", "remember_token=1|x", "session=\xff", "\xff", "carelog=\"\\000\"",
)  # fmt: skip

Form = Mapping[str, Any]


def in_turn(values: Sequence[Any], number: int, parts: int) -> Sequence[Any]:
    """One part of them: that many numbers after each other get all of them."""
    return values[number % parts :: parts]


def urlencoded(pairs: Iterable[tuple[str, Any]]) -> bytes:
    """A form's body, whatever bytes its values are; a value that is no bytes is text."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def with_field(form: Form, name: str, value: bytes) -> bytes:
    """That form with one field changed."""
    return urlencoded((field, value if field == name else held) for field, held in form.items())


def _quoted(value: Any) -> str:
    return quote_from_bytes(value if isinstance(value, bytes) else str(value).encode(), safe="")


def multipart(pairs: Iterable[tuple[bytes, bytes, bytes]], boundary: bytes = b"cut") -> bytes:
    """A body in parts: name, what follows it in the header, content."""
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (boundary, name, more, content)
        for name, more, content in pairs
    ]
    return b"".join(parts) + b"--%s--\r\n" % boundary


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=cut"
# Bodies that are not what they say, or not what a form sends.
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"id": ["x"], "item": {"a": 1}, "day": null, "number": 1e999}'),
    ("application/json", b"[1, 2"), ("application/json", b"5"), ("application/json", b'"\\ud800"'),
    ("text/plain", b"id=1&item=2"),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"),
    (f"{FORM}; charset=utf-16", "id=1".encode("utf-16")), (f"{FORM}; charset=x", b"id=\xff"),
    ("", b"id=1"), ("x", b"\xff"),
    (FORM, b"=&&=&=x&%&%zz=%zz&+=+"), (FORM, b"id=1&" * 20000), (FORM, b"a" * 300000), (FORM, b"&" * 5000),
    ("multipart/form-data", b"--cut\r\n"), ("multipart/form-data; boundary=", b"--\r\n"),
    (PARTS, b""), (PARTS, b"--cut"), (PARTS, b"--cut--\r\n"), (PARTS, b"--cut\r\n\r\n\r\n--cut--"),
    (PARTS, b"--cut\r\nContent-Disposition: form-data\r\n\r\nx"),
    (PARTS, b"--cut\r\nContent-Disposition: form-data; name=\xff\r\n\r\n\xff\r\n--cut--\r\n"),
    (PARTS, multipart((b"n%d" % number, b"", b"x") for number in range(1001))),
    (PARTS, multipart([(b"id", b'; filename="x"', b"\xff" * 100), (b"item", b'; filename=""', b"")])),
    (PARTS, multipart([(b"id", b"\r\nContent-Type: text/plain; charset=utf-7", b"+AAA-")])),
    (PARTS, multipart([(b"id", b"\r\nX: " + b"y" * 70000, b"1")])),
    ("multipart/form-data; boundary=" + "x" * 300, b"--" + b"x" * 300),
)  # fmt: skip
FILENAMES = (
    b"../../../etc/passwd", b"a\0b.csv", b"\xff\xfe.csv", LONE_SURROGATE + b".csv", b"x" * 5000 + b".csv", b"", b".",
    b"<script>alert(1)</script>.csv", b"%(file)s %s.csv", b"=1+1.csv", "plan \u202evsc.exe".encode(), b"a\\", b"CON",
)  # fmt: skip
