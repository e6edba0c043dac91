"""The entry of the command line: one answer, one exit code, and an error in one sentence."""

import errno
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desk.cli.options import Options, split_options
from desk.errors import BadInput, DeskError

if TYPE_CHECKING:
    from desk.actions.printer_port import PrinterPort
    from desk.command.answer import Answer

_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)


def main(argv: Sequence[str], printers: "Callable[[], PrinterPort] | None" = None) -> int:
    """Runs one command and answers its exit code: 0 done, 2 bad input, 3 environment, 1 a bug."""
    options, words, wrong = split_options(argv)
    if words == ["--version"] and wrong is None:
        return _version(options)
    from desk.command.output import fail, show

    try:
        if wrong is not None:
            raise wrong
        answer = _run(words, options, printers)
    except (Exception, KeyboardInterrupt) as error:
        return fail(_named(error, options), options)
    return show(answer, options)


def _run(words: Sequence[str], options: Options, printers: "Callable[[], PrinterPort] | None") -> "Answer":
    from desk.cli.call import Call
    from desk.cli.commands import PROGRAM
    from desk.command.usage import run_command

    return run_command(PROGRAM, words, options.lang, Call(options, printers))


def _version(options: Options) -> int:
    from desk import __version__
    from desk.command.answer import Answer
    from desk.command.output import show

    return show(Answer({"version": __version__}, [f"Minsheng Desk {__version__}"]), options)


def _named(error: BaseException, options: Options) -> DeskError:
    """The error that a person is told. What nobody foresaw goes into the log, without anybody's words."""
    import typer

    from desk.command.usage import UsageError, misuse

    if isinstance(error, DeskError):
        return error
    if isinstance(error, UsageError):
        return misuse(error, options.lang)
    if isinstance(error, KeyboardInterrupt | EOFError | typer.Abort):
        return BadInput("stopped")
    if isinstance(error, OSError) and error.errno in _OF_THE_DISK:
        from desk.storage.files import disk_trouble

        return disk_trouble(error)
    from desk.log import log_error, open_log

    open_log(options.home)
    log_error(error)
    return DeskError("unexpected", problem=type(error).__name__)
