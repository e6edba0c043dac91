"""核对确认 of a closed session: each deputy reads the day sheet and confirms it, by name or by hand."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.field import LIMITS
from desk.errors import DeskError
from desk.reads.reception_views import DeputyView, SessionView, SignatureView
from desk.text import explain
from ui.pages.reception_closing import figures
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import action_bar, card, column, empty_out, page_head, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.note import Note
from ui.widgets.pad import SignaturePad


class SigningPart(QWidget):
    """`signed` brings the deputy and what was signed; `look_wanted`, `print_wanted` name a paper."""

    signed = Signal(UUID, dict)
    look_wanted = Signal(str)
    print_wanted = Signal(str)
    back_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._session: SessionView | None = None
        self._chosen: UUID | None = None
        self._busy = False
        self._day = label("", "body", "text2", wrap=True)
        self._figures, self._people = QWidget(), QWidget()
        self._sums, self._rows = QVBoxLayout(self._figures), QVBoxLayout(self._people)
        for box in (self._sums, self._rows):
            box.setContentsMargins(0, 0, 0, 0)
        self.name = LineField(look, _("Name of the deputy"), hint=_("Name"), limit=LIMITS["name"], width=240)
        self.pad = SignaturePad(look, _("Sign here with mouse, finger or pen"), width=look.by(480, 480, 420))
        self._wipe = Button(look, _("Wipe it off"), "smallquiet", icon="eraser", click=self.pad.clear)
        self._note = Note(look)
        self.look_at = Button(look, _("Look at the day sheet"), icon="file-text", click=lambda: self._ask("sheet"))
        self.print_sheet = Button(
            look, _("Print the day sheet"), icon="printer", key="Ctrl+P", click=lambda: self.print_wanted.emit("sheet")
        )
        self.print_signin = Button(
            look, _("Print the sign-in sheet"), icon="printer", click=lambda: self.print_wanted.emit("signin")
        )
        self.again = Button(look, _("Look at the conversations"), "quiet", icon="users", click=self.back_wanted.emit)
        self.done = Button(look, _("Done"), key="Esc", click=self.left.emit)
        self.confirm = Button(look, _("Confirm"), "primary", icon="signature", key="Ctrl+Enter", click=self.primary)
        self._buttons = (
            self._wipe,
            self.look_at,
            self.print_sheet,
            self.print_signin,
            self.again,
            self.done,
            self.confirm,
        )
        for button in self._buttons:
            button.setAutoDefault(True)
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._note.hush())
        self.pad.changed.connect(self._note.hush)

    def _lay_out(self) -> None:
        look, _ = self._look, self._look.say
        side = look.by(24, 16, 16)
        head = page_head(look, label(_("Review and confirm"), "title"), None)
        head.setContentsMargins(look.px(side), 0, look.px(side), 0)
        papers = flow(look, self.look_at, self.print_sheet, self.print_signin, self.again, across=12)
        told = label(
            _("Read the day sheet, then write your name or sign by hand; one of the two is enough."), "sub", wrap=True
        )
        self._sign = column(
            look,
            self._people,
            told,
            row(look, label(_("Name"), "strong"), self.name, None, gap=12),
            row(look, column(look, label(_("Or by hand"), "strong"), self._wipe, None, gap=4), self.pad, None, gap=12),
            self._note,
            gap=12,
        )
        day = card(look, self._day, self._figures, papers, gap=12)
        body = column(look, day, card(look, self._sign), None, gap=16, pad=(side, 4, side, 16))
        self._area = scrolled(body)
        column(look, head, (self._area, 1), action_bar(look, None, self.done, self.confirm), gap=0, on=self)

    # -- what stands in it ----------------------------------------------------------------------------
    def show_day(self, session: SessionView) -> None:
        look, _ = self._look, self._look.say
        other = self._session is None or self._session.id != session.id
        self._session, self._busy = session, False
        closed = moment.clock(session.closed_at) if session.closed_at is not None else ""
        told = _("{day} {number}, closed {time}")
        self._day.setText(told.format(day=moment.long_day(session.day, look.lang), number=session.number, time=closed))
        empty_out(self._sums)
        self._sums.addWidget(figures(look, session.totals))
        people = who_received(session)
        signed = {one.deputy.id for one in session.signatures}
        if other or self._chosen in signed or self._chosen is None:
            self._chosen = next((one.id for one in people if one.id not in signed), None)
            self._clear()
        self._show_people(people, {one.deputy.id: one for one in session.signatures})

    def _show_people(self, people: tuple[DeputyView, ...], signed: Mapping[UUID, SignatureView]) -> None:
        look, _ = self._look, self._look.say
        empty_out(self._rows)
        chips = [self._chip(signed[one.id]) for one in people if one.id in signed]
        open_ones = [one for one in people if one.id not in signed]
        if chips:
            self._rows.addWidget(flow(look, *chips))
        if open_ones:
            options = [Option(str(one.id), one.name) for one in open_ones]
            choice = Choice(look, _("Who confirms"), options, str(self._chosen))
            choice.chosen.connect(self._choose)
            self._rows.addWidget(row(look, label(_("Who confirms"), "strong"), (choice, 1), gap=12))
        elif not people:
            self._rows.addWidget(
                label(_("No deputy is written down, so nobody can confirm."), "body", "text2", wrap=True)
            )
        else:
            self._rows.addWidget(label(_("Everybody confirmed."), "strong"))
        for part in (self.name, self.pad, self._wipe, self.confirm):
            part.setEnabled(bool(open_ones))

    def _chip(self, one: SignatureView) -> Chip:
        _ = self._look.say
        words = _("{name} confirmed {time}").format(name=one.deputy.name, time=moment.clock(one.at))
        return Chip(self._look, words, "accent", "circle-check", height=32)

    def _choose(self, code: str) -> None:
        self._chosen = UUID(code)
        self._clear()

    def _clear(self) -> None:
        self.name.set_text("")
        self.pad.clear()
        self._note.hush()

    # -- what is done ---------------------------------------------------------------------------------
    def primary(self) -> None:
        """What was drawn counts before what was typed."""
        if self._chosen is None or self._busy:
            return
        strokes = self.pad.strokes()
        self._busy = True
        self.signed.emit(self._chosen, {"strokes": strokes} if strokes else {"name": self.name.text()})

    def refuse(self, error: DeskError) -> None:
        self._busy = False
        self._note.say("error", explain(error, self._look.lang))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def trouble(self) -> None:
        """Not written down for another reason, which is told elsewhere."""
        self._busy = False

    def take_focus(self) -> None:
        target: Any = self.name if self.name.isEnabled() else self.done
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(target, 0, self._look.px(24)))

    def _ask(self, paper: str) -> None:
        self.look_wanted.emit(paper)


def who_received(session: SessionView) -> tuple[DeputyView, ...]:
    """Those who came; where nobody's coming was written down, those it was planned with."""
    came = tuple({one.deputy.id: one.deputy for one in session.present}.values())
    return came or session.deputies
