"""The entry of the command line: one answer, one exit code, and an error in one sentence."""

import json
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from desk import __version__
from desk.actions.printer_port import PrinterPort
from desk.cli import cases, founding, health, keeping, papers, station
from desk.cli.call import Answer, Call
from desk.cli.options import Options, default_home, split_options
from desk.errors import BadInput, DeskError, Exit
from desk.text import explain

_USAGE = typer.BadParameter.__mro__[1:3]  # UsageError and ClickException of whichever click typer brings

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
for room in (founding, cases, papers, station, keeping, health):
    room.add_to(app)


def main(argv: Sequence[str], printers: Callable[[], PrinterPort] | None = None) -> int:
    """Runs one command and answers its exit code: 0 done, 2 bad input, 3 environment, 1 a bug."""
    options = Options(default_home(), json="--json" in argv)
    try:
        options, rest = split_options(argv)
        if rest == ["--version"]:
            print(f"Minsheng Desk {__version__}")  # noqa: T201
            return Exit.DONE
        answer = app(rest, obj=Call(options, printers), standalone_mode=False, prog_name="minsheng-desk")
    except DeskError as error:
        return _fail(error, options)
    except typer.Exit as leave:
        return leave.exit_code
    except Exception as error:
        if isinstance(error, _USAGE):
            return _fail(BadInput("bad_option", problem=_usage(error)), options)
        logging.getLogger("desk").exception("unexpected")
        return _fail(DeskError("unexpected", problem=type(error).__name__), options)
    if isinstance(answer, Answer):
        _show(answer, options)
        return Exit.DONE if answer.ok else Exit.ENVIRONMENT
    return Exit.DONE


def _show(answer: Answer, options: Options) -> None:
    text = _json(answer.value) if options.json else "\n".join(answer.lines)
    _write(text, sys.stdout)


def _fail(error: DeskError, options: Options) -> int:
    message = explain(error, options.lang)
    if options.json:
        _write(_json({"error": {**error.facts, "code": error.code, "message": message}}), sys.stdout)
    else:
        _write(message, sys.stderr)
    return error.exit_code


def _usage(error: Exception) -> str:
    """What is wrong with the command line; a command without arguments asks for its help."""
    words: str = getattr(error, "message", "") or str(error)
    return words


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _write(text: str, stream: Any) -> None:
    """UTF-8 whatever the terminal was set to; what it cannot show is spelled out."""
    stream.buffer.write((text + "\n").encode("utf-8", "backslashreplace"))
    stream.flush()
