"""Settlement: people say different things of a chance, and somebody asks the person and writes down what they say."""

from dataclasses import replace

from carelog import journal
from carelog.journal import Event
from carelog.people.person import Person
from carelog.records.chance import Key, NoSuchChance
from carelog.records.chance_record import ChanceRecord
from carelog.records.mark import Account, Mark
from carelog.records.outcome import State


class NotDisputed(ValueError):
    """Nobody disagrees, or the person has said it themselves."""


def settle(
    person: Person, key: Key, account: Account, author: journal.Author, *, labels: set[str], id: str | None = None
) -> Event:
    """Write the person's word down. Raises NoSuchChance, NotDisputed, and what a mark raises."""
    record = ChanceRecord.of(person, key, labels)
    if record is None:
        raise NoSuchChance
    if record.lived.state is not State.DISPUTED and journal.sent_before(id, author) is None:
        raise NotDisputed
    voice = replace(author, voice=journal.SETTLED)
    return Mark.record(person, *key, voice, labels=labels, account=account, id=id)
