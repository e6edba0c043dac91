"""The right side of 件: a case to read, to correct in place, to take back, to forward, to reply to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.case import slip_paper
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.views import CaseView
from ui.forms.case_form import CaseForm, form_area
from ui.pages.case_bar import CaseBar, CaseStage
from ui.pages.case_detail import case_detail
from ui.pages.case_merged import CaseMerged
from ui.pages.case_more import more_acts, step_acts
from ui.pages.case_offer import Offer, is_changeable, offer_of
from ui.pages.case_person import CasePerson
from ui.pages.correction import Correction
from ui.pages.drafts import TOLD_ELSEWHERE, StepDraft
from ui.pages.handling import KINDS
from ui.pages.page import Page
from ui.pages.page_printing import TOPIC as PRINT
from ui.pages.reason import ReasonStrip
from ui.pages.step_writing import StepKind, StepWriting
from ui.pages.trouble import say_trouble
from ui.theme import Look
from ui.widgets.box import column, page_head, scrolled
from ui.widgets.empty import empty_state
from ui.widgets.label import label
from ui.widgets.message import Message

MID = 1100  # logical px: beside the list the form has the room of a middle window
DRAFT, SAVING, ASIDE = "case draft", "case saving", "set aside"  # topics of messages
Drafts = Mapping[str, Mapping[str, Any]]  # what was typed of the steps of a case, by the step's name
NO_DRAFTS: Drafts = {}


class CasePane(QWidget):
    """`print_wanted` (of a case, which paper) and `not_out` are for the page to do; `changed` tells of a new fact."""

    print_wanted = Signal(UUID, str)
    not_out = Signal(UUID)
    changed = Signal(tuple)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._look = page, page.look
        _ = self._look.say
        self.case: CaseView | None = None
        self.stage: CaseStage = "reading"
        self._form: CaseForm | None = None
        self._correction: Correction | None = None
        self._steps: dict[str, StepWriting] = {}
        self._drafts: dict[str, Mapping[str, Any]] = {}
        choose = _("Choose one in the list to read it.")
        self._nothing = scrolled(empty_state(self._look, "folder-open", _("No case is open"), choose))
        self.reading = scrolled(QWidget())
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setAccessibleName(_("The case"))
        self._stack = QStackedWidget()
        for state in (self._nothing, self.reading):
            self._stack.addWidget(state)
        self._why = ReasonStrip(self._look, _("Why corrected"), _("What was wrong, in a few words"))
        self._why_back = ReasonStrip(self._look, _("Why taken back"), _("What the person said, in a few words"))
        self.bar = CaseBar(self._look, correct=self.correct, back=self.back, primary=self.primary, take=self.take_step)
        self.bar.print_wanted.connect(self.print_paper)
        column(self._look, (self._stack, 1), self._why, self._why_back, self.bar, gap=0, on=self)
        self.bar.hide()
        self.person = CasePerson(page)
        self.person.shown.connect(self.changed)
        self._merged = CaseMerged(page)
        self._merged.changed.connect(self.changed)

    # -- what is shown --------------------------------------------------------------------------------
    def show_case(self, case: CaseView, drafts: Drafts = NO_DRAFTS) -> None:
        """Shows a case; what was begun on another one is set aside. The same one is only brought up to date."""
        same = self.case is not None and self.case.row.id == case.row.id
        if same and self.stage != "reading":
            self.case = case
            return
        self.back()
        self.case, self._drafts = case, dict(drafts)
        self.person.take(case)
        offer = self._show_offer(case)
        more, acts = more_acts(
            self._look,
            withdraw=self.withdraw if offer.changeable else None,
            not_out=self._say_not_out if case.printed > 0 else None,
            slip=self._print_slip if offer.slip else None,
            steps=step_acts(self._page, case.row.id, offer, self.take_step),
        )
        at = self.reading.verticalScrollBar().value() if same else 0
        self.reading.setWidget(case_detail(self._page.place, case, more, acts, self.person, self._merged))
        self.reading.verticalScrollBar().setValue(at)
        self._stack.setCurrentWidget(self.reading)
        self.bar.show()

    def show_nothing(self) -> None:
        self.back()
        self.case = None
        self.person.take(None)
        self._stack.setCurrentWidget(self._nothing)
        self.bar.hide()

    def take_focus(self) -> None:
        """Where work is: the text (arrows scroll, Tab goes on to what can be done), the form, or the reason."""
        if self.stage == "correcting" and self._form is not None:
            self._form.start()
        elif self.stage == "withdrawing":
            self._why_back.ask()
        elif self.stage in self._steps:
            self._steps[self.stage].take_focus()
        else:
            self.reading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_offer(self, case: CaseView) -> Offer:
        offer = offer_of(case, tuple(self._drafts), self._page.place.station.name)
        self.bar.show_case(offer)
        return offer

    def _stand(self, stage: CaseStage) -> None:
        self.stage = stage
        self.bar.show_stage(stage)

    # -- what is done ---------------------------------------------------------------------------------
    def primary(self) -> None:
        if self.stage == "correcting" and self._correction is not None:
            self._stand("saving")
            self._correction.save()
        elif self.stage == "withdrawing":
            self._save_withdrawal()
        elif self.stage in self._steps:
            writing = self._steps[self.stage]
            self._stand("saving")
            writing.save()
        elif self.stage == "reading":
            step = self.bar.step()
            self.take_step(step) if step else self.print_paper()

    def print_paper(self) -> None:
        """The reply notice where there is one, else the slip."""
        if self.case is None or self.stage != "reading":
            return
        if self.bar.offer.paper:
            self.print_wanted.emit(self.case.row.id, self.bar.offer.paper)
            return
        _ = self._look.say
        sentence = _("The slip of this case is printed where it was recorded: {place}.")
        self._page.said.emit(Message(sentence.format(place=self.case.row.place), "amber", topic=PRINT))

    def back(self) -> bool:
        """Leaves what was begun; what was typed is kept as a draft. False when nothing was begun."""
        _ = self._look.say
        if self.stage == "correcting" and self._correction is not None:
            if self._correction.put_down():
                self._page.said.emit(Message(_("Set aside, nothing is lost. Record has it."), topic=ASIDE))
        elif self.stage in self._steps:
            self._put_down(self.stage)
        elif self.stage == "withdrawing":
            self._why_back.hide()
        else:
            return False
        self._leave()
        return True

    def _put_down(self, step: str) -> None:
        _ = self._look.say
        left = self._steps[step].put_down()
        self._drafts.pop(step, None)
        if left is not None:
            self._drafts[step] = left
            self._page.said.emit(Message(_("Set aside, nothing is lost. It goes on where you stopped."), topic=ASIDE))
        if self.case is not None:
            self._show_offer(self.case)

    def correct(self) -> None:
        """Opens the fields of the case in place."""
        if self.case is None or self.stage != "reading" or not is_changeable(self.case):
            return
        form, correction = self._form or self._make_form(), self._correction
        if correction is not None:
            correction.begin(self.case.row.id, self.case.fields)
            self._number.setText(show_number(self.case.row.number))
            self._stack.setCurrentWidget(self._edit)
            self._stand("correcting")
            form.start()

    def resume_correction(self, draft: UUID, form: Mapping[str, Any]) -> None:
        """Goes on with a correction of the shown case."""
        self.correct()
        if self._correction is not None and self.stage == "correcting":
            self._correction.resume(draft, form)

    def withdraw(self) -> None:
        """Asks for the reason."""
        if self.case is not None and self.stage == "reading" and is_changeable(self.case):
            self._stand("withdrawing")
            self._why_back.set_text("")
            self._why_back.ask()

    def take_step(self, step: str) -> None:
        """Opens the form of a step with what was typed before; one no longer offered opens for its words."""
        case = self.case
        if case is None or self.stage != "reading":
            return
        if step in TOLD_ELSEWHERE:
            self._page.wanted.emit("totell", StepDraft(case.row.id, step))
        elif step in KINDS and (step in case.offered or step in self._drafts):
            writing = self._steps.get(step) or self._make_step(KINDS[step])
            self._stack.setCurrentWidget(writing.page)
            self._stand(KINDS[step].name)
            writing.begin(case, self._drafts.get(step))

    def keep(self) -> None:
        for writing in (self._correction, *self._steps.values()):
            if writing is not None:
                writing.keep()

    def step(self) -> str | None:
        """The step that is being written."""
        return KINDS[self.stage].name if self.stage in KINDS else None

    def correction_draft(self) -> UUID | None:
        return self._correction.draft() if self._correction is not None and self.stage == "correcting" else None

    def _beside_list(self) -> Look:
        return self._look.at(self._look.px(MID)) if self._look.room == "wide" else self._look

    def _make_step(self, kind: StepKind) -> StepWriting:
        writing = self._steps[kind.name] = StepWriting(self._page.place, self._beside_list(), kind, self)
        self._stack.addWidget(writing.page)
        writing.taken.connect(self._done)
        writing.refused.connect(lambda error: self._refused(kind.name, error))
        writing.keeping_failed.connect(lambda error: say_trouble(self._page, error, DRAFT))
        writing.kept.connect(lambda _at: self._page.cured.emit(DRAFT))
        return writing

    def _make_form(self) -> CaseForm:
        _, look, place = self._look.say, self._look, self._page.place
        form = self._form = CaseForm(self._beside_list(), place.desk.lists.codes)
        correction = self._correction = Correction(place, form, self._why, self)
        self._number = label("", "strong", "text2")
        head = page_head(look, label(_("Correct a case"), "title"), self._number, None)
        head.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self._edit = column(look, head, (form_area(form), 1), gap=0)
        self._stack.addWidget(self._edit)
        correction.corrected.connect(self._done)
        correction.refused.connect(lambda error: self._refused("correcting", error))
        correction.keeping_failed.connect(lambda error: say_trouble(self._page, error, DRAFT))
        correction.kept.connect(lambda _at: self._page.cured.emit(DRAFT))
        return form

    def _save_withdrawal(self) -> None:
        if self.case is None:
            return
        place, case, reason = self._page.place, self.case.row.id, self._why_back.text()
        self._stand("saving")

        def work() -> tuple[UUID, ...]:
            from desk.actions.cases import withdraw_case

            return withdraw_case(place.desk, case, reason).subjects

        def failed(error: Exception) -> None:
            at_field = isinstance(error, BadInput) and error.facts.get("field") == "reason"
            if at_field and isinstance(error, BadInput):
                self._why_back.say_error(error)
            self._refused("withdrawing", None if at_field else error)

        place.lane.run(work, self._done, failed, owner=self, keep=True)

    def _done(self, subjects: tuple[UUID, ...]) -> None:
        self._page.cured.emit(SAVING)
        self._drafts.clear()
        self._why_back.hide()
        self._leave()
        self.changed.emit(subjects)

    def _leave(self) -> None:
        self._stand("reading")
        self._stack.setCurrentWidget(self.reading)
        self.take_focus()

    def _refused(self, stage: CaseStage, error: Exception | None) -> None:
        self._stand(stage)
        if error is not None:
            say_trouble(self._page, error, SAVING)

    def _print_slip(self) -> None:
        if self.case is not None:
            self.print_wanted.emit(self.case.row.id, slip_paper(self.case.row.nature))

    def _say_not_out(self) -> None:
        if self.case is not None:
            self.not_out.emit(self.case.row.id)
