"""One call of a command: its options, how it opens the desk, and what it answers."""

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from desk.actions.desk import Desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import open_desk
from desk.actions.printer_port import PrinterPort
from desk.actions.table import read_json
from desk.cli.options import Options
from desk.errors import BadEnvironment, BadInput
from desk.text import Say, say_in


@dataclass(frozen=True)
class Answer:
    """One JSON value, and the same in words."""

    value: Any
    lines: Sequence[str]
    ok: bool = True


@dataclass(frozen=True)
class Call:
    """What a command is handed."""

    options: Options
    printers: Callable[[], PrinterPort] | None

    @property
    def say(self) -> Say:
        return say_in(self.options.lang)

    def open(self) -> Desk:
        """The desk, by password or recovery code."""
        options = self.options
        clock, lists = computer_clock, load_lists()
        if options.recovery_file is not None:
            return open_desk(options.home, clock, lists, recovery_code=self.recovery_code())
        return open_desk(options.home, clock, lists, password=self.password(), operator=options.operator)

    def recovery_code(self) -> str:
        return read_text(self.options.recovery_file or "-").strip()

    def password(self) -> str:
        """From the file, the descriptor, or typed when asked. Raises BadInput password_missing."""
        if self.options.password_file is not None:
            return first_line(read_text(self.options.password_file))
        if self.options.password_fd is not None:
            try:
                with os.fdopen(os.dup(self.options.password_fd), encoding="utf-8") as file:
                    return first_line(file.read())
            except (OSError, ValueError):
                raise BadInput("file_unreadable") from None
        if not sys.stdin.isatty():
            raise BadInput("password_missing")
        return getpass.getpass(self.say("Password: "))


def call_of(context: typer.Context) -> Call:
    call = context.obj
    assert isinstance(call, Call)
    return call


def read_data(file: str) -> bytes:
    """A file's bytes; `-` is standard input. Raises BadInput file_missing, file_unreadable."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except OSError:
        raise BadInput("file_unreadable") from None


def read_text(file: str) -> str:
    try:
        return read_data(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("encoding_unknown") from None


def read_object(file: str) -> Any:
    """The JSON value in a file."""
    return read_json(read_text(file), "" if file == "-" else Path(file).name)


def write_file(path: Path, data: bytes) -> None:
    """Raises BadEnvironment file_unwritable or disk_full."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise BadEnvironment("disk_full" if error.errno == 28 else "file_unwritable") from None


def first_line(text: str) -> str:
    return text.splitlines()[0] if text.splitlines() else ""
