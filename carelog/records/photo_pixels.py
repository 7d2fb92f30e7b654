"""Pixels: a picture as a phone or a browser sent it, read within bounds and made anew. Of the file only pixels stay.

Whatever else it held (where and when it was taken, with which phone, comments, colour profiles, another picture or a
script behind it) is in none of what is made here.
"""

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
        if opened.width * opened.height > _most(opened) or opened.mode not in MODES:
            raise NotAPicture
        side = LONGEST[LARGE]
        opened.draft(None, (side, side))
        turn = _turn(opened)
        picture = opened.convert("RGBA") if opened.mode in WITHOUT_COLOURS else opened
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _on_white(picture.transpose(turn) if turn is not None else picture)


def _most(opened: Image.Image) -> int:
    """How many pixels it may have, as its header tells of it: nothing is decoded yet."""
    if opened.format == "WEBP":
        return MOST_WEBP
    by_line = opened.format in ("JPEG", "MPO") and not opened.info.get("progressive")
    return MOST_BY_LINE if by_line else MOST_WHOLE


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
