"""One line under a field: a warning that does not block, or an error with the way out."""

from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import column, row
from ui.widgets.field import LineField
from ui.widgets.glyph import Glyph
from ui.widgets.label import label, restyle

Level = Literal["warn", "error", "hint"]
_ICON = {"warn": "triangle-alert", "error": "circle-alert", "hint": "info"}
_COLOUR = {"warn": "amber", "error": "red", "hint": "text2"}


class Note(QWidget):
    """Icon and sentence; hidden while there is nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._icon = Glyph(look, "triangle-alert", "amber", 16)
        self._words = label("", "sub", "amber", wrap=True)
        beside = column(look, self._icon, None, gap=0, pad=(0, 2, 0, 0))
        row(look, beside, (self._words, 1), gap=6, on=self)
        self.hide()

    def text(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def say(self, level: Level, sentence: str) -> None:
        self._icon.show_icon(_ICON[level], _COLOUR[level])
        self._words.setText(sentence)
        restyle(self._words, c=_COLOUR[level])
        self.setAccessibleName(sentence)
        self.show()

    def hush(self) -> None:
        self._words.clear()
        self.hide()


class NotedField(QWidget):
    """A field with its note. What a field refuses is said here; the note goes while typing."""

    def __init__(self, look: Look, field: LineField | TextArea, beside: QWidget | None = None) -> None:
        super().__init__()
        self.field = field
        self.note = Note(look)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(beside or field)
        box.addWidget(self.note)
        self.setFocusProxy(field)
        field.textChanged.connect(lambda *_text: self.hush())
        field.refused.connect(lambda sentence: self.say("error", sentence))

    def say(self, level: Level, sentence: str) -> None:
        """Shows the sentence and the border that goes with it; screen readers hear it as the description."""
        self.note.say(level, sentence)
        self.field.setAccessibleDescription(sentence)
        restyle(self.field, state="" if level == "hint" else level)

    def hush(self) -> None:
        if self.note.isHidden() and not self.field.property("state"):
            return
        self.note.hush()
        self.field.setAccessibleDescription("")
        restyle(self.field, state="")
