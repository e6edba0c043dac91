"""A step being written about a case (转办, 答复) in a form of its own; what is typed is a draft of that case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import UUID, uuid5

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.views import CaseView
from ui.forms.case_form import form_area
from ui.forms.part import Form
from ui.forms.step_form import StepForm
from ui.models.case_words import title_word
from ui.pages.case_brief import CaseBrief
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.drafts import ABOUT, LEFT_OPEN, STEP, TOLD_ELSEWHERE, StepDraft, step_of
from ui.pages.page import Workplace
from ui.theme import Look
from ui.widgets.box import column, page_head
from ui.widgets.label import label

if TYPE_CHECKING:
    from desk.actions.desk import Change, Desk

MARKS = (STEP, ABOUT, LEFT_OPEN, "title")  # in a draft beside the keys of the step


@dataclass(frozen=True)
class StepKind:
    """One step as the page writes it. `known` is what the form begins with; `act` is called in the lane."""

    name: str
    title: str
    make: Callable[[Look, QWidget, Workplace], StepForm]
    known: Callable[[Workplace, CaseView], Form]
    act: Callable[["Desk", UUID, Form], "Change"]


def step_draft(case: UUID, step: str) -> UUID:
    """A case has one draft of each step: going on with it finds it again, whoever sits there."""
    return uuid5(case, f"draft of {step}")


OpenCase = tuple[CaseView, dict[str, Form]]  # a case, and what was typed of its steps, offered (still) or not


def read_open_case(place: Workplace, id: UUID) -> OpenCase:
    """For the lane. Raises BadInput case_unknown."""
    from desk.reads.cases import read_case
    from desk.reads.drafts import read_draft, steps_begun

    vault = place.desk.vault
    case = read_case(vault, place.desk.lens, id)
    drafts = {step: read_draft(vault, step_draft(id, step)) for step in steps_begun(vault)}
    return case, {step: draft for step, draft in drafts.items() if draft is not None}


def left_open_step(place: Workplace, *, telling: bool = False) -> StepDraft | None:
    """The step that was on the screen when the desk was closed, locked or killed; for the lane. `telling`: one of those
    that have a page of their own, else one of the others."""
    from desk.reads.drafts import list_drafts, read_draft

    vault = place.desk.vault
    newest = next((row for row in list_drafts(vault) if row.step and (row.step in TOLD_ELSEWHERE) == telling), None)
    form = read_draft(vault, newest.id) if newest else None
    return step_of(form) if form and form.get(LEFT_OPEN) else None


class StepHead(Protocol):
    """What stands above the form of a step, and scrolls with it: what the case is about."""

    def show_case(self, case: CaseView) -> None: ...


class StepWriting(QObject):
    """One case at a time. Setting it aside loses nothing; `put_down` answers what is left to go on with."""

    taken = Signal(tuple)  # the subjects that changed
    refused = Signal(object)  # not written, the draft stays; None when a field says why
    kept = Signal(datetime)
    keeping_failed = Signal(Exception)

    def __init__(
        self, place: Workplace, look: Look, kind: StepKind, parent: QObject, head: QWidget | None = None
    ) -> None:
        """`head` (a StepHead) stands in the place of title and brief."""
        super().__init__(parent)
        self._place, self._kind = place, kind
        self._case: CaseView | None = None
        self._before: Form = {}
        brief = head or CaseBrief(look)
        self._brief = cast("StepHead", brief)
        self.form = kind.make(look, brief, place)
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        self.form.edited.connect(self._touch)
        self._number = label("", "strong", "text2")
        self.page = self._lay_out(look) if head is None else form_area(self.form)

    def _lay_out(self, look: Look) -> QWidget:
        head = page_head(look, label(look.say(self._kind.title), "title"), self._number, None)
        side = look.px(look.by(24, 16, 24))
        head.setContentsMargins(side, 0, side, 0)
        return column(look, head, (form_area(self.form), 1), gap=0)

    def begin(self, case: CaseView, draft: Mapping[str, Any] | None, *, focus: bool = True) -> None:
        """Opens the form of a case: with what was typed before, else with what is known already."""
        self._case = case
        self._keeper.begin(step_draft(case.row.id, self._kind.name))
        self._keeper.stored = draft is not None
        self._number.setText(show_number(case.row.number))
        self._brief.show_case(case)
        self.form.seal(False)
        self.form.about(case)
        self.form.fill(self._kind.known(self._place, case))
        self._before = self.form.gather()
        if draft is not None:
            self.form.fill({name: value for name, value in draft.items() if name not in MARKS})
        if focus:
            self.form.start()

    def put_down(self) -> Form | None:
        """Sets the step aside; None when nothing was typed yet."""
        if self._case is None:
            return None
        left = self._gather()
        self._keeper.keep(**{LEFT_OPEN: False})
        self._end()
        return left

    def take_focus(self) -> None:
        """Back to the field where work was, or to the first."""
        here = self.form.focusWidget()
        if here is not None and here.isEnabled():
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.start()

    def keep(self) -> None:
        if self._case is not None and self._keeper.pending():
            self._keeper.keep()

    def save(self) -> None:
        """Writes the fact; `taken` or `refused` tells what became of it."""
        case, place, kind = self._case, self._place, self._kind
        if case is None:
            return
        form = self.form.gather()
        self._keeper.rest()
        self.form.seal(True)

        def work() -> tuple[UUID, ...]:
            return kind.act(place.desk, case.row.id, form).subjects

        place.lane.run(work, self._taken, self._not_taken, owner=self, keep=True)

    def _taken(self, subjects: tuple[UUID, ...]) -> None:
        self._keeper.drop()
        self._end()
        self.taken.emit(subjects)

    def _not_taken(self, error: Exception) -> None:
        self.form.seal(False)
        self._keeper.keep()
        told = isinstance(error, BadInput) and self.form.say_error(error)
        self.refused.emit(None if told else error)

    def _end(self) -> None:
        self._case = None
        self.form.seal(True)

    def _touch(self) -> None:
        if self._case is not None:
            self._keeper.touch()

    def _gather(self) -> Form | None:
        form = self.form.gather()
        if self._case is None or form == self._before:
            return None
        row = self._case.row
        marks = {STEP: self._kind.name, ABOUT: str(row.id), "title": title_word(self._place.look, row), LEFT_OPEN: True}
        return form | marks
