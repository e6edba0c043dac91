"""A letter or a form on A4: one column over as many pages as it needs, each with its foot; later pages open with a
head."""

from collections.abc import Callable
from typing import NamedTuple

from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen

WIDTH, HEIGHT = 210 * MM, 297 * MM
THIN, HEAVY = 0.3 * MM, 0.9 * MM
_FOOTER = Style(8.5, 10.2)
_GRID = 0.1 * MM  # no thermal head prints these
_LEAST_LINES = 2  # of a paragraph on either side of a page's end
Head = Callable[[Pen], None]
Foot = Callable[[int, int], tuple[str, str]]  # page, pages -> the words at the left and at the right


class Margins(NamedTuple):
    """Of a page, in points; `foot`: its line above the lower edge."""

    left: float
    right: float
    top: float
    bottom: float
    foot: float


LETTER = Margins(26 * MM, 24 * MM, 22 * MM, 24 * MM, 15 * MM)
FORM = Margins(18 * MM, 18 * MM, 16 * MM, 24 * MM, 13 * MM)


class Letter:
    """Pages of pens. `head` begins every page but the first."""

    def __init__(self, head: Head, margins: Margins = LETTER) -> None:
        self._head, self._margins = head, margins
        self.pages = [self._page()]

    @property
    def pen(self) -> Pen:
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Points left on this page."""
        return HEIGHT - self._margins.bottom - self.pen.y

    def turn(self) -> None:
        self.pages.append(self._page())
        self._head(self.pen)

    def _page(self) -> Pen:
        return Pen(WIDTH, self._margins.left, self._margins.right, self._margins.top, _GRID)

    def need(self, height: float) -> None:
        """What follows is `height` points high and stays together: on the next page where it does not fit here."""
        if height > self.room:
            self.turn()

    def flow(self, text: str, style: Style, most_lines: int) -> Paragraph:
        """One paragraph, at most so many lines of it. A page ends between paragraphs or leaves two lines of one on
        either side. Answers all of it as it was set, lines left out among them."""
        whole = self.pen.typeset(text, style, self.pen.inner)
        lines = whole.lines[:most_lines]
        while lines:
            take = fitting(len(lines), int(self.room / style.leading))
            if take:
                self.pen.lay(Paragraph(lines[:take], style, whole.width), self.pen.left)
            lines = lines[take:]
            if lines:
                self.turn()
        return whole

    def finish(self, foot: Foot, goes_on: str = "") -> None:
        """Writes the foot of every page, now that their number is known; `goes_on` ends all but the last."""
        for number, pen in enumerate(self.pages, 1):
            left, right = foot(number, len(self.pages))
            if number < len(self.pages):
                pen.text(goes_on, 9, pen.edge, pen.y + 1 * MM, align="right")
            pen.y = HEIGHT - self._margins.foot
            pen.rule(THIN)
            pen.y += 1.2 * MM
            pen.text(right, _FOOTER.size, pen.edge, pen.y, align="right")
            pen.paragraph(left, _FOOTER, edge=pen.edge - pen.text_width(right, _FOOTER.size) - 4 * MM, most_lines=1)


def even_title(pen: Pen, text: str, style: Style, most_lines: int, more: str = "……") -> Paragraph:
    """A centred title in lines as even as can be: the narrowest column that keeps their number."""
    count = len(pen.typeset(text, style, pen.inner, most_lines, more).lines)
    low, high = pen.inner / 2, pen.inner
    while high - low > 1:
        middle = (low + high) / 2
        made = pen.typeset(text, style, middle, most_lines, more)
        low, high = (low, middle) if len(made.lines) <= count and not made.cut else (middle, high)
    made = pen.typeset(text, style, high, most_lines, more)
    pen.lay(made, pen.left + (pen.inner - high) / 2)
    return made


def fitting(count: int, fit: int) -> int:
    """How many of `count` lines go on a page that has room for `fit`."""
    if count <= fit:
        return count
    take = min(fit, count - _LEAST_LINES)
    return take if take >= _LEAST_LINES else 0
