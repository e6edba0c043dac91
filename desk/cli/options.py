"""The common options, accepted before or after the command."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desk.errors import BadInput
from desk.text import DEFAULT, LANGUAGES, mark

ABOUT = {
    "--home DIR": mark("the station's folder; without it the one of this user"),
    "--password-file FILE": mark("the password is the first line of this file"),
    "--password-fd N": mark("or the first line of this open descriptor"),
    "--recovery-file FILE": mark("the recovery code instead of a password; init writes it there"),
    "--operator NAME": mark("who is on duty"),
    "--lang zh|en": mark("the language of answers; for papers also both"),
    "--json": mark("one JSON value instead of words"),
}
_VALUED = tuple(name.split()[0] for name in ABOUT if " " in name)


@dataclass(frozen=True)
class Options:
    """What every command may be given. `recovery_file` opens the desk; for `init` it is where the code is written."""

    home: Path
    json: bool = False
    lang: str = DEFAULT
    operator: str | None = None
    password_file: str | None = None
    password_fd: int | None = None
    recovery_file: str | None = None
    paper_lang: str | None = None


def default_home() -> Path:
    """The platform's folder for the data of one user."""
    from platformdirs import user_data_path

    return user_data_path("minsheng-desk", appauthor=False)


def split_options(argv: Sequence[str]) -> tuple[Options, list[str], BadInput | None]:
    """The common options, the other words, and the first common option that makes no sense.

    Reads on behind a mistake, so that it is told in the language and the form that were asked for.
    """
    found: dict[str, Any] = {}
    rest: list[str] = []
    wrong: BadInput | None = None
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--json":
            found["json"] = True
        elif name in _VALUED:
            try:
                found |= _read(name, value if equals else _next(name, words, found))
            except BadInput as error:
                wrong = wrong or error
        elif word == "--":
            rest += [word, *words]
        else:
            rest.append(word)
    home = found.pop("home", None) or default_home()
    return replace(Options(home), **found), rest, wrong


def _next(name: str, words: Iterator[str], found: dict[str, Any]) -> str:
    """The value in the following word. Another option there means that the value was forgotten."""
    value = next(words, "--")
    if value == "--json":
        found["json"] = True
    if value.startswith("--"):
        raise BadInput("bad_option", problem=name)
    return value


def _read(name: str, value: str) -> dict[str, Any]:
    if name == "--lang":
        return _read_language(value)
    if name == "--home":
        return {"home": _folder(value)}
    if name == "--password-fd":
        if not (value.isascii() and value.isdigit() and len(value) < 6):
            raise BadInput("bad_option", problem=name)
        return {"password_fd": int(value)}
    return {name.removeprefix("--").replace("-", "_"): value}


def _folder(value: str) -> Path:
    if not value:
        raise BadInput("bad_option", problem="--home")
    try:
        return Path(value).expanduser()
    except RuntimeError:  # ~somebody who is not there
        return Path(value)


def _read_language(value: str) -> dict[str, Any]:
    """`both` is a language of papers alone."""
    if value not in (*LANGUAGES, "both"):
        raise BadInput("bad_option", problem=f"--lang {value}"[:40])
    return {"paper_lang": value} | ({"lang": value} if value in LANGUAGES else {})
