"""Which deputies are here: a row for each, with one key that says they came, or went."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.reads.reception_day import ReceptionDay
from desk.reads.reception_views import DeputyView, SessionView
from ui.pages.reception_counts import presence_words
from ui.theme import Look
from ui.widgets.box import Item, column, row
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.label import label

Turn = Callable[[UUID], object]
MOST_KEYS = 9


def expected(day: ReceptionDay) -> tuple[DeputyView, ...]:
    """Those of the plan and those who came, then everybody else of the roster."""
    session = day.session
    first = () if session is None else (*session.deputies, *(one.deputy for one in session.present))
    return tuple({one.id: one for one in (*first, *day.roster)}.values())


def is_here(session: SessionView, deputy: UUID) -> bool:
    return any(one.deputy.id == deputy and one.went is None for one in session.present)


def presence_rows(look: Look, day: ReceptionDay, turn: Turn) -> tuple[QWidget, Sequence[Button]]:
    """The rows and their buttons, in the order of their keys (Alt+1 ...)."""
    session, _ = day.session, look.say
    deputies = expected(day)
    if session is None or not deputies:
        none = _("The roster has no deputies yet. The reception can go on; who came is written down later.")
        return column(look, label(none, "body", "text2", wrap=True), gap=0), ()
    planned = {one.id for one in session.deputies} | {one.deputy.id for one in session.present}
    buttons, rows = [], list[Item]()
    for number, deputy in enumerate(deputies, start=1):
        button = _button(look, session, deputy, number, turn)
        buttons.append(button)
        if rows and deputy.id not in planned and deputies[number - 2].id in planned:
            rows.append(label(_("Others of the roster"), "substrong"))
        rows.append(_row(look, session, deputy, button))
    told = label(
        _("Who is here? One key for each; the same key again when somebody leaves."), "sub", "text2", wrap=True
    )
    return column(look, told, *rows, gap=12, pad=(0, 0, 8, 0)), buttons


def _button(look: Look, session: SessionView, deputy: DeputyView, number: int, turn: Turn) -> Button:
    _, here = look.say, is_here(session, deputy.id)
    word = _("Went") if here else _("Is here")
    key = f"Alt+{number}" if number <= MOST_KEYS else None
    button = Button(
        look, word, "small", icon="log-out" if here else "user-check", key=key, click=lambda: turn(deputy.id)
    )
    button.setAccessibleName(f"{deputy.name}, {word}")
    button.setAutoDefault(True)
    return button


def _row(look: Look, session: SessionView, deputy: DeputyView, button: Button) -> QWidget:
    _ = look.say
    times = [presence_words(look, one) for one in session.present if one.deputy.id == deputy.id]
    told = _("; ").join(times) if times else deputy.level.say(look.lang)
    words = column(look, Elided(look, deputy.name, "strong"), Elided(look, told, "sub", "text2"), gap=0)
    return row(look, (words, 1), button, gap=12)
