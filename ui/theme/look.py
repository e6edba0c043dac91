"""How the desk looks now: light or dark, how big, in which language, with how much room."""

from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from PySide6.QtGui import QColor, QFont

from desk.text import Say, say_in
from ui.theme.tokens import DARK, LIGHT, TYPE

Room = Literal["wide", "mid", "narrow"]
Any3 = TypeVar("Any3")
# Windows may list a static weight as a family of its own.
FAMILIES = ["Noto Sans SC", "Noto Sans SC SemiBold"]


@dataclass(frozen=True)
class Look:
    """Handed to every part when it is built; a new look means new parts."""

    mode: str = "light"
    scale: float = 1.0
    lang: str = "zh"
    width: int = 1366  # of the window, in device independent px

    @property
    def say(self) -> Say:
        return say_in(self.lang)

    @property
    def room(self) -> Room:
        """Layouts follow the logical width: 150 % on a small screen is narrow."""
        logical = self.width / self.scale
        return "wide" if logical >= 1240 else "mid" if logical >= 1000 else "narrow"

    def by(self, wide: Any3, mid: Any3, narrow: Any3) -> Any3:
        return {"wide": wide, "mid": mid, "narrow": narrow}[self.room]

    def px(self, length: float) -> int:
        """A length of the drawings, at this scale."""
        return round(length * self.scale)

    def hex(self, token: str) -> str:
        return (DARK if self.mode == "dark" else LIGHT)[token]

    def color(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def font(self, style: str = "body") -> QFont:
        size, weight = TYPE[style]
        font = QFont(FAMILIES)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def at(self, width: int) -> "Look":
        return replace(self, width=width)
