"""What whoever runs the hub wishes (hub.toml in its folder), and where its records lie."""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from desk.errors import BadInput

FILE = "hub.toml"
DATABASE_VARIABLE, FILES_VARIABLE = "MINSHENG_HUB_DB", "MINSHENG_HUB_FILES"


@dataclass(frozen=True)
class Settings:
    """How patient the hub is, and how much it takes on at once. Seconds, and numbers."""

    head_seconds: int = 20  # until the first line of a request and its headers are there
    idle_seconds: int = 20  # between two pieces of a body
    body_seconds: int = 300  # for a whole body: a village's line is slow
    idle_line_seconds: int = 75  # an open line that asks nothing
    stop_seconds: int = 30  # for what is under way when the hub is to stop
    workers: int = 8  # requests worked on at once
    most_lines: int = 2_000  # open at once


def load_settings(files: Path) -> Settings:
    """Raises BadInput settings_wrong for a file that is no TOML, and for a name or number that cannot be meant."""
    try:
        found = tomllib.loads((files / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError:
        raise BadInput("file_unreadable") from None
    except ValueError as error:
        raise BadInput("settings_wrong", problem=str(error)[:100]) from None
    known = {field.name for field in fields(Settings)}
    for name, value in found.items():
        if name not in known or type(value) is not int or not 1 <= value <= 100_000:
            raise BadInput("settings_wrong", problem=name[:40])
    return Settings(**found)


def default_files() -> Path:
    """The folder named by MINSHENG_HUB_FILES, else the platform's folder for the data of one user."""
    named = os.environ.get(FILES_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("minsheng-hub", appauthor=False)


def default_database(files: Path) -> str:
    """The URL in MINSHENG_HUB_DB (there no list of processes shows its password), else a file in the hub's folder."""
    return os.environ.get(DATABASE_VARIABLE) or f"sqlite:///{files / 'hub.db'}"
