"""Pixels: a picture as a phone or a browser sent it, read within bounds and made anew. Of the file only pixels stay.

Whatever else it held (where and when it was taken, with which phone, comments, colour profiles, another picture or a
script behind it) is in none of what is made here.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any
from warnings import filterwarnings

from PIL import Image

LARGE, SMALL = "large", "small"
LONGEST = {LARGE: 1280, SMALL: 320}  # pixels of the longer side
QUALITY = {LARGE: 80, SMALL: 75}  # as JPEG counts it
FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 8 * 1024 * 1024  # bytes
# Pixels. A JPEG that comes line by line is made smaller while it is read; others are held whole, four bytes for each
# pixel, and a WebP three times over.
MOST_BY_LINE, MOST_WHOLE, MOST_WEBP = 64_000_000, 13_000_000, 5_000_000
# What a JPEG may consist of. Each scan goes over all pixels once more, in a few bytes of file; encoders make about ten.
MOST_SCANS, MOST_SEGMENTS = 20, 500
WITHOUT_COLOURS = {"1", "P"}  # each pixel is one of a few: these cannot be mixed while it is made smaller
MODES = {*WITHOUT_COLOURS, "L", "LA", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
ORIENTATION = 0x0112  # the EXIF tag
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
# All that Pillow's readers raise for bytes that mean no well.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, AttributeError, AssertionError,
    RuntimeError, MemoryError, struct.error, zlib.error, Image.DecompressionBombError, Warning,
)  # fmt: skip
Image.MAX_IMAGE_PIXELS = MOST_BY_LINE
filterwarnings("ignore", module="PIL")  # of a file that is a little broken: it is read or it is not
filterwarnings("error", category=Image.DecompressionBombWarning)
# A JPEG's markers, apart from those that stand within a scan (ITU-T T.81, B.1.1.3).
MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
ALONE, END, SCAN = {0x01, 0xD8}, 0xD9, 0xDA
FRAMES, BY_LINE = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}, {0xC0, 0xC1}
_one_at_a_time = Lock()  # so that memory is bounded, however many phones send


class NotAPicture(ValueError):
    """It is none, or none that is taken here: another format, too large, cut off, broken."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """One size of a picture: a JPEG with nothing else in it."""

    width: int
    height: int
    jpeg: bytes


def in_both_sizes(data: bytes) -> dict[str, Pixels]:
    """The picture in these bytes, LARGE and SMALL, the right way up. Raises NotAPicture."""
    if not 0 < len(data) <= LARGEST_FILE:
        raise NotAPicture
    with _one_at_a_time:
        try:
            large = _read(data)
            return {LARGE: _written(large, LARGE), SMALL: _written(large, SMALL)}
        except BROKEN as broken:
            raise NotAPicture from broken


def _read(data: bytes) -> Image.Image:
    """No larger than LARGE, the right way up, on white where it was transparent."""
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > _most(opened, data) or opened.mode not in MODES:
            raise NotAPicture
        side = LONGEST[LARGE]
        opened.draft(None, (side, side))
        turn = _turn(opened)
        picture = opened.convert("RGBA") if opened.mode in WITHOUT_COLOURS else opened
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _on_white(picture.transpose(turn) if turn is not None else picture)


def _most(opened: Image.Image, data: bytes) -> int:
    """How many pixels it may have, as its header tells of it: nothing is decoded yet. Raises NotAPicture."""
    if opened.format == "WEBP":
        return MOST_WEBP
    return MOST_BY_LINE if opened.format in ("JPEG", "MPO") and _comes_by_line(data) else MOST_WHOLE


def _comes_by_line(jpeg: bytes) -> bool:
    """All its colours come together, once, from the first line to the last. Raises NotAPicture for too many scans."""
    in_scans: list[int] = []
    place, colours, by_line = 0, 0, True
    for _ in range(MOST_SEGMENTS):
        found = MARKER.search(jpeg, place)
        if found is None or found[1][0] == END:
            return by_line and in_scans == [colours]
        code, place = found[1][0], found.end()
        if code in ALONE:
            continue
        if code in FRAMES:
            by_line, colours = by_line and code in BY_LINE, jpeg[place + 7]
        elif code == SCAN:
            in_scans.append(jpeg[place + 2])
        if len(in_scans) > MOST_SCANS:
            break
        place += int.from_bytes(jpeg[place : place + 2])
    raise NotAPicture


def _turn(opened: Image.Image) -> Any:
    """What puts it the right way up; a note of that which cannot be read is as good as none."""
    try:
        return TURNS.get(opened.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return None


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture, so that nothing that was known of the old one comes along."""
    flat = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        flat.paste(shown, mask=shown.getchannel("A"))
    else:
        flat.paste(picture.convert("RGB"))
    return flat


def _written(picture: Image.Image, size: str) -> Pixels:
    side, file = LONGEST[size], BytesIO()
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    picture.save(file, "JPEG", quality=QUALITY[size], optimize=True)
    return Pixels(picture.width, picture.height, file.getvalue())
