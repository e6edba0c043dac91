"""A ruled table over pages (表): its head stands on each page, a row is never broken."""

from collections.abc import Sequence
from typing import NamedTuple

from desk.paper.letter import THIN, Letter
from desk.paper.letter_grid import Row, centre
from desk.paper.paragraph import Align, Paragraph, Style
from desk.paper.pen import MM, Pen

_HEAD = 7.6 * MM
_TITLE = Style(9.5, 12.5, align="center")
_SIDE, _ABOVE = 1.2 * MM, 1.0 * MM
_SIZE, _LEADING = 10.0, 14.0


class Column(NamedTuple):
    """`share` of the table's width; a value has at most so many lines."""

    title: str
    share: float
    most_lines: int = 2
    align: Align = "left"


def table_head(pen: Pen, columns: Sequence[Column]) -> Row:
    titles = [_title(pen, column) for column in columns]
    return _row(columns, titles, max(_HEAD, max(title.height for title in titles) + 2 * _ABOVE))


def table_row(
    pen: Pen, columns: Sequence[Column], values: Sequence[str], least: float = 0.0, bold: bool = False
) -> Row:
    """One row, at least `least` points high."""
    made = [
        pen.typeset(
            value,
            Style(_SIZE, _LEADING, "B" if bold else "R", column.align),
            column.share * pen.inner - 2 * _SIDE,
            column.most_lines,
        )
        for column, value in zip(columns, values, strict=True)
    ]
    return _row(columns, made, max(least, max(one.height for one in made) + 2 * _ABOVE))


def lay_rows(letter: Letter, columns: Sequence[Column], rows: Sequence[Row], tail: float = 0.0) -> None:
    """Head and rows, on as many pages as they need; the last row keeps `tail` points below it."""
    head = table_head(letter.pen, columns)
    letter.need(head.height + sum(row.height for row in rows[:1]))
    head.draw(letter.pen)
    for at, row in enumerate(rows):
        if row.height + (tail if at == len(rows) - 1 else 0.0) > letter.room:
            letter.turn()
            head.draw(letter.pen)
        row.draw(letter.pen)


def _title(pen: Pen, column: Column) -> Paragraph:
    room = column.share * pen.inner - 2 * _SIDE
    size = min((pen.fit(word, _TITLE.size, 8, room) for word in column.title.split()), default=_TITLE.size)
    return pen.typeset(column.title, Style(size, _TITLE.leading, align="center"), room, 3)


def _row(columns: Sequence[Column], made: Sequence[Paragraph], height: float) -> Row:
    def draw(pen: Pen) -> None:
        pen.box(pen.left, pen.y, pen.inner + THIN, height + THIN, THIN)
        x = pen.left
        for at, (column, text) in enumerate(zip(columns, made, strict=True)):
            if at:
                pen.fill(x, pen.y, THIN, height)
            centre(pen, text, x + _SIDE, height)
            x += column.share * pen.inner
        pen.y += height

    return Row(height, draw)
