"""What the user of this computer wishes (settings.toml): apart from what happened, which is in the journal."""

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE = "settings.toml"
SCALES = (100, 125, 150, 175)
THEMES = ("light", "dark")
LOOKS = ("lang", "theme", "scale")  # wishes that change how everything looks
BACKUPS = ("daily", "never")
PAPERS = ("80mm", "A5")


@dataclass(frozen=True)
class Wishes:
    """How the window looks, where it prints, and what is backed up where. Empty printer: the computer's own choice,
    for letters whichever has A4; empty folder: beside the records."""

    lang: str = "zh"
    theme: str = "light"
    scale: int = 100
    printer: str = ""
    paper: str = PAPERS[0]  # of slips
    letters: str = ""  # the printer for A4
    backup: str = "daily"
    backup_folder: str = ""
    geometry: str = ""  # the window's place and size, as hex


_ALLOWED = {"lang": ("zh", "en"), "theme": THEMES, "scale": SCALES, "backup": BACKUPS, "paper": PAPERS}


def load_wishes(home: Path) -> Wishes:
    """The wishes of this folder; whatever cannot be read or used is as on the first day."""
    try:
        found = tomllib.loads((home / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Wishes()
    usable: dict[str, Any] = {}
    for field in fields(Wishes):
        value = found.get(field.name)
        if type(value) is type(field.default) and value in _ALLOWED.get(field.name, (value,)):
            usable[field.name] = value
    return Wishes(**usable)


def save_wishes(home: Path, wishes: Wishes) -> None:
    """Keeps them; a folder that cannot be written to only forgets them."""
    import tomlkit

    try:
        fresh = home / (FILE + ".new")
        fresh.write_text(tomlkit.dumps(asdict(wishes)), encoding="utf-8")
        fresh.replace(home / FILE)
    except OSError:
        return
