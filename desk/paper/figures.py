"""Figures in cells of one width (合计): what each is above, how much below; several rows of them are told apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from desk.paper.fonts import Weight
from desk.paper.letter import THIN
from desk.paper.letter_grid import Row, centre
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen

_HEAD, _ROW = 7.2 * MM, 8.8 * MM
_TITLE = Style(10, 13, align="center")
_NAME = 10.0
_FIGURE = 15.0
_NAMED = 22 * MM  # the column that tells rows apart


class FigureRow(NamedTuple):
    """`name` tells it from another row; empty where there is one alone."""

    name: str
    figures: Sequence[str]


def figures(pen: Pen, titles: Sequence[str], rows: Sequence[FigureRow]) -> Row:
    """A table of as many columns as there are titles."""
    named = _NAMED if any(row.name for row in rows) else 0.0
    width = (pen.inner - named) / len(titles)
    set_titles = [_title(pen, title, width - 1.6 * MM) for title in titles]
    head = max(_HEAD, max(title.height for title in set_titles) + 2 * MM)

    def draw(pen: Pen) -> None:
        _line(pen, named, width, head)
        for at, title in enumerate(set_titles):
            centre(pen, title, pen.left + named + at * width + 0.8 * MM, head)
        pen.y += head
        for row in rows:
            _line(pen, named, width, _ROW)
            if named:
                _middle(pen, row.name, _NAME, pen.left, named)
            for at, figure in enumerate(row.figures):
                _middle(pen, figure, _FIGURE, pen.left + named + at * width, width, "B")
            pen.y += _ROW

    return Row(head + len(rows) * _ROW, draw)


def _title(pen: Pen, words: str, room: float) -> Paragraph:
    """Smaller where a foreign word would have to be broken."""
    size = min((pen.fit(word, _TITLE.size, 8, room) for word in words.split()), default=_TITLE.size)
    return pen.typeset(words, replace(_TITLE, size=size), room, most_lines=3)


def _line(pen: Pen, named: float, width: float, height: float) -> None:
    """The cells of a row."""
    pen.box(pen.left, pen.y, pen.inner + THIN, height + THIN, THIN)
    x = pen.left + (named or width)
    while x < pen.edge - MM:
        pen.fill(x, pen.y, THIN, height)
        x += width


def _middle(pen: Pen, words: str, size: float, x: float, width: float, weight: Weight = "R") -> None:
    """Smaller where it is long, on the baseline of the others."""
    base = pen.y + _ROW / 2 + 0.36 * size
    size = pen.fit(words, size, 8, width - 3 * MM, weight)
    pen.text_on(words, size, x + width / 2, base, weight, "center")
