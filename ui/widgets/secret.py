"""A password, hidden until shown on purpose; tells when Caps Lock is on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.note import NotedField

SHOW = mark("Show password")
HIDE = mark("Hide password")
CAPS = mark("Caps Lock is on")


class SecretLine(LineField):
    """Enter does what the page does with a password."""

    entered = Signal()
    caps_guessed = Signal(bool)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, limit=200, kind="secret")
        self.setEchoMode(LineField.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText)

    def enter(self) -> None:
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_guessed.emit(False)
        elif len(letter) == 1 and letter.isascii() and letter.isalpha():
            self.caps_guessed.emit(letter.isupper() != shift)


class SecretField(QWidget):
    """The line, the eye, and the note under them. `entered` is Enter.

    Qt does not say whether Caps Lock is on: a capital letter without Shift (or the other way round) tells.
    """

    entered = Signal()

    def __init__(self, look: Look, name: str, enter: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._say = look.say
        self.line = SecretLine(look, name)
        self.eye = Button(look, icon="eye", name=look.say(SHOW), click=self._turn)
        beside = row(look, (self.line, 1), self.eye)
        self.noted = NotedField(look, self.line, beside)
        row(look, (self.noted, 1), on=self)
        self.setFocusProxy(self.line)
        self.line.entered.connect(self.entered)
        self.line.caps_guessed.connect(self._tell_caps)
        if enter:
            self.entered.connect(enter)

    def text(self) -> str:
        return self.line.text()

    def clear(self) -> None:
        self.line.clear()
        self._hide()

    def fail(self, sentence: str) -> None:
        """Says what was wrong with it and selects it, so that typing starts anew."""
        self.noted.say("error", sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _turn(self) -> None:
        if self.line.echoMode() == LineField.EchoMode.Normal:
            self._hide()
            return
        self.line.setEchoMode(LineField.EchoMode.Normal)
        self.eye.dress("eye-off", self._say(HIDE))

    def _hide(self) -> None:
        self.line.setEchoMode(LineField.EchoMode.Password)
        self.eye.dress("eye", self._say(SHOW))

    def _tell_caps(self, on: bool) -> None:
        if on:
            self.noted.say("warn", self._say(CAPS))
        elif self.noted.note.text() == self._say(CAPS):
            self.noted.hush()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._hide()
