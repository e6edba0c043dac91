"""The other blocks of a slip: the promise in its frame, notice, foot, tear line, signature."""

from collections.abc import Sequence

from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen, snap

_FRAME = 4 * DOT
_PAD = 2.25 * MM
_SIGNATURE_HEIGHT = 17 * MM
_MOST_NOTICE_LINES = 20  # the longest true one has 16
_NOTICE = Style(8.5, 12, justify=True)


def framed(pen: Pen, lines: Sequence[tuple[str, Style]]) -> None:
    """Texts in a heavy frame: the one thing the person must find again."""
    top = snap(pen.y)
    pen.y = top + _PAD
    for text, style in lines:
        pen.paragraph(text, style, x=pen.left + _PAD, edge=pen.edge - _PAD)
    pen.y = snap(pen.y + _PAD)
    pen.box(pen.left, top, pen.inner, pen.y - top, _FRAME)
    pen.gap(2)


def framed_day(pen: Pen, label: str, day: str, sentence: str) -> None:
    """The same on a wider paper: what the day is of stands beside it, where there is room."""
    width = pen.text_width(label, 10) + 4 * MM + pen.text_width(day, 15, "B")
    if width > pen.inner - 2 * _PAD:
        framed(pen, [(label, Style(10, 15)), (day, Style(13, 18, "B")), (sentence, Style(10.5, 14.5))])
        return
    top = snap(pen.y)
    base = top + _PAD + 14
    pen.text_on(label, 10, pen.left + _PAD, base)
    pen.text_on(day, 15, pen.left + _PAD + pen.text_width(label, 10) + 4 * MM, base, "B")
    pen.y = top + _PAD + 20
    pen.paragraph(sentence, Style(10.5, 14.5), x=pen.left + _PAD, edge=pen.edge - _PAD)
    pen.y = snap(pen.y + _PAD)
    pen.box(pen.left, top, pen.inner, pen.y - top, _FRAME)
    pen.gap(2)


def notice(pen: Pen, title: str, text: str, style: Style = _NOTICE, most_lines: int = _MOST_NOTICE_LINES) -> None:
    pen.gap(0.5)
    pen.rule()
    pen.gap(1.6)
    pen.paragraph(title, Style(style.size + 0.5, style.leading + 0.5, "B"))
    pen.paragraph(text, style, most_lines=most_lines)


def foot(pen: Pen, words: str) -> None:
    pen.gap(1.5)
    pen.paragraph(words, Style(8, 11.5, align="center"))


def tear_line(pen: Pen, words: str) -> None:
    pen.gap(4)
    middle = pen.left + pen.inner / 2
    half = pen.text_width(words, 8) / 2 + 2 * MM
    pen.dashes(pen.left, middle - half, pen.y)
    pen.dashes(middle + half, pen.edge, pen.y)
    pen.text(words, 8, middle, pen.y - 4.9, align="center")
    pen.gap(5)


def signature(pen: Pen, words: str, date: str) -> None:
    """A frame 17 mm high to sign in, or for a fingerprint."""
    pen.gap(0.6)
    inset = 1.6 * MM
    size = pen.fit(words, 8.5, 8, pen.inner - 2 * inset)
    pen.box(pen.left, pen.y, pen.inner, _SIGNATURE_HEIGHT)
    pen.text(words, size, pen.left + inset, pen.y + 1 * MM)
    pen.text(date, 8.5, pen.edge - inset, pen.y + _SIGNATURE_HEIGHT - 4.6 * MM, align="right")
    pen.y += _SIGNATURE_HEIGHT
