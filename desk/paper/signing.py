"""Who signs (签名): frames 15 mm high, two to a row; what was signed here stands in them, the others wait for a pen."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from desk.paper.cleaning import one_line
from desk.paper.letter import THIN
from desk.paper.letter_grid import LABEL_WIDTH, PAD, Row, centre
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.wording import moment
from desk.reads.reception_views import SignatureView
from desk.text import Say

HEIGHT = 15 * MM
_LABEL = Style(9.5, 12.5, align="center")
_NAME = 50  # code points that are read of a typed one
_HAND = HEIGHT - 2 * MM  # how high a drawn signature is


class Frame(NamedTuple):
    """Who signs and as what. `name` may be empty: anybody's place."""

    role: str
    name: str
    signed: SignatureView | None = None


def frames(pen: Pen, row: Sequence[Frame], _: Say) -> Row:
    """One row of at most two frames, each half as wide as the form."""
    width = pen.inner / 2

    def draw(pen: Pen) -> None:
        for at, frame in enumerate(row):
            _frame(pen, frame, pen.left + at * width, width, _)
        pen.y += HEIGHT

    return Row(HEIGHT, draw)


def _frame(pen: Pen, frame: Frame, x: float, width: float, _: Say) -> None:
    pen.box(x, pen.y, width + THIN, HEIGHT + THIN, THIN)
    pen.fill(x + LABEL_WIDTH, pen.y, THIN, HEIGHT)
    words = "\n".join(filter(None, (frame.role, frame.name)))
    label = pen.typeset(words, _LABEL, LABEL_WIDTH - 2 * MM, most_lines=3)
    centre(pen, label, x + MM, HEIGHT)
    _signature(pen, frame.signed, x + LABEL_WIDTH + PAD, x + width - PAD, _)


def _signature(pen: Pen, signed: SignatureView | None, x: float, edge: float, _: Say) -> None:
    """Drawn, it fills the frame's height; typed, it says that it was; unsigned there is room for a hand."""
    middle = pen.y + HEIGHT / 2
    if signed is None or not (signed.strokes or signed.name):
        pen.text_on(_("Signature:"), 10, x, middle + 3.6)
        return
    if signed.strokes:
        pen.scrawl(signed.strokes, x, pen.y + (HEIGHT - _HAND) / 2, _HAND)
        for line, word in enumerate(_time(signed.at, _)):
            pen.text_on(word, 8, edge, pen.y + HEIGHT - 1.6 * MM - 10 * (1 - line), align="right")
        return
    name = one_line(signed.name, _NAME)
    size = pen.fit(name, 13, 8, edge - x)
    top = pen.y
    pen.y = top + 1.8 * MM
    pen.paragraph(name, Style(size, 1.3 * size), x=x, edge=edge, most_lines=1)
    told = _("typed at this desk, {time}").format(time=moment(_, signed.at))
    pen.text_on(told, pen.fit(told, 9, 8, edge - x), x, top + HEIGHT - 2.4 * MM)
    pen.y = top


def _time(at: datetime, _: Say) -> tuple[str, str]:
    """Day and hour on two lines: little room is left beside a drawn name."""
    return f"{at:%Y-%m-%d}", f"{at:%H:%M}"
