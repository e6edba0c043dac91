"""From the first word to the saved case: one draft at a time, kept while it grows, then recorded once."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.errors import BadInput
from ui.forms.case_form import CaseForm
from ui.forms.part import Form
from ui.pages.draft_keeper import DraftKeeper
from ui.pages.drafts import LEFT_OPEN
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from desk.actions.desk import Change


class Recording(QObject):
    """`active` while the form belongs to a draft; a correction or a stored case puts it to rest."""

    kept = Signal(datetime)
    keeping_failed = Signal(Exception)
    recorded = Signal(UUID)
    refused = Signal(object)  # not recorded, the draft stays; None when a field says why

    def __init__(self, place: Workplace, form: CaseForm, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._form = place, form
        self.active = True
        self._keeper = DraftKeeper(place, self._gather, self)
        self._keeper.kept.connect(self.kept)
        self._keeper.failed.connect(self.keeping_failed)
        form.edited.connect(self._touch)
        form.accused.connect(self._wipe)

    def begin(self) -> None:
        """An empty form for the next person."""
        self._keeper.begin()
        self._form.clear()
        self._form.seal(False)
        self.active = True

    def resume(self, draft: UUID, form: Mapping[str, Any]) -> None:
        """Goes on with a draft."""
        self._keeper.begin(draft)
        self._form.show_form(form)
        self._form.seal(False)
        self.active = True

    def put_down(self) -> bool:
        """Sets the draft aside; False when there was nothing in it."""
        if not self.active:
            return False
        there = self._gather() is not None
        self._keeper.keep(**{LEFT_OPEN: False})
        self.active = False
        return there

    def rest(self) -> None:
        """The form shows something else now."""
        self._keeper.rest()
        self.active = False

    def keep(self) -> None:
        if self.active and self._keeper.pending():
            self._keeper.keep()

    def draft(self) -> UUID | None:
        """The draft on the page, once it is stored."""
        return self._keeper.id if self.active and self._keeper.stored else None

    def save(self) -> None:
        """Records the case; `recorded` comes only after the commit returned."""
        place, form, draft = self._place, self._form.gather(), self._keeper.hand_over()
        self.active = False
        self._form.seal(True)

        def work() -> "Change":
            from desk.actions.cases import record_case

            return record_case(place.desk, form, draft)

        place.lane.run(
            work, lambda change: self.recorded.emit(change.subjects[0]), self._refused, owner=self, keep=True
        )

    def _refused(self, error: Exception) -> None:
        self.active = True
        self._form.seal(False)
        self._keeper.keep()
        told = isinstance(error, BadInput) and self._form.say_error(error)
        self.refused.emit(None if told else error)

    def _touch(self) -> None:
        if self.active:
            self._keeper.touch()

    def _wipe(self) -> None:
        if self.active:
            self._keeper.wipe(self._form.gather() | {LEFT_OPEN: True})

    def _gather(self) -> Form | None:
        return None if self._form.is_blank() else self._form.gather() | {LEFT_OPEN: True}
