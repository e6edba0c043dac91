"""The section Tables: cases from another program's table, tried before they are recorded; and the ledger (台账)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.text import explain, mark
from ui.pages.file_asking import ask_file
from ui.pages.import_columns import ColumnFields
from ui.pages.import_words import SHOWN, planned_line, summary, troubles
from ui.pages.ledger_card import WRITABLE, LedgerCard
from ui.pages.long_work import LongWork
from ui.pages.page import Workplace
from ui.pages.settings_section import TABLES, Section
from ui.widgets.box import card, column, empty_out, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.elided import Elided
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.line_list import HIGH, LineView
from ui.widgets.loading import LoadingLine
from ui.widgets.message import Message
from ui.widgets.note import Note

if TYPE_CHECKING:
    from desk.actions.importing import Imported
    from desk.actions.watching import Watching

ABOUT = mark(
    "Cases from a workbook (XLSX), CSV or JSON. The table is tried first: nothing is recorded before you press the "
    "button below. A table that comes a second time changes nothing."
)
WRITTEN = mark("Written: {path}")
SEEN = 4  # lines in sight at once
TOPIC = "tables"
_MAPS = "JSON (*.json)"


class TablesSection(Section):
    """A file is chosen, its columns are shown with the fields they become, and what would be recorded; then it is."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._file: Path | None = None
        self._sheet, self._headers = "", dict[str, str]()
        self._result: Imported | None = None
        self._choice: Choice | None = None  # among the sheets of a workbook
        self._loading = LoadingLine(look)
        self.work = LongWork(place.spool, self._loading)
        self.choose = Button(look, _("Choose a table"), "small", icon="folder-open", click=self._ask_file)
        self.use_map = Button(look, _("Use a kept assignment"), "small", icon="folder-open", click=self._ask_map)
        self.keep_map = Button(look, _("Keep this assignment"), "small", icon="save", click=self._ask_map_target)
        self.keep_report = Button(look, _("Save the report"), "small", icon="save", click=self._ask_report)
        for button in (self.choose, self.use_map, self.keep_map, self.keep_report):
            button.setAutoDefault(True)
        self.name, self.sum, self.note = Elided(look, "", "strong"), label("", "strong", wrap=True), Note(look)
        self.columns = ColumnFields(look)
        self.columns.changed.connect(self._assign)
        self.preview = LineView(look)
        self.preview.setAccessibleName(_("What would be recorded"))
        self._sheets, self._report = _box(), _box()
        self.record = Button(look, _("Record them"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        self.leave = Button(look, _("Another table"), key="Esc", click=self.back)
        self.ledger = LedgerCard(place, self.work)
        self.ledger.said.connect(self.said)
        self._lay_out()
        self._stand()

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        first = label(_("The first of those that would be recorded:"), "sub", "text2")
        self._seen = column(look, first, self.preview, gap=4)
        self._what = column(look, self.sum, self._report, row(look, self.keep_report, None), self._seen, gap=8)
        beside = label(_("Under each column stands what is in it."), "sub", wrap=True)
        kept = flow(look, self.use_map, self.keep_map)
        self._mapping = card(look, label(_("Columns and fields"), "head"), beside, kept, 4, self.columns)
        file = row(look, self.choose, (self.name, 1), gap=12)
        about = label(_(ABOUT), "sub", wrap=True)
        head = card(look, label(_("Take over a table"), "head"), about, file, self._sheets, self.note, self._what)
        column(look, self._loading, head, self._mapping, self.ledger, gap=12, on=self)

    # -- what the settings ask ----------------------------------------------------------------------------
    def buttons(self) -> tuple[Button, ...]:
        return self.leave, self.record

    def take_focus(self) -> None:
        self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> object:
        return self._file, self._sheet, dict(self._headers), self.ledger.typed()

    def fill(self, typed: object) -> None:
        if isinstance(typed, tuple):
            self._file, self._sheet, self._headers, dates = typed
            self.ledger.fill(dates)
            self._try()

    def back(self) -> bool:
        """Stops what is under way, or puts the table away."""
        if self.work.busy:
            self.work.stop()
            return True
        if self._file is None:
            return False
        self._file, self._result = None, None
        self._stand()
        self.take_focus()
        return True

    def primary(self) -> None:
        """Records what was tried."""
        if self._result is None or not self._result.imported or self.work.busy:
            return
        self._run(dry=False)

    # -- the table ----------------------------------------------------------------------------------------
    def take_file(self, file: str) -> None:
        """Another table: its own columns, nothing chosen yet."""
        if not self.work.busy:
            self._file, self._sheet, self._headers = Path(file), "", {}
            self._try()

    def take_map(self, file: str) -> None:
        """An assignment that was kept, as `import --map` takes it."""
        from desk.command.files import read_object

        try:
            kept = read_object(file)
        except DeskError as error:
            self.note.say("error", explain(error, self.look.lang))
            return
        if isinstance(kept, dict) and all(isinstance(name, str) for name in kept.values()):
            self._headers = kept
            self._try()
        else:
            self.note.say("error", explain(DeskError("not_a_map"), self.look.lang))

    def write_map(self, file: str) -> None:
        """Every column with its field, so that nothing of it is guessed the next time."""
        if self._result is not None:
            kept = {seen.name: seen.field for seen in self._result.columns}
            data = json.dumps(kept, ensure_ascii=False, indent=1).encode()
            self._write(Path(file), lambda path: _write_bytes(path, data))

    def write_report(self, file: str) -> None:
        refused, lang, made = self._result.refused if self._result else [], self.look.lang, self.place.clock()

        def write(path: Path) -> None:
            from desk.paper.import_report import write_report

            write_report(path, refused, made, lang)

        self._write(Path(file), write)

    def _assign(self, name: str, field: str) -> None:
        self._headers[name] = field
        self._try()

    def _choose_sheet(self, name: str) -> None:
        self._sheet, self._headers = name, {}
        self._try()

    def _try(self) -> None:
        if self._file is not None and not self.work.busy:
            self._run(dry=True)

    def _run(self, *, dry: bool) -> None:
        desk, file, sheet, headers = self.place.desk, self._file, self._sheet, dict(self._headers)

        def work(watching: "Watching") -> "Imported":
            from desk.actions.importing import import_cases
            from desk.command.files import read_data

            return import_cases(desk, read_data(str(file)), headers, dry, sheet, watching)

        def done(result: "Imported") -> None:
            self._result = result
            self._stand(dry=dry)
            if not dry:
                self.said.emit(Message(summary(self.look, result, dry=False), "accent", topic=TOPIC))
                self.changed.emit((self.place.station.place,))

        self.note.hush()
        self.record.setEnabled(False)
        self.work.run(work, done, self._refuse, keep=not dry)

    def _refuse(self, error: Exception) -> None:
        """Said under the file's name; what was shown of another table goes."""
        self._result = None
        self._stand()
        self._say_error(error)

    # -- what is shown --------------------------------------------------------------------------------------
    def _stand(self, *, dry: bool = True) -> None:
        result, _ = self._result, self.look.say
        there = result is not None
        self.name.setText(self._file.name if self._file else _("no table chosen"))
        for part in (self._what, self._mapping, self.leave, self.record):
            part.setVisible(there)
        if result is not None:
            self.columns.show_columns(result.columns)
            self.sum.setText(summary(self.look, result, dry=dry))
            self._show_lines(troubles(self.look, result))
            self._show_preview(result if dry else None)
            self._show_sheets(result)
            self.record.say(_("Record {n} cases").format(n=result.imported if dry else 0))
            self.record.setEnabled(dry and result.imported > 0)
            self.keep_report.setVisible(bool(result.refused))
        self.staged.emit()

    def _show_lines(self, lines: list[str]) -> None:
        box = self._report.layout()
        assert isinstance(box, QVBoxLayout)
        empty_out(box)
        for line in lines:
            box.addWidget(label(line, "sub", "amber", wrap=True))

    def _show_preview(self, result: "Imported | None") -> None:
        lines = [planned_line(self.look, one) for one in result.planned[:SHOWN]] if result else []
        self.preview.show_lines(lines)
        self.preview.setFixedHeight(self.look.px(HIGH) * min(max(len(lines), 1), SEEN) + 2)
        self._seen.setVisible(bool(lines))

    def _show_sheets(self, result: "Imported") -> None:
        """The same sheets stay where they are, and so does the focus."""
        box, shown = self._sheets.layout(), self._choice
        assert isinstance(box, QVBoxLayout)
        if shown is not None and [one.code for one in shown.options()] == list(result.sheets):
            shown.set_code(result.sheet)
            return
        empty_out(box)
        self._choice = None
        if len(result.sheets) > 1:
            options = [Option(name, name) for name in result.sheets]
            self._choice = Choice(self.look, self.look.say("Sheet"), options, result.sheet)
            self._choice.chosen.connect(self._choose_sheet)
            box.addWidget(self._choice)

    # -- files ------------------------------------------------------------------------------------------------
    def _ask_file(self) -> None:
        ask_file(self, self.look.say("Choose a table"), (TABLES,)).fileSelected.connect(self.take_file)

    def _ask_map(self) -> None:
        ask_file(self, self.look.say("Use a kept assignment"), (_MAPS,)).fileSelected.connect(self.take_map)

    def _ask_map_target(self) -> None:
        dialog = ask_file(self, self.look.say("Keep this assignment"), (_MAPS,), "columns.json")
        dialog.fileSelected.connect(self.write_map)

    def _ask_report(self) -> None:
        ask_file(self, self.look.say("Save the report"), WRITABLE, "report.xlsx").fileSelected.connect(
            self.write_report
        )

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
        def done(_nothing: None) -> None:
            said = self.look.say(WRITTEN).format(path=QDir.toNativeSeparators(str(path)))
            self.said.emit(Message(said, topic=TOPIC))

        self.place.spool.run(lambda: write(path), done, self._say_error, owner=self, keep=True)

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.note.say("error", explain(error, self.look.lang))
        else:
            self.place.lane.failed.emit(error)


def _box() -> QWidget:
    """Room for parts that come and go."""
    room = QWidget()
    QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
    return room


def _write_bytes(path: Path, data: bytes) -> None:
    from desk.command.files import write_file

    write_file(path, data)
