"""The numbered sheet (纸表): form F1 to be filled in by hand, its number already on it; the foot is torn off for the
person. One A4 page each, keyed when there is power again."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.numbering import show_number
from desk.paper.cleaning import one_line
from desk.paper.heading import number_and_payload
from desk.paper.letter import HEIGHT, THIN, WIDTH
from desk.paper.letter_grid import options
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS, press
from desk.paper.qr import qr_side
from desk.paper.rows import Option
from desk.text import Say, mark, say_in

SIZE = "A4"
_SIDE, _TOP, _GRID = 18 * MM, 13 * MM, 0.1 * MM
_MODULE, _SMALL_MODULE = 0.75 * MM, 0.6 * MM
_LABEL = 22 * MM
_ROW = 10 * MM  # of one line to be filled in
_WRITING = 9 * MM  # between writing lines
_TEAR = 236 * MM  # from the upper edge
_LINES = (
    (mark("Own words"), mark("as spoken"), 6),
    (mark("Topic"), "", 1),
    (mark("Main cause"), "", 3),
    (mark("Proposal"), "", 3),
)
_NATURES = (mark("Suggestion"), mark("Question"), mark("Personal claim"), mark("Complaint"))
_WAYS = (mark("Call"), mark("Text message"), mark("Letter"), mark("In person"))


@dataclass(frozen=True)
class BlankView:
    """A station's sheets: their numbers, its name and division code; None: not answered yet."""

    numbers: Sequence[str]
    station: str
    code: str
    phone: str | None
    handler: str | None
    keep: str | None
    sample: bool = False


def make_blanks(view: BlankView, lang: str = "zh") -> Paper:
    """One page a number. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        return press([_page(view, number, _) for number in view.numbers], HEIGHT, "sheets")


def _page(view: BlankView, number: str, _: Say) -> Pen:
    pen = Pen(WIDTH, _SIDE, _SIDE, _TOP, _GRID)
    _head(pen, view, number, _)
    _blanks(pen, (_("Received"), _("day, hour, minute")), (_("Clerk"), ""))
    _blanks(pen, (_("Name"), _("may stay empty")), (_("Phone"), ""))
    _blanks(pen, (_("Address"), ""), (_("People"), ""))
    _boxes(pen, _("Nature"), [_(one) for one in _NATURES])
    for name, hint, lines in _LINES:
        _area(pen, _(name), _(hint) if hint else "", lines)
    _boxes(pen, _("Tell them"), [_(one) for one in _WAYS])
    _boxes(
        pen, _("Agreed"), [_("may be made public"), _("told how personal data is used"), _("wishes to stay anonymous")]
    )
    pen.gap(1.2)
    warning = _("An accusation against a person is not written here: guide to the discipline inspection office.")
    pen.paragraph(warning, Style(9, 12.6), most_lines=2)
    _tear(pen, _)
    _copy(pen, view, number, _)
    return pen


def _head(pen: Pen, view: BlankView, number: str, _: Say) -> None:
    shown, payload = number_and_payload(number, view.code)
    side = qr_side(payload) * _MODULE
    top = pen.y
    pen.qr(payload, pen.edge - side, top, _MODULE)
    edge = pen.edge - side - 4 * _MODULE
    pen.paragraph(one_line(view.station, 60), Style(10.5, 14, "B"), edge=edge, most_lines=1)
    pen.paragraph(_("Sheet for a suggestion"), Style(18, 24, "B"), edge=edge, most_lines=1)
    if view.sample:
        pen.paragraph(_("Sample, not a real case"), Style(10.5, 14, "B"), edge=edge, most_lines=1)
    pen.text(_("Number"), 9, pen.left, pen.y + 3)
    pen.text(shown, 22, pen.left + 13 * MM, pen.y - 4, "B")
    pen.y = max(pen.y + 22, top + side)
    pen.gap(2)
    pen.rule(0.7 * MM)
    pen.gap(2)


def _blanks(pen: Pen, *pair: tuple[str, str]) -> None:
    """Two labels and the lines beside them."""
    half = pen.inner / len(pair)
    for at, (name, hint) in enumerate(pair):
        x = pen.left + at * half
        pen.text(name, 10.5, x, pen.y + _ROW - 15, "B")
        start = x + _LABEL
        if hint:
            pen.text(hint, 8.5, x + half - 4 * MM, pen.y + _ROW - 12.5, align="right")
        pen.fill(start, pen.y + _ROW - THIN, half - _LABEL - (3 * MM if at + 1 < len(pair) else 0), THIN)
    pen.y += _ROW


def _boxes(pen: Pen, name: str, choices: Sequence[str]) -> None:
    pen.gap(1.8)
    options(pen, name, [Option(words, ticked=False) for words in choices], 8.4 * MM).draw(pen)


def _area(pen: Pen, name: str, hint: str, lines: int) -> None:
    pen.gap(1)
    pen.text(name, 10.5, pen.left, pen.y + 3, "B")
    if hint:
        pen.text(hint, 8.5, pen.left, pen.y + 19)
    for number in range(lines):
        pen.fill(pen.left + _LABEL, pen.y + (number + 1) * _WRITING - THIN, pen.inner - _LABEL, THIN)
    pen.y += lines * _WRITING


def _tear(pen: Pen, _: Say) -> None:
    words = _("tear here")
    width = pen.text_width(words, 8.5)
    middle = WIDTH / 2
    pen.dashes(6 * MM, middle - width / 2 - 2 * MM, _TEAR)
    pen.text(words, 8.5, middle, _TEAR - 6, align="center")
    pen.dashes(middle + width / 2 + 2 * MM, WIDTH - 6 * MM, _TEAR)
    pen.y = _TEAR + 4 * MM


def _copy(pen: Pen, view: BlankView, number: str, _: Say) -> None:
    """What the person takes home."""
    payload = number_and_payload(number, view.code)[1]
    side = qr_side(payload) * _SMALL_MODULE
    top = pen.y
    pen.qr(payload, pen.edge - side, top, _SMALL_MODULE)
    edge = pen.edge - side - 4 * _SMALL_MODULE
    pen.paragraph(one_line(view.station, 60), Style(10.5, 14, "B"), edge=edge, most_lines=1)
    pen.text(_("Your copy"), 9, pen.left, pen.y + 8)
    pen.text(show_number(number), 20, pen.left + 17 * MM, pen.y + 1, "B")
    pen.y += 28
    said = _("Your words are keyed when there is power again. Ask with this number {how}.")
    how = _("by telephone, {phone}, or here").format(phone=view.phone) if view.phone else _("here at the station")
    pen.paragraph(said.format(how=how), Style(10, 14), edge=edge, most_lines=2)
    unknown = _("(to be announced by this station)")
    notice = _("Your data is kept by {handler} to record and handle this matter, until {keep} after it is closed.")
    told = notice.format(handler=view.handler or unknown, keep=view.keep or unknown)
    pen.paragraph(told, Style(8.5, 12), edge=edge, most_lines=2)
    pen.paragraph(_("Received on: ____________   Clerk: ____________"), Style(10, 16), edge=edge, most_lines=1)
