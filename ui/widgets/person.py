"""Somebody who can be on duty: the first character in a circle, the name, a tick when chosen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import Look, draw_icon
from ui.widgets.choice import Option, OptionButton
from ui.widgets.draw import draw_ground

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CIRCLE = 40


class PersonButton(OptionButton):
    """64 px high, as wide as it may be."""

    def __init__(self, look: Look, option: Option) -> None:
        super().__init__(look, option)
        self.setText("")
        self.setProperty("k", "person")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(64))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(280), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, on, painter = self._look, self.isChecked(), QPainter(self)
        draw_ground(painter, self)
        side = look.px(CIRCLE)
        circle = QRectF(look.px(12), (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent" if on else "sunken"))
        painter.drawEllipse(circle)
        painter.setFont(look.font("head"))
        painter.setPen(look.color("on_accent" if on else "text2"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self.option.word[:1])
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text"))
        left, right = look.px(12 + CIRCLE + 12), look.px(48)
        name = QFontMetrics(painter.font()).elidedText(
            self.option.word, Qt.TextElideMode.ElideRight, self.width() - left - right
        )
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, name)
        if on:
            tick = QRectF(self.width() - look.px(36), 0, look.px(20), self.height())
            draw_icon(painter, look, "circle-check", "accent", tick)
