"""How long to wait before the hub is asked again, and how much of it at once: pure, so that a window may keep it."""

from collections.abc import Callable

FIRST, LONGEST = 1.0, 300.0  # seconds
SHORT = 4.0  # the longest pause within one exchange
TRIES = 3  # of what cannot be made smaller


def next_wait(failures: int, retry_after: float | None, random: Callable[[], float]) -> float:
    """Seconds until the next try: after the first failure up to a second, then up to twice as long each time, at most
    five minutes ("full jitter"; `random` answers 0 to 1). What the hub asks for is the least."""
    most = min(LONGEST, FIRST * 2.0 ** min(failures - 1, 20)) if failures else 0.0
    return max(most * random(), retry_after or 0.0)


class Pace:
    """How much to ask of the line at once: half as much after each failure, twice as much after each success, `first`
    (the most, where nothing is said) before either."""

    def __init__(self, most: int, random: Callable[[], float], first: int | None = None) -> None:
        self.size = first or most
        self._most, self._random = most, random
        self._failures = self._at_least = 0

    def failed(self, asked: int, retry_after: float | None = None) -> float | None:
        """Seconds to wait before the next try; None: leave it to the next exchange. `asked`: how much it was."""
        self._failures += 1
        self._at_least += asked == 1
        self.size = max(1, min(asked, self.size) // 2)
        if self._at_least >= TRIES or (retry_after or 0.0) > SHORT:
            return None
        return min(SHORT, next_wait(self._failures, retry_after, self._random))

    def worked(self) -> None:
        self._failures = self._at_least = 0
        self.size = min(self._most, self.size * 2)
