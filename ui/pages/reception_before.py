"""此人以前 in a conversation: what this person came with earlier, a line a case. No names: others see the screen."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.reads.views import CaseRow
from ui.pages.record_side import Earlier
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided

MOST = 3
Open = Callable[[UUID], object]


def before_lines(look: Look, earlier: Earlier, open_case: Open) -> QWidget | None:
    """None where there is nothing to show: nobody is named, or nobody of that name was here."""
    if not earlier:
        return None
    return column(look, *(_line(look, case, open_case) for case in earlier[:MOST]), gap=4)


def _line(look: Look, case: CaseRow, open_case: Open) -> QWidget:
    _ = look.say
    words = _("{day} {title}, {state}").format(
        day=moment.day(case.received_at, look.lang), title=case.title, state=case.state_label.say(look.lang)
    )
    button = Button(look, _("Open it"), "smallquiet", icon="folder-open", click=lambda: open_case(case.id))
    button.setAccessibleName(_("Open {title}").format(title=case.title))
    button.setAutoDefault(True)
    return row(look, (Elided(look, words, "body"), 1), button, gap=8)
