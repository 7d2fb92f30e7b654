"""A link as a code that a phone's camera reads."""

import segno

BORDER, SCALE = 2, 4


def qr_code(link: str) -> str:
    """An SVG as a data address, dark on white whatever the colours of the page."""
    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=BORDER, scale=SCALE, light="#fff"))
