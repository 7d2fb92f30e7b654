"""What the people of the demo answered about photos, and the photos of their logs."""

import hashlib

from carelog.demo import drawings
from carelog.demo.calendar import THU, TUE, WED, When
from carelog.demo.life import Life
from carelog.demo.teller import may_see
from carelog.records.photo import Of, Photo
from carelog.records.photo_consent import SHOWED, THE_TEAM, PhotoConsent
from carelog.records.photo_pixels import in_both_sizes

LAKES = ("#9cc3d5", "#4f93b8", "#1f5f8b")  # each time bluer


def tell_photos(life: Life) -> None:
    """One person's, if they were asked."""
    if life.person.name in TELLS:
        TELLS[life.person.name](life)


def _answers(life: Life, who: str, at: When, *, yes: bool, how: str = "") -> None:
    author = life.author(who)
    life.later(at, lambda: PhotoConsent.record(life.person, THE_TEAM, author, yes=yes, how=how))


def _shows(life: Life, who: str, at: When, log: str, *pictures: bytes) -> None:
    """Photos with the log of that name."""
    author = life.author(who)

    def take() -> None:
        for number, data in enumerate(pictures, start=1):
            of, sha256 = Of(log=life.named(log), number=number), hashlib.sha256(data).hexdigest()
            Photo.keep(life.person, of, sha256, in_both_sizes(data), author, labels=may_see(author))

    life.later(at, take)


def _margaret(m: Life) -> None:
    _answers(m, "margaret", (3, THU, "11:10"), yes=True)
    _shows(m, "sam", (5, TUE, "20:16"), "small jug", drawings.jug())


def _jamie(j: Life) -> None:
    _answers(j, "jamie", (5, TUE, "19:50"), yes=False)


def _nadia(n: Life) -> None:
    _answers(n, "sam", (4, WED, "14:55"), yes=True, how=SHOWED)
    _shows(n, "sam", (4, WED, "15:12"), "lake", *(drawings.lake(blue) for blue in LAKES))


TELLS = {"Margaret Hughes": _margaret, "Jamie Carter": _jamie, "Nadia Rahman": _nadia}
