"""Records of one chance, made in a line: who said what, so many minutes past noon."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from carelog.records.said import Answer, Check, Heard, Move, Reason, Said, Way, Word
from carelog.weeks.details import Cadence, ItemDetails, Part
from carelog.weeks.occurrences import Occurrence, Planned

TODAY = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HAPPENED, PARTLY, CHOSE, DID_NOT, WITHDRAWN = "happened", "partly", "chose", "did_not_happen", "withdrawn"
SAM, GRACE, TOMASZ, MARGARET = 1, 2, 3, 4
_numbers = count()


def _id() -> str:
    return f"{next(_numbers):08}"


def said(
    what: str = HAPPENED, by: int = SAM, at: int = 0, *, voice: str = "own", own_word: bool | None = None,
    present: bool = True, reason: Reason | None = None, id: str | None = None,
) -> Said:  # fmt: skip
    """One mark. What Margaret writes, or says in another voice, is her own word unless told."""
    own = by == MARGARET or voice != "own" if own_word is None else own_word
    return Said(
        id=id or _id(), author_id=by, voice=voice, own_word=own, written_at=NOON + timedelta(minutes=at),
        said=what, present=present, reason=reason,
    )  # fmt: skip


def away(by: int = SAM, at: int = 0, *, present: bool = True) -> Said:
    """It did not happen: I was away."""
    return said(DID_NOT, by, at, present=present, reason=Reason.AWAY)


def answer(
    given: Answer, way: Way = Way.TAP, at: int = 0, *, about: Word | None = None, by: int = MARGARET,
    id: str | None = None,
) -> Check:  # fmt: skip
    """One answer to "Did you want this?": of a choice, or of the move that it is about."""
    return Check(
        id=id or _id(), author_id=by, voice="own", own_word=way is not Way.CHART,
        written_at=NOON + timedelta(minutes=at), about=about.id if about else None, of_move=isinstance(about, Move),
        answer=given, way=way,
    )  # fmt: skip


def moved(*, asked: bool, by: int = SAM, at: int = 0, part: Part = Part.EVENING, day: date = TODAY) -> Move:
    """Moved to another window, because the person asked or because the service did."""
    return Move(
        id=_id(), author_id=by, voice="own", own_word=by == MARGARET, written_at=NOON + timedelta(minutes=at),
        asked_by_person=asked, day=day, part=part, at=None,
    )  # fmt: skip


def heard(*records: Word) -> Heard:
    """All of them together."""
    return Heard(
        tuple(record for record in records if isinstance(record, Said)),
        tuple(record for record in records if isinstance(record, Check)),
        tuple(record for record in records if isinstance(record, Move)),
    )


def chance(*, away: bool = False, any_day: bool = False) -> Occurrence:
    """A chance whose window is over at noon."""
    cadence = Cadence.MONTHLY_ANY_DAY if any_day else Cadence.WEEKLY
    planned = Planned("tea", ItemDetails(title="Tea", cadence=cadence))
    return Occurrence(planned, TODAY, Part.MORNING, NOON - timedelta(hours=4), NOON, away=away)
