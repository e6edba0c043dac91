"""The drafts on this desk, as the page sees them: listed, taken up again, let go and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.reads.views import DraftRow
from ui.pages.draft_keeper import drop_draft
from ui.pages.page import Workplace

LEFT_OPEN = "left_open"  # in a draft: it was on the screen when the desk was closed, locked or killed
SHELF = "shelf"  # asks Record for the list of all drafts
STEP, ABOUT = "step", "about"  # in a draft of a step: which one, and the case it is about
TOLD_ELSEWHERE = ("tell", "survey")  # steps that have a page of their own


@dataclass(frozen=True)
class StepDraft:
    """A step (转办, 答复) of a case that was set aside; the cases' page goes on with it, with telling its own."""

    case: UUID
    step: str

    @property
    def page(self) -> str:
        return "totell" if self.step in TOLD_ELSEWHERE else "cases"


def step_of(form: Mapping[str, Any]) -> StepDraft | None:
    """None for the draft of a case or of a correction."""
    step, about = form.get(STEP), form.get(ABOUT)
    return StepDraft(UUID(about), step) if isinstance(step, str) and isinstance(about, str) else None


class Drafts(QObject):
    """`taken` brings a draft's id and form, `step_taken` the step it is of; `gone` one that was let go, with the form
    to take it back by."""

    listed = Signal(tuple)
    taken = Signal(object, dict)
    step_taken = Signal(StepDraft)
    gone = Signal(object, dict)
    found_open = Signal()

    def __init__(self, place: Workplace, parent: QObject, of: str = "") -> None:
        """`of`: those with that mark (desk.reads.drafts), else those of cases."""
        super().__init__(parent)
        self._place, self._of = place, of
        self.rows: tuple[DraftRow, ...] = ()

    def reload(self) -> None:
        place, of = self._place, self._of

        def work() -> tuple[DraftRow, ...]:
            from desk.reads.drafts import list_drafts

            return list_drafts(place.desk.vault, of)

        place.lane.run(work, self._list, owner=self)

    def take(self, id: UUID) -> None:
        def go_on(form: dict[str, Any]) -> None:
            step = step_of(form)
            self.taken.emit(id, form) if step is None else self.step_taken.emit(step)

        self._read(id, go_on)

    def take_left_open(self) -> None:
        """After a kill or a power cut the page stands as it stood. A step belongs to the cases' page."""
        place, of = self._place, self._of

        def work() -> tuple[UUID, dict[str, Any]] | None:
            from desk.reads.drafts import list_drafts, read_draft

            newest = next((row for row in list_drafts(place.desk.vault, of) if not row.step), None)
            form = read_draft(place.desk.vault, newest.id) if newest else None
            return (newest.id, form) if newest and form and form.get(LEFT_OPEN) else None

        def done(found: tuple[UUID, dict[str, Any]] | None) -> None:
            if found:
                self.taken.emit(*found)
                self.found_open.emit()

        place.lane.run(work, done, owner=self)

    def let_go(self, id: UUID) -> None:
        def forget(form: dict[str, Any]) -> None:
            drop_draft(self._place, id)
            self.reload()
            self.gone.emit(id, form)

        self._read(id, forget)

    def bring_back(self, id: UUID, form: Mapping[str, Any]) -> None:
        place = self._place

        def work() -> None:
            from desk.actions.drafts import save_draft

            save_draft(place.desk, id, form)

        place.lane.run(work, lambda _none: self.reload(), owner=self, keep=True)

    def _read(self, id: UUID, then: Any) -> None:
        place = self._place

        def work() -> dict[str, Any] | None:
            from desk.reads.drafts import read_draft

            return read_draft(place.desk.vault, id)

        place.lane.run(work, lambda form: then(form) if form is not None else self.reload(), owner=self)

    def _list(self, rows: tuple[DraftRow, ...]) -> None:
        self.rows = rows
        self.listed.emit(rows)
