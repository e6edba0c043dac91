"""收场核对: what is still open, line by line; then the session is closed."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.reads.reception_views import SessionView, Totals
from ui.pages.closing_lines import ClosingLine, closing_lines
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import Item, action_bar, card, column, empty_out, hairline, page_head, row, scrolled
from ui.widgets.button import Button
from ui.widgets.flow import flow
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.note import Note


class ClosingPart(QWidget):
    """`mended` brings a deed and the conversation it begins with; `closed` says whether who waits is let go."""

    mended = Signal(str, object)
    closed = Signal(bool)
    left = Signal()
    look_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._session: SessionView | None = None
        self._half: Mapping[UUID, Any] = {}
        self._let_go = False
        self._lines: tuple[ClosingLine, ...] = ()
        self._title = label(_("Close and check"), "title")
        self._day = label("", "body", "text2")
        self._holder = QWidget()
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(12))
        self._figures = QWidget()
        self._sums = QVBoxLayout(self._figures)
        self._sums.setContentsMargins(0, 0, 0, 0)
        self._note = Note(look)
        back, main, paper = (None, None, None) if look.room == "narrow" else ("Esc", "Ctrl+Enter", "file-text")
        self.back = Button(look, _("Go on receiving"), key=back, click=self.left.emit)
        self.sheet = Button(look, _("Look at the day sheet"), "quiet", icon=paper, click=self.look_wanted.emit)
        self.close_day = Button(
            look, _("Close the session"), "primary", icon="check-check", key=main, click=self.primary
        )
        for button in (self.back, self.sheet, self.close_day):
            button.setAutoDefault(True)
        side = look.by(24, 16, 16)
        head = page_head(look, self._title, self._day, None)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        body = column(
            look, card(look, self._figures), card(look, self._holder), self._note, None, gap=16, pad=(side, 4, side, 16)
        )
        column(
            look,
            head,
            (scrolled(body), 1),
            action_bar(look, self.sheet, None, self.back, self.close_day),
            gap=0,
            on=self,
        )

    def show_day(self, session: SessionView, half: Mapping[UUID, Any]) -> None:
        """Read again after everything that was mended."""
        if self._session is None or self._session.id != session.id:
            self._let_go = False
            self._note.hush()
        self._session, self._half = session, half
        look = self._look
        self._day.setText(f"{moment.long_day(session.day, look.lang)} {session.number}")
        empty_out(self._sums)
        self._sums.addWidget(figures(look, session.totals))
        self._show_lines()

    def _show_lines(self) -> None:
        if self._session is None:
            return
        had = next((at for at, button in enumerate(self.buttons()) if button.hasFocus()), -1)
        self._lines = closing_lines(self._look, self._session, self._half, let_go=self._let_go)
        empty_out(self._box)
        for number, line in enumerate(self._lines):
            if number:
                self._box.addWidget(hairline())
            self._box.addWidget(self._line(line))
        if had >= 0:
            buttons = self.buttons()
            (buttons[min(had, len(buttons) - 1)] if buttons else self.close_day).setFocus()

    def buttons(self) -> list[Button]:
        """Of the lines, from the top."""
        return self._holder.findChildren(Button)

    def _line(self, line: ClosingLine) -> QWidget:
        look = self._look
        colour = "accent_text" if line.good else "amber"
        icon = Glyph(look, "circle-check" if line.good else "triangle-alert", colour)
        words: list[Item] = [label(line.words, "strong" if not line.good else "body", wrap=True)]
        words += [label(line.below, "sub", "text2", wrap=True)] if line.below else []
        parts: list[Item] = [icon, (column(look, *words, gap=0), 1)]
        if line.deed:
            button = Button(look, line.word, "small", click=partial(self._mend, line))
            button.setAccessibleName(f"{line.word}, {line.words}")
            button.setAutoDefault(True)
            parts.append(button)
        return row(look, *parts, gap=12)

    def _mend(self, line: ClosingLine) -> None:
        if line.deed == "let_go":
            self._let_go = not self._let_go
            self._note.hush()
            self._show_lines()
        else:
            self.mended.emit(line.deed, line.talks[0] if line.talks else None)

    def primary(self) -> None:
        """收场. Whoever waits is asked about, and nothing half written goes out of sight."""
        _ = self._look.say
        open_lines = {line.topic for line in self._lines if not line.good}
        if "half" in open_lines:
            self._note.say("error", _("Something is half written. Finish it, or empty it, then close."))
        elif "waiting" in open_lines:
            self._note.say("error", _("Somebody still waits. Go on, or say that they went; then close."))
        else:
            self._note.hush()
            self.closed.emit(self._let_go)

    def take_focus(self) -> None:
        found = next((button for button in self.buttons()), self.close_day)
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def figures(look: Look, totals: Totals) -> QWidget:
    """当日合计, as on the day sheet."""
    _ = look.say
    shown = (
        (totals.people, _("Visitors")),
        (totals.groups, _("Groups")),
        (totals.cases, _("Cases")),
        (totals.answered, _("Answered at once")),
        (totals.passed, _("Passed on")),
        (totals.drafted, _("To be proposed")),
        (totals.guided, _("Guided")),
    )
    ones = [column(look, label(f"{count:,}", "number"), label(words, "sub", "text2"), gap=0) for count, words in shown]
    return flow(look, *ones, across=28, down=8)
