"""How many marks a second are accepted, beside a bare Flask route that writes the same two rows; and both kept safe."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from bench.figure import Figure
from bench.phones import Phone
from bench.server import BARE
from bench.world import MINE
from carelog.journal import new_id

PHONES, ROUNDS, SECONDS = 4, 3, 2.0
SHARE, A_SECOND = 0.4, 100

Press = Callable[[Phone, int], None]


def marks(phones: list[Phone]) -> Iterator[Figure]:
    """The two in turn, a few seconds each. Asks for a world in which nothing of today is marked yet."""
    chances = {person: phones[0].chances(person) for person in range(1, MINE + 1)}

    def ours(phone: Phone, turn: int) -> None:
        person = turn % MINE + 1
        chance = chances[person][turn % len(chances[person])]
        phone.post(f"/people/{person}/marks", {**chance, "id": new_id()})

    def bare(phone: Phone, turn: int) -> None:
        phone.post(f"{BARE}/", {**chances[turn % MINE + 1][0], "id": new_id()})

    rates: dict[Press, float] = {ours: 0, bare: 0}
    for _ in range(ROUNDS):
        for press in rates:
            rates[press] += a_second(phones, press) / ROUNDS
    share, beside = rates[ours] / rates[bare], f"{rates[ours]:.0f} and {rates[bare]:.0f} a second"
    yield Figure("marks accepted, against two bare inserts", share, SHARE, "×", least=True, beside=beside)
    yield Figure("marks accepted a second", rates[ours], A_SECOND, "a second", least=True)


def a_second(phones: list[Phone], press: Press) -> float:
    """How often a second all of them together got their answer."""
    until, done = time.perf_counter() + SECONDS, [0] * len(phones)

    def go_on(place: int) -> None:
        while time.perf_counter() < until:
            press(phones[place], done[place] * len(phones) + place)
            done[place] += 1

    everybody_at_once(go_on, len(phones))
    return sum(done) / SECONDS


def everybody_at_once(do: Callable[[int], None], number: int) -> None:
    """Each in a thread of its own; until the last is through. Raises what the first of them raised."""
    with ThreadPoolExecutor(number) as threads:
        list(threads.map(do, range(number)))
