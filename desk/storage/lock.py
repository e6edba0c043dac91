"""Whether another program has the records open: SQLite holds a read lock on them as long as it does. And a lock of our
own for what only one may do at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.storage.files import disk_troubles

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510  # where SQLite's file format puts its shared locks


def is_open_elsewhere(database: Path) -> bool:
    """Another process, not this one. Raises OSError for a file that cannot be written to."""
    if not database.is_file():
        return False
    with database.open("r+b") as file:
        return not _lockable(file.fileno())


def _lockable(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _SHARED_SIZE)
        else:
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    except OSError:
        return False
    return True


@contextmanager
def alone(file: Path) -> Iterator[bool]:
    """Whether nobody else, in this process or another, is in such a block for this file. The lock of a process that
    dies goes with it. Raises BadEnvironment home_read_only, disk_full ..."""
    with disk_troubles():
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(descriptor)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
