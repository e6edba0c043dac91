"""The ruled grid of letters and forms: labels in cells of one width, values beside them; boxes to tick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desk.paper.cleaning import printable
from desk.paper.letter import THIN
from desk.paper.paragraph import Paragraph, Style, line_width, set_lines
from desk.paper.pen import MM, Pen
from desk.paper.rows import Option

LABEL_WIDTH = 22 * MM
PAD = 1.6 * MM  # beside a value, and above one that runs over lines
_ABOVE = 1.1 * MM
_LABEL = Style(10, 13.5, align="center")
_LEAST_LABEL = 8.0
_VALUE = Style(10.5, 15.75)
_OPTION_SIZE, _OPTION_LEADING = 11.0, 20.0
_SIDE, _BESIDE = 3.4 * MM, 4.6 * MM  # of a box to tick; from its edge to its words
_LEAST_GAP, _MOST_GAP = 2 * MM, 9 * MM


@dataclass(frozen=True)
class Row:
    """A row that was measured and is not drawn yet; `draw` begins at the pen's place and leaves it at its end."""

    height: float
    draw: Callable[[Pen], None]


@dataclass(frozen=True)
class Cell:
    """A label and its value, at most so many lines of it; `share` of the grid's width. Without a label the value has
    all of it."""

    label: str
    value: str
    share: float
    most_lines: int = 3


def cells(pen: Pen, row: Sequence[Cell], least: float) -> Row:
    """One row of cells, at least `least` points high; a long value makes it higher."""
    set_cells = [(_label(cell.label), _value(pen, cell), cell.share * pen.inner) for cell in row]
    needed = max(max(label.height, value.height) for label, value, _ in set_cells)
    height = max(least, needed + 2 * _ABOVE)

    def draw(pen: Pen) -> None:
        pen.box(pen.left, pen.y, pen.inner + THIN, height + THIN, THIN)
        x = pen.left
        for cell, (label, value, width) in zip(row, set_cells, strict=True):
            _divide(pen, x, height)
            if cell.label:
                _divide(pen, x + LABEL_WIDTH, height)
            centre(pen, label, x + MM, height)
            centre(pen, value, x + _beside(cell) + PAD, height)
            x += width
        pen.y += height

    return Row(height, draw)


def options(pen: Pen, label: str, choices: Sequence[Option], least: float) -> Row:
    """Boxes to tick: side by side, as even as there is room, in more lines where they need them."""
    lines = _lines(pen, choices)
    height = least + _OPTION_LEADING * (len(lines) - 1)
    named = _label(label)

    def draw(pen: Pen) -> None:
        _frame(pen, height)
        centre(pen, named, pen.left + MM, height)
        top = pen.y + (height - _OPTION_LEADING * len(lines)) / 2
        for number, line in enumerate(lines):
            _draw_options(pen, line, top + number * _OPTION_LEADING)
        pen.y += height

    return Row(height, draw)


def running(label: str, value: Paragraph, least: float) -> Row:
    """A row of text that was set before, from its upper edge: a piece of what runs over pages."""
    named = _label(label)
    height = max(least, named.height + 2 * PAD, value.height + 2 * PAD)

    def draw(pen: Pen) -> None:
        _frame(pen, height)
        centre(pen, named, pen.left + MM, height)
        top = pen.y
        pen.y = top + PAD
        pen.lay(value, pen.left + LABEL_WIDTH + PAD)
        pen.y = top + height

    return Row(height, draw)


def column(pen: Pen) -> float:
    """How wide a value is that has a row of its own."""
    return pen.inner - LABEL_WIDTH - 2 * PAD


def _beside(cell: Cell) -> float:
    return LABEL_WIDTH if cell.label else 0.0


def _frame(pen: Pen, height: float) -> None:
    """Of a row with one label."""
    pen.box(pen.left, pen.y, pen.inner + THIN, height + THIN, THIN)
    _divide(pen, pen.left + LABEL_WIDTH, height)


def _divide(pen: Pen, x: float, height: float) -> None:
    if x > pen.left:
        pen.fill(x, pen.y, THIN, height)


@lru_cache(512)
def _label(words: str) -> Paragraph:
    """Fixed words, so measured once; smaller where a foreign one would have to be broken."""
    room, size = LABEL_WIDTH - 2 * MM, _LABEL.size
    foreign = [word for word in words.split() if word.isascii()]
    while size > _LEAST_LABEL and any(line_width(word, size) > room for word in foreign):
        size -= 0.5
    lines, cut = set_lines([(words, "R")], room / size)
    return Paragraph(tuple(lines), replace(_LABEL, size=size), room, cut)


def _value(pen: Pen, cell: Cell) -> Paragraph:
    return pen.typeset(cell.value, _VALUE, cell.share * pen.inner - _beside(cell) - 2 * PAD, cell.most_lines)


def centre(pen: Pen, made: Paragraph, x: float, height: float) -> None:
    """Draws in the middle of a row's height; the pen stays where it is."""
    top = pen.y
    pen.y = top + (height - made.height) / 2
    pen.lay(made, x)
    pen.y = top


def _room(pen: Pen) -> float:
    return pen.inner - LABEL_WIDTH - 4 * MM


@lru_cache(512)
def _width(words: str) -> float:
    """Of a box and its fixed words."""
    return _BESIDE + line_width(printable(words, "R", []), _OPTION_SIZE)


def _lines(pen: Pen, choices: Sequence[Option]) -> list[list[Option]]:
    lines: list[list[Option]] = [[]]
    used = 0.0
    for choice in choices:
        width = _width(choice.words)
        if lines[-1] and used + _LEAST_GAP + width > _room(pen):
            lines.append([])
            used = 0.0
        used += width + (_LEAST_GAP if lines[-1] else 0.0)
        lines[-1].append(choice)
    return lines


def _draw_options(pen: Pen, line: Sequence[Option], top: float) -> None:
    free = _room(pen) - sum(_width(choice.words) for choice in line)
    gap = min(free / max(len(line) - 1, 1), _MOST_GAP)
    x = pen.left + LABEL_WIDTH + 2 * MM
    middle = top + _OPTION_LEADING / 2
    for choice in line:
        pen.box(x, middle - _SIDE / 2, _SIDE, _SIDE, THIN)
        if choice.ticked:
            pen.tick(x, middle - _SIDE / 2, _SIDE)
        pen.text(choice.words, _OPTION_SIZE, x + _BESIDE, middle - 0.6 * _OPTION_SIZE)
        x += _width(choice.words) + gap
