"""What the people of the demo learned: their logs, as people write them between two visits."""

from dataclasses import replace

from carelog.accounts.user import User
from carelog.demo.calendar import FRI, MON, SAT, SUN, THIS_WEEK, THU, TUE, WED, When
from carelog.demo.life import Life
from carelog.demo.teller import may_see
from carelog.people.circle import Membership
from carelog.records.learning_log import Learned, LearningLog


def tell_learning(life: Life) -> None:
    """One person's."""
    TELLS[life.person.name](life)


def _learns(
    life: Life, who: str, at: When, learned: Learned, *, about: str = "", present: tuple[str, ...] = (),
    name: str = "", language: str = "en",
) -> None:  # fmt: skip
    """A log; `about` begins as the thing's title does; who writes was there. `name` is what later steps call it."""
    author, day = replace(life.author(who), language=language), life.calendar.day(at[:2])
    title = life.plan.item(about).title if about else ""

    def write() -> None:
        said = replace(learned, item=life.ids.get(title), present=_there(life, (who, *present)))
        known = life.named(name) if name else None
        LearningLog.record(life.person, day, said, author, labels=may_see(author), id=known)

    life.later(at, write)


def _there(life: Life, usernames: tuple[str, ...]) -> tuple[int, ...]:
    users = User.select().where(User.username.in_(usernames))
    there = Membership.standing().where((Membership.person == life.person) & Membership.user.in_(users))
    return tuple(sorted(member.id for member in there))


def _margaret(m: Life) -> None:
    _learns(m, "grace", (1, TUE, "10:20"), Learned(
        did="We read the letters from her sister while the porridge cooled.",
        worked_well="I sat on her right, by the window. She heard every word.", tell_profile=True,
    ), about="Shower")  # fmt: skip
    _learns(m, "sam", (2, WED, "20:10"), Learned(nothing_new=True))
    _learns(m, "sam", (2, SAT, "20:25"), Learned(
        did="She told me about the canal boats her father steered.", did_not="I asked too much at once.",
    ), about="Warm drink")  # fmt: skip
    _learns(m, "margaret", (3, THU, "11:05"), Learned(
        did="I sorted my button box.", worked_well="Nobody hurried me.", did_not="My tea went cold on the wrong side.",
        tell_plan=True,
    ))  # fmt: skip
    _learns(m, "grace", (4, WED, "10:45"), Learned(
        worked_well="Towel on the radiator first. She was out of the shower and laughing.",
        did_not="The new shampoo. She says it smells of hospitals.", tell_profile=True,
    ), about="Shower", name="shampoo")  # fmt: skip
    _learns(m, "sam", (5, TUE, "20:15"), Learned(
        did="She poured the milk herself, with the small jug.", worked_well="The small jug. It is light enough.",
    ), about="Warm drink", name="small jug")  # fmt: skip
    _learns(m, "grace", (6, MON, "10:15"), Learned(
        did="Joan came round, and they did the crossword out loud.", worked_well="Two heads and large print.",
        for_conversation=True,
    ), about="Neighbour", present=("joan",))  # fmt: skip
    _learns(m, "aled", (7, TUE, "11:30"), Learned(
        did="She showed me where the sun comes in, and asked to have her chair there.", others="Margaret's sister",
        tell_plan=True,
    ))  # fmt: skip
    _learns(m, "sam", (8, WED, "20:20"), Learned(
        did="We looked for the robin. It did not come, and she told me where it sleeps.",
    ))  # fmt: skip
    m.later((4, WED, "18:10"), lambda: LearningLog.correct(
        m.person, m.named("shampoo"), m.calendar.day((4, WED)), Learned(
            worked_well="Towel on the radiator first. She was out of the shower and laughing.",
            did_not="The new shampoo: it is the smell, she says, not the hospital.", tell_profile=True,
        ), "She told me I had it wrong.", m.author("grace"), labels=may_see(m.author("grace")),
    ))  # fmt: skip


def _jamie(j: Life) -> None:
    _learns(j, "tomasz", (2, FRI, "22:15"), Learned(
        did="Jamie sam zapłacił przy barze i policzył resztę.", worked_well="Poczekałem. Nie pomagałem.",
        tell_profile=True,
    ), about="Pub", language="pl")  # fmt: skip
    _learns(j, "carol", (3, SUN, "19:30"), Learned(
        did="He laid the table from the photo book, one picture at a time.", worked_well="One thing at a time.",
        did_not="The telly was on. He could not hear me.", tell_profile=True,
    ), about="Dinner")  # fmt: skip
    _learns(j, "jamie", (5, TUE, "19:45"), Learned(did="I passed to Leon.", worked_well="Leon shouted my name."))
    _learns(j, "sam", (6, MON, "18:50"), Learned(
        did="Chopped the onions and cried with laughing.", did_not="The recipe has too many words.", tell_plan=True,
    ), about="Cook", name="onions")  # fmt: skip
    _learns(j, "tomasz", (8, SAT, "19:50"), Learned(
        did="He told the new boy where to put his bag.", worked_well="Being the one who knows.", for_conversation=True,
    ))  # fmt: skip


def _walter(w: Life) -> None:
    _learns(w, "grace", (2, MON, "13:40"), Learned(
        worked_well="He ate all of it when the radio was off.", tell_profile=True,
    ), about="Main meal")  # fmt: skip
    _learns(w, "sam", (5, WED, "16:10"), Learned(
        did="He walked to the second bench.", worked_well="Stick in the left hand.", did_not="The hill by the church.",
    ), about="Park", present=("grace",))  # fmt: skip
    _learns(w, "grace", (7, TUE, "13:35"), Learned(nothing_new=True))
    _learns(w, "sam", (8, MON, "15:40"), Learned(
        did="He named every bird on the water, and I wrote them down for him.", for_conversation=True,
    ), about="Park")  # fmt: skip


def _nadia(n: Life) -> None:
    _learns(n, "sam", (2, TUE, "20:05"), Learned(
        worked_well="The song about the sea. She put her ear to the tap.", did_not="Bubbles up to her chin.",
        tell_profile=True,
    ), about="Bath")  # fmt: skip
    _learns(n, "sam", (4, WED, "15:10"), Learned(
        did="She painted the lake three times, each time bluer.", did_not="Boots first, picture second.",
        for_conversation=True,
    ), about="Walk", name="lake")  # fmt: skip
    _learns(n, "aled", (6, FRI, "17:40"), Learned(
        did="She chose the paper by colour, with both hands.", worked_well="Three sheets, not the whole block.",
        tell_plan=True,
    ), about="Paint")  # fmt: skip


def _ivy(i: Life) -> None:
    _learns(i, "dev", (2, TUE, "10:10"), Learned(did="She counts the sparrows out loud: eleven."), about="Fill")
    _learns(i, "dev", (6, FRI, "10:20"), Learned(nothing_new=True))
    _learns(i, "dev", (THIS_WEEK, MON, "08:50"), Learned(
        did_not="Biscuit does not eat while she is away. I sit with him now.",
    ), about="Feed Biscuit")  # fmt: skip


TELLS = {
    "Margaret Hughes": _margaret, "Jamie Carter": _jamie, "Walter Osei": _walter, "Nadia Rahman": _nadia,
    "Ivy Bright": _ivy,
}  # fmt: skip
