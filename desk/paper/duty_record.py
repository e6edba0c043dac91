"""The duty record (履职登记表) of a deputy and a year: figures, the entries behind each, what the deputy says of it.

A desk sees its own station's records and those below it, so the paper says first whose sight it is.
"""

from desk.paper.cleaning import one_line
from desk.paper.duty_wording import contact_words, duration_words
from desk.paper.figures import FigureRow, figures
from desk.paper.form import finished, made_at, new_form, subtitle
from desk.paper.letter import Letter
from desk.paper.letter_grid import Cell, cells
from desk.paper.office import group_of, level_of, name_of
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import MM, Pen
from desk.paper.press import PRESS
from desk.paper.signing import Frame, frames
from desk.paper.table import Column, lay_rows, table_row
from desk.paper.wording import moment, plain_day
from desk.reads.reception_views import DutyEntry, DutyView
from desk.text import Say, say_in

MOST_ENTRIES = 600
_ROW = 7.9 * MM
_SIGHT, _PLACE, _VERDICT = 60, 60, 500  # code points that are read of each
_PLAIN = Style(10.5, 15.75)
_NOTE = Style(9, 13)
_CONFIRMED, _DISPUTED = "confirmed", "disputed"


def make_duty_record(view: DutyView, lang: str = "zh") -> Paper:
    """As many A4 pages as it needs. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        letter = new_form(_("Duty record of a deputy"), view.station, made_at(_, view.made), view.sample, _)
        _head(letter.pen, view, lang, _)
        _figures(letter.pen, view, _)
        _entries(letter, view, lang, _)
        _closing(letter, view, _)
        tail = _("shows what {sight} may see").format(sight=_sight(view))
        return finished(letter, tail, f"duty-{view.year}", _)


def _sight(view: DutyView) -> str:
    return one_line(view.of or view.station, _SIGHT)


def _head(pen: Pen, view: DutyView, lang: str, _: Say) -> None:
    deputy = view.deputy
    rows = (
        (Cell(_("Deputy"), name_of(deputy), 0.5), Cell(_("Level"), level_of(deputy, lang), 0.5)),
        (Cell(_("Deputy group"), group_of(deputy, lang, _) or "—", 0.5), Cell(_("Year"), str(view.year), 0.5)),
        (Cell(_("Seen from"), _seen_from(view, _), 1.0, 4),),
    )
    for row in rows:
        cells(pen, row, _ROW).draw(pen)
    pen.gap(3)


def _seen_from(view: DutyView, _: Say) -> str:
    told = _(
        "{sight}. Only records that can be seen from there count here; duties elsewhere do not stand on this sheet."
    )
    return told.format(sight=_sight(view))


def _figures(pen: Pen, view: DutyView, _: Say) -> None:
    titles = (
        _("Sessions held"),
        _("Visits made"),
        _("Time spent"),
        _("People met"),
        _("Cases recorded"),
        _("Community contacts"),
    )
    numbers = (view.sessions, view.visits, duration_words(view.minutes, _), view.people, view.cases, view.contacts)
    figures(pen, titles, [FigureRow("", [str(number) for number in numbers])]).draw(pen)
    pen.gap(1.4)
    pen.paragraph(contact_words(view.contacts, view.needed, _), _NOTE, most_lines=3)
    pen.gap(2)


def _columns(_: Say) -> tuple[Column, ...]:
    return (
        Column(_("Date"), 0.17, 1),
        Column(_("Kind of duty"), 0.17),
        Column(_("Where"), 0.27),
        Column(_("Time spent"), 0.15, 1, "right"),
        Column(_("People met"), 0.08, 1, "right"),
        Column(_("Cases"), 0.07, 1, "right"),
        Column(_("A contact"), 0.09, 1, "center"),
    )


def _entries(letter: Letter, view: DutyView, lang: str, _: Say) -> None:
    """Oldest first as the view has them; the last row adds up what stands above it, all of it."""
    pen, columns, held = letter.pen, _columns(_), view.entries
    subtitle(pen, _("The records behind the figures"))
    rows = [table_row(pen, columns, _values(entry, lang, _)) for entry in held[:MOST_ENTRIES]]
    sums = (
        _("{count} in all").format(count=len(held)),
        "",
        "",
        duration_words(sum(entry.minutes for entry in held), _),
        str(sum(entry.people for entry in held)),
        str(sum(entry.cases for entry in held)),
        str(sum(entry.contact for entry in held)),
    )
    lay_rows(letter, columns, [*rows, table_row(pen, columns, sums, bold=True)])
    if len(held) > MOST_ENTRIES:
        more = _("{count} more are not printed.").format(count=len(held) - MOST_ENTRIES)
        letter.pen.paragraph(more, _NOTE)
    letter.pen.gap(3)


def _values(entry: DutyEntry, lang: str, _: Say) -> list[str]:
    return [
        plain_day(_, entry.day),
        one_line(entry.what.say(lang), 40),
        one_line(entry.place, _PLACE),
        duration_words(entry.minutes, _),
        str(entry.people),
        str(entry.cases),
        _("yes") if entry.contact else "",
    ]


def _closing(letter: Letter, view: DutyView, _: Say) -> None:
    """What the deputy says of it and the frames to sign in, on one page."""
    pen = letter.pen
    told = pen.typeset(_verdict(view, _), _PLAIN, pen.inner, most_lines=14)
    signs = frames(pen, (Frame(_("Deputy"), name_of(view.deputy)), Frame(_("Filled in by"), "")), _)
    letter.need(told.height + signs.height + 14 * MM)
    pen = letter.pen
    pen.lay(told, pen.left)
    if view.verdict and view.changed_since:
        again = _("The figures have changed since. They need to be read over again.")
        pen.paragraph(again, Style(10.5, 15.75, "B"))
    pen.gap(2)
    signs.draw(pen)
    pen.gap(1.6)
    pen.text(_("____ year ____ month ____ day"), 10.5, pen.edge, pen.y, align="right")
    pen.gap(6)


def _verdict(view: DutyView, _: Say) -> str:
    time = moment(_, view.verdict_at) if view.verdict_at else "—"
    said = one_line(view.verdict_text, _VERDICT)
    if view.verdict == _CONFIRMED:
        return _("Confirmed by the deputy on {time}: {name}").format(time=time, name=said or name_of(view.deputy))
    if view.verdict == _DISPUTED:
        return _("Disputed by the deputy on {time}: {reason}").format(time=time, reason=said or "—")
    return _("The deputy has not been asked to read it over yet.")
