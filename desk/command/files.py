"""Files that a command is given and files that it writes; `-` is standard input."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desk.errors import BadEnvironment, BadInput

STDIN = "-"


def read_data(file: str) -> bytes:
    """Raises BadInput file_missing, file_unreadable."""
    try:
        if file == STDIN:
            return sys.stdin.buffer.read() if sys.stdin is not None else b""
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except (OSError, ValueError):
        raise BadInput("file_unreadable") from None


def read_object(file: str) -> Any:
    """The JSON value in a file. Raises BadInput not_json with the line, encoding_unknown."""
    from desk.table import decode_text, read_json

    return read_json(decode_text(read_data(file)), "stdin" if file == STDIN else Path(file).name)


@contextmanager
def file_given(file: str) -> Iterator[Path]:
    """A path to what a command is given, for those that need to move about in it."""
    if file != STDIN:
        yield Path(file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(read_data(file))
        yield path


def write_file(path: Path, data: bytes) -> None:
    """Whole or not at all. Raises BadEnvironment file_unwritable, disk_full."""
    there = path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        if not there:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise unwritable(error) from None


@contextmanager
def placed_whole(path: Path) -> Iterator[Path]:
    """A file to write to, in a folder of its own beside the path, for its owner alone; it takes the path's place when
    the block is done, and nothing of it stays where the block fails.

    Raises BadEnvironment disk_full, file_unwritable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.parent, ignore_cleanup_errors=True) as folder:
            fresh = Path(folder) / path.name
            yield fresh
            with fresh.open("rb+") as written:
                os.fsync(written.fileno())
            with contextlib.suppress(OSError):  # some sticks know no rights
                fresh.chmod(0o600)
            fresh.replace(path)
    except OSError as error:
        raise unwritable(error) from None


def claim_secret_file(path: Path) -> int:
    """Opens a new or empty file that only its owner may read, before what it is for exists.

    Raises BadInput file_exists, BadEnvironment file_unwritable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(error) from None
    if os.fstat(descriptor).st_size:
        os.close(descriptor)
        raise BadInput("file_exists", file=path.name)
    with contextlib.suppress(OSError):  # a pipe or a device has its own rights
        path.chmod(0o600)
    return descriptor


def unwritable(error: OSError) -> BadEnvironment:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return BadEnvironment("disk_full" if full else "file_unwritable")
