"""Passwords and recovery codes: from a file, from a descriptor, or typed; never an argument, which all may see."""

import getpass
import os
import sys
from pathlib import Path

from desk.cli.options import Options
from desk.command.files import read_data
from desk.errors import BadInput
from desk.text import Say, say_in

_LONGEST = 4096  # bytes


def read_password(options: Options) -> str:
    """Raises BadInput password_missing when none is given and nobody is there to be asked."""
    if options.password_fd is not None:
        return _line_of(options.password_fd)
    if options.password_file is not None:
        return _line_in(options.password_file)
    _somebody_there("password_missing")
    _ = _say(options)
    return getpass.getpass(_("Password: "))


def read_new_password(options: Options, file: str | None) -> str:
    """From a file, or typed twice. Raises BadInput new_password_missing, passwords_differ."""
    if file is not None:
        return _line_in(file)
    _somebody_there("new_password_missing")
    _ = _say(options)
    first = getpass.getpass(_("New password: "))
    if first != getpass.getpass(_("The new password once more: ")):
        raise BadInput("passwords_differ")
    return first


def read_first_password(options: Options) -> str:
    """The password that a new station gets: as handed over, or typed twice."""
    given = options.password_file is not None or options.password_fd is not None
    return read_password(options) if given else read_new_password(options, None)


def read_recovery_code(options: Options) -> str:
    return _line_in(options.recovery_file or "-").strip()


def _line_in(file: str) -> str:
    """The first line; `-` is the first line of standard input, the rest of which stays for the command."""
    return _line_of(0) if file == "-" else _first_line(read_data(file))


def _line_of(descriptor: int) -> str:
    """Byte by byte, so that nothing behind the line is taken; a writer may keep a pipe open."""
    line = b""
    try:
        while len(line) < _LONGEST and (byte := os.read(descriptor, 1)) not in (b"", b"\n"):
            line += byte
    except OSError:
        raise BadInput("file_unreadable") from None
    return _first_line(line)


def _first_line(data: bytes) -> str:
    try:
        return data.partition(b"\n")[0].removesuffix(b"\r").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("encoding_unknown") from None


def _somebody_there(missing: str) -> None:
    """Raises BadInput when no terminal is there to ask at; standard input may well be a file."""
    if sys.stdin is not None and sys.stdin.isatty():
        return
    if os.name == "posix" and os.access("/dev/tty", os.R_OK | os.W_OK):
        try:
            with Path("/dev/tty").open("rb"):
                return
        except OSError:
            pass
    raise BadInput(missing)


def _say(options: Options) -> Say:
    return say_in(options.lang)
