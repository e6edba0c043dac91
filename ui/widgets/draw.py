"""Drawn by hand: text elided at the last line, found words marked; the ground of a button under its parts."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton

from ui.theme import Look


class Ink(NamedTuple):
    """A style of the type scale, a colour of the tokens, at most so many lines."""

    style: str = "body"
    colour: str = "text"
    most: int = 1


def break_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """At most `most` lines of the text; the last one ends in … when there is more."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts in UTF-16 units, two bytes each
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(lines) == most - 1 and 2 * (start + length) < len(units):
            rest = units[2 * start :].decode("utf-16-le", "surrogatepass").replace("\n", " ")
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        shown = units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
        lines.append(shown.rstrip("\n\u2028"))
        if len(lines) == most:
            break
    layout.endLayout()
    return lines


def draw_lines(
    painter: QPainter,
    look: Look,
    place: QRect,
    text: str,
    ink: Ink,
    marks: tuple[str, ...] = (),
) -> None:
    """Draws the text from the top of `place`; words in `marks` get a tint and an accent underline."""
    font = look.font(ink.style)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    for number, line in enumerate(break_lines(text, font, place.width(), ink.most)):
        top = place.y() + number * metrics.height()
        for start, end in _spans(line, marks):
            left = place.x() + metrics.horizontalAdvance(line[:start])
            right = place.x() + metrics.horizontalAdvance(line[:end])
            ground = QRectF(left, top + look.px(2), right - left, metrics.height() - look.px(4))
            painter.fillRect(ground, look.color("tint"))
            foot = QRectF(left, top + metrics.height() - look.px(3), right - left, look.px(2))
            painter.fillRect(foot, look.color("accent"))
        painter.setPen(look.color(ink.colour))
        painter.drawText(QPointF(place.x(), top + metrics.ascent()), line)


def _spans(line: str, marks: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    low = line.lower()
    for mark in filter(None, (mark.lower() for mark in marks)):
        at = low.find(mark)
        while at >= 0:
            yield at, at + len(mark)
            at = low.find(mark, at + len(mark))


def draw_ground(painter: QPainter, button: QPushButton) -> None:
    """What the style sheet says of a button in its state; icon and words are drawn on it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    option = QStyleOptionButton()
    button.initStyleOption(option)
    button.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, button)
