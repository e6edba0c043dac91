"""The right side of 走访: a visit to be read, a new one to be written, a stored one to be corrected or struck out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.errors import BadInput
from desk.reads.reception_views import DeputyView
from desk.reads.visit_views import VisitView
from ui.forms.case_form import form_area
from ui.forms.visit_form import VisitForm
from ui.pages.page import Page
from ui.pages.reason import ReasonStrip
from ui.pages.trouble import say_trouble
from ui.pages.visit_bar import VisitBar, VisitStage
from ui.pages.visit_detail import VisitActs, is_changeable, visit_detail
from ui.pages.visit_writing import VisitWriting
from ui.widgets import moment
from ui.widgets.box import column, page_head, scrolled
from ui.widgets.chip import Chip
from ui.widgets.empty import empty_state
from ui.widgets.label import label
from ui.widgets.message import Act, Message

MID = 1100  # logical px: beside the list the form has the room of a middle window
SAVING, ASIDE, DRAFT = "visit saving", "visit aside", "visit draft"  # topics of messages


class VisitPane(QWidget):
    """`staged` tells that something else is being done; `saved` carries what was written, the visit first."""

    staged = Signal()
    saved = Signal(tuple)

    def __init__(self, page: Page, acts: VisitActs, open_shelf: Callable[[], object]) -> None:
        super().__init__()
        self._page, self._acts, self._open_shelf = page, acts, open_shelf
        look = self._look = page.look
        _ = look.say
        self.view: VisitView | None = None
        self.stage: VisitStage = "reading"
        self._before: VisitStage = "reading"  # it was saved: where a refusal leads back to
        self._roster: Sequence[DeputyView] = ()
        self._form: VisitForm | None = None
        self._writing: VisitWriting | None = None
        self._nothing = scrolled(
            empty_state(look, "footprints", _("No visit is open"), _("Choose one in the list to read it."))
        )
        self.reading = scrolled(QWidget())
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(_("The visit"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.reading)
        self._why = ReasonStrip(look, _("Why corrected"), _("What was wrong, in a few words"))
        self._why_away = ReasonStrip(look, _("Why struck out"), _("In a few words"))
        self.bar = VisitBar(look, correct=self.correct, withdraw=self.withdraw, back=self.back, primary=self.primary)
        column(look, (self._stack, 1), self._why, self._why_away, self.bar, gap=0, on=self)
        self._stand("reading")

    # -- what is shown --------------------------------------------------------------------------------
    def show_visit(self, view: VisitView) -> None:
        """Shows a visit; what was begun on another one is set aside. The same one is only brought up to date."""
        same = self.view is not None and self.view.line.id == view.line.id
        if same and self.stage != "reading":
            self.view = view
            return
        self.back()
        at = self.reading.verticalScrollBar().value() if same else 0
        here = self.focusWidget()
        within = here is not None and here.hasFocus() and self.reading.isAncestorOf(here)
        self.view = view
        self.reading.setWidget(visit_detail(self._page.place, view, self._acts))
        self.reading.verticalScrollBar().setValue(at)
        if within:  # what was pressed is gone; Tab goes on from the text
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self.reading)
        self._stand("reading")

    def show_nothing(self) -> None:
        if self.stage != "reading":
            return
        self.view = None
        self._stack.setCurrentWidget(self._nothing)
        self._stand("reading")

    def show_roster(self, roster: Sequence[DeputyView]) -> None:
        self._roster = roster
        self._show_deputies()

    def take_focus(self) -> None:
        if self.stage in ("new", "correcting") and self._form is not None:
            here = self._form.focusWidget()
            here.setFocus(Qt.FocusReason.OtherFocusReason) if here is not None else self._form.start()
        elif self.stage == "withdrawing":
            self._why_away.ask()
        else:
            self.reading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_writing(self) -> bool:
        return self.stage != "reading"

    # -- what is done ---------------------------------------------------------------------------------
    def begin(self) -> None:
        """A new visit; what was being written is set aside."""
        if self.stage == "saving":
            return
        self.back()
        self._made().begin()
        self._write("new")

    def correct(self) -> None:
        """Opens the fields of the visit in place."""
        if self.view is not None and self.stage == "reading" and is_changeable(self.view):
            self._made().begin(self.view)
            self._write("correcting")

    def resume(self, draft: UUID, form: Mapping[str, Any], of: VisitView | None) -> None:
        """Goes on with a draft that was set aside or left open."""
        self.back()
        if of is not None:
            self.show_visit(of)
        self._made().resume(draft, form, of)
        self._write("correcting" if of is not None else "new")

    def withdraw(self) -> None:
        """Asks for the reason."""
        if self.view is not None and self.stage == "reading" and is_changeable(self.view):
            self._stand("withdrawing")
            self._why_away.set_text("")
            self._why_away.ask()

    def primary(self) -> None:
        if self.stage in ("new", "correcting") and self._writing is not None:
            self._before = self.stage
            self._stand("saving")
            self._writing.save()
        elif self.stage == "withdrawing":
            self._save_withdrawal()

    def back(self) -> bool:
        """Leaves what was begun; what was typed is kept as a draft. False when nothing was begun."""
        if self.stage == "withdrawing":
            self._why_away.hide()
        elif self.stage in ("new", "correcting") and self._writing is not None:
            if self._writing.put_down():
                _ = self._look.say
                act = Act(_("Take it up again"), self._open_shelf, key="Ctrl+O")
                self._page.said.emit(Message(_("Set aside, nothing is lost."), acts=(act,), topic=ASIDE))
        else:
            return False
        self._leave()
        return True

    def keep(self) -> None:
        if self._writing is not None:
            self._writing.keep()

    def draft(self) -> UUID | None:
        return self._writing.draft() if self._writing is not None else None

    # -- how it is written ----------------------------------------------------------------------------
    def _made(self) -> VisitWriting:
        """Form and draft keeper, made when the first visit is written."""
        if self._writing is not None:
            return self._writing
        look = self._look.at(self._look.px(MID)) if self._look.room == "wide" else self._look
        self._title, self._state = label("", "title"), Chip(self._look, "", "", "circle-dashed", height=32)
        head = page_head(look, self._title, None, self._state)
        form = self._form = VisitForm(look, self._page.place.desk.lists.codes, head)
        writing = self._writing = VisitWriting(self._page.place, form, self._why, self)
        self._edit = form_area(form)
        self._stack.addWidget(self._edit)
        writing.kept.connect(self._kept)
        writing.keeping_failed.connect(lambda error: say_trouble(self._page, error, DRAFT))
        writing.saved.connect(self._saved)
        writing.refused.connect(self._refused)
        return writing

    def _write(self, stage: VisitStage) -> None:
        _ = self._look.say
        self._title.setText(_("A new visit") if stage == "new" else _("Correct a visit"))
        self._state.hide()
        self._show_deputies()
        self._stack.setCurrentWidget(self._edit)
        self._stand(stage)
        if self._form is not None:
            self._form.start()

    def _show_deputies(self) -> None:
        """Who is on the roster, and who took part though no longer in office."""
        if self._form is None:
            return
        of = self._writing.of if self._writing is not None else None
        there = [*self._roster, *(of.line.deputies if of is not None else ())]
        self._form.show_deputies(list({one.id: one for one in there}.values()))

    def _kept(self, at: datetime) -> None:
        self._page.cured.emit(DRAFT)
        self._state.show_state(self._look.say("Draft {time}").format(time=moment.clock(at)), "", "circle-dashed")
        self._state.show()

    def _save_withdrawal(self) -> None:
        if self.view is None:
            return
        place, id, reason = self._page.place, self.view.line.id, self._why_away.text()
        self._before = self.stage
        self._stand("saving")

        def work() -> tuple[UUID, ...]:
            from desk.actions.visits import withdraw_visit

            return withdraw_visit(place.desk, id, reason).subjects

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput) and error.facts.get("field") == "reason":
                self._why_away.say_error(error)
                self._refused(None)
            else:
                self._refused(error)

        place.lane.run(work, self._saved, failed, owner=self, keep=True)

    def _saved(self, subjects: tuple[UUID, ...]) -> None:
        self._page.cured.emit(SAVING)
        self._why_away.hide()
        self._leave()
        self.saved.emit(subjects)

    def _refused(self, error: Exception | None) -> None:
        self._stand(self._before)
        if error is not None:
            say_trouble(self._page, error, SAVING)

    def _leave(self) -> None:
        self._stand("reading")
        self._stack.setCurrentWidget(self.reading if self.view is not None else self._nothing)
        self.take_focus()

    def _stand(self, stage: VisitStage) -> None:
        self.stage = stage
        changeable = self.view is not None and is_changeable(self.view)
        self.bar.show_stage(stage, changeable=changeable)
        self.bar.setVisible(stage != "reading" or changeable)
        self.staged.emit()
