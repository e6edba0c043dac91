"""The first run, step 3: a password."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desk.text import mark
from ui.pages.founding_parts import Step, label_width, question
from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.form import Form
from ui.widgets.secret import SecretField

LEAST = 6
SHORT = mark("A password has at least {least} characters.")


class PasswordStep(Step):
    """A password, twice. Enter in the second one goes on."""

    number = 3

    def __init__(self, look: Look, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._ = _ = look.say
        self._first = SecretField(look, _("Password"), self._to_second)
        self._second = SecretField(look, _("The same once more"), go_on)
        form = Form(look, label_width=label_width(look))
        form.add(_("Password"), self._first, hint=_("at least 6 characters"))
        form.add(_("The same once more"), self._second)
        asked = question(
            _("Think of a password"),
            _("Everything recorded here is locked with it: whoever finds or steals the computer reads nothing."),
        )
        column(look, *asked, 16, form, None, gap=8, on=self)
        self.setTabOrder(self._first.line, self._second.line)  # the eyes come after both: Enter there bares a password
        self.setTabOrder(self._second.line, self._first.eye)
        self.setTabOrder(self._first.eye, self._second.eye)

    def arrive(self) -> None:
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> tuple[str, str]:
        return self._first.text(), self._second.text()

    def fill(self, typed: object) -> None:
        first, second = typed if isinstance(typed, tuple) else ("", "")
        self._first.line.setText(first)
        self._second.line.setText(second)

    def agrees(self) -> bool:
        """Both are the same and long enough; says so when not, at the one that is wrong."""
        if len(self._first.text()) < LEAST:
            self._first.fail(self._(SHORT).format(least=LEAST))
            return False
        if self._first.text() == self._second.text():
            return True
        self._second.fail(self._("The two passwords differ. Type the second one again."))
        return False

    def fail(self, field: str, sentence: str) -> bool:
        if field == "password":
            self._first.fail(sentence)
        return field == "password"

    def _to_second(self) -> None:
        self._second.setFocus(Qt.FocusReason.TabFocusReason)
