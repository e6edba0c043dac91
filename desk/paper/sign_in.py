"""The sign-in sheet (签到表, form F10): who is expected, and blank lines for whoever else comes.

The form's telephone column is optional; it is left out, for the sheet lies open on a table.
"""

from desk.paper.cleaning import one_line
from desk.paper.form import finished, new_form
from desk.paper.letter import Letter
from desk.paper.letter_grid import Cell, cells
from desk.paper.paper import Paper
from desk.paper.pen import MM
from desk.paper.press import PRESS
from desk.paper.table import Column, lay_rows, table_row
from desk.paper.wording import hour, plain_day, weekday
from desk.reads.reception_views import SignInRow, SignInView
from desk.text import Say, say_in

MOST_ROWS = 600
_LINE = 10 * MM  # room for a hand
_LEAST_BLANK = 3  # lines for others
_NAME, _POST, _ACTIVITY = 50, 60, 100  # code points that are read of each


def make_sign_in(view: SignInView, lang: str = "zh") -> Paper:
    """As many A4 pages as it needs, the last one filled with blank lines. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        letter = new_form(_("Sign-in sheet"), view.station, "", view.sample, _)
        _head(letter, view, _)
        _lines(letter, view, _)
        tail = _("Form F10\u3000{expected} expected").format(expected=len(view.rows))
        return finished(letter, tail, f"sign-in-{view.day:%Y%m%d}", _)


def _head(letter: Letter, view: SignInView, _: Say) -> None:
    day = _("{day} ({weekday})").format(day=plain_day(_, view.day), weekday=weekday(_, view.day))
    row = (Cell(_("Activity"), one_line(view.activity, _ACTIVITY), 0.58), Cell(_("Date"), day, 0.42))
    cells(letter.pen, row, 8.6 * MM).draw(letter.pen)
    letter.pen.gap(2.4)


def _columns(_: Say) -> tuple[Column, ...]:
    return (
        Column(_("No."), 0.06, 1, "center"),
        Column(_("Name"), 0.16),
        Column(_("Unit or post"), 0.26),
        Column(_("Level of deputy"), 0.16),
        Column(_("Signs"), 0.18),
        Column(_("Came at"), 0.09, 1, "center"),
        Column(_("Left at"), 0.09, 1, "center"),
    )


def _lines(letter: Letter, view: SignInView, _: Say) -> None:
    """The rows, then blank lines down to the end of the page."""
    columns, pen = _columns(_), letter.pen
    shown = view.rows[:MOST_ROWS]
    rows = [table_row(pen, columns, _values(number, row), _LINE) for number, row in enumerate(shown, 1)]
    blank = [table_row(pen, columns, [str(len(shown) + more + 1), *[""] * 6], _LINE) for more in range(_LEAST_BLANK)]
    lay_rows(letter, columns, [*rows, *blank])
    number = len(shown) + _LEAST_BLANK
    while letter.room >= _LINE:
        number += 1
        table_row(letter.pen, columns, [str(number), *[""] * 6], _LINE).draw(letter.pen)
    if len(view.rows) > MOST_ROWS:
        more = _("{count} more are not printed.").format(count=len(view.rows) - MOST_ROWS)
        letter.pen.text(more, 9, letter.pen.left, letter.pen.y + 1 * MM)


def _values(number: int, row: SignInRow) -> list[str]:
    came, went = (hour(at) if at else "" for at in (row.came, row.went))
    return [str(number), one_line(row.name, _NAME), one_line(row.post, _POST), one_line(row.level, 30), "", came, went]
