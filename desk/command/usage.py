"""What a command takes, told in words; and what is wrong with how it was called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from typer.main import get_command

from desk import __version__
from desk.command.answer import Answer
from desk.command.output import heading_lines
from desk.errors import BadInput
from desk.text import Say, mark, say_in

HELP = ("--help", "-h")
UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # of whichever click typer brings
_WRONG = {
    "NoSuchOption": mark("there is no option {name} here"),
    "MissingParameter": mark("{name} is missing"),
    "BadOptionUsage": mark("{name} needs a value"),
    "BadParameter": mark("{name} cannot be this"),
}


@dataclass(frozen=True)
class Program:
    """A command line: its commands and common options with what they do, and how a command's function is found."""

    name: str
    commands: Mapping[str, str]
    options: Mapping[str, str]
    load: Callable[[str], Callable[..., Any]]
    without: str = ""  # what it does without a command


def run_command(program: Program, words: Sequence[str], lang: str, call: object) -> Answer:
    """Runs one command, or tells how it is used. Raises BadInput bad_option, UsageError, and what the command
    raises."""
    commands = program.commands
    asked = any(word in HELP for word in words[: words.index("--") if "--" in words else None])
    if asked and (len(words) == 1 or words[0] not in commands):
        return _overview(program, say_in(lang))
    if not words or words[0] not in commands:
        raise _no_command(words, say_in(lang))
    if asked:
        return _manual(program, words[0], say_in(lang))
    parser = _parser(program, words[0])
    with parser.make_context(words[0], list(words[1:]), obj=call) as context:
        answer = parser.invoke(context)
    assert isinstance(answer, Answer)
    return answer


def misuse(error: Exception, lang: str) -> BadInput:
    """The error of a command line that the parser refused."""
    _ = say_in(lang)
    named = _WRONG.get(type(error).__name__)
    problem = _(named).format(name=_name_in(error)) if named else _("there are too many words")
    return BadInput("bad_option", problem=problem)


def _parser(program: Program, name: str) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, add_help_option=False)(program.load(name))
    return get_command(app)


def _no_command(words: Sequence[str], _: Say) -> BadInput:
    if not words:
        return BadInput("bad_option", problem=_("a command is missing"))
    said = _("there is no option {name} here") if words[0].startswith("-") else _("there is no command {name}")
    return BadInput("bad_option", problem=said.format(name=words[0][:40]))


def _overview(program: Program, _: Say) -> Answer:
    """All commands and the common options."""
    commands, common = _said(program.commands, _), _said(program.options, _)
    usage = f"{program.name} COMMAND [ARG...]"
    lines = [f"Minsheng Desk 民声台 {__version__}", usage, *([_(program.without)] if program.without else []), ""]
    lines += [*heading_lines(commands), "", *heading_lines(common)]
    lines += ["", _("More about one command: {usage}").format(usage=f"{program.name} COMMAND --help")]
    return Answer({"help": {"usage": usage, "commands": _pairs(commands), "options": _pairs(common)}}, lines)


def _manual(program: Program, name: str, _: Say) -> Answer:
    """One command: its arguments, its own options and the common ones."""
    parser, about, common = _parser(program, name), _(program.commands[name]), _said(program.options, _)
    arguments = [one for one in parser.params if one.param_type_name == "argument"]
    own = [one for one in parser.params if one.param_type_name == "option"]
    shown = [_shown_argument(one) for one in arguments]
    usage = " ".join([program.name, name, *shown, *(["[OPTION...]"] if own else [])])
    taken = [(word, _about(one, _)) for word, one in zip(shown, arguments, strict=True)]
    given = [(_shown_option(one), _(one.help)) for one in own]
    lines = [usage, about, "", *heading_lines([*taken, *given]), "", *heading_lines(common)]
    value = {"usage": usage, "about": about, "arguments": _pairs(taken), "options": _pairs([*given, *common])}
    return Answer({"help": value}, lines)


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


def _about(one: Any, _: Say) -> str:
    """What an argument is, and the words that it may be."""
    words = one.metavar or ""
    return _("{name}: {value}").format(name=_(one.help), value=words) if "|" in words else _(one.help)


def _shown_option(one: Any) -> str:
    name = max(one.opts, key=len)
    return name if one.is_flag else f"{name} {one.metavar or 'TEXT'}"


def _said(named: Mapping[str, str], _: Say) -> list[tuple[str, str]]:
    return [(name, _(about)) for name, about in named.items()]


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "about": about} for name, about in pairs]
