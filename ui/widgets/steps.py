"""The seven steps of a case as one line; steps may be skipped or come again, so there is never a percentage."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desk.text import mark
from ui.theme import Look, draw_icon

DONE = mark("done")
NOW = mark("now")
LATER = mark("later")
HIGH, LINE = 56, 20


class Steps(QLabel):
    """Done is filled with a tick, now is a ring with a dot, later is hollow."""

    def __init__(self, look: Look, steps: Sequence[tuple[str, str]], done: Sequence[str], now: str | None) -> None:
        """`steps` are (code, word) in order; `done` and `now` are codes."""
        super().__init__()
        self._look, self._steps = look, tuple(steps)
        self._done, self._at = frozenset(done), now
        self.setFixedHeight(look.px(HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [f"{word}: {look.say(self._state(code))}" for code, word in self._steps]
        self.setAccessibleName(", ".join(said))

    def _state(self, code: str) -> str:
        return NOW if code == self._at else DONE if code in self._done else LATER

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long words take a second line."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self._look.font("substrong"))
        tight = any(metrics.horizontalAdvance(word) > self.width() // len(self._steps) - 2 for _, word in self._steps)
        self.setFixedHeight(self._look.px(HIGH + LINE if tight else HIGH))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(420), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / len(self._steps)
        for number in range(len(self._steps) - 1):
            self._draw_line(painter, number, wide)
        for number in range(len(self._steps)):
            self._draw_step(painter, number, wide)

    def _draw_line(self, painter: QPainter, number: int, wide: float) -> None:
        look = self._look
        here, following = (self._steps[n][0] for n in (number, number + 1))
        solid = self._state(here) == DONE and self._state(following) in (DONE, NOW)
        painter.setPen(QPen(look.color("accent" if solid else "line"), look.px(2)))
        free, y = look.px(13), look.px(14)
        painter.drawLine(QPointF((number + 0.5) * wide + free, y), QPointF((number + 1.5) * wide - free, y))

    def _draw_step(self, painter: QPainter, number: int, wide: float) -> None:
        look, (code, word) = self._look, self._steps[number]
        state, radius = self._state(code), look.px(9)
        centre = QPointF((number + 0.5) * wide, look.px(14))
        if state == DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(centre, radius, radius)
            side = look.px(12)
            draw_icon(
                painter, look, "check", "on_accent", QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
            )
        else:
            line = QPen(look.color("accent"), look.px(2)) if state == NOW else QPen(look.color("edge"), 1)
            painter.setPen(line)
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(centre, radius - (state == LATER), radius - (state == LATER))
        if state == NOW:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(centre, look.px(4), look.px(4))
        painter.setFont(look.font("substrong" if state == NOW else "sub"))
        painter.setPen(look.color({DONE: "text", NOW: "accent_text", LATER: "text3"}[state]))
        painter.drawText(
            QRectF(number * wide + 1, look.px(31), wide - 2, self.height() - look.px(31)),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            word,
        )
