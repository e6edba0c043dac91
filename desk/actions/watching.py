"""Whoever waits for something long: told how far it is, and asked whether it is to go on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Watching:
    """`notice` takes what is done and of how much; `stop` answers whether it shall end."""

    notice: Callable[[int, int], object] = lambda _done, _of: None
    stop: Callable[[], bool] = bool
