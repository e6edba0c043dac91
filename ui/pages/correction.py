"""Correcting a stored case (更正) in the form itself: what changes becomes a fact, with the reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.errors import BadInput
from ui.forms.case_form import CaseForm
from ui.forms.part import Form
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.drafts import LEFT_OPEN
from ui.pages.page import Workplace
from ui.pages.reason import ReasonStrip

CORRECTS = "corrects"  # in a draft: the case it is a correction of
REASON = "reason"


class Correction(QObject):
    """One at a time. What is typed is a draft like any other until it is saved."""

    corrected = Signal(tuple)  # the subjects that changed
    refused = Signal(object)  # not written, the draft stays; None when a field says why
    kept = Signal(datetime)
    keeping_failed = Signal(Exception)

    def __init__(self, place: Workplace, form: CaseForm, reason: ReasonStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._form, self._reason = place, form, reason
        self.case: UUID | None = None
        self._before: Form = {}
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        form.edited.connect(self._touch)
        form.accused.connect(self._wipe)
        reason.edited.connect(self._touch)

    def begin(self, case: UUID, fields: Mapping[str, Any]) -> None:
        """Opens the fields of a case; Tab comes to the reason after them."""
        self._keeper.begin()
        self._form.show_form(fields, stored=True)
        self._form.seal(False)
        self._before = self._form.gather()
        self._reason.set_text("")
        self._reason.show()
        self.case = case

    def resume(self, draft: UUID, form: Mapping[str, Any]) -> None:
        """Goes on with a correction that was set aside; `begin` came before."""
        self._keeper.begin(draft)
        self._form.show_form(form)
        self._reason.set_text(form.get(REASON))

    def put_down(self) -> bool:
        """Sets the correction aside; False when nothing was changed yet."""
        if self.case is None:
            return False
        there = self._gather() is not None
        self._keeper.keep(**{LEFT_OPEN: False})
        self._end()
        return there

    def draft(self) -> UUID | None:
        """The correction's draft, once it is stored."""
        return self._keeper.id if self._keeper.stored else None

    def keep(self) -> None:
        if self.case is not None and self._keeper.pending():
            self._keeper.keep()

    def save(self) -> None:
        """Writes the fact; `corrected` or `refused` tells what became of it."""
        case, place, reason = self.case, self._place, self._reason.text()
        if case is None:
            return
        changes = self._form.changes_from(self._before)
        self._keeper.rest()
        self._form.seal(True)
        place.lane.run(
            lambda: _correct(place, case, changes, reason), self._corrected, self._not_corrected, owner=self, keep=True
        )

    def _corrected(self, subjects: tuple[UUID, ...]) -> None:
        self._keeper.drop()
        self._end()
        self.corrected.emit(subjects)

    def _not_corrected(self, error: Exception) -> None:
        self._form.seal(False)
        self._keeper.keep()
        self.refused.emit(None if self._say_at_field(error) else error)

    def _say_at_field(self, error: Exception) -> bool:
        if not isinstance(error, BadInput):
            return False
        if error.facts.get("field") == REASON:
            self._reason.say_error(error)
            return True
        return self._form.say_error(error)

    def _end(self) -> None:
        self.case = None
        self._form.seal(True)
        self._reason.hide()

    def _touch(self) -> None:
        if self.case is not None:
            self._keeper.touch()

    def _wipe(self) -> None:
        """Corrected to 检举控告: what was typed for the correction goes at once, the case itself with saving."""
        if self.case is not None:
            self._keeper.wipe({**self._form.gather(), CORRECTS: str(self.case)})

    def _gather(self) -> Form | None:
        if self.case is None or not (self._form.changes_from(self._before) or self._reason.text()):
            return None
        marks = {CORRECTS: str(self.case), REASON: self._reason.text(), LEFT_OPEN: True}
        return self._form.gather() | marks


def _correct(place: Workplace, case: UUID, changes: Mapping[str, Any], reason: str) -> tuple[UUID, ...]:
    from desk.actions.cases import correct_case

    return correct_case(place.desk, case, changes, reason).subjects
