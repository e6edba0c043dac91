"""The three steps of the first time."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.text import mark
from ui.pages import division
from ui.pages.gate import Gate, StationWords
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.chip import suggestion
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.form import Form
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.note import Note, NotedField
from ui.widgets.painted import AfterPaint
from ui.widgets.secret import SecretField

LEVELS = {
    "point": mark("Point"),
    "village": mark("Village"),
    "town": mark("Town"),
    "district": mark("District"),
    "city": mark("City"),
}
CODE_FILE = "minsheng-desk-recovery-code.txt"


def _question(title: str, below: str) -> tuple[QWidget, ...]:
    return label(title, "number", wrap=True), label(below, "body", "text2", wrap=True)


class StationStep(QWidget):
    """Which station, and who sits there."""

    def __init__(self, look: Look, lane: Lane, gate: Gate, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._look, self._divisions = look, dict[str, str]()
        _ = look.say
        self.code = NotedField(look, LineField(look, _("Division code"), hint=_("12 digits, or the name of the place")))
        self.place = label("", "sub", "text2", wrap=True)
        self._offers = flow(look)
        self.name = NotedField(look, LineField(look, _("Name of the station"), limit=30))
        options = [Option(code, _(word)) for code, word in LEVELS.items()]
        self.level = Choice(look, _("Level"), options, "village")
        self.operator = NotedField(look, LineField(look, _("Who is on duty"), limit=20, enter=go_on))
        self._level_chosen = False
        self.level.chosen.connect(lambda _code: setattr(self, "_level_chosen", True))
        form = Form(look, label_width=112 if look.lang == "zh" else 152)
        form.add(_("Where"), column(look, self.code, self.place, self._offers, gap=4), hint=_("division code"))
        form.add(_("Name of the station"), self.name)
        form.add(_("Level"), self.level)
        form.add(_("Who is on duty"), self.operator, hint=_("head of the station"))
        asked = _question(
            _("Which station is this?"),
            _("Everything works on this computer alone. Joining a town or district can come later."),
        )
        column(look, *asked, 16, form, None, gap=8, on=self)
        self.place.hide()
        self._offers.hide()
        self.code.field.textChanged.connect(lambda *_text: self._look_up())
        AfterPaint(self, lambda: lane.run(gate.divisions, self._take_divisions, owner=self))

    def arrive(self) -> None:
        first = next((field for field in self._fields() if not field.field.text()), self.code)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _fields(self) -> tuple[NotedField, ...]:
        return self.code, self.name, self.operator

    def typed(self) -> StationWords:
        code, name, operator = (field.field.text().strip() for field in self._fields())
        return StationWords(code, name, self.level.code() or "", operator)

    def fill(self, words: StationWords) -> None:
        for field, text in zip(self._fields(), (words.code, words.name, words.operator), strict=True):
            field.field.set_text(text)
        self.level.set_code(words.level)

    def fail(self, field: str, sentence: str) -> bool:
        """Says what is wrong at the field it is about; False when it is about none of these."""
        fields = {"code": self.code, "name": self.name, "operator": self.operator}
        if field not in fields:
            return False
        fields[field].say("error", sentence)
        fields[field].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _take_divisions(self, divisions: Mapping[str, str]) -> None:
        self._divisions = dict(divisions)
        self._look_up()

    def _look_up(self) -> None:
        """Names the place of a whole code; offers codes for a name or for the first digits."""
        text = self.code.field.text().strip()
        named = division.path_of(text, self._divisions) if division.is_code(text) else ""
        self.place.setText(named)
        self.place.setVisible(bool(named))
        if division.is_code(text) and not self._level_chosen:
            self.level.set_code(division.level_of(text))
        self._offer(division.find(text, self._divisions))

    def _offer(self, codes: tuple[str, ...]) -> None:
        box = self._offers.layout()
        for old in self._offers.findChildren(Button):
            old.hide()
            old.deleteLater()
            if box is not None:
                box.removeWidget(old)
        for code in codes:
            chip = suggestion(self._look, division.path_of(code, self._divisions), partial(self._take, code))
            if box is not None:
                box.addWidget(chip)
        self._offers.setVisible(bool(codes))

    def _take(self, code: str) -> None:
        self.code.field.set_text(code)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)


class PasswordStep(QWidget):
    """A password, twice. Enter in the second one goes on."""

    def __init__(self, look: Look, go_on: Callable[[], object]) -> None:
        super().__init__()
        self._ = _ = look.say
        self._first = SecretField(look, _("Password"), self._to_second)
        self._second = SecretField(look, _("The same once more"), go_on)
        form = Form(look, label_width=112 if look.lang == "zh" else 152)
        form.add(_("Password"), self._first, hint=_("at least 6 characters"))
        form.add(_("The same once more"), self._second)
        asked = _question(
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

    def fill(self, typed: tuple[str, str]) -> None:
        self._first.line.setText(typed[0])
        self._second.line.setText(typed[1])

    def agrees(self) -> bool:
        """Both are the same; says so when not."""
        if self._first.text() == self._second.text():
            return True
        self._second.fail(self._("The two passwords differ. Type the second one again."))
        return False

    def fail(self, sentence: str) -> None:
        self._first.fail(sentence)

    def _to_second(self) -> None:
        self._second.setFocus(Qt.FocusReason.TabFocusReason)


class RecoveryStep(QWidget):
    """The recovery code, large, once."""

    def __init__(self, look: Look, lane: Lane) -> None:
        super().__init__()
        self._look, self._lane = look, lane
        self._ = _ = look.say
        self.code = label("", "number" if look.room != "narrow" else "title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._saved = Note(look)
        self.save = Button(look, _("Save to a file"), icon="save", click=self._ask_where)
        asked = _question(
            _("Write this down now"),
            _("With this code the station opens when the password is forgotten. It is shown only this once."),
        )
        rules = (
            ("file-text", _("Copy it on paper and keep the paper where the seal is kept.")),
            ("users", _("Read it to a colleague: two people, one sheet.")),
            ("triangle-alert", _("Without password and without code nobody can open the station, nor can we.")),
        )
        lines = [row(look, Glyph(look, icon), (label(words, wrap=True), 1), gap=12) for icon, words in rules]
        paper = card(look, self.code, row(look, self.save, None), self._saved, gap=12, pad=(24, 20, 24, 20))
        column(look, *asked, 16, paper, 8, *lines, None, gap=8, on=self)

    def arrive(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.setAccessibleName(" ".join(code))

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
        text = f"{words}\n\n{self.code.text()}\n"
        self._lane.run(
            lambda: path.write_text(text, encoding="utf-8"), lambda _size: self._tell_saved(), self._tell, owner=self
        )

    def _tell_saved(self) -> None:
        self._saved.say("hint", self._("Saved. Put the file on a stick and take it off this computer."))

    def _tell(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._saved.say("error", self._("The file could not be written. Copy the code on paper."))
        else:
            self._lane.failed.emit(error)
