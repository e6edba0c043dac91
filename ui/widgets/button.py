"""Buttons with an icon, a word and the key that does the same."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Look, draw_icon
from ui.widgets.draw import draw_ground
from ui.widgets.keycap import HEIGHT, draw_keycap, keycap_width

Kind = Literal["primary", "secondary", "quiet", "small", "smallquiet", "status", "suggest"]
_SMALL = ("small", "smallquiet", "status", "suggest")
_PAD = {"quiet": 10, "smallquiet": 9, "status": 9, "small": 12, "suggest": 12}
_COLOUR = {"primary": "on_accent", "quiet": "accent_text", "smallquiet": "accent_text", "status": "text2"}
HELD = ~Qt.KeyboardModifier.KeypadModifier
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Button(QPushButton):
    """The style sheet draws the ground; icon, word and key are painted, the key lighter than the word.

    A button without a word needs a `name`: it becomes the tooltip and what a screen reader says.
    """

    def __init__(
        self,
        look: Look,
        word: str = "",
        kind: Kind = "secondary",
        *,
        icon: str | None = None,
        key: str | None = None,
        name: str | None = None,
        click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._kind, self._icon, self._key = look, kind, icon, key
        self._colour = _COLOUR.get(kind, "text")
        self._word = word
        self._small = kind in _SMALL
        if kind != "secondary":
            self.setProperty("k", kind)
        self.setAccessibleName(name or word)
        self.setAccessibleDescription(key or "")
        if name and not word:
            self.setToolTip(f"{name} ({key})" if key else name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(32 if self._small else 40))
        if click:
            self.clicked.connect(lambda _checked=False: click())

    def word(self) -> str:
        return self._word

    def say(self, word: str, *, icon: str | None = None, colour: str | None = None) -> None:
        """Another word (and icon, and colour of a token) on the same button."""
        self._word, self._icon = word, icon or self._icon
        self._colour = colour or _COLOUR.get(self._kind, "text")
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str | None) -> None:
        self._key = key
        self.setAccessibleDescription(key or "")
        self.updateGeometry()
        self.update()

    def dress(self, icon: str, name: str) -> None:
        """Another icon and name on a button without a word."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._key})" if self._key else name)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & HELD:
            self.click()
            return
        super().keyPressEvent(event)

    def widen(self) -> "Button":
        """Lets the button fill the width it is given, its words in the middle."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self

    def _style(self) -> str:
        return "sub" if self._small else "strong" if self._kind == "primary" else "body"

    def _parts(self) -> list[tuple[str, int]]:
        """What stands in the button and how wide it is."""
        look, parts = self._look, []
        if self._icon:
            parts.append(("icon", look.px(16 if self._small else 20)))
        if self._word:
            parts.append(("word", QFontMetrics(look.font(self._style())).horizontalAdvance(self._word)))
        if self._key and self._word:
            bare = QFontMetrics(look.font("sub")).horizontalAdvance(self._key) + look.px(4)
            parts.append(("key", bare if self._kind == "primary" else keycap_width(look, self._key)))
        return parts

    def _gap(self) -> int:
        return self._look.px(6 if self._small else 8)

    def sizeHint(self) -> QSize:
        parts = self._parts()
        inner = sum(width for _, width in parts) + self._gap() * max(0, len(parts) - 1)
        return QSize(inner + 2 * self._look.px(_PAD.get(self._kind, 16)), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ground(painter, self)
        parts = self._parts()
        inner = sum(width for _, width in parts) + self._gap() * max(0, len(parts) - 1)
        left = (self.width() - inner) / 2
        for part, width in parts:
            self._draw(painter, part, QRectF(left, 0, width, self.height()))
            left += width + self._gap()

    def _draw(self, painter: QPainter, part: str, place: QRectF) -> None:
        look = self._look
        colour = self._colour if self.isEnabled() else "disabled"
        if part == "icon" and self._icon:
            draw_icon(painter, look, self._icon, colour, place)
        elif part == "word":
            painter.setFont(look.font(self._style()))
            painter.setPen(look.color(colour))
            painter.drawText(place, LEFT, self._word)
        elif self._kind == "primary":
            painter.setFont(look.font("sub"))
            painter.setPen(look.color(colour))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key or "")
        else:
            top = (self.height() - look.px(HEIGHT)) / 2
            draw_keycap(painter, look, QRectF(place.x(), top, place.width(), look.px(HEIGHT)), self._key or "")
