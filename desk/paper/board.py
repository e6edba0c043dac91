"""The board list (集中公开) on A4: topics and answers to be posted, by number, without names."""

from collections.abc import Sequence

from desk.domain.numbering import LENGTH, digits_of, show_number
from desk.paper.cleaning import clean, one_line
from desk.paper.form import finished, new_form
from desk.paper.letter_grid import Row
from desk.paper.paper import Paper
from desk.paper.paragraph import Style
from desk.paper.pen import Pen
from desk.paper.press import PRESS
from desk.paper.table import Column, lay_rows, table_row
from desk.paper.wording import plain_day
from desk.reads.tell_views import BoardLine, BoardView
from desk.text import Say, say_in

_TOPIC, _UNIT, _PHONE = 120, 60, 30  # code points that are read of each
_ANSWER = 600  # of an answer: what is longer is read at the station
_LINES = 24
_TOLD = Style(11, 16.5)


def make_board(view: BoardView, lang: str = "zh") -> Paper:
    """As many pages as it needs. The same view makes the same bytes."""
    _ = say_in(lang)
    with PRESS:
        letter = new_form(_("Answers to suggestions"), view.station, plain_day(_, view.made), view.sample, _)
        pen = letter.pen
        why = _(
            "These suggestions came without a name, or their people agreed that they be made public. "
            "No names stand here."
        )
        pen.paragraph(" ".join((why, _ask(view, _))), _TOLD, most_lines=4)
        pen.gap(2)
        if view.lines:
            columns = _columns(_)
            lay_rows(letter, columns, [_line(letter.pen, columns, line, lang, _) for line in view.lines])
        else:
            pen.paragraph(_("No answer is to be posted now."), _TOLD)
        return finished(letter, _("to be posted, until the next list"), f"board-{view.made:%Y%m%d}", _)


def _ask(view: BoardView, _: Say) -> str:
    phone = one_line(view.phone, _PHONE).replace(" ", "\u00a0")
    if not phone:
        return _("Ask at the station, with the number.")
    return _("Ask at the station or call {phone}, with the number.").format(phone=phone)


def _columns(_: Say) -> tuple[Column, ...]:
    return (
        Column(_("Number"), 0.14, 1),
        Column(_("Subject"), 0.24, 5),
        Column(_("Answer"), 0.62, _LINES),
    )


def _line(pen: Pen, columns: Sequence[Column], line: BoardLine, lang: str, _: Say) -> Row:
    text = " ".join(clean(line.answer[:_ANSWER]).split("\n"))
    if len(line.answer) > _ANSWER:
        more = _("({count} more characters; ask at the station)").format(count=len(line.answer) - _ANSWER)
        text = f"{text}……{more}"
    by = "\u3000".join(
        filter(None, (one_line(line.unit, _UNIT), plain_day(_, line.day), line.outcome.say(lang).partition("（")[0]))
    )
    values = (show_number(digits_of(line.number[:LENGTH])), one_line(line.topic, _TOPIC), f"{text}\n{by}")
    return table_row(pen, columns, values)
