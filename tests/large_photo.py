"""A picture as a phone's camera takes it: large, lying on its side with a note that it stands, the place in it."""

from functools import cache
from hashlib import shake_128
from io import BytesIO
from itertools import takewhile

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

WIDTH = 4000  # pixels, and three quarters of that in height: twelve million
MAKER = b"Pocket camera 12"
NORTH = (51.0, 30.0, 12.5)  # degrees, minutes, seconds
TURNED = 6  # to be shown a quarter turn to the right
ROUGHER = 0.2  # how much each size of patches weighs against all smaller ones


@cache
def large_photo(width: int = WIDTH, seed: int = 1) -> bytes:
    """A JPEG of that width, in pixels, before it is turned."""
    exif = Image.Exif()
    exif[Base.Orientation] = TURNED
    exif[Base.Make] = MAKER.decode()
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: NORTH})
    file = BytesIO()
    scene((width, width * 3 // 4), seed).save(file, "JPEG", quality=90, exif=exif)
    return file.getvalue()


def scene(size: tuple[int, int], seed: int) -> Image.Image:
    """As hard to compress as what one sees: patches with hard edges within patches, down to the grain of the sensor."""
    picture = Image.new("RGB", size, "grey")
    for grain in takewhile(lambda grain: size[0] // grain > 1, (4**power for power in range(size[0]))):
        few = (max(2, size[0] // grain), max(2, size[1] // grain))
        noise = shake_128(f"{seed} {grain}".encode()).digest(3 * few[0] * few[1])
        patches = Image.frombytes("RGB", few, noise)
        picture = Image.blend(picture, patches.resize(size, Image.Resampling.NEAREST), ROUGHER)
    return picture
