"""Whether another program has the records open: SQLite holds a read lock on them as long as it does."""

import os
import sys
from pathlib import Path

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
