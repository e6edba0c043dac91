"""A key as it stands on the keyboard, and a count in a pill."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Look

HEIGHT = 22
CENTRE = Qt.AlignmentFlag.AlignCenter


def keycap_width(look: Look, key: str) -> int:
    return QFontMetrics(look.font("sub")).horizontalAdvance(key) + look.px(12)


def draw_keycap(painter: QPainter, look: Look, place: QRectF, key: str) -> None:
    painter.setFont(look.font("sub"))
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.color("sunken"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    painter.setPen(look.color("text3"))
    painter.drawText(place, CENTRE, key)


def count_width(look: Look, count: str) -> int:
    return max(look.px(HEIGHT), QFontMetrics(look.font("substrong")).horizontalAdvance(count) + look.px(14))


def draw_count(painter: QPainter, look: Look, place: QRectF, count: str, on: bool) -> None:
    ground, words = ("accent", "on_accent") if on else ("line", "text2")
    painter.setPen(QColor(Qt.GlobalColor.transparent))
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setFont(look.font("substrong"))
    painter.setPen(look.color(words))
    painter.drawText(place, CENTRE, count)


class KeyCap(QLabel):
    """A key named beside what it does."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(key)
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedSize(self.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(keycap_width(self._look, self.text()), self._look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_keycap(painter, self._look, QRectF(self.rect()), self.text())


class Count(QLabel):
    """How many wait there."""

    def __init__(self, look: Look, count: int, *, on: bool = False) -> None:
        super().__init__(str(count))
        self._look, self._on = look, on
        self.setFixedSize(self.sizeHint())

    def show_count(self, count: int, *, on: bool | None = None) -> None:
        self.setText(str(count))
        self._on = self._on if on is None else on
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(count_width(self._look, self.text()), self._look.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_count(painter, self._look, QRectF(self.rect()), self.text(), self._on)
