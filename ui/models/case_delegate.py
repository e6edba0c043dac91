"""A line of the list of cases, drawn: 72 px, whatever is in it, so that 350,000 need no measuring."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.reads.views import CaseRow
from ui.models.case_list import Role
from ui.models.case_words import Sign, due_sign, facts_line, sync_sign, title_word
from ui.theme import Look, draw_icon
from ui.widgets.draw import Ink, draw_lines

HIGH, PAD, BAR = 72, 16, 4
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignCenter
_WORDS = {"": "text2", "accent": "text2", "red": "red", "amber": "amber"}


class Lines(NamedTuple):
    """Where the two lines of a row lie."""

    left: int
    right: int
    first: int
    second: int


class CaseDelegate(QStyledItemDelegate):
    """Title and state, then number, who, and how long there is. `marks` are the words that were looked for.

    `station` is the name of this one: of others' cases it is said where they come from.
    """

    def __init__(self, look: Look, station: str, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._station = look, station
        self.marks: tuple[str, ...] = ()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.px(HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        case = index.data(Role.CASE)
        if not isinstance(case, CaseRow):
            return
        look, place = self._look, QRect(option.rect)  # type: ignore[attr-defined]  # the stub lacks its members
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, place, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        first = place.y() + (place.height() - look.px(24 + 4 + 20)) // 2
        lines = Lines(place.x() + look.px(PAD), place.right() - look.px(PAD), first, first + look.px(28))
        room = self._draw_state(painter, lines, sync_sign(look, case)) - lines.left
        title = QRect(lines.left, lines.first, room, look.px(24))
        draw_lines(painter, look, title, title_word(look, case), Ink("strong"), self.marks)
        room = self._draw_due(painter, lines, case) - lines.left
        facts = QRect(lines.left, lines.second, room, look.px(20))
        draw_lines(painter, look, facts, facts_line(look, case, self._station), Ink("sub", "text2"), self.marks)
        painter.restore()

    def _draw_ground(self, painter: QPainter, place: QRect, chosen: bool) -> None:
        look = self._look
        if chosen:
            painter.fillRect(place, look.color("tint"))
            painter.fillRect(QRect(place.x(), place.y(), look.px(BAR), place.height()), look.color("accent"))
            return
        painter.fillRect(place, look.color("surface"))
        start = place.x() + look.px(PAD)
        painter.fillRect(QRect(start, place.bottom(), place.right() - start, 1), look.color("line"))

    def _draw_state(self, painter: QPainter, lines: Lines, sign: Sign) -> int:
        """At the right of the first line; answers where the title must end."""
        look, font = self._look, self._look.font("sub")
        wide, icon = QFontMetrics(font).horizontalAdvance(sign.word), self._look.px(16)
        left = lines.right - wide
        painter.setFont(font)
        painter.setPen(look.color(_WORDS[sign.tone]))
        painter.drawText(QRect(left, lines.first + look.px(1), wide, look.px(22)), LEFT, sign.word)
        left -= look.px(6) + icon
        draw_icon(painter, look, sign.icon, _WORDS[sign.tone], QRectF(left, lines.first + look.px(4), icon, icon))
        return left - look.px(12)

    def _draw_due(self, painter: QPainter, lines: Lines, case: CaseRow) -> int:
        """At the right of the second line: the promise, or how it ended; answers where the facts must end."""
        look, font = self._look, self._look.font("sub")
        sign = due_sign(look, case)
        words = sign.word if sign else ""
        if not words:
            return lines.right
        wide = QFontMetrics(font).horizontalAdvance(words)
        painter.setFont(font)
        if sign is None or not sign.tone:
            painter.setPen(look.color("text2"))
            painter.drawText(QRect(lines.right - wide, lines.second, wide, look.px(20)), LEFT, words)
            return lines.right - wide - look.px(12)
        box = QRectF(lines.right - wide - look.px(16), lines.second - look.px(2), wide + look.px(16), look.px(24))
        painter.setPen(QPen(look.color(f"{sign.tone}_line"), 1))
        painter.setBrush(look.color(f"{sign.tone}_tint"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.color(sign.tone))
        painter.drawText(box, CENTRE, words)
        return int(box.x()) - look.px(12)
