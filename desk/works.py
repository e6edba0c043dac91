"""Whose works the program stands on: names, versions and licences, read from what is installed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution

OWN = "minsheng-desk"
SHIPPED = (("Noto Sans SC", "", "SIL OFL 1.1"), ("Lucide", "", "ISC"))
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_WINDOW = re.compile(r"""extra == ["']window["']""")
_LICENCE = "License :: "


@dataclass(frozen=True)
class Work:
    """A package that runs in the program, or a font or drawings that lie in it."""

    name: str
    version: str
    licence: str


def works() -> list[Work]:
    """What the desk needs to run, and what that needs, by name; the fonts and icons first."""
    found: dict[str, Work] = {}
    waiting = list(_needs(OWN))
    while waiting:
        name = waiting.pop()
        if name not in found and name != OWN:
            work = _work(name)
            if work is not None:
                found[name] = work
                waiting += _needs(name)
    return [Work(*one) for one in SHIPPED] + [found[name] for name in sorted(found, key=str.lower)]


def _needs(name: str) -> Iterator[str]:
    """Without those for extras, but for the window's own. One that this computer does not need is not installed."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for line in lines:
        match = _NAME.match(line)
        if match and ("extra ==" not in line or (name == OWN and _WINDOW.search(line))):
            yield match[0].lower().replace("_", "-")


def _work(name: str) -> Work | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return Work(found.metadata["Name"], found.version, _licence(found.metadata))  # type: ignore[arg-type]


def _licence(about: Message) -> str:
    """Its expression, else the last words of its classifiers, else the first line of what it says."""
    named = [line.rsplit(" :: ", 1)[1] for line in about.get_all("Classifier") or [] if line.startswith(_LICENCE)]
    said = str(about.get("License") or "").strip().splitlines()
    return str(about.get("License-Expression") or ", ".join(named) or (said[0] if said else ""))
