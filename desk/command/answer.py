"""What a command answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One JSON value, and the same in words. Not `ok`: it was done, and what it found is not well."""

    value: Any
    lines: Sequence[str]
    ok: bool = True
