"""Pictures for the demo's photos, drawn here: nobody is on them, and they belong to nobody."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = 1200, 900  # pixels
PAPER, WOOD, SHADE = "#f6efe2", "#b98a5a", "#8f6740"
Pen = ImageDraw.ImageDraw


def lake(blue: str) -> bytes:
    """A painting of a lake under hills, on a table."""

    def draw(pen: Pen) -> None:
        pen.rectangle((150, 120, 1050, 780), fill=PAPER)
        pen.rectangle((190, 160, 1010, 740), fill="#dbe9ee")
        pen.ellipse((780, 200, 900, 320), fill="#f4c95d")
        pen.polygon([(190, 470), (430, 290), (640, 470)], fill="#7a9e7e")
        pen.polygon([(520, 470), (790, 330), (1010, 470)], fill="#5f8463")
        pen.rectangle((190, 470, 1010, 740), fill=blue)
        for place in range(5):
            left, top = 220 + 150 * place, 540 + 50 * (place % 3)
            pen.arc((left, top, left + 130, top + 50), 0, 180, fill=PAPER, width=8)

    return _drawn(draw)


def jug() -> bytes:
    """A small jug beside a cup of tea."""

    def draw(pen: Pen) -> None:
        pen.ellipse((230, 640, 560, 760), fill=SHADE)
        pen.arc((420, 330, 620, 600), -90, 90, fill="#3f6f8f", width=36)
        pen.polygon([(270, 280), (500, 280), (540, 680), (240, 680)], fill="#5b8fb0")
        pen.ellipse((262, 250, 508, 310), fill="#f7f3ea")
        pen.ellipse((660, 660, 1010, 770), fill=SHADE)
        pen.arc((880, 480, 1040, 660), -90, 90, fill="#c05746", width=30)
        pen.pieslice((680, 300, 960, 760), 0, 180, fill="#d96c58")
        pen.ellipse((680, 490, 960, 570), fill="#a5673f")

    return _drawn(draw)


def _drawn(draw: Callable[[Pen], None]) -> bytes:
    picture, file = Image.new("RGB", SIZE, WOOD), BytesIO()
    draw(ImageDraw.Draw(picture))
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
