"""The parts of the page of the day: doors, what comes next, this month in figures."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.today_words import DoorWords, NextWords
from ui.theme import Look, draw_icon
from ui.widgets.box import column, empty_out, hairline, kind
from ui.widgets.draw import Ink, draw_ground, draw_lines
from ui.widgets.flow import flow
from ui.widgets.keycap import HEIGHT, draw_keycap, keycap_width
from ui.widgets.label import label

RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_STEP = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QPushButton):
    """A line that leads somewhere; the arrows go from line to line of its card, Enter goes through."""

    def __init__(self, look: Look, height: int) -> None:
        super().__init__()
        self._look = look
        self.setProperty("k", "door")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(height))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEP.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(step)
        elif event.key() in _TAKE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        lines = [line for line in self.window().findChildren(Line) if line.isVisible() and line.isEnabled()]
        goal = lines.index(self) + step
        if 0 <= goal < len(lines):
            lines[goal].setFocus(Qt.FocusReason.TabFocusReason)

    def _ground(self, painter: QPainter) -> None:
        draw_ground(painter, self)


class DoorLine(Line):
    """Icon, number, what waits, the first of it, the key, a chevron."""

    def __init__(self, look: Look, words: DoorWords, number: int) -> None:
        """`number` is that of its key: Alt+number."""
        super().__init__(look, 72)
        self.words = words
        self._key = f"Alt+{number}"
        said = f"{words.count} {words.head}" if words.count else words.head
        self.setAccessibleName(said.replace(" ", "") if look.lang == "zh" else said)
        self.setAccessibleDescription(f"{words.below} {self._key}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, words, painter = self._look, self.words, QPainter(self)
        self._ground(painter)
        side, narrow = look.px(20), look.room == "narrow"
        icon = words.colour if words.colour != "text" else "text2"
        draw_icon(painter, look, words.icon, icon, QRectF(side, 0, look.px(24), self.height()))
        left = side + look.px(24 + 20)
        if words.count:
            painter.setFont(look.font("number"))
            painter.setPen(look.color(words.colour))
            wide = max(look.px(44), QFontMetrics(look.font("number")).horizontalAdvance(f"{words.count:,}"))
            left = side + look.px(24 + 16)
            painter.drawText(QRectF(left, 0, wide, self.height() - look.px(4)), RIGHT, f"{words.count:,}")
            left += wide + look.px(16)
        right = self.width() - look.px(16)
        draw_icon(painter, look, "chevron-right", "text2", QRectF(right - look.px(20), 0, look.px(20), self.height()))
        wide = keycap_width(look, self._key)
        right -= look.px(20 + 16) + wide
        draw_keycap(
            painter, look, QRectF(right, (self.height() - look.px(HEIGHT)) / 2, wide, look.px(HEIGHT)), self._key
        )
        self._say(painter, QRect(left, 0, right - left - look.px(12 if narrow else 20), self.height()))

    def _say(self, painter: QPainter, room: QRect) -> None:
        look, words = self._look, self.words
        head, below = look.font("strong"), look.font("sub")
        high = QFontMetrics(head).height()
        top = (self.height() - high - QFontMetrics(below).height()) // 2
        draw_lines(painter, look, QRect(room.x(), top, room.width(), high), words.head, Ink("strong"))
        draw_lines(painter, look, QRect(room.x(), top + high, room.width(), high), words.below, Ink("sub", "text2"))
        whole = QFontMetrics(below).horizontalAdvance(words.below) <= room.width()
        self.setToolTip("" if whole else words.below)


class NextLine(Line):
    """A day, what is then, and whose promise it is; without a page it is no button."""

    def __init__(self, look: Look, words: NextWords, days: int) -> None:
        """`days` is how wide the column of days is."""
        super().__init__(look, 40)
        self.words, self._days = words, days
        self.setEnabled(bool(words.page))
        self.setAccessibleName(" ".join(filter(None, (words.day, words.words, words.note))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, words, painter = self._look, self.words, QPainter(self)
        self._ground(painter)
        body = QFontMetrics(look.font("body"))
        top, left, right = (self.height() - body.height()) // 2, look.px(20), self.width() - look.px(20)
        if words.day:
            draw_lines(painter, look, QRect(left, top, self._days, body.height()), words.day, Ink("body", "text2"))
            left += self._days + look.px(16)
        if words.note:
            wide = QFontMetrics(look.font("sub")).horizontalAdvance(words.note)
            painter.setFont(look.font("sub"))
            painter.setPen(look.color("text2" if words.day else "accent_text"))
            painter.drawText(QRectF(right - wide, 0, wide + 1, self.height()), RIGHT, words.note)
            right -= wide + look.px(16)
        draw_lines(painter, look, QRect(left, top, right - left, body.height()), words.words, Ink("body"))
        self.setToolTip("" if body.horizontalAdvance(words.words) <= right - left else words.words)


class Lines(QFrame):
    """A card of lines; `opened` tells the words of the one that was gone through."""

    opened = Signal(object)

    def __init__(self, look: Look, title: str = "") -> None:
        super().__init__()
        self._look = look
        kind("card", self)
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._holder = QWidget()
        self._holder.setLayout(self._box)
        head = [column(look, label(title, "strong"), pad=(20, 16, 20, 4))] if title else []
        column(look, *head, self._holder, gap=0, pad=(1, 1, 1, 12 if title else 1), on=self)

    def lines(self) -> list[Line]:
        return [line for line in self.findChildren(Line) if not line.isHidden()]

    def show_doors(self, doors: Sequence[DoorWords]) -> None:
        self._fill([DoorLine(self._look, words, number) for number, words in enumerate(doors, 1)], ruled=True)

    def show_next(self, lines: Sequence[NextWords]) -> None:
        letters = QFontMetrics(self._look.font("body"))
        days = max((letters.horizontalAdvance(words.day) for words in lines), default=0) + 1
        self._fill([NextLine(self._look, words, days) for words in lines], ruled=False)

    def _fill(self, lines: Sequence[DoorLine | NextLine], *, ruled: bool) -> None:
        """Other lines in the place of the old ones; the focus stays where it was."""
        had = next((number for number, line in enumerate(self.lines()) if line.hasFocus()), None)
        empty_out(self._box)
        for number, line in enumerate(lines):
            if number and ruled:
                self._box.addWidget(hairline())
            line.clicked.connect(lambda _on=False, words=line.words: self.opened.emit(words))
            self._box.addWidget(line)
            line.show()  # now, not when the layout comes to it: only what is visible takes the focus
        rules = len(lines) - 1 if ruled and lines else 0
        # the least height that the sheet gives a button wins over its own
        self._holder.setFixedHeight(sum(line.height() for line in lines) + rules)
        self.setVisible(bool(lines))
        if had is not None and lines:
            lines[min(had, len(lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


class MonthCard(QFrame):
    """This month so far."""

    def __init__(self, look: Look, title: str, none: str) -> None:
        super().__init__()
        self._look, self._none = look, none
        kind("card", self)
        self._holder = QWidget()
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        column(look, label(title, "strong"), self._holder, gap=8, pad=(20, 16, 20, 16), on=self)

    def show_figures(self, figures: Sequence[tuple[int, str]]) -> None:
        empty_out(self._box)
        look = self._look
        parts = [self._figure(count, words) for count, words in figures]
        made = flow(look, *parts, across=16, down=12) if parts else label(self._none, "body", "text2", wrap=True)
        self._box.addWidget(made)

    def _figure(self, count: int, words: str) -> QWidget:
        look = self._look
        one = column(look, label(f"{count:,}", "number"), label(words, "sub", "text2"), gap=0)
        one.setMinimumWidth(look.px(100))
        return one
