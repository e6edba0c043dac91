"""The timeline of a case: every knot is one fact, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Look, draw_icon
from ui.widgets.box import column
from ui.widgets.label import label

Tone = Literal["", "accent", "red", "amber"]
_GROUND = {"": "sunken", "accent": "tint", "red": "red_tint", "amber": "amber_tint"}


@dataclass(frozen=True)
class Event:
    """`date` as it is shown (MM-DD), the sentence “step: what happened”, who and detail under it."""

    date: str
    icon: str
    sentence: str
    detail: str = ""
    tone: Tone = ""


class _Knot(QWidget):
    def __init__(self, look: Look, event: Event, last: bool) -> None:
        super().__init__()
        self._look, self._event, self._last = look, event, last
        self.setFixedWidth(look.px(28))
        self.setMinimumHeight(look.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, x = self._look, QPainter(self), self.width() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(look.color("line"), look.px(2)))
            painter.drawLine(QPointF(x, look.px(26)), QPointF(x, self.height()))
        tone = self._event.tone
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(_GROUND[tone]))
        painter.drawEllipse(QPointF(x, look.px(13)), look.px(13), look.px(13))
        colour = "accent_text" if tone == "accent" else tone or "text2"
        draw_icon(painter, look, self._event.icon, colour, QRectF(x - look.px(8), look.px(5), look.px(16), look.px(16)))


class Timeline(QWidget):
    """Facts in the order given; the first is written strong."""

    def __init__(self, look: Look, events: Sequence[Event] = ()) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, look.px(40))
        self._grid.setColumnStretch(2, 1)
        for number, event in enumerate(events):
            self._add(number, event, last=number == len(events) - 1)

    def _add(self, number: int, event: Event, last: bool) -> None:
        look, top = self._look, Qt.AlignmentFlag.AlignTop
        date = label(event.date, "sub", "text2")
        date.setContentsMargins(0, look.px(2), 0, 0)
        self._grid.addWidget(date, number, 0, top)
        self._grid.addWidget(_Knot(look, event, last), number, 1)
        detail = [label(event.detail, "sub", "text2", wrap=True)] if event.detail else []
        words = label(event.sentence, "strong" if number == 0 else "body", "text", wrap=True)
        self._grid.addWidget(column(look, words, *detail, gap=0, pad=(0, 0, 0, 12)), number, 2)
