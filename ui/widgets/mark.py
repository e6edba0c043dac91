"""The product's sign: 声 on a square of accent."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import Look


def draw_mark(painter: QPainter, look: Look, place: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent"))
    painter.drawRoundedRect(place, place.width() / 4, place.width() / 4)
    font = look.font("strong")
    font.setPixelSize(round(place.width() * 0.55))
    painter.setFont(font)
    painter.setPen(look.color("on_accent"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "声")


def sign_icon(look: Look) -> QIcon:
    """The sign for window frames and task bars."""
    made = QIcon()
    for side in (16, 32, 64, 128):
        image = QPixmap(side, side)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        draw_mark(painter, look, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(image)
    return made


class Mark(QWidget):
    """32 px in the rail, 56 px on the first page."""

    def __init__(self, look: Look, size: int = 32) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(size), look.px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_mark(QPainter(self), self._look, QRectF(self.rect()))
