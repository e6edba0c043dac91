"""叫号屏: numbers for those who wait, to be read at five metres. Always light; no names, no topics, never the focus."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk.domain.conversation import CALLED, MISSED
from desk.reads.reception_views import SessionView
from ui.models.queue_words import number_on_ticket, waiting
from ui.theme import LIGHT, Look

HIGH, WIDE = 768, 1366  # of the drawing
_SIDE, _FOOT = 400, 72
_MOST_WAITING, _MOST_MISSED = 4, 3
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class CallWords:
    """Numbers as they stand on the tickets. `calls`: those at a table now, the last called first."""

    station: str
    calls: tuple[tuple[str, int], ...]
    waits: tuple[str, ...]
    missed: tuple[str, ...]
    tables: int  # with one the table goes without saying


def call_words(session: SessionView, station: str) -> CallWords:
    called = [talk for talk in session.talks if talk.state == CALLED and talk.called_at is not None]
    called.sort(key=lambda talk: (talk.called_at, talk.ticket), reverse=True)

    def numbers(talks: Sequence[object]) -> tuple[str, ...]:
        return tuple(number_on_ticket(session.series, talk.ticket) for talk in talks)  # type: ignore[attr-defined]

    calls = tuple((number_on_ticket(session.series, talk.ticket), talk.table) for talk in called)
    missed = [talk for talk in session.talks if talk.state == MISSED]
    waits = numbers(waiting(session.talks))[:_MOST_WAITING]
    return CallWords(station, calls, waits, numbers(missed)[:_MOST_MISSED], max([1, *(call[1] for call in calls)]))


class CallScreen(QWidget):
    """A window of its own, on the second monitor where there is one, else one that can be moved."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._look = look
        self._words: CallWords | None = None
        self._time = ""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(look.say("Call screen"))

    def open(self, beside: QWidget) -> None:
        """Shows itself without taking the focus."""
        others = [screen for screen in QGuiApplication.screens() if screen is not beside.screen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.resize(WIDE * 2 // 3, HIGH * 2 // 3)
            self.show()
        beside.activateWindow()  # where showing without activating is not known

    def show_words(self, words: CallWords, time: str) -> None:
        if (words, time) != (self._words, self._time):
            self._words, self._time = words, time
            self.setAccessibleName(self.spoken())
            self.update()

    def spoken(self) -> str:
        """What it says, for those who hear the screen."""
        words, _ = self._words, self._look.say
        if words is None or not words.calls:
            return _("Please wait")
        return self._place(words.calls[0][1], words.calls[0][0])

    def _place(self, table: int, number: str) -> str:
        _ = self._look.say
        return _("Number {number}, to table {table}").format(number=number, table=table)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    # -- drawing --------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn on 1366 x 768 and stretched to whatever screen there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(LIGHT["surface"]))
        painter.scale(self.width() / WIDE, self.height() / HIGH)
        painter.fillRect(QRectF(WIDE - _SIDE, 0, _SIDE, HIGH), QColor(LIGHT["rail"]))
        painter.fillRect(QRectF(0, HIGH - _FOOT, WIDE, _FOOT), QColor(LIGHT["rail"]))
        painter.fillRect(QRectF(0, HIGH - _FOOT, WIDE, 1), QColor(LIGHT["line"]))
        words = self._words
        if words is not None:
            self._draw_call(painter, words)
            self._draw_side(painter, words)
            self._draw_foot(painter, words)

    def _draw_call(self, painter: QPainter, words: CallWords) -> None:
        _, wide = self._look.say, WIDE - _SIDE
        if not words.calls:
            self._write(painter, QRectF(0, 260, wide, 100), _("Please wait"), 64, "text2")
            return
        (number, table), *others = words.calls
        self._write(painter, QRectF(0, 84, wide, 92), _("Please"), 54, "text2")
        self._write(painter, QRectF(20, 186, wide - 40, 330), number, 340, "accent", bold=True)
        to_table = _("to table {number}").format(number=table)
        self._write(painter, QRectF(20, 520, wide - 40, 96), to_table, 62, "text", bold=True)
        if others:
            told = _("; ").join(self._place(at, other) for other, at in others[:2])
            self._write(painter, QRectF(20, 620, wide - 40, 60), told, 34, "text2")

    def _draw_side(self, painter: QPainter, words: CallWords) -> None:
        _, left = self._look.say, WIDE - _SIDE
        self._write(painter, QRectF(left, 46, _SIDE, 64), _("Waiting"), 38, "text2")
        rows = 2 if words.missed else _MOST_WAITING
        for at, number in enumerate(words.waits[:rows]):
            self._write(painter, QRectF(left + 12, 120 + at * 128, _SIDE - 24, 124), number, 92, "text", bold=True)
        if words.missed:
            painter.fillRect(QRectF(left + 32, 393, _SIDE - 64, 1), QColor(LIGHT["line"]))
            told = _("Missed: come to the desk")
            self._write(painter, QRectF(left + 12, 416, _SIDE - 24, 56), told, 32, "text2")
            for at, number in enumerate(words.missed):
                place = QRectF(left + 12, 472 + at * 72, _SIDE - 24, 72)
                self._write(painter, place, number, 58, "amber", bold=True)

    def _draw_foot(self, painter: QPainter, words: CallWords) -> None:
        _, top = self._look.say, HIGH - _FOOT
        told = _("{station}, deputies receive constituents").format(station=words.station)
        low = Qt.AlignmentFlag.AlignVCenter
        place = QRectF(40, top, WIDE * 0.6, _FOOT)
        self._write(painter, place, told, 18, "text", bold=True, to=low | Qt.AlignmentFlag.AlignLeft)
        right = low | Qt.AlignmentFlag.AlignRight
        self._write(painter, QRectF(WIDE - 140, top, 100, _FOOT), self._time, 18, "text", bold=True, to=right)
        private = _("Numbers only, no names")
        self._write(painter, QRectF(WIDE * 0.6, top, WIDE * 0.4 - 120, _FOOT), private, 18, "text2", to=right)

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        size: int,
        colour: str,
        *,
        bold: bool = False,
        to: Qt.AlignmentFlag = CENTRE,
    ) -> None:
        """As large as fits the width, at most `size`."""
        font = QFont(self._look.font("strong" if bold else "body"))
        font.setPixelSize(size)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if wide > place.width():
            font.setPixelSize(max(12, int(size * place.width() / wide)))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT[colour]))
        painter.drawText(place, to | Qt.TextFlag.TextDontClip, text)
