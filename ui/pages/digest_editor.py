"""A digest being written: the texts of its cases at the left, title and chapters at the right, its paper on demand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.reads.digest_views import DigestKnown, DigestView
from ui.forms.case_form import form_area
from ui.forms.digest_form import DigestForm
from ui.pages.digest_cases import DigestCases
from ui.pages.digest_papers import DigestPapers
from ui.pages.digest_writing import DigestWriting, cases_of
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.widgets import moment
from ui.widgets.box import action_bar, column, hairline, page_head, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice, Option
from ui.widgets.drawer import Drawer
from ui.widgets.elided import Elided
from ui.widgets.label import label
from ui.widgets.sheet import sheet_pages

MID = 1100  # logical px: beside the cases the form has the room of a middle window
DRAFT, SAVING = "digest draft", "digest saving"  # topics of messages
CASES, TEXT = "cases", "text"  # the two sides, one at a time where there is little room
Stage = Literal["", "writing", "saving"]


class DigestEditor(QWidget):
    """`made` brings the subjects of what was written, the digest first; `staged` tells that its state is another."""

    made = Signal(tuple)
    staged = Signal()

    def __init__(self, page: Page, drawer: Drawer, papers: DigestPapers) -> None:
        super().__init__()
        self._page, self._drawer, self._papers = page, drawer, papers
        look = self._look = page.look
        _ = look.say
        self.stage: Stage = ""
        self._title, self._state = label("", "title"), Chip(look, "", "", "circle-dashed", height=32)
        beside = look.at(look.px(MID)) if look.room == "wide" else look
        self.form = DigestForm(beside, page_head(look, self._title, None, self._state))
        self.cases = DigestCases(page)
        self.writing = DigestWriting(page.place, self.form, self.cases, self)
        self._hint = Elided(look, "", "sub", "text2")
        self._aside = Button(look, _("Set aside"), key="Esc")
        key = look.by("Ctrl+P", None, "Ctrl+P")  # in a middle room the cases take what the key would need
        self._paper = Button(look, _("Preview"), icon="file-text", key=key, click=self.preview)
        self._make = Button(look, _("Make it"), "primary", icon="check", key="Ctrl+Enter", click=self.save)
        self._buttons = (self._aside, self._paper, self._make)
        for button in self._buttons:
            button.setAutoDefault(True)
        self.sides = Choice(look, _("What is shown"), [Option(CASES, _("Cases")), Option(TEXT, _("Text"))], TEXT)
        self._turn = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self._look
        bar = action_bar(look, (self._hint, 1), *self._buttons)
        area = form_area(self.form)
        if look.room != "narrow":
            self.cases.setFixedWidth(look.px(look.by(440, 376, 376)))
            right = column(look, (area, 1), bar, gap=0)
            row(look, self.cases, hairline(upright=True), (right, 1), gap=0, on=self)
            return
        self.sides.setFixedWidth(self.sides.sizeHint().width())
        self._turn.addWidget(self.cases)
        self._turn.addWidget(area)
        self._turn.setCurrentIndex(1)
        head = row(look, self.sides, None, gap=8, pad=(16, 4, 16, 4))
        column(look, head, hairline(), (self._turn, 1), bar, gap=0, on=self)

    def _connect(self) -> None:
        self._aside.clicked.connect(lambda _on=False: self._page.escape())
        self.sides.chosen.connect(lambda side: self._turn.setCurrentIndex(0 if side == CASES else 1))
        self.cases.taken_over.connect(self._take_over)
        self.writing.kept.connect(self._kept)
        self.writing.keeping_failed.connect(lambda error: say_trouble(self._page, error, DRAFT))
        self.writing.saved.connect(self._saved)
        self.writing.refused.connect(self._refused)

    # -- what the page asks ---------------------------------------------------------------------------
    def begin(self, known: DigestKnown, cases: tuple[UUID, ...]) -> None:
        self._say(_new=True)
        self.writing.begin(known, cases)
        self._stand("writing")
        self._start(bool(cases))

    def change(self, of: DigestView) -> None:
        self._say(_new=False)
        self.writing.change(of)
        self._stand("writing")
        self._start(True)

    def resume(self, draft: UUID, form: Mapping[str, Any], known: DigestKnown, of: DigestView | None) -> None:
        self._say(_new=of is None)
        self.writing.resume(draft, form, known, of)
        self._stand("writing")
        self._start(bool(cases_of(form)))

    def is_writing(self) -> bool:
        return self.stage != ""

    def is_new(self) -> bool:
        return self.stage == "writing" and self.writing.of is None

    def add(self, case: UUID) -> None:
        """Another case for what is being written."""
        self.cases.add(case)

    def take_focus(self) -> None:
        """Back to where work was."""
        here = self.focusWidget()
        if here is not None and here.isEnabled() and here.isVisible():
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._start(True)

    def _start(self, with_cases: bool) -> None:
        """In the title; a digest of nothing begins with its cases."""
        if not with_cases:
            self.look_for_cases()
            return
        self._show_side(TEXT)
        self.form.start()

    def look_for_cases(self) -> None:
        self._show_side(CASES)
        self.cases.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        if self.stage == "writing":
            self._stand("saving")
            self.writing.save()

    def preview(self) -> None:
        """The paper as it would be."""
        if self.stage == "writing":
            self._papers.preview(self.writing.form(), self.cases.ids(), self._show_paper)

    def back(self) -> bool:
        """Sets aside what was begun. False when nothing was; a search for cases ends first."""
        if self.stage != "writing":
            return self.stage == "saving"
        if self.cases.picker.clear():
            return True
        self._put_down()
        return True

    def keep(self) -> None:
        self.writing.keep()

    # -- how it goes ----------------------------------------------------------------------------------
    def _put_down(self) -> None:
        there = self.writing.put_down()
        self._stand("")
        if there:
            self._page.cured.emit(SAVING)

    def _say(self, *, _new: bool) -> None:
        _ = self._look.say
        self._title.setText(_("A new digest") if _new else _("Change a digest"))
        self._make.say(_("Make it") if _new else _("Save the change"))
        told = _("Its cases count as reported")
        self._hint.setText(told if _new else _("Kept as you type, even if the power fails"))
        self._state.hide()

    def _show_side(self, side: str) -> None:
        if self._turn.count():
            self.sides.set_code(side)
            self._turn.setCurrentIndex(0 if side == CASES else 1)

    def _take_over(self, name: str, text: str) -> None:
        self.form.take_over(name, text)
        if self._turn.count():
            self._show_side(TEXT)
            self.form.noted[name].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_paper(self, pages: list[QImage]) -> None:
        _ = self._look.say
        name = _("Digest, as it would be printed")
        self._drawer.open(name, sheet_pages(self._look, pages, name))

    def _kept(self, at: datetime) -> None:
        self._page.cured.emit(DRAFT)
        self._state.show_state(self._look.say("Draft {time}").format(time=moment.clock(at)), "", "circle-dashed")
        self._state.show()

    def _saved(self, subjects: tuple[UUID, ...]) -> None:
        self._page.cured.emit(SAVING)
        self._stand("")
        self.made.emit(subjects)

    def _refused(self, error: Exception | None) -> None:
        self._stand("writing")
        if error is None:
            self._show_side(TEXT)
        else:
            say_trouble(self._page, error, SAVING)

    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        for button in self._buttons:
            button.setEnabled(stage != "saving")
        self.staged.emit()
