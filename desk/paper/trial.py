"""The test slip: whether a printer's margins, lines, black and characters are as they must be."""

from dataclasses import dataclass
from datetime import datetime

from desk.errors import BadInput
from desk.paper import heading
from desk.paper.cleaning import one_line
from desk.paper.heading import new_slip
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen, snap
from desk.paper.press import PRESS, press
from desk.paper.qr import qr_side
from desk.paper.sheet_a5 import new_page
from desk.paper.slip import A5, SIZES
from desk.paper.stub_a5 import HEIGHT
from desk.paper.wording import moment
from desk.text import Say, say_in

RARE = "龘𬭎䶮㛃𫖯㙍𡐓"  # of Unicode's basic block and of its extensions A, B, C and E
_TAIL = 6 * MM
_MODULE = 6 * DOT
_STEPS = (1, 2, 3, 4, 5)  # dots: how thick lines come out


@dataclass(frozen=True)
class TrialView:
    """`code` of the station's division; `printed_at` in the station's time zone."""

    station: str
    code: str
    printer: str
    printed_at: datetime


def make_trial(view: TrialView, size: str = SIZES[0], lang: str = "zh") -> Paper:
    """One page of that size. The same view makes the same bytes. Raises BadInput size_not_offered."""
    if size not in SIZES:
        raise BadInput("size_not_offered", size=size, offered=", ".join(SIZES))
    _ = say_in(lang)
    with PRESS:
        pen = new_page() if size == A5 else new_slip()
        _draw(pen, view, size, _)
        height = HEIGHT if size == A5 else snap(pen.y + _TAIL)
        return press([pen], height, "test")


def _draw(pen: Pen, view: TrialView, size: str, _: Say) -> None:
    pen.paragraph(one_line(view.station, 60), Style(10.5, 14, "B"), most_lines=2)
    pen.paragraph(_("Test slip"), Style(17, 22, "B"))
    pen.gap(1)
    pen.rule(5 * DOT)
    pen.gap(2)
    told = (
        _("Printer: {name}").format(name=one_line(view.printer, 60)),
        _("Paper: {size}").format(size=size),
        moment(_, view.printed_at),
    )
    for line in told:
        pen.paragraph(line, Style(10, 14), most_lines=2)
    _ruler(pen, _)
    _lines(pen, _)
    _characters(pen, _)
    _code(pen, view, _)
    pen.gap(2)
    pen.paragraph(_("If all of this can be read, the printer is ready for slips."), Style(9, 12.6))


def _ruler(pen: Pen, _: Say) -> None:
    """From margin to margin, a stroke a millimetre: what is cut off is seen, and whether it is true to size."""
    pen.gap(2)
    whole = int(pen.inner / MM + 0.01)
    pen.paragraph(_("Ruler: {millimetres} mm, both ends must be seen.").format(millimetres=whole), Style(9, 12.6))
    pen.gap(0.6)
    for millimetre in range(whole + 1):
        x = min(pen.left + millimetre * MM, pen.edge - 2 * DOT)
        long = 5 if millimetre % 10 == 0 else 3.4 if millimetre % 5 == 0 else 2
        pen.fill(x, pen.y, 2 * DOT, long * MM)
    pen.gap(5.4)
    for centimetre in range(0, whole // 10 + 1, 2):
        align = "left" if centimetre == 0 else "center"
        pen.text(
            str(centimetre * 10),
            8,
            pen.left + centimetre * 10 * MM,
            pen.y,
            align="left" if align == "left" else "center",
        )
    pen.gap(4)


def _lines(pen: Pen, _: Say) -> None:
    """Lines of one to five dots, and a black field: how dense the head prints."""
    pen.paragraph(_("Lines and black: none broken, no stripes."), Style(9, 12.6))
    pen.gap(0.8)
    top = pen.y
    for dots in _STEPS:
        pen.fill(pen.left, pen.y, 34 * MM, dots * DOT)
        pen.gap(1.6)
    pen.fill(pen.left + 38 * MM, top, 12 * MM, 6 * MM)
    pen.reverse(_("Stub"), 10, pen.left + 53 * MM, top, 15 * MM, heading.TAG_HEIGHT)
    pen.y = max(pen.y, top + 7 * MM)
    pen.gap(1)


def _characters(pen: Pen, _: Say) -> None:
    pen.paragraph(_("Rare characters: {characters}").format(characters=RARE), Style(10, 14.4))
    for size in (8.0, 8.5, 10.0, 13.0):
        pen.paragraph(
            _("{size} pt: our station's own promise, 2026-12-11").format(size=f"{size:g}"), Style(size, 1.4 * size)
        )


def _code(pen: Pen, view: TrialView, _: Say) -> None:
    pen.gap(2)
    payload = heading.number_and_payload("0" * 9, view.code)[1]
    pen.qr(payload, pen.left, pen.y, _MODULE)
    side = qr_side(payload) * _MODULE
    middle = pen.y + side / 2
    words = pen.typeset(_("Scan it: {payload}").format(payload=payload), Style(9, 12.6), pen.inner - side - 5 * MM)
    top = pen.y
    pen.y = middle - words.height / 2
    pen.lay(words, pen.left + side + 5 * MM)
    pen.y = top + side
