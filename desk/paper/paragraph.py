"""A paragraph set in a column, and its drawing: runs of one face, justified only where it does not show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Literal

from desk.paper.breaking import Line, break_lines
from desk.paper.fonts import Weight, advance, font_for
from desk.paper.units import NO_END, NO_START, Unit, is_han, kern, measure, units_of

Align = Literal["left", "center", "right"]
Span = tuple[str, Weight]
BASELINE = 0.86  # of the size, below the line's top
_MOST_GAP = 0.14  # em a gap may grow when a line is justified
_MOST_SLACK = 3.0  # em a line may lack


@dataclass(frozen=True)
class Style:
    """How a paragraph is set; `size` and `leading` in points, the first line's `indent` in em. Titles are never
    justified, running text may be."""

    size: float
    leading: float
    weight: Weight = "R"
    align: Align = "left"
    justify: bool = False
    indent: float = 0.0


@dataclass(frozen=True)
class Paragraph:
    """Lines in a column `width` points wide. `cut`: the last line ends with …… for what was left out."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    cut: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def set_lines(
    spans: list[Span], room: float, most_lines: int | None = None, more: str = "……", indent: float = 0.0
) -> tuple[list[Line], bool]:
    """Lines of at most `room` em from clean text, and whether `more` had to end them."""
    lines = chain.from_iterable(break_lines(row, room, indent) for row in _rows(spans))
    if most_lines is None:
        return list(lines), False
    kept = list(islice(lines, most_lines + 1))
    if len(kept) <= most_lines:
        return kept, False
    return [*kept[: most_lines - 1], _shortened(kept[most_lines - 1], more, room)], True


def _rows(spans: list[Span]) -> Iterator[Iterator[Unit]]:
    """The units of each line of the original text; a change of weight does not begin a new one."""
    row: list[Span] = []
    for text, weight in spans:
        first, *others = text.split("\n")
        row.append((first, weight))
        for other in others:
            yield _units(row)
            row = [(other, weight)]
    yield _units(row)


def _units(row: list[Span]) -> Iterator[Unit]:
    return chain.from_iterable(units_of(text, weight) for text, weight in row)


def _shortened(line: Line, more: str, room: float) -> Line:
    row = list(line.units)
    weight: Weight = row[-1].weight if row else "R"
    end = list(units_of(more, weight))
    while row and (measure([*row, *end]) > room - line.indent or row[-1].space or row[-1].text in NO_START | NO_END):
        row.pop()
    if row:
        row[-1:] = units_of(row[-1].text.rstrip(".,:") or row[-1].text, weight)
    return Line([*row, *end], last=True, indent=line.indent)


def line_width(text: str, size: float, weight: Weight = "R") -> float:
    """Width in points of clean text on one line."""
    return measure(units_of(text, weight)) * size


def draw_paragraph(canvas: Any, paragraph: Paragraph, x: float, top: float) -> None:
    """Draws with the left edge at `x` and the upper edge at `top`, both in points from the lower left."""
    style = paragraph.style
    first = top - (style.leading - style.size) / 2 - BASELINE * style.size
    for number, line in enumerate(paragraph.lines):
        indent = line.indent * style.size
        slack = paragraph.width - indent - line.width * style.size
        start = x + indent + {"left": 0.0, "center": slack / 2, "right": slack}[style.align]
        spread = _spread(line, slack / style.size) * style.size if style.justify else 0.0
        draw_line(canvas, start, first - number * style.leading, line.units, style.size, spread)


def _spread(line: Line, slack: float) -> float:
    """Em to add at every gap, 0 for a ragged line: the last, a foreign one, one that lacks too much."""
    gaps = len(line.text) - 1
    han = sum(is_han(char) for char in line.text)
    if line.last or gaps <= 4 or han * 2 < gaps or not 0 < slack < min(_MOST_SLACK, _MOST_GAP * gaps):
        return 0.0
    return slack / gaps


def draw_line(canvas: Any, x: float, baseline: float, units: list[Unit], size: float, spread: float = 0.0) -> None:
    """Draws units side by side; a run ends where the face changes or two units stand closer or wider."""
    run, face, start = "", "", x
    before: Unit | None = None
    for unit in units:
        step = kern(before, unit) * size if before else 0.0
        for at, char in enumerate(unit.text):
            needed = font_for(char, unit.weight) or ""
            if needed != face or (at == 0 and step):
                _draw_run(canvas, start, baseline, run, face, size, spread)
                x += step if at == 0 else 0.0
                run, face, start = "", needed, x
            run += char
            x += advance(char, unit.weight) * size + spread
        before = unit
    _draw_run(canvas, start, baseline, run, face, size, spread)


def _draw_run(canvas: Any, x: float, baseline: float, run: str, face: str, size: float, spread: float) -> None:
    if run:
        canvas.setFont(face, size)
        canvas.drawString(x, baseline, run, charSpace=spread)
