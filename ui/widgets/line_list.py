"""A list of lines: a title and the word of its state, facts and a hint (the exchange, visits, duty, telling)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Look, draw_icon
from ui.widgets.draw import Ink, draw_lines

HIGH, PAD, BAR = 64, 16, 4
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ROOT = QModelIndex()


class Sign(NamedTuple):
    """A word with its icon and the token of its colour."""

    word: str
    icon: str
    colour: str


NO_SIGN = Sign("", "", "text2")


@dataclass(frozen=True)
class Line:
    """A line as it is shown. `row` is what it is about, nothing for a draft; `hint` the key that helps."""

    id: UUID
    title: str
    facts: str
    sign: Sign = NO_SIGN
    hint: str = ""
    row: Any = None


class Role(IntEnum):
    """Besides Qt's own."""

    LINE = Qt.ItemDataRole.UserRole


class Lines(QAbstractListModel):
    """What was read so far; `wanted` asks for more where the view comes to the end and there is more."""

    wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.more = False

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.more

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid() and self.more:
            self.more = False  # until it was answered
            self.wanted.emit()

    def all(self) -> list[Line]:
        return list(self._lines)

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, id: UUID | None) -> int:
        """-1 when it is not (any more) in the list."""
        return next((row for row, line in enumerate(self._lines) if line.id == id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None:
            return None
        if role == Role.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(filter(None, (line.title, line.facts, line.sign.word, line.hint)))
        return None


class LineDelegate(QStyledItemDelegate):
    """Title and state, then the facts and the key that helps."""

    def __init__(self, look: Look, parent: QObject, high: int = HIGH) -> None:
        super().__init__(parent)
        self._look, self._high = look, high

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._look.px(self._high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Role.LINE)
        if not isinstance(line, Line):
            return
        look, place = self._look, QRect(option.rect)  # type: ignore[attr-defined]  # the stub lacks its members
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, place, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        left, right = place.x() + look.px(PAD), place.right() - look.px(PAD)
        first = place.y() + look.px(7 + (self._high - HIGH) // 2)
        end = self._sign(painter, line.sign, right, first)
        title = QRect(left, first, end - left, look.px(24))
        draw_lines(painter, look, title, line.title, Ink("strong"))
        end = self._words(painter, line.hint, right, first + look.px(27), "text2")
        facts = QRect(left, first + look.px(27), end - left, look.px(20))
        draw_lines(painter, look, facts, line.facts, Ink("sub", "text2"))
        painter.restore()

    def _ground(self, painter: QPainter, place: QRect, chosen: bool) -> None:
        look = self._look
        painter.fillRect(place, look.color("tint" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRect(place.x(), place.y(), look.px(BAR), place.height()), look.color("accent"))
        start = place.x() + look.px(PAD)
        painter.fillRect(QRect(start, place.bottom(), place.right() - start, 1), look.color("line"))

    def _sign(self, painter: QPainter, sign: Sign, right: int, top: int) -> int:
        """Icon and word at the right; answers where the title must end."""
        if not sign.word:
            return right
        look = self._look
        left = self._words(painter, sign.word, right, top + look.px(2), sign.colour) + look.px(12)
        side = look.px(16)
        icon = QRectF(left - look.px(6) - side, top + look.px(4), side, side)
        draw_icon(painter, look, sign.icon, sign.colour, icon)
        return int(icon.x()) - look.px(12)

    def _words(self, painter: QPainter, words: str, right: int, top: int, colour: str) -> int:
        """Small words that end at `right`; answers where what stands before them must end."""
        if not words:
            return right
        look, font = self._look, self._look.font("sub")
        wide = QFontMetrics(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(look.color(colour))
        painter.drawText(QRect(right - wide, top, wide + 1, look.px(20)), LEFT, words)
        return right - wide - look.px(12)


class LineView(QListView):
    """`picked` tells the marked line, `opened` that Enter or a double click came to it."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, high: int = HIGH) -> None:
        super().__init__()
        self.lines = Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(look, self, high))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.picked.emit(self.current()))

    def current(self) -> Line | None:
        return self.lines.line(self.currentIndex().row())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; the marked one stays marked, else the one that took its place."""
        if list(lines) == self.lines.all():
            return
        here, row = self.current(), max(self.currentIndex().row(), 0)
        at = self.verticalScrollBar().value()
        self.lines.show_lines(lines)
        self.verticalScrollBar().setValue(at)
        found = self.lines.row_of(here.id) if here is not None else 0
        self.mark_row(found if found >= 0 else min(row, len(lines) - 1))

    def mark_row(self, row: int) -> None:
        if 0 <= row < self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(row))
        self.picked.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        line = self.current()
        if line is not None:
            self.opened.emit(line)
