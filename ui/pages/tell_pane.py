"""The right side of 回音: what is read out to a person, and what is written down of it; who was told can be read, and
their survey keyed in."""

from collections.abc import Callable, Mapping
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.reads.views import CaseView
from ui.pages.case_person import CasePerson
from ui.pages.page import Page
from ui.pages.step_writing import StepKind, StepWriting
from ui.pages.tell_bar import TellBar
from ui.pages.tell_head import TellHead
from ui.pages.tell_past import told_past
from ui.pages.tell_writing import SURVEY, SURVEYING, TELL, TELLING
from ui.pages.trouble import say_trouble
from ui.widgets.box import column, scrolled
from ui.widgets.empty import empty_state
from ui.widgets.message import Message

TellStage = Literal["nothing", "tell", "told", "survey", "saving"]
DRAFT, SAVING = "tell draft", "tell saving"  # topics of messages
Drafts = Mapping[str, Mapping[str, Any]]


class TellPane(QWidget):
    """`done` carries what was written, `left` that a form was put down; `print_wanted` asks for the survey."""

    done = Signal(tuple)
    left = Signal()
    shown = Signal(tuple)
    print_wanted = Signal(UUID)

    def __init__(self, page: Page, leave: Callable[[], object]) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        self.case: CaseView | None = None
        self.stage: TellStage = "nothing"
        self._before: TellStage = "tell"
        self._fresh = True  # nobody was in this form yet
        self._drafts: dict[str, Mapping[str, Any]] = {}
        self._writings: dict[str, StepWriting] = {}
        self._heads: dict[str, TellHead] = {}
        self.person = CasePerson(page)
        self.person.shown.connect(self.shown)
        so, will = _("Nobody is chosen"), _("Choose somebody in the list to read out what came of their case.")
        self._nothing = scrolled(empty_state(look, "phone-outgoing", so, will))
        self.reading = scrolled(QWidget())
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(_("What the person was told"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.reading)
        self.bar = TellBar(look, leave=leave, primary=self.primary, survey=self.survey, paper=self.print_paper)
        column(look, (self._stack, 1), self.bar, gap=0, on=self)
        self._stand("nothing")

    # -- what is shown --------------------------------------------------------------------------------
    def show_case(self, case: CaseView, drafts: Drafts, *, told: bool) -> None:
        """`told`: they were told, there is something to read; else there is something to write."""
        same = self.case is not None and self.case.row.id == case.row.id
        if same and self.stage in ("tell", "survey", "saving") and not (told and self.stage == "tell"):
            self.case = case
            self.person.take(case)
            for head in self._heads.values():
                head.show_case(case)
            return
        self.put_down()
        self.case, self._drafts = case, dict(drafts)
        self.person.take(case)
        if told:
            self._show_past(case)
            return
        self._write(TELLING)

    def show_nothing(self) -> None:
        self.put_down()
        self.case = None
        self.person.take(None)
        self._stack.setCurrentWidget(self._nothing)
        self._stand("nothing")

    def take_focus(self) -> None:
        """To the first field of the form, later to where work was; or to the text."""
        writing = self._writings.get(self.stage)
        if writing is not None:
            writing.form.start() if self._fresh else writing.take_focus()
            self._fresh = False
        else:
            self.reading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is done ---------------------------------------------------------------------------------
    def primary(self) -> None:
        if self.stage in ("tell", "survey"):
            writing = self._writings[self.stage]
            self._before = self.stage
            self._stand("saving")
            writing.save()
        elif self.stage == "told":
            self.survey()

    def survey(self) -> None:
        """The survey of whoever was told is keyed in."""
        if self.case is not None and self.stage == "told" and SURVEY in self.case.offered:
            self._write(SURVEYING)
            self.take_focus()

    def put_down(self) -> bool:
        """Leaves what is being written; what was typed stays a draft of this person."""
        writing = self._writings.get(self.stage)
        if writing is None:
            return False
        left = writing.put_down()
        self._drafts.pop(self.stage, None)
        if left is not None:
            self._drafts[self.stage] = left
        return True

    def back(self) -> bool:
        """Esc: the survey is put down, the person is read again; telling is left for the list."""
        if self.stage == "survey" and self.case is not None:
            self.put_down()
            self._show_past(self.case)
            self.take_focus()
            return True
        if self.stage == "tell" and self._writings[TELL].form.isAncestorOf(self._focused()):
            self._writings[TELL].keep()
            self.left.emit()
            return True
        return False

    def keep(self) -> None:
        for writing in self._writings.values():
            writing.keep()

    def _focused(self) -> QWidget:
        here = self.focusWidget()
        return here if here is not None and here.hasFocus() else self

    def _write(self, kind: StepKind) -> None:
        if self.case is None:
            return
        writing = self._writings.get(kind.name) or self._make(kind)
        self._stack.setCurrentWidget(writing.page)
        self._stand("tell" if kind.name == TELL else "survey")
        writing.begin(self.case, self._drafts.get(kind.name), focus=False)
        self._fresh = True

    def _make(self, kind: StepKind) -> StepWriting:
        page = self._page
        head = self._heads[kind.name] = TellHead(page, self.person)
        writing = self._writings[kind.name] = StepWriting(page.place, page.look, kind, self, head)
        self._stack.addWidget(writing.page)
        writing.taken.connect(self._taken)
        writing.refused.connect(self._refused)
        writing.keeping_failed.connect(lambda error: say_trouble(page, error, DRAFT))
        writing.kept.connect(lambda _at: page.cured.emit(DRAFT))
        return writing

    def _show_past(self, case: CaseView) -> None:
        self.reading.setWidget(told_past(self._page, case, self.person))
        self._stack.setCurrentWidget(self.reading)
        self._stand("told")

    def _stand(self, stage: TellStage) -> None:
        self.stage = stage
        self.bar.show_stage(stage, self.case)

    def _taken(self, subjects: tuple[UUID, ...]) -> None:
        self._page.cured.emit(SAVING)
        self._drafts.clear()
        case, self.case = self.case, None
        self._stand("nothing")
        _ = self._page.look.say
        sentence = _("Written down, saved here.")
        if case is not None:
            self._page.said.emit(Message(sentence, "accent", topic=SAVING))
        self.done.emit(subjects)

    def _refused(self, error: Exception | None) -> None:
        self._stand(self._before)
        if error is not None:
            say_trouble(self._page, error, SAVING)

    def print_paper(self) -> None:
        """The survey sheet of whoever was told."""
        if self.case is not None and self.stage == "told":
            self.print_wanted.emit(self.case.row.id)
