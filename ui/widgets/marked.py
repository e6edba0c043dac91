"""Words in as many lines as they need, with some of them marked: tint and an accent underline, across lines too."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look


class Marked(QWidget):
    """Only read. Its height follows from the width it is given; a screen reader has the whole text."""

    def __init__(self, look: Look, name: str, text: str, words: tuple[str, ...], style: str = "body") -> None:
        super().__init__()
        self._look, self._text, self._style = look, text, style
        self._spans = tuple(_spans(text, words))
        self.setAccessibleName(name)
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        return self._text

    def marked(self) -> tuple[str, ...]:
        """What is marked, in order."""
        units = self._text.encode("utf-16-le")
        return tuple(units[2 * start : 2 * end].decode("utf-16-le") for start, end in self._spans)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = QFontMetrics(self._look.font(self._style)).height()
        return high * max(1, self._layout(width).lineCount())

    def sizeHint(self) -> QSize:
        width = self.width() or self._look.px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), QFontMetrics(self._look.font(self._style)).height())

    def _layout(self, width: int) -> QTextLayout:
        font = self._look.font(self._style)
        high = QFontMetrics(font).height()
        layout = QTextLayout(self._text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, high * line.lineNumber()))
        layout.endLayout()
        return layout

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, layout = self._look, QPainter(self), self._layout(self.width())
        high = QFontMetrics(look.font(self._style)).height()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in self._spans:
                if start < last and end > first:
                    left, right = (line.cursorToX(at)[0] for at in (max(start, first), min(end, last)))  # type: ignore[index]
                    ground = QRectF(left, number * high + look.px(2), right - left, high - look.px(4))
                    painter.fillRect(ground, look.color("tint"))
                    foot = QRectF(left, number * high + high - look.px(3), right - left, look.px(2))
                    painter.fillRect(foot, look.color("accent"))
        painter.setPen(look.color("text"))
        layout.draw(painter, QPointF(0, 0))


def _spans(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the words stand, in Qt's UTF-16 units; the longer ones first, none over another."""
    low, taken = text.lower(), set[int]()
    if len(low) != len(text):  # a letter that is two in small: nothing can be pointed at
        return
    found: list[tuple[int, int]] = []
    for word in sorted(filter(None, words), key=len, reverse=True):
        at = low.find(word)
        while at >= 0:
            place = range(at, at + len(word))
            if taken.isdisjoint(place):
                taken.update(place)
                found.append((at, at + len(word)))
            at = low.find(word, at + 1)
    for start, end in sorted(found):
        yield _units(text[:start]), _units(text[:end])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
