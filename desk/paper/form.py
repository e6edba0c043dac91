"""The house style of forms on A4: title, station and number above, what page it is below, practice said aloud."""

import re
from dataclasses import replace
from datetime import datetime

from desk.paper import heading
from desk.paper.cleaning import one_line
from desk.paper.letter import FORM, HEIGHT, Foot, Letter
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.press import press
from desk.paper.wording import moment
from desk.text import Say

_SAMPLE_TOP = 7 * MM
_STATION, _NUMBER = 60, 40  # code points that are read of each
_UNDER = 10.5  # size of what stands under the title
_NUMBER_STYLE = Style(_UNDER, 15, align="right")
_NO_TITLE = re.compile("[^0-9A-Za-z-]")


def new_form(title: str, station: str, number: str, sample: bool, _: Say) -> Letter:
    """A form with its opening drawn; later pages open with the title again, （续）, and the number."""

    def head(pen: Pen) -> None:
        _mark_sample(pen, sample, _)
        pen.text(_("{title} (continued)").format(title=title), 13.5, pen.left, pen.y, "B")
        _at_the_right(pen, number, pen.y + 1)
        pen.gap(8)

    letter = Letter(head, FORM)
    _opening(letter.pen, title, one_line(station, _STATION), one_line(number, _NUMBER), sample, _)
    return letter


def _opening(pen: Pen, title: str, station: str, number: str, sample: bool, _: Say) -> None:
    _mark_sample(pen, sample, _)
    size = pen.fit(title, 21, 15, pen.inner, "B")
    pen.paragraph(title, Style(size, 1.3 * size, "B", "center"), most_lines=2)
    pen.gap(1)
    edge = _at_the_right(pen, number, pen.y) - 4 * MM
    size = pen.fit(station, 12, 9, edge - pen.left, "B")
    pen.paragraph(station, Style(size, 15, "B"), edge=edge, most_lines=2)
    pen.gap(1.2)


def _at_the_right(pen: Pen, number: str, top: float) -> float:
    """The number on one line of the right half; answers where it begins."""
    kept, pen.y = pen.y, top
    half = pen.inner / 2
    made = pen.typeset(number, replace(_NUMBER_STYLE, size=pen.fit(number, _UNDER, 8, half)), half, most_lines=1)
    pen.lay(made, pen.edge - half)
    pen.y = kept
    return pen.edge - max(line.width for line in made.lines) * made.style.size


def _mark_sample(pen: Pen, sample: bool, _: Say) -> None:
    if sample:
        heading.sample_above(pen, _("SAMPLE: for practice, not a real record"), _SAMPLE_TOP)


def subtitle(pen: Pen, words: str) -> None:
    pen.paragraph(words, Style(12.5, 19, "B"), most_lines=1)
    pen.gap(0.6)


def foot(tail: str, _: Say) -> Foot:
    """Product and what is to be known of the form at the left, the page at the right."""

    def words(page: int, pages: int) -> tuple[str, str]:
        return "民声台 Minsheng Desk\u3000" + tail, _("Page {page} of {pages}").format(page=page, pages=pages)

    return words


def made_at(_: Say, at: datetime) -> str:
    return _("Made {time}").format(time=moment(_, at))


def finished(letter: Letter, tail: str, title: str, _: Say) -> Paper:
    """The pages with their feet; `title` is the file's: a number or what sort of paper, nobody's name."""
    letter.finish(foot(tail, _), _("(continued overleaf)"))
    return press(letter.pages, HEIGHT, _NO_TITLE.sub("", title)[:_NUMBER])
