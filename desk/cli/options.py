"""The common options, accepted before or after the command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desk.errors import BadInput
from desk.text import DEFAULT, LANGUAGES

VALUED = ("--home", "--lang", "--operator", "--password-file", "--password-fd", "--recovery-file")


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


def split_options(argv: Sequence[str]) -> tuple[Options, list[str]]:
    """Takes the common options out of a command line. Raises BadInput bad_option."""
    options, rest = Options(default_home()), []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--json":
            options = replace(options, json=True)
        elif name in VALUED:
            options = _set(options, name, value if equals else next(words, None))
        elif word == "--":
            rest += [word, *words]
        else:
            rest.append(word)
    return options, rest


def _set(options: Options, name: str, value: str | None) -> Options:
    if value is None:
        raise BadInput("bad_option", problem=name)
    if name == "--lang":
        return _set_language(options, value)
    if name == "--home":
        return replace(options, home=Path(value).expanduser())
    if name == "--password-fd":
        if not (value.isascii() and value.isdigit()):
            raise BadInput("bad_option", problem=name)
        return replace(options, password_fd=int(value))
    if name == "--password-file":
        return replace(options, password_file=value)
    if name == "--recovery-file":
        return replace(options, recovery_file=value)
    return replace(options, operator=value)


def _set_language(options: Options, value: str) -> Options:
    """`both` is a language of papers alone."""
    if value not in (*LANGUAGES, "both"):
        raise BadInput("bad_option", problem=f"--lang {value}"[:40])
    spoken = value if value in LANGUAGES else options.lang
    return replace(options, lang=spoken, paper_lang=value)
