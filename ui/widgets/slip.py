"""The slip (回执) as it will print: paper stays paper in the dark. Nothing on it is dropped; it grows instead."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look
from ui.widgets.draw import Ink, break_lines, draw_lines
from ui.widgets.qr import qr_pattern

CENTRE = Qt.AlignmentFlag.AlignCenter
PAD, QR, TOOTH, GAP = 16, 76, 6, 12


@dataclass(frozen=True)
class SlipWords:
    """What the preview shows; all sentences are already in the person's language."""

    head: str  # 人民建议回执
    place: str
    number: str  # shown large, in threes; before saving, what stands in its place
    rows: tuple[tuple[str, str], ...]  # 主题, 性质, 去向, 告知日, 询问 …
    foot: str  # who received it, when
    code: str = ""  # what the QR holds; empty: none yet
    stamp: str = ""  # 未打印, 样例
    numbered: bool = True


class SlipPreview(QWidget):
    """White paper with a torn lower edge; its height follows its words."""

    def __init__(self, look: Look, words: SlipWords) -> None:
        super().__init__()
        self._look = look
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(look.px(240))
        self.show_words(words)

    def show_words(self, words: SlipWords) -> None:
        self.words = words
        said = [words.head, words.place, words.number, *(f"{name} {text}" for name, text in words.rows), words.foot]
        self.setAccessibleName(", ".join(filter(None, [words.stamp, *said])))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, None)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._lay(self._look.px(320), None))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_paper(painter)
        self._lay(self.width(), painter)

    def _draw_paper(self, painter: QPainter) -> None:
        look, right, low = self._look, self.width() - 0.5, self.height()
        tooth, path = look.px(TOOTH), QPainterPath(QPointF(0.5, 0.5))
        path.lineTo(right, 0.5)
        path.lineTo(right, low - tooth)
        x, up = right, False
        while x > tooth:
            x -= tooth
            path.lineTo(x, low - (tooth if up else 1))
            up = not up
        path.lineTo(0.5, low - tooth)
        path.closeSubpath()
        painter.setBrush(look.color("paper"))
        painter.setPen(QPen(look.color("line" if look.mode == "light" else "edge"), 1))
        painter.drawPath(path)

    def _lay(self, width: int, painter: QPainter | None) -> int:
        """Lays the words out, draws them when there is a painter, and returns the height they need."""
        look, pad = self._look, self._look.px(PAD)
        y = self._lay_head(width, painter)
        if painter:
            painter.setPen(QPen(look.color("ink2"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(pad, y), QPointF(width - pad, y))
        y += look.px(6)
        metrics = QFontMetrics(look.font("sub"))
        names = max((metrics.horizontalAdvance(name) for name, _ in self.words.rows), default=0)
        column = min(names, (width - 2 * pad) * 2 // 5) + look.px(10)
        for name, text in self.words.rows:
            room = width - 2 * pad - column
            high = metrics.height() * max(1, len(break_lines(text, look.font("sub"), room, 99)))
            if painter:
                draw_lines(painter, look, QRect(pad, y, column, high), name, Ink("sub", "ink2"))
                draw_lines(painter, look, QRect(pad + column, y, room, high), text, Ink("sub", "ink", 99))
            y += high + look.px(1)
        y += look.px(10)
        return self._put(painter, self.words.foot, Ink("sub", "ink2", 3), y, width - 2 * pad) + look.px(PAD)

    def _lay_head(self, width: int, painter: QPainter | None) -> int:
        look, words, pad, side = self._look, self.words, self._look.px(PAD), self._look.px(QR)
        room = width - 2 * pad - side - look.px(GAP)
        y = self._put(painter, words.head, Ink("strong", "ink", 2), look.px(12), room)
        y = self._put(painter, words.place, Ink("sub", "ink2", 2), y, room)
        style = "number" if words.numbered else "sub"
        font = QFontMetrics(look.font(style))
        number, top = font.horizontalAdvance(words.number), y
        top = y
        y = self._put(painter, words.number, Ink(style, "ink" if words.numbered else "ink2", 2), y, room)
        y = max(y, top + look.px(36)) if words.stamp else y
        if words.stamp:
            stamp = self._stamp_width()
            beside = number + look.px(12) + stamp <= room
            place = QRectF(pad + number + look.px(12), top, stamp, font.height())
            if not beside:
                place = QRectF(pad + look.px(4), y, stamp, look.px(40))
                y += look.px(40)
            if painter:
                self._draw_stamp(painter, place)
        if painter and words.code:
            draw_qr(painter, QRectF(width - pad - side, look.px(12), side, side), words.code, look.color("ink"))
        return max(y, look.px(12) + side) + look.px(6)

    def _put(self, painter: QPainter | None, text: str, ink: Ink, y: int, width: int) -> int:
        font = self._look.font(ink.style)
        lines = max(1, len(break_lines(text, font, width, ink.most)))
        if painter:
            draw_lines(painter, self._look, QRect(self._look.px(PAD), y, width, 0), text, ink)
        return y + QFontMetrics(font).height() * lines

    def _stamp_width(self) -> int:
        return QFontMetrics(self._look.font("strong")).horizontalAdvance(self.words.stamp) + self._look.px(16)

    def _draw_stamp(self, painter: QPainter, place: QRectF) -> None:
        look, font, wide = self._look, self._look.font("strong"), self._stamp_width()
        painter.save()
        painter.translate(place.x() + wide / 2, place.center().y())
        painter.rotate(-6)
        box = QRectF(-wide / 2, -look.px(16), wide, look.px(32))
        painter.setBrush(look.color("paper"))
        painter.setPen(QPen(look.color("stamp"), look.px(2)))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        painter.setFont(font)
        painter.drawText(box, CENTRE, self.words.stamp)
        painter.restore()


def draw_qr(painter: QPainter, place: QRectF, text: str, ink: QColor) -> None:
    """The code as large as whole pixels allow, in the top right corner of `place`."""
    pattern = qr_pattern(text)
    module = max(1, int(place.width() // len(pattern)))
    left, top = int(place.right()) - module * len(pattern), int(place.y())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row, modules in enumerate(pattern):
        for column, dark in enumerate(modules):
            if dark:
                painter.fillRect(left + column * module, top + row * module, module, module, ink)
    painter.restore()
