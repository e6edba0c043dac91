"""The first run, step 3: the recovery code, shown once, kept by people."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from ui.pages.founding_parts import Step, Ways, question
from ui.theme import Look
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.note import Note

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed

CODE_FILE = "minsheng-desk-recovery-code.txt"


class RecoveryStep(Step):
    """Copied, saved or printed; whoever goes on has ticked that it is kept."""

    number = 3

    def __init__(self, look: Look, ways: Ways) -> None:
        super().__init__()
        self._look, self._ways = look, ways
        self._ = _ = look.say
        self._station = ""
        self.code = label("", "number" if look.room == "wide" else "title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._saved = Note(look)
        self.save = Button(look, _("Save to a file"), icon="save", click=self._ask_where)
        self.print = Button(look, _("Print it"), icon="printer", click=self.print_code)
        self.kept = Check(look, _("It is kept, apart from this computer"))
        self.unkept = Note(look)
        self.kept.toggled.connect(lambda _on: self.unkept.hush())
        for button in (self.save, self.print):
            button.setAutoDefault(True)
        asked = question(
            _("Write this down now"),
            _("With this code the station opens when the password is forgotten. It is shown only this once."),
        )
        rules = (
            ("file-text", _("Keep the paper where the seal is kept; let a second person read it over.")),
            ("triangle-alert", _("Without password and without code nobody can open the station, nor can we.")),
        )
        lines = [row(look, Glyph(look, icon), (label(words, wrap=True), 1), gap=12) for icon, words in rules]
        acts = row(look, self.save, self.print, None, gap=12)
        paper = card(look, self.code, acts, self._saved, gap=12, pad=(24, 20, 24, 20))
        column(look, *asked, 12, paper, 8, *lines, 4, self.kept, self.unkept, None, gap=8, on=self)

    def arrive(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> bool:
        return self.kept.isChecked()

    def fill(self, typed: object) -> None:
        self.kept.setChecked(bool(typed))

    def show_code(self, code: str, station: str) -> None:
        self._station = station
        self.code.setText(code)
        self.code.setAccessibleName(" ".join(code))

    def is_kept(self) -> bool:
        """Ticked; says so when not."""
        if not self.kept.isChecked():
            self.unkept.say("error", self._("Copy, save or print the code first, then tick that it is kept."))
            self.kept.setFocus(Qt.FocusReason.TabFocusReason)
        return self.kept.isChecked()

    # -- to a file ------------------------------------------------------------------------------------
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self._("Save to a file"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(CODE_FILE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Writes the code to a file through the lane and says what became of it."""
        words = self._("Recovery code of the station. Keep it safe: whoever has it opens everything.")
        text = f"{words}\n\n{self._station}\n{self.code.text()}\n"
        self._ways.lane.run(
            lambda: path.write_text(text, encoding="utf-8"), lambda _size: self._tell_saved(), self._tell, owner=self
        )

    def _tell_saved(self) -> None:
        self._saved.say("hint", self._("Saved. Put the file on a stick and take it off this computer."))

    def _tell(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._saved.say("error", self._("The file could not be written. Copy the code on paper."))
        else:
            self._ways.lane.failed.emit(error)

    # -- on paper -------------------------------------------------------------------------------------
    def print_code(self) -> None:
        """On the chosen printer, or the computer's own choice, on whatever sheet it has."""
        ways, code, station, lang = self._ways, self.code.text(), self._station, self._look.lang

        def work() -> "Handed | None":
            from desk.actions.recovery import print_recovery

            port = ways.printers()
            printer = ways.wishes().printer or port.default()
            return print_recovery(port, printer, code, station, ways.gate.clock(), lang) if printer else None

        self.print.setEnabled(False)
        ways.spool.run(work, self._tell_printed, self._not_printed, owner=self)

    def _tell_printed(self, handed: "Handed | None") -> None:
        self.print.setEnabled(True)
        if handed is not None and handed.outcome == "handed":
            self._saved.say("hint", self._("Handed to the printer. Look that the sheet came out whole."))
        else:
            self._saved.say("error", self._("No printer took it. Copy the code on paper by hand."))

    def _not_printed(self, error: Exception) -> None:
        self.print.setEnabled(True)
        self._ways.spool.failed.emit(error)
