"""A box to tick, drawn in our tokens."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.theme import Look, draw_icon

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
BOX, GAP = 22, 8


class Check(QCheckBox):
    """匿名 and the like; 40 px high, the words belong to the target."""

    def __init__(self, look: Look, word: str, *, on: bool = False) -> None:
        super().__init__(word)
        self._look = look
        self.setChecked(on)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(40))

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.font("body")).horizontalAdvance(self.text())
        return QSize(self._look.px(BOX + GAP) + words + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, alive = self._look, QPainter(self), self.isEnabled()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(BOX)
        box = QRectF(0, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "accent" if self.isChecked() and alive else "surface" if alive else "sunken"
        painter.setPen(QPen(look.color("accent" if self.isChecked() and alive else "edge" if alive else "line"), 1))
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        if self.isChecked():
            tick = box.adjusted(look.px(3), look.px(3), -look.px(3), -look.px(3))
            draw_icon(painter, look, "check", "on_accent" if alive else "text", tick)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text" if alive or self.isChecked() else "disabled"))
        words = QRectF(look.px(BOX + GAP), 0, self.width(), self.height())
        painter.drawText(words, LEFT, self.text())
