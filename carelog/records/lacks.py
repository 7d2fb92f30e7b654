"""Lacks: what an ally still needs before they see something, beside its being shared; so what they really see."""

from carelog.people.shared import Shared
from carelog.people.sharing import PHOTOS
from carelog.records.photo_consent import ALLY, Answers, Audience

LOGS = "logs"  # what people learned is shared with them: photos stand there
YES = "yes"  # the person said yes to photos for them
PAGE = "page"  # a page is shared on which such entries stand


def lacks(shared: Shared, section: str, answers: Answers) -> tuple[str, ...]:
    """Those that are missing on the first day on which it is shared; today, where it is not."""
    has_a_page = shared.has_a_page(section)
    if section != PHOTOS:
        return () if has_a_page else (PAGE,)
    said = answers.allows(Audience(ALLY, shared.ally.id))
    return tuple(one for one, there in ((LOGS, has_a_page), (YES, said)) if not there)


def seen(shared: Shared, answers: Answers) -> list[str]:
    """The sections that this ally really sees on this day."""
    begun = (one.name for one in shared.given if one.choice.days(shared.today)[0] == shared.today)
    return [section for section in begun if not lacks(shared, section, answers)]
