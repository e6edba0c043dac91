"""What the forms of the steps (转办, 答复) have in common: rows in a column, errors at their field, Enter moves on."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.reads.views import CaseView
from desk.text import explain
from ui.forms.part import Form, FormPart, enter_goes_on
from ui.theme import Look
from ui.widgets import form
from ui.widgets.box import see
from ui.widgets.note import Note, NotedField


class StepForm(FormPart):
    """By the JSON keys of the step (desk.domain.step_form)."""

    AT: Mapping[str, str] = {}  # errors that name no field of ours, and the field they are about

    def __init__(self, look: Look, head: QWidget) -> None:
        """`head` stands above the rows and scrolls with them."""
        super().__init__(look)
        self.rows = form.Form(look)
        self._box = QVBoxLayout(self)
        self._side = look.px(look.by(24, 16, 24))
        self._box.setContentsMargins(self._side, look.px(4), self._side, look.px(12))
        self._box.setSpacing(look.px(12))
        self._box.addWidget(head)  # Tab follows the order in which parts are added
        self._box.addWidget(self.rows)
        self._box.addStretch(1)

    def make_room(self, bar: int) -> None:
        """A scroll bar stands in the margin: the fields keep their width when it comes and goes."""
        margins = self._box.contentsMargins()
        margins.setRight(max(self._side - bar, self.look.px(4)))
        self._box.setContentsMargins(margins)

    def fill(self, given: Mapping[str, Any]) -> None:
        """Shows a form, whatever stood here before; nobody is told."""
        self.blockSignals(True)
        self.show_form(given)
        self.blockSignals(False)

    def about(self, case: CaseView) -> None:
        """Which case it is about; for forms that offer what the case has."""

    def start(self) -> None:
        """Work begins at the first field."""
        self.stops()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def notes(self) -> Mapping[str, tuple[NotedField | Note, QWidget]]:
        """Where something can be said, by key, and the part that takes the focus then."""
        return {name: (noted, noted.field) for name, noted in self.noted.items()}

    def say_error(self, error: DeskError) -> bool:
        """Says what cannot be stored at the field it is about and goes there; False when it is about none."""
        found = self.notes().get(str(error.facts.get("field") or self.AT.get(error.code, "")))
        if found is None:
            return False
        note, field = found
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        note.say("error", explain(error, self.look.lang))
        see(field)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(self, event):
            super().keyPressEvent(event)


def only_said(given: Form) -> Form:
    """Without the fields that were not answered."""
    return {name: value for name, value in given.items() if value}
