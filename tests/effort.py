"""How much work something is, told without a clock on the wall: a busy computer changes nothing about it."""

import itertools
import sys
import time
from collections.abc import Callable
from typing import Any

COPIES = 20


def lines_run(what: Callable[[], object]) -> int:
    """How many lines of Python are run meanwhile."""
    counted = itertools.count()

    def trace(*_: object) -> Any:
        next(counted)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        what()
    finally:
        sys.settrace(before)
    return next(counted)


def is_less_than_copying(text: str, what: Callable[[], object]) -> bool:
    """Whether it takes the processor less than to copy a text a few times: whoever reads it over and over cannot."""
    return _cpu(what) < _cpu(lambda: [text.encode() for _ in range(COPIES)])


def _cpu(what: Callable[[], object]) -> float:
    """Seconds that this thread was at work."""
    began = time.thread_time()
    what()
    return time.thread_time() - began
