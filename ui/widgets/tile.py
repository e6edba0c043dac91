"""A number that opens the list behind it: icon and word, the number, and what it means."""

from typing import Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.theme import Look, draw_icon
from ui.widgets.draw import draw_ground

Shape = Literal["", "low", "flat"]
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Tile(QPushButton):
    """Icon and word, the number, and what it means; narrow rooms leave the last to the tooltip, and where words are
    largest all stands in one line."""

    def __init__(
        self,
        look: Look,
        code: str,
        word: str,
        icon: str,
        *,
        below: str = "",
        colour: str = "text",
        shape: Shape = "",
    ) -> None:
        """`colour` is that of a number that is not 0; a `low` one leaves what it means to the tooltip, a `flat` one
        stands in one line too."""
        super().__init__()
        self._look, self.code = look, code
        self._word, self._icon, self._below, self._colour = word, icon, below, colour
        self._low, self._flat = bool(shape), shape == "flat"
        self.setProperty("k", "tile")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setAccessibleDescription(self._below)
        if self._low:
            self.setToolTip(below)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(44 if self._flat else 76 if self._low else look.by(136, 128, 76)))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.count = count
        self.show_number(f"{count:,}", there=count > 0)

    def show_number(self, number: str, *, there: bool) -> None:
        """A number with its unit; `there`: it is not nothing."""
        self._number, self._there = number, there
        self.setAccessibleName(f"{self._word} {number}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self._word) + look.px(28)
        number = QFontMetrics(look.font("number" if self._low else "display")).horizontalAdvance(self._number)
        wide = words + number + look.px(8) if self._flat else max(words, number)
        return QSize(wide + look.px(2 * self._side()), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _side(self) -> int:
        return 12 if self._low else 20

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from tile to tile, Enter opens as Space does."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            around = self.parentWidget() or self
            tiles = around.findChildren(Tile)
            goal = tiles.index(self) + _STEPS[key]
            if 0 <= goal < len(tiles):
                tiles[goal].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        draw_ground(painter, self)
        side, top = look.px(self._side()), look.px(10 if self._flat else 6 if self._low else look.by(14, 12, 6))
        colour = self._colour if self._there else "text"
        draw_icon(painter, look, self._icon, colour, QRectF(side, top, look.px(20), look.px(24)))
        self._say(painter, self._word, "strong", colour, QPoint(side + look.px(28), top), 24)
        if self._flat:
            wide = QFontMetrics(look.font("number")).horizontalAdvance(self._number)
            at = QPoint(self.width() - side - wide, look.px(2))
            self._say(painter, self._number, "number", colour, at, 40)
            return
        number = ("number", 40) if self._low else ("display", 58)
        self._say(painter, self._number, number[0], colour, QPoint(side, top + look.px(24)), number[1])
        if not self._low:
            self._say(painter, self._below, "sub", "text2", QPoint(side, top + look.px(24 + 58)), 22)

    def _say(self, painter: QPainter, words: str, style: str, colour: str, at: QPoint, high: int) -> None:
        font = self._look.font(style)
        painter.setFont(font)
        painter.setPen(self._look.color(colour))
        room = self.width() - at.x() - self._look.px(4)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(at.x(), at.y(), room, self._look.px(high)), LEFT, shown)
