"""What a command takes, told in words; and what is wrong with how it was called."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.main import get_command

from desk import __version__
from desk.cli.answer import Answer
from desk.cli.commands import COMMANDS, load_command
from desk.cli.options import ABOUT, Options
from desk.cli.output import heading_lines
from desk.errors import BadInput
from desk.text import Say, mark, say_in

PROGRAM = "minsheng-desk"
HELP = ("--help", "-h")
UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # of whichever click typer brings
_WRONG = {
    "NoSuchOption": mark("there is no option {name} here"),
    "MissingParameter": mark("{name} is missing"),
    "BadOptionUsage": mark("{name} needs a value"),
    "BadParameter": mark("{name} cannot be this"),
}


def command_of(name: str) -> Any:
    """The parser of one command."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, add_help_option=False)(load_command(name))
    return get_command(app)


def misuse(error: Exception, lang: str) -> BadInput:
    """The error of a command line that the parser refused."""
    _ = say_in(lang)
    named = _WRONG.get(type(error).__name__)
    problem = _(named).format(name=_name_in(error)) if named else _("there are too many words")
    return BadInput("bad_option", problem=problem)


def no_command(words: Sequence[str], lang: str) -> BadInput:
    _ = say_in(lang)
    if not words:
        return BadInput("bad_option", problem=_("a command is missing"))
    said = _("there is no option {name} here") if words[0].startswith("-") else _("there is no command {name}")
    return BadInput("bad_option", problem=said.format(name=words[0][:40]))


def overview(options: Options) -> Answer:
    """All commands and the common options."""
    _ = say_in(options.lang)
    commands = [(name, _(about)) for name, about in COMMANDS.items()]
    usage = f"{PROGRAM} COMMAND [ARG...]"
    lines = [f"Minsheng Desk 民声台 {__version__}", usage, _("Without a command: the window."), ""]
    lines += [*heading_lines(commands), "", *heading_lines(_common(_))]
    lines += ["", _("More about one command: {usage}").format(usage=f"{PROGRAM} COMMAND --help")]
    value = {"usage": usage, "commands": _pairs(commands), "options": _pairs(_common(_))}
    return Answer({"help": value}, lines)


def manual(name: str, options: Options) -> Answer:
    """One command: its arguments, its own options and the common ones."""
    _ = say_in(options.lang)
    parser = command_of(name)
    arguments = [one for one in parser.params if one.param_type_name == "argument"]
    own = [one for one in parser.params if one.param_type_name == "option"]
    shown = [_shown_argument(one) for one in arguments]
    usage = " ".join([PROGRAM, name, *shown, *(["[OPTION...]"] if own else [])])
    taken = [(word, _(one.help)) for word, one in zip(shown, arguments, strict=True)]
    given = [(_shown_option(one), _(one.help)) for one in own]
    lines = [usage, _(COMMANDS[name]), "", *heading_lines([*taken, *given]), "", *heading_lines(_common(_))]
    about = {"usage": usage, "about": _(COMMANDS[name])}
    return Answer({"help": {**about, "arguments": _pairs(taken), "options": _pairs([*given, *_common(_)])}}, lines)


def _name_in(error: Any) -> str:
    """The option or argument that an error of the parser is about."""
    parameter = getattr(error, "param", None)
    if parameter is not None:
        bare = _shown_argument(parameter) if parameter.param_type_name == "argument" else max(parameter.opts, key=len)
        return str(bare).strip("[]")
    return str(getattr(error, "option_name", "") or "")[:40]


def _shown_argument(one: Any) -> str:
    word = one.name.upper().rstrip("_")
    return word if one.required else f"[{word}]"


def _shown_option(one: Any) -> str:
    name = max(one.opts, key=len)
    return name if one.is_flag else f"{name} {one.metavar or 'TEXT'}"


def _common(_: Say) -> list[tuple[str, str]]:
    return [(name, _(about)) for name, about in ABOUT.items()]


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "about": about} for name, about in pairs]
