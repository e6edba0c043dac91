"""Rows of a slip: labels in one column, values in the next."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.paper.fonts import Weight
from desk.paper.paragraph import BASELINE, Paragraph, Span, Style
from desk.paper.pen import DOT, MM, Pen

_LEADING = 1.38
_LABEL = 9.0
_BOX = 26 * DOT
_BOX_AND_GAP = 4.65 * MM
_OPTION = Style(10, 15)


class Option(NamedTuple):
    """A box to tick and its words."""

    words: str
    ticked: bool


class Rows:
    """The two columns; a label stands on its value's first baseline."""

    def __init__(self, pen: Pen, label_width: float, label_size: float = _LABEL) -> None:
        self.pen = pen
        self.x = pen.left + label_width
        self._label_size = label_size

    def row(
        self,
        label: str,
        value: str | list[Span],
        *,
        size: float = 10,
        weight: Weight = "R",
        justify: bool = False,
        most_lines: int | None = None,
        more: str = "……",
    ) -> Paragraph:
        style = Style(size, size * _LEADING, weight, justify=justify)
        self._label(label, style)
        made = self.pen.paragraph(value, style, x=self.x, most_lines=most_lines, more=more)
        self.pen.gap(0.7)
        return made

    def _label(self, words: str, style: Style) -> None:
        drop = (style.leading - style.size) / 2 + BASELINE * style.size
        size = self.pen.fit(words, self._label_size, 8, self.x - self.pen.left - MM)
        self.pen.text_on(spread(words), size, self.pen.left, self.pen.y + drop)

    def one_line(self, label: str, value: str) -> None:
        """Smaller, down to 8, before a second line; nothing is left out of two."""
        room = self.pen.edge - self.x
        size = self.pen.fit(value, 10, 8, room)
        fits = self.pen.text_width(value, size) <= room
        self.row(label, value, size=size if fits else 10, most_lines=1 if fits else 2)

    def options(self, label: str, options: Sequence[Option]) -> None:
        """Boxes with their words, in as many lines as they need."""
        pen, x = self.pen, self.x
        self._label(label, _OPTION)
        for words, ticked in options:
            end = x + _BOX_AND_GAP + pen.text_width(words, _OPTION.size)
            if end > pen.edge and x > self.x:
                x, end = self.x, self.x + end - x
                pen.y += _OPTION.leading
            self._option(x, words, ticked)
            x = end + 2.2 * MM
        pen.y += _OPTION.leading
        pen.gap(0.4)

    def _option(self, x: float, words: str, ticked: bool) -> None:
        pen = self.pen
        pen.box(x, pen.y + 2.8, _BOX, _BOX)
        if ticked:
            pen.tick(x, pen.y + 2.8, _BOX)
        drop = (_OPTION.leading - _OPTION.size) / 2 + BASELINE * _OPTION.size
        pen.text_on(words, _OPTION.size, x + _BOX_AND_GAP, pen.y + drop)


def spread(label: str) -> str:
    """性质 -> 性　质, as wide as the labels of three."""
    return "\u3000".join(label) if len(label) == 2 and not label.isascii() else label
