"""The faces paper is set in, which of them has a character, and how wide it is there.

Noto Sans SC has every character of 通用规范汉字表. HanaMin, where a computer has it, adds the rest of
Unicode's Ext A-F and is read only when such a character comes.
"""

import os
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from desk import resources
from desk.paper.tounicode import PaperFont

Weight = Literal["R", "B"]
_OWN = {"R": "NotoSansSC_400Regular.ttf", "B": "NotoSansSC_600SemiBold.ttf"}
_UNPRINTABLE = frozenset(("Co", "Mn", "Me"))
RARE = {"HanaMinA": "HanaMinA.ttf", "HanaMinB": "HanaMinB.ttf"}


def font_folders() -> Iterator[Path]:
    """Where an optional font may lie: beside ours, then where Linux, Windows and macOS keep fonts."""
    yield resources.path("fonts")
    for folder in ("/usr/share/fonts/truetype/hanazono", "/usr/share/fonts/hanazono", "/usr/local/share/fonts"):
        yield Path(folder)
    yield Path.home() / ".local/share/fonts"
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft/Windows/Fonts"
    yield Path("/Library/Fonts")
    yield Path.home() / "Library/Fonts"


def _load(name: str, file: Path) -> Any:
    font = PaperFont(name, str(file), shapable=False)
    pdfmetrics.registerFont(font)
    return font.face


@cache
def face(name: str) -> Any:
    """A face by its name, registered with reportlab; None for an optional one that is absent or broken."""
    if name in _OWN:
        return _load(name, resources.path("fonts", _OWN[name]))
    for folder in font_folders():
        try:
            return _load(name, folder / RARE[name])
        except (TTFError, OSError):
            continue
    return None


@lru_cache(1 << 16)
def font_for(char: str, weight: Weight) -> str | None:
    """The first face that has the character, or None: also for private use, which means nothing to a reader,
    and for a combining mark on its own, which would be struck over its neighbour.
    """
    if unicodedata.category(char) in _UNPRINTABLE:
        return None
    for name in (weight, *RARE):
        found = face(name)
        if found is not None and ord(char) in found.charToGlyph:
            return name
    return None


@lru_cache(1 << 16)
def advance(char: str, weight: Weight) -> float:
    """Width in em of a character that some face has."""
    name = font_for(char, weight)
    assert name is not None, f"U+{ord(char):04X} was not cleaned"
    found = face(name)
    return float(found.charWidths.get(ord(char), found.defaultWidth)) / 1000
