"""The `minsheng-desk` command: with a subcommand the command line, without one the window."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.actions.printer_port import PrinterPort


@dataclass(frozen=True)
class Start:
    """How the window was asked for. No home: the platform's folder for this user."""

    home: Path | None = None
    lang: str = ""
    sample: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Answers the exit code: 0 done, 2 bad input, 3 environment, 1 a bug."""
    words = list(sys.argv[1:] if argv is None else argv)
    start = read_start(words)
    if start is None:
        from desk.cli import main as run_command

        return run_command(words, _printers)
    from ui.app import run_window

    return run_window(start.home or default_home(), start.lang, sample=start.sample)


def read_start(words: Sequence[str]) -> Start | None:
    """The window's own options, or None for anything else: a command, --help, an option the window does not know."""
    start, rest = Start(), iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in ("--home", "--lang") and not equals:
            value = next(rest, "")
        if name == "--home" and value:
            start = Start(Path(value).expanduser(), start.lang, start.sample)
        elif name == "--lang" and value in ("zh", "en"):
            start = Start(start.home, value, start.sample)
        elif word == "--sample":
            start = Start(start.home, start.lang, True)
        else:
            return None
    return start


def default_home() -> Path:
    """The same folder as the command line's, without loading the command line."""
    from platformdirs import user_data_path

    return user_data_path("minsheng-desk", appauthor=False)


def _printers() -> "PrinterPort":
    from ui.printing import printer_port

    return printer_port()


if __name__ == "__main__":
    sys.exit(main())
