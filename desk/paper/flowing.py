"""A labelled row whose text runs over pages: its label and what it belongs to are said again on each."""

from collections.abc import Callable

from desk.paper.letter import Letter, fitting
from desk.paper.letter_grid import PAD, running
from desk.paper.paragraph import Paragraph


def flow_row(letter: Letter, label: str, again: str, value: Paragraph, least: float, turn: Callable[[], None]) -> None:
    """Breaks `value` anywhere but leaves at least two lines on either side; `again` is its label on a later page,
    `turn` begins one. A row that is not broken is at least `least` points high."""
    lines, named, height = value.lines, label, least
    while True:
        take = _taken(letter, len(lines), value.style.leading, height)
        if take:
            piece = Paragraph(lines[:take], value.style, value.width, value.cut)
            running(named, piece, height if take == len(lines) else 0.0).draw(letter.pen)
            lines, named, height = lines[take:], again, 0.0
        if not lines:
            return
        turn()


def _taken(letter: Letter, count: int, leading: float, least: float) -> int:
    """How many lines go on this page."""
    if count * leading + 2 * PAD <= letter.room:
        return count if least <= letter.room else 0
    return fitting(count, int((letter.room - 2 * PAD) / leading))
