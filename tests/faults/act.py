"""An act: one kind of step of a schedule, how often it is drawn and with what.

A step is a name and plain arguments, so that a schedule can be printed, shrunk and pasted as a directed one. Arguments
are numbers to choose by: what they choose from depends on the world, so any part of a schedule is a schedule.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.seat import Seat
from tests.faults.world import World

Draw = Callable[[random.Random], dict[str, Any]]


@dataclass(frozen=True)
class Act:
    """`weight` of one act among all; `draw` makes its arguments."""

    do: Callable[..., None]
    weight: int
    draw: Draw


ACTS: dict[str, Act] = {}


def act(weight: int, **draws: Callable[[random.Random], Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def add(do: Callable[..., None]) -> Callable[..., None]:
        ACTS[do.__name__] = Act(do, weight, lambda chance: {name: draw(chance) for name, draw in draws.items()})
        return do

    return add


def desk(chance: random.Random) -> int:
    return chance.randrange(7)


def some(chance: random.Random) -> int:
    return chance.randrange(31)


def yes(chance: random.Random) -> bool:
    return chance.random() < 0.5


def seat_of(world: World, i: int) -> Seat:
    return world.seats[i % len(world.seats)]
