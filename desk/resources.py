"""Where the files that ship with the program lie; reads the tables among them."""

import csv
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent / "resources"


def path(*parts: str) -> Path:
    """The file below resources/, in a checkout and in the packaged program alike."""
    return ROOT.joinpath(*parts)


def read_json(*parts: str) -> Any:
    return json.loads(path(*parts).read_text(encoding="utf-8"))


def read_rows(*parts: str) -> list[dict[str, str]]:
    """A CSV table with a header line, every value a string."""
    with path(*parts).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
