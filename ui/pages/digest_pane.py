"""The right side of the digests: one to be read, withdrawn, or given what a leader wrote on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.errors import BadInput
from desk.reads.digest_views import DigestView
from desk.text import explain
from ui.forms.case_form import form_area
from ui.pages.digest_detail import DigestActs, digest_detail, is_changeable, is_made
from ui.pages.digest_instruction import DigestInstruction
from ui.pages.digest_words import issue_words
from ui.pages.handling import instruction_form
from ui.pages.page import Page
from ui.pages.reason import ReasonStrip
from ui.pages.trouble import say_trouble
from ui.widgets.box import action_bar, column, page_head, scrolled, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided
from ui.widgets.empty import empty_state
from ui.widgets.label import label
from ui.widgets.message import Message

if TYPE_CHECKING:
    from desk.actions.desk import Change

MID = 1100  # logical px: beside the list the form has the room of a middle window
SAVING, ASIDE, DRAFT = "digest saving", "digest aside", "digest draft"  # topics of messages
Do = Callable[[], object]
PaneStage = Literal["reading", "withdrawing", "instructing", "saving"]


class DigestPane(QWidget):
    """`change_wanted` and `print_wanted` are for the page to do; `changed` carries what was written."""

    change_wanted = Signal(object)
    print_wanted = Signal(UUID)
    changed = Signal(tuple)

    def __init__(self, page: Page, paper: Do, file: Do, look_at: Callable[[UUID], object]) -> None:
        """What is done from the text: the paper seen, written as a file, a case looked at."""
        super().__init__()
        self._page, self._acts = page, DigestActs(paper, file, self.withdraw, look_at)
        look = self._look = page.look
        _ = look.say
        self.view: DigestView | None = None
        self.stage: PaneStage = "reading"
        self._before: PaneStage = "reading"  # it was saved: where a refusal leads back to
        none = empty_state(look, "file-text", _("No digest is open"), _("Choose one in the list to read it."))
        self._nothing = scrolled(none)
        self.reading = scrolled(QWidget())
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(_("The digest"))
        beside = look.at(look.px(MID)) if look.room == "wide" else look
        self._of = label("", "strong", "text2")
        head = page_head(look, label(_("Leader's instruction"), "title"), self._of, None)
        self.form = instruction_form(beside, head, page.place)
        self._instructing = form_area(self.form)
        self._instruction = DigestInstruction(page, self.form)
        self._stack = QStackedWidget()
        for state in (self._nothing, self.reading, self._instructing):
            self._stack.addWidget(state)
        self.why = ReasonStrip(look, _("Why withdrawn"), _("In a few words"))
        self._hint = Elided(look, "", "sub", "text2")
        self._make_buttons()
        self._bar = action_bar(look, (self._hint, 1), *self._buttons)
        column(look, (self._stack, 1), self.why, self._bar, gap=0, on=self)
        self._instruction.written.connect(self._instructed)
        self._instruction.refused.connect(self._refused)
        self._instruction.failed.connect(lambda error: say_trouble(page, error, DRAFT))
        self._instruction.kept.connect(lambda _at: page.cured.emit(DRAFT))
        self._stand("reading")

    def _make_buttons(self) -> None:
        look, _ = self._look, self._look.say
        back = self._page.escape
        self._change = Button(look, _("Correct"), icon="pencil-line", click=self._ask_change)
        self._instruct = Button(look, _("Instruction"), icon="signature", click=self.instruct)
        self._print = Button(look, _("Print"), "primary", icon="printer", key="Ctrl+P", click=self.print_paper)
        self._stay = Button(look, _("Keep it"), key="Esc", click=back)
        self._away = Button(look, _("Withdraw it"), "primary", icon="undo-2", key="Ctrl+Enter", click=self.primary)
        self._aside = Button(look, _("Set aside"), key="Esc", click=back)
        self._write = Button(look, _("Write it down"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        made = (self._change, self._instruct, self._print)
        self._buttons = (*made, self._stay, self._away, self._aside, self._write)
        for button in self._buttons:
            button.setAutoDefault(True)

    # -- what is shown --------------------------------------------------------------------------------
    def show_digest(self, view: DigestView) -> None:
        """Shows a digest; what was begun on another one is set aside. The same one is only brought up to date."""
        same = self.view is not None and self.view.line.id == view.line.id
        if same and self.stage != "reading":
            self.view = view
            return
        self.back()
        at = self.reading.verticalScrollBar().value() if same else 0
        self.view = view
        self.reading.setWidget(digest_detail(self._page.place, view, self._acts))
        self.reading.verticalScrollBar().setValue(at)
        self._stack.setCurrentWidget(self.reading)
        self._stand("reading")

    def show_nothing(self) -> None:
        self.back()
        self.view = None
        self._stack.setCurrentWidget(self._nothing)
        self._stand("reading")

    def take_focus(self) -> None:
        if self.stage == "withdrawing":
            self.why.ask()
        elif self.stage == "instructing":
            here = self.form.focusWidget()
            here.setFocus(Qt.FocusReason.OtherFocusReason) if here is not None else self.form.start()
        else:
            self.reading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is done ---------------------------------------------------------------------------------
    def primary(self) -> None:
        if self.stage == "instructing":
            self._before = self.stage
            self._stand("saving")
            self._instruction.save()
        elif self.stage == "withdrawing":
            self._save_withdrawal()
        elif self.stage == "reading":
            self.print_paper()

    def print_paper(self) -> None:
        if self.stage == "reading" and self.view is not None and is_made(self.view):
            self.print_wanted.emit(self.view.line.id)

    def withdraw(self) -> None:
        """Asks for the reason."""
        if self.stage == "reading" and self.view is not None and is_changeable(self.view):
            self._stand("withdrawing")
            self.why.set_text("")
            self.why.ask()

    def instruct(self) -> None:
        """What a leader wrote on it, for all of its cases."""
        if self.stage == "reading" and self.view is not None and is_made(self.view):
            self._of.setText(issue_words(self._look, self.view.line))
            self._stack.setCurrentWidget(self._instructing)
            self._stand("instructing")
            self._instruction.begin(self.view)

    def back(self) -> bool:
        """Leaves what was begun; what was typed is kept as a draft. False when nothing was begun."""
        if self.stage == "withdrawing":
            self.why.hide()
        elif self.stage == "instructing":
            if self._instruction.put_down():
                said = self._look.say("Set aside, nothing is lost. It goes on where you stopped.")
                self._page.said.emit(Message(said, topic=ASIDE))
        else:
            return False
        self._leave()
        return True

    def keep(self) -> None:
        self._instruction.keep()

    def _ask_change(self) -> None:
        if self.view is not None:
            self.change_wanted.emit(self.view)

    def _save_withdrawal(self) -> None:
        if self.view is None:
            return
        place, id, reason = self._page.place, self.view.line.id, self.why.text()
        self._before = self.stage
        self._stand("saving")

        def work() -> tuple[UUID, ...]:
            from desk.actions.digests import withdraw_digest

            return withdraw_digest(place.desk, id, reason).subjects

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput) and error.facts.get("field") == "reason":
                self.why.say_error(error)
                self._refused(None)
            else:
                self._refused(error)

        place.lane.run(work, self._done, failed, owner=self, keep=True)

    def _instructed(self, change: "Change") -> None:
        """Cases that could not take it are named."""
        for warning in change.warnings:
            self._page.said.emit(Message(explain(warning, self._look.lang), "amber", topic=SAVING))
        self._done(change.subjects)

    def _done(self, subjects: tuple[UUID, ...]) -> None:
        self.why.hide()
        self._leave()
        self.changed.emit(subjects)

    def _refused(self, error: Exception | None) -> None:
        self._stand(self._before)
        if error is not None:
            say_trouble(self._page, error, SAVING)

    def _leave(self) -> None:
        self._stand("reading")
        self._stack.setCurrentWidget(self.reading if self.view is not None else self._nothing)
        self.take_focus()

    def _stand(self, stage: PaneStage) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        self.stage = stage
        for button in self._buttons:
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        _, view = self._look.say, self.view
        mine = (self._change,) if view is not None and is_changeable(view) else ()
        made = (self._instruct, self._print) if view is not None and is_made(view) else ()
        shown = {
            "reading": (*mine, *made),
            "withdrawing": (self._stay, self._away),
            "instructing": (self._aside, self._write),
        }[stage]
        show_only(self._buttons, shown)
        self._bar.setVisible(bool(shown))
        hints = {
            "withdrawing": _("Its number may be given again; its cases stay reported"),
            "instructing": _("It goes to every case in it; each person is told of it"),
        }
        self._hint.setText(hints.get(stage, ""))
