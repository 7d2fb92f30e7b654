"""Pictures that the tests make up, and sending them as a phone does."""

import hashlib
import struct
import zlib
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from PIL import Image

from carelog import journal
from carelog.people.person import Person
from carelog.records.photo import Of, Photo
from carelog.records.photo_consent import SAID, Audience, PhotoConsent
from carelog.records.photo_parts import PhotoPart
from carelog.records.photo_pixels import in_both_sizes

LABELS = {"ordinary", "health", "intimate", "money"}
PLACE = "GPSLatitudeCanary"


def a_picture(width: int = 64, height: int = 48, kind: str = "JPEG", colour: Any = "teal", **more: Any) -> bytes:
    """A file that holds nothing but one colour."""
    file = BytesIO()
    Image.new(more.pop("mode", "RGB"), (width, height), colour).save(file, kind, **more)
    return file.getvalue()


def of_a_phone(width: int = 4032, height: int = 3024) -> bytes:
    """As a phone's camera writes it: on its side, with a place, a colour profile and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8298] = 6, PLACE, PLACE
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 12.0)
    half = Image.new("RGB", (width, height), "white")
    half.paste("red", (0, 0, width // 2, height))
    file = BytesIO()
    half.save(file, "JPEG", exif=exif, icc_profile=PLACE.encode() * 9, comment=PLACE, xmp=PLACE.encode())
    return file.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels, and that is a few bytes long."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def says_yes(person: Person, audience: Audience, author: journal.Author, *, yes: bool = True) -> str:
    """The person's answer, as that author wrote it down; its id."""
    return str(PhotoConsent.record(person, audience, author, yes=yes, how=SAID).id)


def a_photo(person: Person, of: Of, author: journal.Author, data: bytes | None = None, *, id: str | None = None) -> str:
    """The id of one that is written down, of a yes."""
    says_yes(person, of.audience, author)
    data = data or a_picture()
    sizes, sha256 = in_both_sizes(data), hashlib.sha256(data).hexdigest()
    return str(Photo.keep(person, of, sha256, sizes, author, labels=LABELS, id=id).id)


def on_its_way(author: journal.Author, log: str, data: bytes | None = None, **more: Any) -> dict[str, str]:
    """The bytes of one have come; the fields of its record."""
    photo, data = journal.new_id(), data or a_picture()
    PhotoPart.add(author.user_id or 0, photo, 0, data)
    return fields(photo, log, data, **more)


def fields(photo: str, log: str, data: bytes, number: int = 1) -> dict[str, str]:
    """What the record of a photo says."""
    return {"id": photo, "log": log, "number": str(number), "sha256": hashlib.sha256(data).hexdigest()}


def part(browser: FlaskClient, photo: str, begins: object, data: bytes) -> Any:
    """Send one part of it; the answer."""
    headers = {"Part-From": str(begins), "Content-Type": "application/octet-stream"}
    return browser.patch(f"/phone/parts/{photo}", data=data, headers=headers)
