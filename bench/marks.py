"""How many marks a second are accepted, beside a bare Flask route that writes the same two rows; and both kept safe."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

from bench.figure import Figure
from bench.phones import Phone
from bench.server import BARE
from bench.world import MINE, MONTH, TODAY
from carelog.journal import new_id

PHONES, ROUNDS, SECONDS = 8, 3, 2.0
SHARE, A_SECOND = 0.4, 100

Press = Callable[[Phone], None]


def marks(phones: list[Phone]) -> Iterator[Figure]:
    """The two in turn, a few seconds each; ours mark every thing of every day of the last month, again and again."""
    chances = {person: phones[0].chances(person) for person in range(1, MINE + 1)}
    presses = count()

    def chance() -> tuple[int, dict[str, object]]:
        press = next(presses)
        person, day = press % MINE + 1, TODAY - timedelta(days=press // MINE % MONTH)
        one = chances[person][press // MINE // MONTH % len(chances[person])]
        return person, {**one, "day": day.isoformat(), "id": new_id()}

    def ours(phone: Phone) -> None:
        person, fields = chance()
        phone.post(f"/people/{person}/marks", fields)

    def bare(phone: Phone) -> None:
        phone.post(f"{BARE}/", chance()[1])

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
            press(phones[place])
            done[place] += 1

    everybody_at_once(go_on, len(phones))
    return sum(done) / SECONDS


def everybody_at_once(do: Callable[[int], None], number: int) -> None:
    """Each in a thread of its own; until the last is through. Raises what the first of them raised."""
    with ThreadPoolExecutor(number) as threads:
        list(threads.map(do, range(number)))
