"""Common options, accepted before or after the command."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from desk.errors import BadInput
from desk.text import LANGUAGES

Read = Callable[[str, str], dict[str, Any]]


def split_words(argv: Sequence[str], valued: Mapping[str, Read]) -> tuple[dict[str, Any], list[str], BadInput | None]:
    """What the common options say, the other words, and the first common option that makes no sense.

    `valued` reads an option by its name and value, raising BadInput; --json has no value. Reads on behind a mistake,
    so that it is told in the language and the form that were asked for.
    """
    found: dict[str, Any] = {}
    rest: list[str] = []
    wrong: BadInput | None = None
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--json":
            found["json"] = True
        elif name in valued:
            try:
                found |= valued[name](name, value if equals else _next(name, words, found))
            except BadInput as error:
                wrong = wrong or error
        elif word == "--":
            rest += [word, *words]
        else:
            rest.append(word)
    return found, rest, wrong


def read_text(name: str, value: str) -> dict[str, Any]:
    return {_key(name): value}


def read_folder(name: str, value: str) -> dict[str, Any]:
    if not value:
        raise BadInput("bad_option", problem=name)
    try:
        return {_key(name): Path(value).expanduser()}
    except RuntimeError:  # ~somebody who is not there
        return {_key(name): Path(value)}


def read_language(name: str, value: str) -> dict[str, Any]:
    if value not in LANGUAGES:
        raise BadInput("bad_option", problem=f"{name} {value}"[:40])
    return {_key(name): value}


def _next(name: str, words: Iterator[str], found: dict[str, Any]) -> str:
    """The value in the following word. Another option there means that the value was forgotten."""
    value = next(words, "--")
    if value == "--json":
        found["json"] = True
    if value.startswith("--"):
        raise BadInput("bad_option", problem=name)
    return value


def _key(name: str) -> str:
    return name.removeprefix("--").replace("-", "_")
