"""One exchange under way: what its parts share."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from desk.storage.vault import Vault
from desk.sync.backoff import Pace
from desk.sync.client import Line, Lost

T = TypeVar("T")
Tell = Callable[[str, int], None]  # what is under way (push, feed, return, tables) and how many are done


class Rewound(Exception):
    """The hub is not where it was when the desk met it: meet it again."""


class Stopped(Exception):
    """Somebody wants the exchange to end here."""


@dataclass
class Tally:
    """What came of it so far: own facts the hub confirmed and their subjects (numbers), facts that were new here.
    `whole`: it went through to its end; `missed`: how often the hub lacked links before a batch."""

    sent: int = 0
    received: int = 0
    subjects: set[int] = field(default_factory=set)
    whole: bool = False
    missed: int = 0


@dataclass(frozen=True)
class Trip:
    """`stop` is asked between two steps; what was done until then stays done."""

    vault: Vault
    line: Line
    tally: Tally = field(default_factory=Tally)
    stop: Callable[[], bool] = lambda: False
    tell: Tell = lambda _what, _done: None
    pause: Callable[[float], None] = time.sleep

    def go_on(self) -> None:
        """Between two steps. Raises Stopped."""
        if self.stop():
            raise Stopped

    def pace(self, most: int, first: int | None = None) -> Pace:
        return Pace(most, random.random, first)

    def recover(self, pace: Pace, lost: Lost, asked: int) -> None:
        """Waits until the next try, which asks for less than that. Raises `lost` when this exchange can do no more."""
        seconds = pace.failed(asked, lost.retry_after) if lost.again else None
        if seconds is None:
            raise lost
        self.pause(seconds)

    def insist(self, ask: Callable[[], T]) -> T:
        """The answer to what cannot be asked in smaller pieces."""
        pace = self.pace(1)
        while True:
            try:
                return ask()
            except Lost as lost:
                self.recover(pace, lost, 1)
