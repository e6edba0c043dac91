"""A session that was left open: offered for closing where the work is, never closed by itself."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desk.reads.reception_day import ReceptionDay
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import kind, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.label import label, restyle


class LeftOpen(QFrame):
    """One amber line above the page; `taken` leads to that session, `another` begins one of today beside it."""

    taken = Signal(UUID)
    close_wanted = Signal(UUID)
    another = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._session: UUID | None = None
        self._words = label("", wrap=True)
        self._go = Button(look, _("Look at it"), "smallquiet", click=self._take)
        self._close = Button(look, _("Close and check"), "small", icon="check-check", click=self._ask_close)
        self._other = Button(look, _("Begin another one now"), "smallquiet", click=self.another.emit)
        for button in (self._go, self._close, self._other):
            button.setAutoDefault(True)
        icon = Glyph(look, "triangle-alert", "amber")
        narrow = look.room == "narrow"
        buttons = (self._close, self._go, self._other)
        row(
            look,
            icon,
            (self._words, 1),
            *buttons,
            gap=8 if narrow else 12,
            pad=(24, 6, 16, 6),
            on=kind("message", self),
        )
        restyle(self, tone="amber")
        self.hide()

    def show_day(self, day: ReceptionDay) -> None:
        """The session on the page is of another day, or another one is open beside it."""
        _, session = self._look.say, day.session
        here = session is not None and session.state == "open" and session.day != day.today
        old = [(id, when) for id, when in day.others if when != day.today]
        self._go.setVisible(not here)
        self._other.setVisible(here and not any(when == day.today for _id, when in day.others))
        if here and session is not None:
            self._session = session.id
            self._say(_("The reception of {day} is not closed yet."), session.day)
        elif old:
            self._session = old[0][0]
            self._say(_("The reception of {day} is not closed yet."), old[0][1])
        else:
            self.hide()

    def _say(self, sentence: str, day: date) -> None:
        self._words.setText(sentence.format(day=moment.day(day, self._look.lang)))
        self.show()

    def _take(self) -> None:
        if self._session is not None:
            self.taken.emit(self._session)

    def _ask_close(self) -> None:
        if self._session is not None:
            self.close_wanted.emit(self._session)
