"""What somebody is told whose phone was emptied."""

from flask_babel import ngettext

from carelog.accounts.wording import moment
from carelog.offline.emptied import Loss


def lost_words(loss: Loss) -> str:
    """To whom wrote what was lost."""
    said: str = ngettext(
        "This phone was emptied, by its browser or by somebody. One record that had waited on it since %(when)s"
        " is lost. Write it down again if you still can.",
        "This phone was emptied, by its browser or by somebody. %(num)s records that had waited on it since %(when)s"
        " are lost. Write them down again if you still can.",
        loss.number, when=moment(loss.since),
    )  # fmt: skip
    return said
