"""The queue ticket (排队号) on 80 mm: a number large enough to be read across a room, and nothing personal."""

import re
from collections.abc import Sequence

from desk.errors import BadInput
from desk.paper.cleaning import one_line
from desk.paper.heading import new_slip, sample_bar
from desk.paper.paper import Paper
from desk.paper.paragraph import Span, Style
from desk.paper.pen import DOT, MM, Pen, snap
from desk.paper.press import PRESS, press
from desk.paper.rows import Rows
from desk.paper.slip import SIZE
from desk.paper.wording import whole_weekday_day
from desk.reads.views import TicketView
from desk.text import Say, say_in

_TAIL = 6 * MM
_NUMBER = 62.0
_CAPITALS = 0.74  # of the size: how tall figures and capitals are
_CELL = 14 * MM
_LABEL_WIDTH = {"zh": 14.5 * MM, "en": 23 * MM}
_MOST_DEPUTIES = 6
_LINE = 5 * DOT
_NOT_CALLED = re.compile("[^0-9A-Za-z-]")


def make_ticket(view: TicketView, size: str = SIZE, lang: str = "zh") -> Paper:
    """The ticket of one place in the queue. The same view makes the same bytes. Raises BadInput size_not_offered."""
    if size != SIZE:
        raise BadInput("size_not_offered", size=size, offered=SIZE)
    _ = say_in(lang)
    with PRESS:
        pen = new_slip()
        _head(pen, view, _)
        _number(pen, view, _)
        _cells(
            pen,
            (
                (_("Taken at"), f"{view.taken_at:%H:%M}", ""),
                (_("Before you"), str(view.waiting), _("waiting")),
                (_("Came together"), str(view.person_times), _("person") if view.person_times == 1 else _("people")),
            ),
        )
        _where(pen, view, lang, _)
        _rules(pen, view, _)
        return press([pen], snap(pen.y + _TAIL), _number_of(view))


def _head(pen: Pen, view: TicketView, _: Say) -> None:
    if view.station.sample:
        sample_bar(pen, _("SAMPLE: for practice, not a real slip"))
    pen.paragraph(one_line(view.station.name, 60), Style(12, 17, "B", "center"), most_lines=2)
    pen.paragraph(one_line(view.session, 60), Style(10.5, 15.5, align="center"), most_lines=2)
    pen.paragraph(whole_weekday_day(_, view.taken_at.date()), Style(10.5, 15.5, align="center"))
    pen.gap(1)
    pen.rule(_LINE)
    pen.gap(1.4)


def _number(pen: Pen, view: TicketView, _: Say) -> None:
    pen.paragraph(_("Your number"), Style(11.5, 16, align="center"))
    number = _number_of(view)
    size = pen.fit(number, _NUMBER, 12, pen.inner, "B")
    pen.gap(2.4)
    pen.text_on(number, size, pen.left + pen.inner / 2, pen.y + _CAPITALS * size, "B", "center")
    pen.y += _CAPITALS * size
    pen.gap(4.4)


def _number_of(view: TicketView) -> str:
    """Letters and figures, as they are called out."""
    return _NOT_CALLED.sub("", view.number[:20])[:8]


def _cells(pen: Pen, cells: Sequence[tuple[str, str, str]]) -> None:
    """Cells of one width between two lines: what, how much, of what."""
    top, width = pen.y, pen.inner / len(cells)
    pen.rule()
    for at, (label, value, of) in enumerate(cells):
        middle = pen.left + (at + 0.5) * width
        if at:
            pen.fill(pen.left + at * width, top, 3 * DOT, _CELL)
        pen.text(label, pen.fit(label, 9, 8, width - 2 * MM), middle, top + 1.6 * MM, align="center")
        tail = pen.text_width(of, 9) + 1 * MM if of else 0
        start = middle - (pen.text_width(value, 17, "B") + tail) / 2
        base = top + _CELL - 2.6 * MM
        pen.text_on(value, 17, start, base, "B")
        pen.text_on(of, 9, start + pen.text_width(value, 17, "B") + 1 * MM, base)
    pen.y = snap(top + _CELL)
    pen.rule()
    pen.gap(2)


def _where(pen: Pen, view: TicketView, lang: str, _: Say) -> None:
    rows = Rows(pen, _LABEL_WIDTH[lang])
    if view.deputies:
        names = [one_line(name, 30) for name in view.deputies[:_MOST_DEPUTIES]]
        rows.row(_("Received by"), ("、" if lang == "zh" else ", ").join(names), most_lines=4)
    if view.waiting_place:
        rows.row(_("Wait here"), one_line(view.waiting_place, 80), most_lines=4)
    pen.gap(0.6)


def _rules(pen: Pen, view: TicketView, _: Say) -> None:
    kept: list[Span] = [
        (_("If you are not here when called, the number stays good."), "B"),
        (_(" Come back, tell the desk, and you are put in again."), "R"),
    ]
    pen.paragraph(kept, Style(10.5, 15.4))
    pen.gap(1)
    if view.minutes_each:
        about = _(
            "About {minutes} minutes each. If you walk with difficulty, bring small children or feel unwell, say so."
        )
        pen.paragraph(about.format(minutes=view.minutes_each), Style(10, 14.4))
    pen.gap(1.4)
    pen.paragraph(
        _("Good today only. This is a place in the queue, not the number of a case."), Style(8.5, 12, align="center")
    )
