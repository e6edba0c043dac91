"""The ruled grid of a letter: labels in cells of one width, values beside them; boxes to tick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.paper.letter import THIN
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen
from desk.paper.rows import Option

_LABEL_WIDTH = 22 * MM
_PAD = 1.6 * MM
_LABEL = Style(10, 13.5, align="center")
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
    """A label and its value, at most so many lines of it; `share` of the grid's width."""

    label: str
    value: str
    share: float
    most_lines: int = 3


def cells(pen: Pen, row: Sequence[Cell], least: float) -> Row:
    """One row of cells, at least `least` points high; a long value makes it higher."""
    set_cells = [(_label(pen, cell.label), _value(pen, cell), cell.share * pen.inner) for cell in row]
    needed = max(max(label.height, value.height) for label, value, _ in set_cells)
    height = max(least, needed + 2 * _PAD)

    def draw(pen: Pen) -> None:
        x = pen.left
        for label, value, width in set_cells:
            _frame(pen, x, width, height)
            _centre(pen, label, x + MM, height)
            _centre(pen, value, x + _LABEL_WIDTH + _PAD, height)
            x += width
        pen.y += height

    return Row(height, draw)


def options(pen: Pen, label: str, choices: Sequence[Option], least: float) -> Row:
    """Boxes to tick: side by side, as even as there is room, in more lines where they need them."""
    lines = _lines(pen, choices)
    height = least + _OPTION_LEADING * (len(lines) - 1)
    named = _label(pen, label)

    def draw(pen: Pen) -> None:
        _frame(pen, pen.left, pen.inner, height)
        _centre(pen, named, pen.left + MM, height)
        top = pen.y + (height - _OPTION_LEADING * len(lines)) / 2
        for number, line in enumerate(lines):
            _draw_options(pen, line, top + number * _OPTION_LEADING)
        pen.y += height

    return Row(height, draw)


def _frame(pen: Pen, x: float, width: float, height: float) -> None:
    pen.box(x, pen.y, width + THIN, height + THIN, THIN)
    pen.fill(x + _LABEL_WIDTH, pen.y, THIN, height)


def _label(pen: Pen, words: str) -> Paragraph:
    return pen.typeset(words, _LABEL, _LABEL_WIDTH - 2 * MM)


def _value(pen: Pen, cell: Cell) -> Paragraph:
    return pen.typeset(cell.value, _VALUE, cell.share * pen.inner - _LABEL_WIDTH - 2 * _PAD, cell.most_lines)


def _centre(pen: Pen, made: Paragraph, x: float, height: float) -> None:
    top = pen.y
    pen.y = top + (height - made.height) / 2
    pen.lay(made, x)
    pen.y = top


def _room(pen: Pen) -> float:
    return pen.inner - _LABEL_WIDTH - 4 * MM


def _width(pen: Pen, choice: Option) -> float:
    return _BESIDE + pen.text_width(choice.words, _OPTION_SIZE)


def _lines(pen: Pen, choices: Sequence[Option]) -> list[list[Option]]:
    lines: list[list[Option]] = [[]]
    used = 0.0
    for choice in choices:
        width = _width(pen, choice)
        if lines[-1] and used + _LEAST_GAP + width > _room(pen):
            lines.append([])
            used = 0.0
        used += width + (_LEAST_GAP if lines[-1] else 0.0)
        lines[-1].append(choice)
    return lines


def _draw_options(pen: Pen, line: Sequence[Option], top: float) -> None:
    free = _room(pen) - sum(_width(pen, choice) for choice in line)
    gap = min(free / max(len(line) - 1, 1), _MOST_GAP)
    x = pen.left + _LABEL_WIDTH + 2 * MM
    middle = top + _OPTION_LEADING / 2
    for choice in line:
        pen.box(x, middle - _SIDE / 2, _SIDE, _SIDE, THIN)
        if choice.ticked:
            pen.tick(x, middle - _SIDE / 2, _SIDE)
        pen.text(choice.words, _OPTION_SIZE, x + _BESIDE, middle - 0.6 * _OPTION_SIZE)
        x += _width(pen, choice) + gap
