"""The lower 54 mm of an A5 receipt: what the station keeps, behind the tear line."""

from desk.paper import heading
from desk.paper.paragraph import Style
from desk.paper.pen import DOT, MM, Pen
from desk.paper.qr import qr_side
from desk.paper.receipt import from_label, title_of
from desk.paper.rows import Option, Rows
from desk.paper.wording import ACCUSATION, SUGGESTION, Words, moment, promise_in_short, subject, suggester
from desk.reads.views import SlipView
from desk.text import Say

WIDTH, HEIGHT = 148 * MM, 210 * MM
TEAR = 156 * MM
MODULE = 5 * DOT
_SIGN_WIDTH, _SIGN_TOP, _SIGN_END = 40 * MM, 18.5 * MM, 47.5 * MM  # from the tear line on


def tear_line(pen: Pen, words: str) -> None:
    middle, half = WIDTH / 2, pen.text_width(words, 8) / 2 + 3 * MM
    pen.dashes(6 * MM, middle - half, TEAR)
    pen.dashes(middle + half, WIDTH - 6 * MM, TEAR)
    pen.text(words, 8, middle, TEAR - 4.9, align="center")


def stub(pen: Pen, view: SlipView, words: Words, _: Say) -> None:
    """What the station keeps: always masked, no summary; the person signs here."""
    pen.y = TEAR + 3.5 * MM
    tag = pen.text_width(_("Stub"), 10, "B") + 4 * MM
    pen.reverse(_("Stub"), 10, pen.edge - tag, pen.y, tag, heading.TAG_HEIGHT)
    pen.y += 0.8 * MM
    bold_line(pen, f"{title_of(view, _)}\u3000{words.station}", 10.5, pen.left, pen.edge - tag - 4 * MM)
    shown, payload = heading.number_and_payload(view.number, view.station.code)
    top, side = TEAR + 10.5 * MM, qr_side(payload) * MODULE
    pen.qr(payload, pen.left, top, MODULE)
    x = pen.left + side + 4 * MM
    pen.text(shown, 18, x, top - 1 * MM, "B")
    sign = pen.edge - _SIGN_WIDTH
    pen.y = top + 8 * MM
    for label, value in (
        (_("Recorded"), moment(_, view.recorded_at)),
        (from_label(view, _), who(view, words, words.name_masked, _)),
    ):
        _line(pen, label, value, x, sign - 3 * MM)
    pen.y = top + side + 2 * MM
    if view.nature != ACCUSATION:
        _line(pen, _("Promised"), promise_in_short(_, view), pen.left, sign - 3 * MM)
    if words.clerk:
        _line(pen, _("Clerk"), words.clerk, pen.left, sign - 3 * MM)
    pen.paragraph(subject(_, view, words), Style(9.5, 13), edge=sign - 3 * MM, most_lines=1)
    _agreed(pen, view, _, sign - 3 * MM)
    _signature(pen, view, _, sign)


def _line(pen: Pen, label: str, value: str, x: float, edge: float) -> None:
    """A label and what it says on one line, cut where it is too long."""
    pen.text(label, 9, x, pen.y + 1.2)
    start = x + max(17 * MM, pen.text_width(label, 9) + 2 * MM)
    size = pen.fit(value, 9.5, 8, edge - start)
    pen.paragraph(value, Style(size, 13), x=start, edge=edge, most_lines=1)
    pen.gap(0.4)


def _agreed(pen: Pen, view: SlipView, _: Say, edge: float) -> None:
    pen.gap(0.4)
    ticks = [Option(_("privacy notice given"), view.notice_given)]
    if view.nature != ACCUSATION:
        ticks.insert(0, Option(_("may be public"), view.public_ok))
    whole, pen.edge = pen.edge, edge
    Rows(pen, 0).options("", ticks)
    pen.edge = whole


def _signature(pen: Pen, view: SlipView, _: Say, x: float) -> None:
    top, end = TEAR + _SIGN_TOP, TEAR + _SIGN_END
    words = (
        _("Suggester's signature (or fingerprint)") if view.nature == SUGGESTION else _("Signature (or fingerprint)")
    )
    pen.box(x, top, _SIGN_WIDTH, end - top)
    size = pen.fit(words, 8.5, 8, _SIGN_WIDTH - 3 * MM)
    pen.y = top + 0.8 * MM
    pen.paragraph(words, Style(size, 11.5), x=x + 1.6 * MM, edge=pen.edge - 1 * MM, most_lines=2)
    pen.text(_("Date ____________"), 8.5, pen.edge - 1.6 * MM, end - 4.6 * MM, align="right")


def bold_line(pen: Pen, words: str, size: float, x: float, edge: float) -> None:
    """Bold, smaller down to 8, and only then cut; the pen stays where it is."""
    size, top = pen.fit(words, size, 8, edge - x, "B"), pen.y
    pen.paragraph(words, Style(size, 14, "B"), x=x, edge=edge, most_lines=1)
    pen.y = top


def who(view: SlipView, words: Words, name: str, _: Say) -> str:
    phone = "" if view.anonymous else words.person_phone
    return f"{suggester(_, view, name)}\u3000{phone}".strip()
