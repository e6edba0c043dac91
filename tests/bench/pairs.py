"""Interleaved pairs: the thing and its floor take turns, so that both meet the same weather."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pairs:
    """Seconds of each side, in the order they ran."""

    mine: list[float]
    floor: list[float]

    @property
    def ratio(self) -> float:
        """The median of the ratios of the pairs."""
        return statistics.median(a / b for a, b in zip(self.mine, self.floor, strict=True))

    def percentile(self, share: float) -> float:
        return sorted(self.mine)[min(len(self.mine) - 1, int(len(self.mine) * share))]


def take_turns(mine: Callable[[], object], floor: Callable[[], object], rounds: int, warm: int = 10) -> Pairs:
    for _ in range(warm):
        mine()
        floor()
    pairs = Pairs([], [])
    for _ in range(rounds):
        pairs.mine.append(seconds(mine))
        pairs.floor.append(seconds(floor))
    return pairs


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
