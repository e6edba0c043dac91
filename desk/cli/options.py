"""The common options, accepted before or after the command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desk.command.words import read_folder, read_language, read_text, split_words
from desk.errors import BadInput
from desk.text import DEFAULT, mark

ABOUT = {
    "--home DIR": mark("the station's folder; without it the one of this user"),
    "--password-file FILE": mark("the password is the first line of this file"),
    "--password-fd N": mark("or the first line of this open descriptor"),
    "--recovery-file FILE": mark("the recovery code instead of a password; init writes it there"),
    "--operator NAME": mark("who is on duty"),
    "--lang zh|en": mark("the language of answers; for papers also both"),
    "--json": mark("one JSON value instead of words"),
}


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
    """The common options, the other words, and the first common option that makes no sense."""
    found, rest, wrong = split_words(argv, _VALUED)
    home = found.pop("home", None) or default_home()
    return replace(Options(home), **found), rest, wrong


def _read_descriptor(name: str, value: str) -> dict[str, Any]:
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise BadInput("bad_option", problem=name)
    return {"password_fd": int(value)}


def _read_paper_language(name: str, value: str) -> dict[str, Any]:
    """`both` is a language of papers alone."""
    return {"paper_lang": value} | ({} if value == "both" else read_language(name, value))


_VALUED = {
    "--home": read_folder,
    "--password-file": read_text,
    "--password-fd": _read_descriptor,
    "--recovery-file": read_text,
    "--operator": read_text,
    "--lang": _read_paper_language,
}
