"""One call of a command: its options, how it opens the desk, and what it answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from desk.cli.options import Options
from desk.cli.secret import read_password, read_recovery_code
from desk.errors import BadEnvironment
from desk.text import Say, say_in

if TYPE_CHECKING:
    from desk.actions.desk import Desk
    from desk.actions.printer_port import PrinterPort


@dataclass(frozen=True)
class Call:
    """What a command is handed."""

    options: Options
    printers: "Callable[[], PrinterPort] | None" = None

    @property
    def say(self) -> Say:
        return say_in(self.options.lang)

    @contextmanager
    def open(self) -> "Iterator[Desk]":
        """The desk, by password or recovery code; closed when the block is left."""
        from desk.actions.lists import computer_clock, load_lists
        from desk.actions.opening import open_desk

        options = self.options
        if options.recovery_file is not None:
            code = read_recovery_code(options)
            desk = open_desk(options.home, computer_clock, load_lists(), recovery_code=code)
        else:
            secret = read_password(options)
            desk = open_desk(options.home, computer_clock, load_lists(), password=secret, operator=options.operator)
        try:
            yield desk
        finally:
            desk.close()

    def printer_port(self) -> "PrinterPort":
        """Raises BadEnvironment no_printer where the computer lacks what printing needs."""
        try:
            if self.printers is not None:
                return self.printers()
        except (ImportError, OSError):
            pass
        raise BadEnvironment("no_printer")


def call_of(context: typer.Context) -> Call:
    call = context.obj
    assert isinstance(call, Call)
    return call
