"""How an 80 mm slip begins: station and title, the number in large figures, its QR."""

from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen, snap
from desk.paper.qr import qr_side

WIDTH = 80 * MM
_SIDE = 4 * MM
_TOP = 3 * MM
_HEAD_LINE = 5 * DOT
_MODULE = 6 * DOT
TAG_HEIGHT = 5.5 * MM
_BAR_HEIGHT = 6.5 * MM
_CODE_DIGITS = 12
_NUMBER, _LEAST_NUMBER = 23, 18


def new_slip() -> Pen:
    return Pen(WIDTH, _SIDE, _SIDE, _TOP)


def sample_bar(pen: Pen, words: str) -> None:
    """Across the top of each copy of a practice station's slip, so that nobody takes it for a real one."""
    size = pen.fit(words, 12, 9, pen.inner - 4 * MM, "B")
    pen.reverse(words, size, pen.left, pen.y, pen.inner, _BAR_HEIGHT)
    pen.y += _BAR_HEIGHT
    pen.gap(1.4)


def sample_above(pen: Pen, words: str, top: float) -> None:
    """The same bar above a page's margin, so that a practice paper is set as a real one."""
    kept, pen.y = pen.y, top
    sample_bar(pen, words)
    pen.y = kept


def head(pen: Pen, station: str, title: str, copy: str, size: float, second: tuple[str, str] | None = None) -> None:
    """Station, title and, reversed at the right, whose copy it is: beside the title, or the station if that is full.

    `second`: title and copy in another language, under them.
    """
    tag = pen.text_width(copy, 10, "B") + 3.2 * MM
    beside_title = pen.text_width(title, size, "B") + 2 * MM + tag <= pen.inner
    if not beside_title:
        _tag(pen, copy, tag, pen.y + TAG_HEIGHT / 2)
    pen.paragraph(
        station,
        Style(10.5 if size > 15 else 9.5, 14, "B"),
        edge=None if beside_title else pen.edge - tag - 2 * MM,
        most_lines=2 if beside_title else 3,
    )
    pen.gap(0.6)
    top, size = pen.y, pen.fit(title, size, 11, pen.inner, "B")
    pen.text(title, size, pen.left, top, "B")
    pen.y = top + size * 1.2
    if beside_title:
        _tag(pen, copy, tag, top + 0.6 * size)
        pen.y = max(pen.y, top + 0.6 * size + TAG_HEIGHT / 2)
    if second is not None:
        _second_title(pen, *second)
    pen.gap(1)
    pen.rule(_HEAD_LINE)
    pen.gap(3.6)


def _tag(pen: Pen, words: str, width: float, middle: float) -> None:
    pen.reverse(words, 10, pen.edge - width, middle - TAG_HEIGHT / 2, width, TAG_HEIGHT)


def _second_title(pen: Pen, title: str, copy: str) -> None:
    room = pen.inner - pen.text_width(copy, 9) - 2 * MM
    pen.gap(0.4)
    pen.text(title, pen.fit(title, 11, 9, room, "B"), pen.left, pen.y, "B")
    pen.text(copy, 9, pen.edge, pen.y + 1.6, align="right")
    pen.y += 14


def number_and_payload(number: str, code: str) -> tuple[str, str]:
    """The number as it is read aloud, and what its QR holds: division code, blank, nine digits."""
    shown = show_number(digits_of(number[:LENGTH]))
    return shown, f"{digits_of(code[:_CODE_DIGITS])} {shown.replace('-', '')}"


def number_block(pen: Pen, label: str, number: str, code: str, station: str) -> None:
    """The number as large as fits, the station's name under it, and the QR of both: code, blank, nine digits."""
    shown, payload = number_and_payload(number, code)
    side = qr_side(payload) * _MODULE
    top = snap(pen.y)
    pen.qr(payload, pen.edge - side, top, _MODULE)
    edge = pen.edge - side - 4 * _MODULE
    size = pen.fit(shown, _NUMBER, _LEAST_NUMBER, edge - pen.left, "B")
    pen.text(label, 8.5, pen.left, top)
    pen.text(shown, size, pen.left, top + 4.2 * MM, "B")
    pen.y = top + 4.9 * MM + size * 1.16
    pen.paragraph(station, Style(8.5, 11.5), edge=edge, most_lines=2)
    pen.y = max(pen.y, top + side)
    pen.gap(3)
    pen.rule()
    pen.gap(1.8)
