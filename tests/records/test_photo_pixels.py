"""What is made of a picture: two sizes of its pixels and nothing else; and what is no picture, or too large a one."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from carelog.records.photo_pixels import LARGE, LARGEST_FILE, MOST_WHOLE, SMALL, NotAPicture, in_both_sizes
from tests import photos

START, JFIF, QUANTIZATION, HUFFMAN, FRAME, SCAN = 0xD8, 0xE0, 0xDB, 0xC4, 0xC0, 0xDA
SEEDS = [
    photos.a_picture(8, 8),
    photos.a_picture(8, 8, "PNG", mode="RGBA"),
    photos.a_picture(8, 8, "WEBP", lossless=True),
]


def segments(jpeg: bytes) -> set[int]:
    """The markers of a JPEG up to its pixels."""
    found, place = set(), 2
    while jpeg[place + 1] != SCAN:
        found.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return found


def corner(jpeg: bytes) -> Any:
    with Image.open(BytesIO(jpeg)) as picture:
        return picture.convert("RGB").getpixel((picture.width - 2, 2))


def test_of_a_large_picture_of_a_phone_only_pixels_stay_the_right_way_up() -> None:
    sizes = in_both_sizes(photos.of_a_phone())
    assert {size: (one.width, one.height) for size, one in sizes.items()} == {LARGE: (960, 1280), SMALL: (240, 320)}
    for one in sizes.values():
        assert segments(one.jpeg) <= {JFIF, QUANTIZATION, FRAME, HUFFMAN}
        assert photos.PLACE.encode() not in one.jpeg
        with Image.open(BytesIO(one.jpeg)) as read:
            assert (read.format, read.mode, read.size) == ("JPEG", "RGB", (one.width, one.height))
            assert not read.getexif()
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(read.info)
    red, _green, blue = corner(sizes[LARGE].jpeg)
    assert (red > 200, blue < 60) == (True, True)  # what was on the left is on top


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_are_taken_and_what_is_see_through_is_white(kind: str) -> None:
    clear = photos.a_picture(20, 10, kind, (0, 0, 0, 0), mode="RGBA")
    one = in_both_sizes(clear)[SMALL]
    assert (one.width, one.height) == (20, 10)
    assert min(corner(one.jpeg)) > 250


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK"])
def test_pictures_of_few_colours_are_taken(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    in_both_sizes(photos.a_picture(500, 400, kind, 0 if mode != "CMYK" else (0, 0, 0, 0), mode=mode))


def too_large() -> dict[str, bytes]:
    script = b"<script>alert(1)</script>"
    return {
        "bomb": photos.a_bomb(50_000, 50_000),
        "bomb that Pillow alone would open": photos.a_bomb(8_000, MOST_WHOLE // 8_000 + 1),
        "webp bomb": b"RIFF\x1a\0\0\0WEBPVP8L\x0e\0\0\0\x2f\xff\xff\xff\x0f" + b"\0" * 9,
        "more bytes than are taken": photos.a_picture() + b"\0" * LARGEST_FILE,
        "nothing": b"",
        "script": script, "page": b"<!doctype html><img src=x>", "zip": b"PK\x03\x04" + script,
        "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "gif": photos.a_picture(kind="GIF"), "tiff": photos.a_picture(kind="TIFF"), "bmp": photos.a_picture(kind="BMP"),
        "cut off": photos.a_picture(900, 900, colour="red")[:-200],
        "sixteen bits": photos.a_picture(kind="PNG", mode="I;16", colour=9),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    }  # fmt: skip


@pytest.mark.parametrize("what", too_large())
def test_what_is_no_picture_or_too_large_is_not_taken(what: str) -> None:
    with pytest.raises(NotAPicture):
        in_both_sizes(too_large()[what])


def test_what_hides_behind_a_picture_is_gone() -> None:
    both = in_both_sizes(photos.a_picture() + b"<script>alert(1)</script>")
    assert all(b"script" not in one.jpeg for one in both.values())


BYTES = st.tuples(st.integers(0, 700), st.integers(0, 255))


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.sampled_from(SEEDS), st.lists(BYTES, max_size=6), st.integers(0, 700))
@example(photos.of_a_phone(64, 48), [], 150)
def test_broken_bytes_are_a_picture_or_none_and_never_our_fault(
    seed: bytes, changed: list[tuple[int, int]], end: int
) -> None:
    broken = bytearray(seed)
    for place, value in changed:
        broken[place % len(broken)] = value
    data = bytes(broken[: len(broken) - end % 50]) if end % 3 else bytes(broken)
    try:
        sizes = in_both_sizes(data)
    except NotAPicture:
        return
    assert all(segments(one.jpeg) <= {JFIF, QUANTIZATION, FRAME, HUFFMAN} for one in sizes.values())


def once_more(jpeg: bytes, times: int) -> bytes:
    """The last scan of a JPEG so many times more: each costs a decoder all pixels, and the file a few bytes."""
    last = jpeg[jpeg.rindex(bytes((0xFF, SCAN))) : -2]
    return jpeg[:-2] + last * times + jpeg[-2:]


@pytest.mark.parametrize("progressive", [True, False])
def test_one_that_goes_over_its_pixels_again_and_again_is_none(progressive: bool) -> None:
    jpeg = photos.a_picture(64, 64, progressive=progressive)
    assert in_both_sizes(jpeg)
    with pytest.raises(NotAPicture):
        in_both_sizes(once_more(jpeg, 30))


def test_more_than_is_held_whole_comes_in_one_scan_from_line_to_line() -> None:
    width, height = 4100, MOST_WHOLE // 4100 + 1
    assert in_both_sizes(photos.a_picture(width, height))
    for larger in (photos.a_picture(width, height, progressive=True), once_more(photos.a_picture(width, height), 1)):
        with pytest.raises(NotAPicture):
            in_both_sizes(larger)
