"""The bytes of photos, part by part, as a phone sends them before the record that they belong to."""

from flask import Response, abort, jsonify, request
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from carelog.access import needs
from carelog.offline.pages import offline
from carelog.records.photo import Photo
from carelog.records.photo_parts import LARGEST_PART, NotThere, PhotoPart, TooMuch

FROM = "Part-From"
LONGEST_NUMBER = 9  # digits


@offline.get("/phone/parts/<uuid_text:photo_id>")
@needs("photo_part.read")
def parts(photo_id: str) -> Response:
    """How many bytes of this user's photo are here; and whether it is written down already."""
    return _told(photo_id, PhotoPart.has(current_user.user.id, photo_id))


@offline.patch("/phone/parts/<uuid_text:photo_id>")
@needs("photo_part.create")
def add_part(photo_id: str) -> Response:
    """Put some more behind them. 409 with what is here, where these do not go on there."""
    begins, data = _begins(), _body()
    if Photo.is_written(current_user.user.id, photo_id):
        return _told(photo_id, 0, 409)
    try:
        return _told(photo_id, PhotoPart.add(current_user.user.id, photo_id, begins, data))
    except NotThere as elsewhere:
        return _told(photo_id, elsewhere.has, 409)
    except TooMuch:
        raise RequestEntityTooLarge from None


def _told(photo_id: str, has: int, status: int = 200) -> Response:
    answer = jsonify(has=has, written=Photo.is_written(current_user.user.id, photo_id))
    answer.status_code = status
    return answer


def _begins() -> int:
    text = request.headers.get(FROM, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        abort(400)
    return int(text)


def _body() -> bytes:
    """What was sent, all of it and no more than one part."""
    if request.mimetype != "application/octet-stream" or not request.content_length:
        abort(400)
    if request.content_length > LARGEST_PART:
        raise RequestEntityTooLarge
    return request.get_data()
