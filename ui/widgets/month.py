"""A month as a grid of days; the arrows move from day to day, marked days are told to screen readers."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look
from ui.widgets import moment

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
CENTRE = Qt.AlignmentFlag.AlignCenter
_ROWS, _COLUMNS, _HIGH = 6, 7, 44


class Month(QWidget):
    """`chosen` tells the day that was gone to, `turned` the first of a month that came into view."""

    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, look: Look, day: date, today: date) -> None:
        super().__init__()
        self._look, self._day, self._today = look, day, today
        self._marks: Mapping[date, str] = {}
        self._off: frozenset[date] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._top() + look.px(_HIGH) * _ROWS)
        self._tell()

    def day(self) -> date:
        return self._day

    def first_shown(self) -> date:
        first = self._day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def last_shown(self) -> date:
        return self.first_shown() + timedelta(days=_ROWS * _COLUMNS - 1)

    def show_marks(self, marks: Mapping[date, str], off: frozenset[date]) -> None:
        """What is said of marked days; `off` are days without work."""
        self._marks, self._off = marks, off
        self._tell()
        self.update()

    def go(self, day: date) -> None:
        """Another day is the chosen one."""
        if day == self._day:
            return
        turned = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        self._tell()
        self.update()
        if turned:
            self.turned.emit(day.replace(day=1))
        self.chosen.emit(day)

    def turn(self, months: int) -> None:
        """The same day of another month, or that month's last."""
        at = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(at, 12)
        if 1900 < year < 2199:
            following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
            self.go(date(year, month + 1, min(self._day.day, (following - timedelta(days=1)).day)))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(7 * 48), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(7 * 36), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.go(self._day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.go(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        top = self._top()
        row, column = (
            int((event.position().y() - top) // self._look.px(_HIGH)),
            int(event.position().x() // self._wide()),
        )
        if event.position().y() >= top and 0 <= row < _ROWS and 0 <= column < _COLUMNS:
            self.go(self.first_shown() + timedelta(days=row * _COLUMNS + column))

    def _tell(self) -> None:
        said = moment.long_day(self._day, self._look.lang)
        self.setAccessibleName(" ".join(filter(None, (said, self._marks.get(self._day, "")))))

    def _top(self) -> int:
        return QFontMetrics(self._look.font("sub")).height() + self._look.px(8)

    def _wide(self) -> float:
        return self.width() / _COLUMNS

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high, top = self._wide(), look.px(_HIGH), self._top()
        painter.setFont(look.font("sub"))
        painter.setPen(look.color("text2"))
        names = moment.DAYS_ZH if look.lang == "zh" else moment.DAYS_EN
        for column in range(_COLUMNS):
            painter.drawText(QRectF(column * wide, 0, wide, top - look.px(4)), CENTRE, names[column])
        for number in range(_ROWS * _COLUMNS):
            day = self.first_shown() + timedelta(days=number)
            row, column = divmod(number, _COLUMNS)
            self._draw_day(painter, day, QRectF(column * wide, top + row * high, wide, high))

    def _draw_day(self, painter: QPainter, day: date, place: QRectF) -> None:
        look, here, marked = self._look, day == self._day, day in self._marks
        inner = place.adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
        if here or marked:
            painter.setPen(QPen(look.color("accent" if here else "tint_line"), 2 if here else 1))
            painter.setBrush(look.color("tint" if marked else "surface"))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), look.px(8), look.px(8))
        outside = day.month != self._day.month
        colour = "accent_text" if marked else "text3" if outside else "text2" if day in self._off else "text"
        painter.setFont(look.font("strong" if day == self._today or marked else "body"))
        painter.setPen(look.color(colour))
        painter.drawText(inner.adjusted(0, 0, 0, -look.px(8)), CENTRE, str(day.day))
        if day == self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            side = look.px(4)
            painter.drawEllipse(QRectF(inner.center().x() - side / 2, inner.bottom() - look.px(9), side, side))
