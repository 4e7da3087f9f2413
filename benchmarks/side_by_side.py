"""Runs works in turns, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median

Work = Callable[[], object]


def in_turns(rounds: int, *works: Work) -> list[list[float]]:
    """Run each work once a round, and return the seconds of each round, work by work."""
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    # What was made ready beforehand is no work's own rubbish, and is not looked through for it.
    gc.freeze()
    for _ in range(rounds):
        for work, seconds in zip(works, taken, strict=True):
            seconds.append(timed(work))
    return taken


def timed(work: Work) -> float:
    """Return the seconds that a work takes, its own rubbish cleared away but no other's."""
    gc.collect()
    start = time.perf_counter()
    work()
    gc.collect()
    return time.perf_counter() - start


def ratio(slower: list[float], faster: list[float]) -> float:
    """Return the median over the rounds of how many times longer one took than the other."""
    return median(one / other for one, other in zip(slower, faster, strict=True))


def milliseconds(seconds: list[float], things: int = 1) -> str:
    """Return the median of some rounds for one of `things`, in words."""
    return f"{median(seconds) * 1000 / things:.2f} ms"


def at_least(what: str, measured: float, reach: float, unit: str) -> None:
    """Print a figure that must be as large as `reach`, and whether it is."""
    _judge(what, measured, f"at least {reach:g} {unit}", unit, measured >= reach)


def at_most(what: str, measured: float, reach: float, unit: str) -> None:
    """Print a figure that must not be larger than `reach`, and whether it is not."""
    _judge(what, measured, f"at most {reach:g} {unit}", unit, measured <= reach)


def _judge(what: str, measured: float, reach: str, unit: str, reached: bool) -> None:
    verdict = "reached" if reached else "NOT REACHED"
    print(f"{what}: {measured:.2f} {unit}; to reach: {reach}: {verdict}")
