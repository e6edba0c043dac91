"""A process that is killed at a random moment, and what it had told until then."""

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk.actions.keeping import verify_desk
from tests.nursery import NURSERY
from tests.soak.deeds import Deed, open_home

KILLS = int(os.environ.get("SOAK_KILLS", "50"))
SEED = int(os.environ.get("SOAK_SEED", str(time.time_ns())))
PATIENCE = 30  # seconds for the first word of a process


class NothingSaved(AssertionError):
    """The process was killed before it saved anything: such a run proves nothing."""


class Lost(AssertionError):
    """Something that was told as saved is not there."""


def chance(name: str) -> random.Random:
    """Random moments that can be had again: SOAK_SEED."""
    print(f"SOAK_SEED={SEED}")
    return random.Random(f"{SEED} {name}")


def kill_during(deed: Deed, home: Path, given: Any, seconds: float, patience: float = PATIENCE) -> list[Any]:
    """Starts a deed, kills it so long after its first word, and answers all it told.

    Raises NothingSaved when it told nothing, AssertionError when it ended with an error of its own.
    """
    reading, writing = NURSERY.Pipe(duplex=False)
    process = NURSERY.Process(target=deed, args=(home, writing, given))
    process.start()
    writing.close()
    try:
        spoke = reading.poll(patience)
        time.sleep(seconds)
    finally:
        process.kill()
        process.join()
    told = list(_drained(reading)) if spoke else []
    code = process.exitcode
    process.close()
    assert code in (-signal.SIGKILL, 0), f"it ended by itself: {code}"
    if not told:
        raise NothingSaved(deed.__name__)
    return told


def _drained(reading: Any) -> Iterator[Any]:
    with reading:
        while True:
            try:
                yield reading.recv()
            except EOFError:
                return


def copy_home(home: Path, target: Path) -> Path:
    shutil.copytree(home, target)
    return target


def holds(home: Path) -> None:
    """Everything about a home still agrees."""
    desk = open_home(home)
    try:
        _, problems = verify_desk(desk)
    finally:
        desk.close()
    if problems:
        raise Lost(f"SOAK_SEED={SEED}: {problems}")
