"""`make chaos`: on SQLite and on PostgreSQL; prints what came of it, and fails if anything was lost."""

import sys
import time
from functools import partial

from bench.chaos.plan import WHOLE, Plan
from bench.chaos.run import Run
from bench.chaos.sabotage import SABOTAGES
from bench.chaos.tally import Tally
from bench.chaos.world import builder
from tests.browser.served import Installation
from tests.databases import TEMPLATES, Databases

KINDS = ("sqlite", "postgresql")


def on(databases: Databases, kind: str, plan: Plan, sabotage: str = "") -> Tally:
    """One run, on a database of that kind."""
    template = f"chaos of {plan.phones}"
    TEMPLATES[template] = builder(plan.phones)
    with databases.copy(kind, template) as url, databases.room() as var:
        return Run(plan, Installation(var, url), sabotage, partial(_tell, kind, time.monotonic())).go()


def _tell(kind: str, began: float, how_far: str) -> None:
    print(f"{kind}, {time.monotonic() - began:.0f} s, {how_far}", flush=True)


def main(sabotage: str) -> int:
    """The exit code: how it went."""
    if sabotage not in {"", *SABOTAGES}:
        print("SABOTAGE is one of: " + ", ".join(SABOTAGES))
        return 2
    databases, failed = Databases.begin(), False
    try:
        for kind in KINDS:
            came_of_it = on(databases, kind, WHOLE, sabotage)
            print(f"{kind}: {came_of_it}", flush=True)
            for problem in came_of_it.problems:
                print(f"{kind} FAILED: {problem}", flush=True)
            failed |= bool(came_of_it.problems)
    finally:
        databases.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [""])))
