"""The password was forgotten: the recovery code opens, and a new password is set at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError
from desk.text import explain
from ui.pages.gate import Gate
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.label import label
from ui.widgets.note import NotedField
from ui.widgets.secret import SecretField

PATTERN = "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"


class RecoveryCard(QWidget):
    """First the code, then a new password twice. `left` goes back without any change."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, look: Look, lane: Lane, gate: Gate, code: str = "") -> None:
        super().__init__()
        self._look, self._lane, self._gate = look, lane, gate
        self._ = look.say
        self._known = ""  # the code, once it was proved right
        self._busy = False
        kind("card", self)
        _ = look.say
        line = LineField(look, _("Recovery code"), hint=PATTERN, limit=60, kind="code", enter=self.go_on)
        line.setText(code)
        self._code = NotedField(look, line)
        self._first = SecretField(look, _("New password"), self._to_second)
        self._second = SecretField(look, _("The same once more"), self.go_on)
        self._first_name = label(_("New password"), "strong")
        self._second_name = label(_("The same once more"), "strong")
        self._later = (self._first_name, self._first, self._second_name, self._second)
        self._asked = label(
            _("It was shown once when the station was set up: 25 letters and digits in groups of five."),
            "sub",
            wrap=True,
        )
        self._go = Button(look, _("Next"), "primary", key="Enter", click=self.go_on)
        back = Button(look, _("Back"), key="Esc", click=self.left.emit)
        column(
            look,
            label(_("Recovery code"), "title"),
            self._asked,
            self._code,
            *self._later,
            8,
            row(look, back, None, self._go, gap=12),
            None,
            gap=8,
            pad=(32, 28, 32, 24),
            on=self,
        )
        for part in self._later:
            part.hide()

    def arrive(self) -> None:
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._busy

    def typed(self) -> str:
        return self._code.field.text()

    def go_on(self) -> None:
        """Enter: check the code, then set the password."""
        if self._busy:
            return
        if not self._known:
            self._check()
        else:
            self._open()

    def _check(self) -> None:
        code = self._code.field.text()
        if not code.strip():
            self._code.say("error", self._("The recovery code is missing. It is on the sheet kept at the station."))
            return
        self._work(True)
        self._lane.run(
            lambda: self._gate.check_code(code), lambda _none: self._ask_password(code), self._tell, owner=self
        )

    def _ask_password(self, code: str) -> None:
        self._work(False)
        self._known = code
        self._asked.setText(self._("The code is right. Now think of a new password, at least 6 characters."))
        self._code.hide()
        for part in self._later:
            part.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_second(self) -> None:
        self._second.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self) -> None:
        if self._first.text() != self._second.text():
            self._second.fail(self._("The two passwords differ. Type the second one again."))
            return
        self._work(True)
        code, password = self._known, self._first.text()
        self._lane.run(
            lambda: self._gate.open_anew(code, password), self.opened.emit, self._tell, owner=self, keep=True
        )

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self._go.setEnabled(not busy)

    def _tell(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, DeskError):
            self._lane.failed.emit(error)
        elif self._known:
            self._first.fail(explain(error, self._look.lang))
        else:
            self._code.say("error", explain(error, self._look.lang))
