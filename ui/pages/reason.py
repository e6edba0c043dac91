"""Why something stored is changed: one line above the action bar, kept with the fact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desk.domain.field import LIMITS
from desk.errors import DeskError
from desk.text import explain
from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.field import LineField
from ui.widgets.label import label
from ui.widgets.note import NotedField


class ReasonStrip(QFrame):
    """`edited` tells that somebody typed."""

    edited = Signal()

    def __init__(self, look: Look, name: str, hint: str) -> None:
        super().__init__()
        self._look = look
        self.field = LineField(look, name, hint=hint, limit=LIMITS["reason"])
        self._noted = NotedField(look, self.field)
        self.field.textChanged.connect(lambda _text: self.edited.emit())
        words = label(name, "strong")
        words.setBuddy(self.field)
        beside: QWidget = column(look, words, None, gap=0, pad=(0, 8, 0, 0))
        side = look.by(24, 16, 24)
        row(look, beside, (self._noted, 1), gap=16, pad=(side, 12, side, 12), on=kind("actions", self))
        self.hide()

    def text(self) -> str:
        return self.field.text()

    def set_text(self, text: object) -> None:
        self.field.set_text(text if isinstance(text, str) else "")

    def ask(self) -> None:
        """Shows itself and waits for the reason."""
        self.show()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def say_error(self, error: DeskError) -> None:
        self._noted.say("error", explain(error, self._look.lang))
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
