"""How the demo's people need information, and two of their family and friends; two were not asked for over a year."""

from collections.abc import Mapping

from carelog.journal import Author
from carelog.people.circle import Membership
from carelog.people.information_needs import InformationCheck, InformationNeeds, Needs, Standing
from carelog.people.person import Person

NEEDS: dict[str, Needs | None] = {
    "Margaret Hughes": Needs(
        ways_words="I talk. I do not hear well on my left side, so sit on my right and let me see your face.",
        formats=("large_print", "phone"), support=("lips", "quiet"),
    ),
    "Jamie Carter": Needs(
        ways=("pictures",),
        ways_words="I use short sentences and my photo book. Give me time to answer.",
        formats=("easy_read", "face_to_face"), support=("time",),
    ),
    "Walter Osei": Needs(ways=("speaking",), formats=("large_print", "audio"), formats_words="16 point or larger."),
    "Nadia Rahman": Needs(
        ways=("makaton", "body", "objects"), ways_words="I sign and I point.", support=("time", "somebody"),
    ),
    "Ivy Bright": None,
}  # fmt: skip
OF_ALLIES = {
    ("Margaret Hughes", "helen"): Needs(formats=("email",), formats_words="I work in the day. Write in the evening."),
    ("Margaret Hughes", "joan"): Needs(formats=("large_print", "post"), support=("loop",)),
}
NOT_ASKED_SINCE = {("Walter Osei", None), ("Margaret Hughes", "joan")}  # everybody else was, when the story begins


def tell_needs(
    circles: Mapping[tuple[str, str], Membership], people: Mapping[str, Person], authors: Mapping[str, Author]
) -> None:
    """What everybody said when they came."""
    for name, needs in NEEDS.items():
        InformationNeeds.record(people[name], needs or Needs(), authors[name], none_known=needs is None)
    for (name, ally), needs in OF_ALLIES.items():
        InformationNeeds.record(people[name], needs, authors[name], ally=circles[name, ally])


def ask_again(people: Mapping[str, Person], authors: Mapping[str, Author]) -> None:
    """Of all but a few it was checked."""
    allies = {(ally.person.name, ally.user.username): ally for ally in Membership.standing()}
    standing = Standing.of(person.id for person in people.values())
    for name, ally in [*((name, None) for name in NEEDS), *OF_ALLIES]:
        member = allies[name, ally] if ally else None
        if (name, ally) not in NOT_ASKED_SINCE:
            said = standing[people[name].id, member.id if member else None]
            InformationCheck.record(people[name], authors[name], ally=member, seen=said.id)
