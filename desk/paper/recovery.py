"""The recovery code on paper (恢复码): large, in its groups, with what it is for; kept where the seal is kept."""

from datetime import date

from desk.paper.cleaning import one_line
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen, snap
from desk.paper.press import PRESS, press
from desk.paper.wording import plain_day
from desk.text import say_in

SIZES = ("80mm", "A5", "A4")
_SHEETS = {"80mm": (80, 4, 0), "A5": (148, 16, 210), "A4": (210, 25, 297)}  # width, side, height in mm; 0: as it comes
_LEAST, _MOST = 16.0, 40.0
_HEAD_LINE = 5 * DOT


def make_recovery(code: str, station: str, day: date, size: str = "80mm", lang: str = "zh") -> Paper:
    """One sheet. Nothing but the code on it is secret, and no QR code holds it. `size` is of SIZES."""
    _, (width, side, height) = say_in(lang), _SHEETS[size]
    with PRESS:
        pen = Pen(width * MM, side * MM, side * MM, max(3, side) * MM)
        _head(pen, one_line(station, 60), _("Recovery code"))
        _groups(pen, code.split("-"))
        said = Style(10 if size == "80mm" else 12, 15 if size == "80mm" else 19)
        pen.paragraph(_("When the password is forgotten, this code opens the station and sets a new one."), said)
        pen.gap(1.5)
        pen.paragraph(
            _("Whoever has it reads everything. Keep it where the seal is kept, apart from the computer."), said
        )
        pen.gap(4)
        pen.paragraph(_("Written on {day}").format(day=plain_day(_, day)), said)
        pen.gap(6)
        pen.paragraph(_("Kept by ____________  Read over by ____________"), said)
        high = height * MM if height else snap(pen.y + 6 * MM)
        return press([pen], high, "minsheng-desk")


def _head(pen: Pen, station: str, title: str) -> None:
    pen.paragraph(station, Style(10.5, 14, "B"), most_lines=2)
    pen.gap(0.6)
    pen.paragraph(title, Style(17, 22, "B"))
    pen.gap(1)
    pen.rule(_HEAD_LINE)
    pen.gap(4)


def _groups(pen: Pen, groups: list[str]) -> None:
    """As large as all groups fit in a line of two, one under the other otherwise."""
    lines = [" - ".join(groups[at : at + 2]) for at in range(0, len(groups), 2)]
    size = min(pen.fit(line, _MOST, _LEAST, pen.inner, "B") for line in lines)
    for line in lines:
        pen.paragraph(line, Style(size, size * 1.4, "B"))
    pen.gap(4)
    pen.rule()
    pen.gap(3)
