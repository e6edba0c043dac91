"""Schedules: drawn from a seed, run on the real thing, shrunk when something does not hold, printed to be pasted."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.faults import invariants
from tests.faults.acts import do, schedule, told
from tests.faults.broken import Broken
from tests.faults.building import Engine, building
from tests.faults.rules import where
from tests.faults.tables import clockless
from tests.faults.world import Step, World

PATIENCE = 1200.0  # seconds for shrinking
ROUNDS = 3  # within which everything must agree once faults have stopped


@dataclass(frozen=True)
class Failure:
    """What does not hold, and how many steps had been done by then."""

    name: str
    seen: str
    done: int


@dataclass(frozen=True)
class Run:
    """What became of a schedule. `clockless`: what must not depend on clocks; `counts`: what happened in it."""

    failure: Failure | None
    clockless: list[tuple[Any, ...]]
    counts: dict[str, int]


def run(steps: Sequence[Step], engine: Engine, *, skew: int = 1, seed: object = 0) -> Run:
    """One schedule in a fresh world."""
    with building(engine, skew=skew, seed=seed) as world:
        done = 0
        try:
            for step in steps:
                do(world, step)
                done += 1
            settle(world)
            invariants.at_the_end(world)
        except Broken as failure:
            return Run(Failure(failure.name, str(failure), done), [], world.counts())
        except Exception as error:
            return Run(Failure("no_bug", f"no_bug: {error!r} {where(error)}", done), [], world.counts())
        return Run(None, clockless(world), world.counts())


def settle(world: World) -> None:
    """Faults stop: what is late arrives, every program is the newest, every desk talks, three times."""
    world.calm()
    while world.held:
        world.deliver(0)
    for seat in world.seats:
        if seat.old:
            seat.upgrade()
    for _ in range(ROUNDS):
        for seat in list(world.seats):
            world.exchange(seat)
        if world.is_settled():
            return


def shrink(steps: Sequence[Step], fails: Callable[[Sequence[Step]], bool], patience: float = PATIENCE) -> list[Step]:
    """Greedily: ever smaller pieces are left out while it still fails, for so many seconds."""
    kept, size = list(steps), max(1, len(steps) // 2)
    until = time.monotonic() + patience
    while size:
        at = 0
        while at < len(kept) and time.monotonic() < until:
            shorter = kept[:at] + kept[at + size :]
            if fails(shorter):
                kept = shorter
            else:
                at += size
        size //= 2
    return kept


def check(seed: object, steps: int, engine: Engine, *, clocks: bool = False) -> Run:
    """A drawn schedule must hold; with `clocks` it must give the same tables under other clocks too.

    Raises AssertionError with the smallest schedule that fails alike.
    """
    drawn = schedule(seed, steps)
    done = run(drawn, engine, seed=seed)
    if done.failure is None and clocks:
        other = run(drawn, engine, skew=-1, seed=seed)
        if other.failure is None and other.clockless != done.clockless:
            pairs = zip(done.clockless, other.clockless, strict=False)
            seen = next((pair for pair in pairs if pair[0] != pair[1]), "lengths")
            raise AssertionError(f"clocks_do_not_matter: seed {seed!r}, {seen}\n{told(drawn)}")
        done = other if other.failure else done
    if done.failure is not None:
        raise AssertionError(explain(drawn, done.failure, engine, seed))
    return done


def explain(drawn: Sequence[Step], failure: Failure, engine: Engine, seed: object) -> str:
    def fails(steps: Sequence[Step]) -> bool:
        found = run(steps, engine, seed=seed).failure
        return found is not None and found.name == failure.name

    upto = list(drawn)[: failure.done + 1]
    smallest = shrink(upto, fails) if fails(upto) else upto
    again = run(smallest, engine, seed=seed).failure or failure
    return f"{again.seen}\nseed {seed!r} on {engine.name}, {len(smallest)} of {len(drawn)} steps:\n{told(smallest)}"
