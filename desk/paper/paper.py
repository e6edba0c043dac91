"""A finished paper: what a printer or a file is given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A PDF and its size; `missing` names the characters no font has (`U+10FFFF`), as they appeared."""

    pdf: bytes
    pages: int
    width_mm: float
    height_mm: float
    missing: tuple[str, ...] = ()
