"""The first run, step 2, on another computer: the station is brought back from a backup file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from ui.pages.founding_parts import Step, label_width, question
from ui.pages.gate import Restoring
from ui.pages.recovery import PATTERN
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.note import NotedField
from ui.widgets.secret import SecretField

PASSWORD, CODE = "password", "code"
FIELDS = {  # where a trouble is said
    "not_a_backup": "file",
    "file_missing": "file",
    "file_unreadable": "file",
    "newer_version": "file",
    "wrong_password": "password",
    "wrong_recovery_code": "code",
    "password_short": "new",
}


class RestoreStep(Step):
    """A file, and what opens it; the recovery code asks for a new password too."""

    number = 2

    def __init__(self, look: Look, go_on: Callable[[], object]) -> None:
        super().__init__()
        _ = self._ = look.say
        line = LineField(look, _("Backup file"), hint="minsheng-….mbackup", limit=1000)
        choose = Button(look, _("Choose a file"), click=self._ask_file)
        choose.setAutoDefault(True)
        self.file = NotedField(look, line, row(look, (line, 1), choose, gap=8))
        options = (Option(PASSWORD, _("Password")), Option(CODE, _("Recovery code")))
        self.by = Choice(look, _("Open it with"), options, PASSWORD)
        self.password = SecretField(look, _("Password"), go_on)
        code = LineField(look, _("Recovery code"), hint=PATTERN, limit=60, kind="code")
        self.code = NotedField(look, code)
        self.new, self.again = SecretField(look, _("New password")), SecretField(look, _("The same once more"), go_on)
        self.new.entered.connect(lambda: self.again.setFocus(Qt.FocusReason.TabFocusReason))
        self.form = Form(look, label_width=label_width(look))
        self.form.add(_("Backup file"), self.file, hint=_("ends in .mbackup"))
        self.form.add(_("Open it with"), self.by)
        self.form.add(_("Password"), self.password, hint=_("of that station"))
        self.form.add(_("Recovery code"), self.code, hint=_("five groups of five"))
        self.form.add(_("New password"), self.new, hint=_("at least 6 characters"))
        self.form.add(_("The same once more"), self.again)
        asked = question(
            _("Where is the backup?"),
            _("On a stick, or copied to this computer. It is only read; what was in it goes on from here."),
        )
        column(look, *asked, 16, self.form, None, gap=8, on=self)
        self.by.chosen.connect(lambda _code: self._stand())
        self._stand()

    def arrive(self) -> None:
        first = self.file if not self.file.field.text() else self.code if self._is_by_code() else self.password
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> tuple[str, str, str, str, str, str]:
        file, by, code = self.file.field.text().strip(), self.by.code() or PASSWORD, self.code.field.text()
        return file, by, self.password.text(), code, self.new.text(), self.again.text()

    def fill(self, typed: object) -> None:
        if not isinstance(typed, tuple):
            return
        file, by, password, code, new, again = typed
        self.file.field.set_text(file)
        self.by.set_code(by)
        self.code.field.set_text(code)
        for field, text in ((self.password, password), (self.new, new), (self.again, again)):
            field.line.setText(text)
        self._stand()

    def wish(self) -> Restoring | None:
        """What is typed, if there is enough of it; says what is missing."""
        _ = self._
        file, by, password, code, new, again = self.typed()
        by_code = by == CODE
        if not file:
            self.fail("file", _("Choose the backup file first: its name ends in .mbackup."))
        elif by_code and not code.strip():
            self.fail("code", _("The recovery code is missing. It is on the sheet kept at the station."))
        elif not by_code and not password:
            self.fail("password", _("The password is missing. Type it and press Enter."))
        elif by_code and new != again:
            self.fail("again", _("The two passwords differ. Type the second one again."))
        else:
            return Restoring(Path(file).expanduser(), "" if by_code else password, code if by_code else "", new)
        return None

    def fail(self, field: str, sentence: str) -> bool:
        secrets = {"password": self.password, "new": self.new, "again": self.again}
        lines = {"file": self.file, "code": self.code}
        if field in secrets:
            secrets[field].fail(sentence)
        elif field in lines:
            lines[field].say("error", sentence)
            lines[field].setFocus(Qt.FocusReason.TabFocusReason)
        return field in secrets or field in lines

    def take_file(self, chosen: str) -> None:
        self.file.field.set_text(QDir.toNativeSeparators(chosen))
        self.arrive()

    def _is_by_code(self) -> bool:
        return self.by.code() == CODE

    def _stand(self) -> None:
        by_code = self._is_by_code()
        for part in (self.code, self.new, self.again):
            self.form.show_row(part, by_code)
        self.form.show_row(self.password, not by_code)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self._("Choose a file"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self._("Backups (*.mbackup)"), self._("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()
