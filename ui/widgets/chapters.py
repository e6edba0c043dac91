"""A second list beside the rail: the chapters of a page, one of them open. Narrow rooms lay them in a row."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from ui.theme import Look, draw_icon
from ui.widgets.choice import Choice, Option, OptionButton
from ui.widgets.draw import draw_ground

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
WIDTH = {"zh": 160, "en": 216}


class ChapterButton(OptionButton):
    """Icon and word; the open one shows by ground, bar and weight, as in the rail."""

    def __init__(self, look: Look, option: Option) -> None:
        super().__init__(look, option)
        self.setText("")  # drawn below
        self.setProperty("k", "nav")
        self.setFixedWidth(look.px(WIDTH[look.lang]))

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.font("strong")).horizontalAdvance(self.option.word)
        return QSize(words + self._look.px(44 + 12), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, on, painter = self._look, self.isChecked(), QPainter(self)
        draw_ground(painter, self)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            high = look.px(22)
            bar = QRectF(0, (self.height() - high) / 2, look.px(4), high)
            painter.drawRoundedRect(bar, look.px(2), look.px(2))
        colour = "accent_text" if on else "text2"
        draw_icon(painter, look, self.option.icon, colour, QRectF(look.px(12), 0, look.px(20), self.height()))
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(look.color("accent_text" if on else "text"))
        painter.drawText(QRectF(look.px(44), 0, self.width(), self.height()), LEFT, self.option.word)


def chapters(look: Look, name: str, options: Iterable[Option]) -> Choice:
    """One under the other where there is room."""
    wide = look.room == "wide"
    return Choice(look, name, options, make=ChapterButton if wide else None, gap=4 if wide else 8)
