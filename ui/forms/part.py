"""What every part of the case form can be asked: its share of form F1, by F1's JSON keys."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk.text import explain
from ui.forms.leaving import finding_on_leaving
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.note import NotedField

Form = dict[str, Any]
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormPart(QWidget):
    """One row or several. `edited` tells that the person typed or chose something."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.noted: dict[str, NotedField] = {}

    def gather(self) -> Form:
        """What stands in this part; a field without an answer is left out."""
        raise NotImplementedError

    def show_form(self, form: Mapping[str, Any]) -> None:
        """Shows the part's share of a form; `edited` may fire, the form above it knows not to listen."""
        raise NotImplementedError

    def seal(self, sealed: bool) -> None:
        """Saved: to be read, not to be changed."""
        for noted in self.noted.values():
            noted.field.setReadOnly(sealed)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [noted.field for noted in self.noted.values()]

    def typed(self, name: str) -> str:
        return self.noted[name].field.text()

    def set_text(self, name: str, text: object) -> None:
        """Shows text and forgets what could be undone."""
        self.noted[name].field.set_text(text if isinstance(text, str) else "")
        self.noted[name].hush()

    def watch(self, name: str, field: LineField | TextArea, beside: QWidget | None = None) -> NotedField:
        """Takes a text field under its JSON key, with the note that leaving it may bring."""
        noted = self.noted[name] = NotedField(self.look, field, beside)
        field.textChanged.connect(lambda *_text: self.edited.emit())
        field.left.connect(lambda: self.check(name))
        return noted

    def check(self, name: str) -> None:
        """Says what is to be said of a field; a sealed or locked one is left in peace."""
        noted = self.noted[name]
        if noted.field.isReadOnly() or not noted.field.isEnabled():
            return
        finding = finding_on_leaving(name, noted.field.text())
        if finding is not None:
            noted.say(finding.level, explain(finding, self.look.lang))


def enter_goes_on(form: QWidget, event: QKeyEvent) -> bool:
    """Enter that no field took: it presses a button and moves on from a box to tick. False for any other key."""
    if event.key() not in _RETURN or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    here = form.focusWidget()
    if isinstance(here, Button):
        here.click()
    elif isinstance(here, QAbstractButton):
        form.focusNextChild()
    return True
