"""PhotosLack: what an ally still needs before they see a photo, beside photos being shared with them."""

from carelog.people.shared import Shared
from carelog.people.sharing import LEARNING_LOGS, PHOTOS, Choice
from carelog.records.photo_consent import ALLY, Answers, Audience

LOGS = "logs"  # what people learned is shared with them: photos stand there
YES = "yes"  # the person said yes to photos for them


def photos_lack(shared: Shared, answers: Answers) -> tuple[str, ...]:
    """Those that are missing on the first day on which photos are shared; today, where they are not."""
    photos, logs = shared.standing[PHOTOS], shared.standing[LEARNING_LOGS]
    first, _last = (photos if photos.shared else Choice(shared=True)).days(shared.today)
    begins, ends = logs.days(shared.today)
    reads = logs.shared and begins <= first <= ends
    said = answers.allows(Audience(ALLY, shared.ally.id))
    return tuple(one for one, there in ((LOGS, reads), (YES, said)) if not there)
