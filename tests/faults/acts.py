"""Everything that happens in the world, step by step: what people do, what lines and disks and clocks do, what becomes
of the hub, what enemies do."""

import random

from tests.faults import computers, keepers, people  # noqa: F401  # each adds its acts, in the order they need each other
from tests.faults.act import ACTS
from tests.faults.world import Step, World


def do(world: World, step: Step) -> None:
    name, given = step
    world.ticks += 1
    ACTS[name].do(world, **given)


def schedule(seed: object, steps: int, leave_out: frozenset[str] = frozenset()) -> list[Step]:
    """Steps drawn by their weights: the same for the same seed."""
    chance = random.Random(f"{seed}")
    names = [name for name in ACTS if name not in leave_out]
    drawn = chance.choices(names, [ACTS[name].weight for name in names], k=steps)
    return [(name, ACTS[name].draw(chance)) for name in drawn]


def told(steps: list[Step]) -> str:
    return "\n".join(f"    ({name!r}, {dict(given)!r})," for name, given in steps)
