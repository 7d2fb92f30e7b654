"""What was good for the people of the demo, and who was with them: their own word, on their own or a worker's phone."""

from dataclasses import replace
from functools import partial

from carelog.demo.calendar import SAT, SUN, TUE, WED, Day, When
from carelog.demo.life import Life
from carelog.demo.teller import EVERY_LABEL
from carelog.journal import HANDED_OVER, Event
from carelog.people.circle import SELF
from carelog.records.good_for_me import Company, Good, GoodForMe

# On whose phone, of what, when they were asked, and what they said; who was there by user names.
Said = tuple[str, Day, str, When, Good, Company | str]
FELT: dict[str, tuple[Said, ...]] = {
    "Margaret Hughes": (
        ("margaret", (2, SUN), "Church", (2, SUN, "13:10"), Good.YES, "joan"),
        ("margaret", (4, SUN), "Video call", (4, SUN, "17:30"), Good.A_BIT, Company.ON_MY_OWN),
        ("grace", (6, TUE), "Warm drink", (6, TUE, "20:20"), Good.YES, "grace"),
    ),
    "Jamie Carter": (
        ("tomasz", (7, SAT), "Pub", (7, SAT, "21:41"), Good.YES, "tomasz carol"),
        ("tomasz", (6, TUE), "Farm", (6, TUE, "16:30"), Good.NO, Company.SOMEBODY_ELSE),
        ("jamie", (7, WED), "Art class", (7, WED, "16:20"), Good.NOT_SURE, "carol"),
    ),
}  # fmt: skip


def tell_feelings(life: Life) -> None:
    """One person's."""
    for who, day, item, at, good, company in FELT.get(life.person.name, ()):
        record = partial(_feels, life, who, day, life.plan.item(item).title)
        life.later(at, partial(record, good))
        life.later(at, partial(record, company))


def _feels(life: Life, who: str, day: Day, title: str, said: Good | Company | str) -> Event:
    author, users = life.author(who), life.cast.users
    told = author if author.role == SELF else replace(author, voice=HANDED_OVER)
    answer = said if isinstance(said, (Good, Company)) else Company.MEMBER
    return GoodForMe.record(
        life.person, (life.ids[title], life.calendar.day(day), 1), answer, told, labels=EVERY_LABEL,
        companions=[users[name].id for name in str(said).split()] if answer is Company.MEMBER else [],
        present="" if told is author else users[who].name,
    )  # fmt: skip
