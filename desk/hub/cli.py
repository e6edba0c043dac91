"""The command `minsheng-hub`: one answer, one exit code, an error in one sentence; needs neither window nor desk."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.command.words import read_folder, read_language, read_text, split_words
from desk.errors import BadInput, DeskError
from desk.hub.settings import default_database, default_files
from desk.text import DEFAULT, mark

if TYPE_CHECKING:
    from desk.command.answer import Answer

ABOUT = {
    "--db URL": mark("postgresql://… or sqlite:///FILE; without it MINSHENG_HUB_DB, else a file in the hub's folder"),
    "--files DIR": mark("the hub's folder: its key, its settings; without it MINSHENG_HUB_FILES, else this user's"),
    "--lang zh|en": mark("the language of answers"),
    "--json": mark("one JSON value instead of words"),
}
COMMANDS = {
    "serve": mark("the receiving end; says in one line when it is ready"),
    "places": mark("the tree of places; “places import FILE.csv” adds to it"),
    "enrol": mark("a one-time code for one desk at a place"),
    "desks": mark("which desks belong to this hub"),
    "revoke": mark("from now on a desk neither sends nor gets anything"),
    "refused": mark("facts that were set aside: of what kind, by which desk, and why"),
    "backup": mark("writes a backup file that was opened and counted; the hub goes on working"),
    "restore": mark("puts a backup in place; what was there is kept"),
}
_VALUED = {"--db": read_text, "--files": read_folder, "--lang": read_language}


@dataclass(frozen=True)
class Options:
    """What every command may be given."""

    db: str
    files: Path
    json: bool = False
    lang: str = DEFAULT


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit code: 0 done, 2 bad input, 3 environment, 1 a bug."""
    options, words, wrong = split_options(sys.argv[1:] if argv is None else argv)
    from desk.command.output import fail, show

    try:
        if wrong is not None:
            raise wrong
        answer = _run(words, options)
    except (Exception, KeyboardInterrupt) as error:
        return fail(_named(error, options), options)
    return show(answer, options)


def split_options(argv: Sequence[str]) -> tuple[Options, list[str], BadInput | None]:
    """The common options, before or after the command; the other words; what makes no sense."""
    found, rest, wrong = split_words(argv, _VALUED)
    files = found.pop("files", None) or default_files()
    db = found.pop("db", None) or default_database(files)
    return replace(Options(db, files), **found), rest, wrong


def _run(words: Sequence[str], options: Options) -> "Answer":
    from desk.command.answer import Answer
    from desk.command.usage import Program, run_command

    if list(words) == ["--version"]:
        from desk import __version__

        return Answer({"version": __version__}, [f"Minsheng Hub {__version__}"])
    return run_command(Program("minsheng-hub", COMMANDS, ABOUT, _load), words, options.lang, options)


def _load(name: str) -> Callable[..., Any]:
    from desk.hub import commands

    command: Callable[..., Any] = vars(commands)[name]
    return command


def _named(error: BaseException, options: Options) -> DeskError:
    """The error that a person is told. What nobody foresaw goes into the log, without anybody's words."""
    import typer

    from desk.command.usage import UsageError, misuse

    if isinstance(error, DeskError):
        return error
    if isinstance(error, UsageError):
        return misuse(error, options.lang)
    if isinstance(error, KeyboardInterrupt | EOFError | typer.Abort):
        return BadInput("hub_stopped")
    if isinstance(error, OSError):
        from desk.storage.files import disk_trouble

        return disk_trouble(error)
    from desk.hub.log import log, open_log

    open_log()
    log.error("bug", exc_info=error)
    return DeskError("unexpected", problem=type(error).__name__)
