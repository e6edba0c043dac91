"""An icon beside a word; the word names it, so screen readers pass it by."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look, draw_icon


class Glyph(QWidget):
    """An icon of `size` px in the colour of a colour."""

    def __init__(self, look: Look, name: str, colour: str = "text2", size: int = 20) -> None:
        super().__init__()
        self._look, self._name, self._token = look, name, colour
        self.setFixedSize(look.px(size), look.px(size))

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._token = name, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self._look, self._name, self._token, QRectF(self.rect()))
