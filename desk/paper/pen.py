"""A pen that records strokes from the page's top left, so that a slip's length is known before its page is made."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.paper.cleaning import printable
from desk.paper.fonts import Weight
from desk.paper.paragraph import (
    Align,
    Paragraph,
    Span,
    Style,
    draw_line,
    draw_paragraph,
    line_width,
    set_lines,
)
from desk.paper.qr import qr_bars
from desk.paper.units import measure, units_of

MM = 72 / 25.4
DOT = MM / 8  # of a 203 dpi head
THIN = 3 * DOT
SHY = DOT / 128  # left off at edges: a renderer that rounds up then stays within whole dots
_ASCENT = 0.96  # of the size, from the top of a line to its baseline
Stroke = Callable[[Any, float], None]


def snap(length: float, grid: float = DOT) -> float:
    """The nearest whole dot."""
    return round(length / grid) * grid


def _held(value: int) -> float:
    return min(max(value, 0), 1000) / 1000


class Pen:
    """Writes in points from the top left; `y` is where the next block begins. Edges fall on whole dots, or on another
    `grid`."""

    def __init__(self, width: float, left: float, right: float, top: float, grid: float = DOT) -> None:
        self._grid = grid
        self.width, self.left, self.edge = width, left, width - right
        self.inner = self.edge - left
        self.y = top
        self.missing: list[str] = []
        self._strokes: list[Stroke] = []

    def _snap(self, length: float) -> float:
        return snap(length, self._grid)

    def gap(self, millimetres: float) -> None:
        self.y = self._snap(self.y + millimetres * MM)

    def paragraph(
        self,
        text: str | list[Span],
        style: Style,
        *,
        x: float | None = None,
        edge: float | None = None,
        most_lines: int | None = None,
        more: str = "……",
    ) -> Paragraph:
        """Sets text between `x` and `edge` and moves down; `more` ends what is longer than `most_lines`."""
        x = self.left if x is None else x
        width = (self.edge if edge is None else edge) - x
        made = self.typeset(text, style, width, most_lines, more)
        self.lay(made, x)
        return made

    def typeset(
        self, text: str | list[Span], style: Style, width: float, most_lines: int | None = None, more: str = "……"
    ) -> Paragraph:
        """A paragraph in a column of that width, not drawn yet."""
        spans: list[Span] = [(text, style.weight)] if isinstance(text, str) else text
        ready = [(printable(words, weight, self.missing), weight) for words, weight in spans]
        lines, cut = set_lines(ready, width / style.size, most_lines, more, style.indent)
        return Paragraph(tuple(lines), style, width, cut)

    def lay(self, made: Paragraph, x: float) -> None:
        """Draws a paragraph with its left edge at `x` and moves down."""
        top = self._snap(self.y)
        self._strokes.append(lambda canvas, height: draw_paragraph(canvas, made, x, height - top))
        self.y += made.height

    def text_width(self, text: str, size: float, weight: Weight = "R") -> float:
        return line_width(printable(text, weight, self.missing), size, weight)

    def fit(self, text: str, size: float, least: float, room: float, weight: Weight = "R") -> float:
        """The largest size from `size` down to `least`, in half points, at which one line fits `room`."""
        while size > least and self.text_width(text, size, weight) > room:
            size -= 0.5
        return max(size, least)

    def text(self, text: str, size: float, x: float, y: float, weight: Weight = "R", align: Align = "left") -> None:
        """One line with its top at `y`, its left, middle or right at `x`; the pen stays where it is."""
        self.text_on(text, size, x, y + _ASCENT * size, weight, align)

    def text_on(
        self, text: str, size: float, x: float, baseline: float, weight: Weight = "R", align: Align = "left"
    ) -> None:
        units = list(units_of(printable(text, weight, self.missing), weight))
        width = measure(units) * size
        start = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        base = self._snap(baseline)
        self._strokes.append(lambda canvas, height: draw_line(canvas, start, height - base, units, size))

    def fill(self, x: float, y: float, width: float, height: float) -> None:
        """A black rectangle of whole dots."""
        x, y = self._snap(x) + SHY, self._snap(y) + SHY
        width, height = self._snap(width) - 2 * SHY, self._snap(height) - 2 * SHY
        self._strokes.append(lambda canvas, page: canvas.rect(x, page - y - height, width, height, stroke=0, fill=1))

    def rule(self, thick: float = THIN) -> None:
        """A line across the column; filled, for a stroked one straddles two dots."""
        self.fill(self.left, self.y, self.inner, thick)

    def dashes(self, x: float, end: float, y: float, dots: int = 6) -> None:
        while x < end:
            self.fill(x, y, min(dots * DOT, end - x), THIN)
            x += 2 * dots * DOT

    def box(self, x: float, y: float, width: float, height: float, thick: float = THIN) -> None:
        x, y, width, height = (self._snap(length) for length in (x, y, width, height))
        self.fill(x, y, width, thick)
        self.fill(x, y + height - thick, width, thick)
        self.fill(x, y, thick, height)
        self.fill(x + width - thick, y, thick, height)

    def tick(self, x: float, y: float, side: float) -> None:
        """The tick of a box: the font has neither ☐ nor ☑."""
        x, y = self._snap(x), self._snap(y)

        def stroke(canvas: Any, page: float) -> None:
            canvas.setLineWidth(side * 0.13)
            canvas.setLineCap(1)
            path = canvas.beginPath()
            path.moveTo(x + side * 0.2, page - y - side * 0.52)
            path.lineTo(x + side * 0.43, page - y - side * 0.76)
            path.lineTo(x + side * 0.86, page - y - side * 0.2)
            canvas.drawPath(path)

        self._strokes.append(stroke)

    def scrawl(self, strokes: Sequence[Sequence[tuple[int, int]]], x: float, y: float, height: float) -> None:
        """What a hand drew, points from 0 to 1000 in a frame thrice as wide as high; none leaves it."""
        width = 3 * height
        drawn = [[(_held(a) * width, _held(b) * height) for a, b in line] for line in strokes if line]

        def stroke(canvas: Any, page: float) -> None:
            canvas.setLineWidth(0.4 * MM)
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
            path = canvas.beginPath()
            for first, *others in drawn:
                path.moveTo(x + first[0], page - y - first[1])
                for across, down in others or [first]:
                    path.lineTo(x + across, page - y - down)
            canvas.drawPath(path)

        self._strokes.append(stroke)

    def reverse(self, text: str, size: float, x: float, y: float, width: float, height: float) -> None:
        """White on black, for one or two big words."""
        self.fill(x, y, width, height)
        units = list(units_of(printable(text, "B", self.missing), "B"))
        start = x + (width - self.text_width(text, size, "B")) / 2
        base = y + height / 2 + 0.36 * size

        def stroke(canvas: Any, page: float) -> None:
            canvas.setFillGray(1)
            draw_line(canvas, start, page - base, units, size)
            canvas.setFillGray(0)

        self._strokes.append(stroke)

    def qr(self, payload: str, x: float, y: float, module: float) -> None:
        for bar in qr_bars(payload):
            self.fill(x + bar.column * module, y + bar.row * module, bar.length * module, module)

    def play(self, canvas: Any, height: float) -> None:
        """Draws everything on a page of that height."""
        canvas.setFillGray(0)
        canvas.setStrokeGray(0)
        for stroke in self._strokes:
            stroke(canvas, height)
