"""Who shares what in the demo, how that was decided, what is kept back, and who must not know."""

from carelog.accounts.staff_role import COORDINATOR
from carelog.demo.calendar import MON, SAT, THU, When
from carelog.demo.cast import Cast
from carelog.demo.life import Life
from carelog.journal import Author
from carelog.people.circle import ALLY, Membership
from carelog.people.deciding import Why
from carelog.people.must_not_know import MustNotKnow
from carelog.people.person import Person
from carelog.people.sharing import CONVERSATIONS, HEALTH, MONEY, Sharing
from carelog.records.kept_back import Entry, KeptBack, What

ABOUT_MONEY = Why(
    how_shown="He pushed the bank letters over to his mum, three times.",
    cannot_decide="We used his photo book and real coins, on three days. He could not hold on to what sharing means.",
    asked="Jamie, his mum, Sam and Tomasz who support him.",
    best_because="His mum sees it when money is short, and he keeps going to the match.",
    decided_by="Aled Prosser, with Jamie and his mum.",
)


def decided_long_ago(cast: Cast) -> None:
    """More than a year before now: it holds, and Jamie is to be asked again."""
    carol = _ally(cast.people["Jamie Carter"], "carol", cast)
    aled = Author(cast.users["aled"].id, COORDINATOR)
    Sharing.decide(carol, MONEY, aled, shared=True, why=ABOUT_MONEY)


def tell_sharing(life: Life) -> None:
    """What Margaret decided since; and Jamie, whose mum reads what was learned, about the onions."""
    if life.person.name == "Margaret Hughes":
        _shares(life, "margaret", (2, SAT, "11:20"), "helen", HEALTH)
        _shares(life, "margaret", (2, SAT, "11:22"), "helen", CONVERSATIONS)
        life.later((2, THU, "10:40"), lambda: MustNotKnow.put_on(
            life.person, "My former landlord", "He must not know where I live now.", life.author("margaret"),
        ))  # fmt: skip
    if life.person.name == "Jamie Carter":
        _keeps(life, "jamie", (6, MON, "19:05"), Entry(What.LOG, life.named("onions")))


def _shares(life: Life, who: str, at: When, ally: str, section: str) -> None:
    author = life.author(who)
    life.later(at, lambda: Sharing.decide(_ally(life.person, ally, life.cast), section, author, shared=True))


def _keeps(life: Life, who: str, at: When, entry: Entry) -> None:
    author = life.author(who)
    life.later(at, lambda: KeptBack.decide(life.person, entry, author, kept=True))


def _ally(person: Person, username: str, cast: Cast) -> Membership:
    place = (Membership.person == person) & (Membership.user == cast.users[username]) & (Membership.role == ALLY)
    return Membership.get(place)
