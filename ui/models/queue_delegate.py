"""A line of the queue, drawn: the number large, who, the state at the right, one line of facts; 64 px."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.domain.conversation import CALLED
from desk.reads.reception_views import TalkView
from ui.models.queue_list import Role
from ui.models.queue_words import has_no_ticket, sign, title
from ui.theme import Look, draw_icon
from ui.widgets.draw import Ink, draw_lines

HIGH, PAD, BAR, NUMBER = 64, 16, 4, 52
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_COLOURS = {"": "text2", "accent": "accent_text", "red": "red", "amber": "amber"}


class QueueDelegate(QStyledItemDelegate):
    """Number, name and state; the chosen row has a tint and a bar."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.px(HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        talk = index.data(Role.TALK)
        if not isinstance(talk, TalkView):
            return
        look, place = self._look, QRect(option.rect)  # type: ignore[attr-defined]  # the stub lacks its members
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, place, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        left, right = place.x() + look.px(PAD), place.right() - look.px(PAD)
        self._draw_number(painter, QRect(left, place.y(), look.px(NUMBER), place.height()), talk)
        first = place.y() + (place.height() - look.px(24 + 2 + 20)) // 2
        left += look.px(NUMBER)
        end = self._draw_state(painter, talk, first, right)
        draw_lines(painter, look, QRect(left, first, end - left, look.px(24)), title(look, talk), Ink("strong"))
        below = QRect(left, first + look.px(26), right - left, look.px(20))
        colour = "amber" if has_no_ticket(talk) else "text2"
        draw_lines(painter, look, below, str(index.data(Role.FACTS)), Ink("sub", colour))
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

    def _draw_number(self, painter: QPainter, place: QRect, talk: TalkView) -> None:
        """Three figures are as large as fit."""
        look, words = self._look, str(talk.ticket)
        font = look.font("number" if len(words) < 3 else "title")
        painter.setFont(font)
        painter.setPen(look.color("accent_text" if talk.state == CALLED else "text"))
        painter.drawText(place, LEFT, words)

    def _draw_state(self, painter: QPainter, talk: TalkView, first: int, right: int) -> int:
        """At the right of the first line; answers where the name must end."""
        look, told = self._look, sign(self._look, talk)
        font, icon = look.font("sub"), look.px(16)
        wide = QFontMetrics(font).horizontalAdvance(told.word)
        left, colour = right - wide, _COLOURS[told.tone]
        painter.setFont(font)
        painter.setPen(look.color(colour))
        painter.drawText(QRect(left, first, wide + 1, look.px(24)), LEFT, told.word)
        if told.icon:
            left -= look.px(6) + icon
            draw_icon(painter, look, told.icon, colour, QRectF(left, first + look.px(4), icon, icon))
        return left - look.px(8)
