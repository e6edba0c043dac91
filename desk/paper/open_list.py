"""The open list (在办清单): what is open here, on one page, for a deputy before a session."""

from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper.cleaning import one_line
from desk.paper.form import finished, made_at, new_form, subtitle
from desk.paper.letter import Letter
from desk.paper.letter_grid import Row
from desk.paper.paper import Paper
from desk.paper.paragraph import Paragraph, Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS
from desk.paper.table import Column, table_head, table_row
from desk.paper.wording import plain_day, weekday
from desk.reads.reception_views import OpenCaseLine, OpenListView
from desk.text import Say, say_in

_MOST_PROMISED = 8
_MOST_READ = 60  # lines that might fit
_TITLE, _UNIT, _PROMISE = 120, 40, 160  # code points that are read of each
_TOLD = Style(10.5, 15.75)
_NOTE = Style(10.5, 15.75, "B")
_GAP = 3 * MM


def make_open_list(view: OpenListView, lang: str = "zh") -> Paper:
    """One A4 page; what does not fit is told in numbers. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        letter = new_form(_("Open cases"), view.station, made_at(_, view.made), view.sample, _)
        pen = letter.pen
        day = _("{day} ({weekday})").format(day=plain_day(_, view.day), weekday=weekday(_, view.day))
        told = _("For the session of {day}. Open here: {total}.").format(day=day, total=view.total)
        pen.paragraph(told, _TOLD, most_lines=2)
        pen.gap(1.6)
        promised = _promised(pen, view, _)
        _cases(letter, view, lang, _promised_height(promised), _)
        _draw_promised(pen, promised, _)
        return finished(letter, _("for use inside, not to be posted"), f"open-{view.day:%Y%m%d}", _)


def _promised(pen: Pen, view: OpenListView, _: Say) -> list[Paragraph]:
    shown = view.promised[:_MOST_PROMISED]
    lines = [f"{at}. {one_line(words, _PROMISE)}" for at, words in enumerate(shown, 1)]
    if len(view.promised) > len(shown):
        lines.append(_("{count} more are not printed.").format(count=len(view.promised) - len(shown)))
    return [pen.typeset(line, _TOLD, pen.inner, most_lines=2) for line in lines]


def _promised_height(promised: list[Paragraph]) -> float:
    return _GAP + 21 + sum(one.height for one in promised) if promised else 0.0


def _draw_promised(pen: Pen, promised: list[Paragraph], _: Say) -> None:
    if promised:
        pen.y += _GAP
        subtitle(pen, _("Promised on the spot last time, not told to the person yet"))
    for one in promised:
        pen.lay(one, pen.left)


def _columns(_: Say) -> tuple[Column, ...]:
    return (
        Column(_("Number"), 0.14, 1),
        Column(_("Subject"), 0.32),
        Column(_("Came in"), 0.13, 2, "center"),
        Column(_("How it stands"), 0.13),
        Column(_("Unit"), 0.14),
        Column(_("By when"), 0.14, 2, "center"),
    )


def _cases(letter: Letter, view: OpenListView, lang: str, kept: float, _: Say) -> None:
    """As many lines as leave `kept` points of the page."""
    pen, columns = letter.pen, _columns(_)
    if not view.lines:
        pen.paragraph(_("Nothing is open here."), _TOLD)
        return
    table_head(pen, columns).draw(pen)
    room, shown = letter.room - kept - _NOTE.leading, 0
    for line in view.lines[:_MOST_READ]:
        row = _line(pen, columns, line, view, lang, _)
        if row.height > room:
            break
        row.draw(pen)
        room, shown = room - row.height, shown + 1
    more = max(view.total, len(view.lines)) - shown
    if more:
        pen.gap(1)
        pen.paragraph(_("{count} more are open; all of them stand at this desk.").format(count=more), _NOTE)


def _line(pen: Pen, columns: tuple[Column, ...], line: OpenCaseLine, view: OpenListView, lang: str, _: Say) -> Row:
    """Bold where it was due before the session."""
    over = line.due is not None and line.due < view.day
    values = (
        show_number(digits_of(line.number[:LENGTH])),
        one_line(line.title, _TITLE),
        f"{line.received:%Y-%m-%d}",
        one_line(line.state.say(lang), 30),
        one_line(line.unit, _UNIT) or "—",
        _due(line, over, _),
    )
    return table_row(pen, columns, values, bold=over)


def _due(line: OpenCaseLine, over: bool, _: Say) -> str:
    if line.due is None:
        return "—"
    return f"{line.due:%Y-%m-%d}" + (" " + _("over") if over else "")
