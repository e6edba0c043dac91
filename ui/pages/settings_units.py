"""The section Units: to whom cases are forwarded; put on the list, renamed, taken off, taken over from a table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desk.domain.field import LIMITS
from desk.errors import BadInput, DeskError
from desk.reads.units import ABOVE, UnitView
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import TABLES, Section
from ui.pages.unit_words import unit_line, units_report
from ui.widgets.box import card, column, empty_out, row
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.flow import flow
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.line_list import HIGH, Line, LineView
from ui.widgets.message import Message
from ui.widgets.note import NotedField

if TYPE_CHECKING:
    from desk.actions.desk import Change
    from desk.actions.units import UnitsTaken

ABOUT = mark(
    "Cases are forwarded to these. The list holds for this place and everything below it; what a place above has "
    "published is changed there. What was forwarded before stays where it is."
)
TABLE = mark("A table with a column of units, and their English names where there are any (XLSX or CSV).")
SEEN = 5  # lines in sight at once


class UnitsSection(Section):
    """The list, what can be done with the marked unit, and one form to put one on or to rename one."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = False
        self._renaming: UUID | None = None
        self._units: tuple[UnitView, ...] = ()
        self.list = LineView(look)
        self.list.setAccessibleName(_("Units"))
        self.rename = Button(look, _("Rename"), "small", icon="pencil-line", click=self._begin_rename)
        self.off = Button(look, _("Take off the list"), "small", icon="archive", click=self._turn_off)
        self.again = Button(look, _("Put on again"), "small", icon="archive-restore", click=self._put_again)
        self.take_over = Button(look, _("Take over a table"), "small", icon="folder-open", click=self._ask_file)
        for button in (self.rename, self.off, self.again, self.take_over):
            button.setAutoDefault(True)
        self._report = QWidget()
        self._lines = QVBoxLayout(self._report)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._title = label(_("One more unit"), "head")
        self.fields = {
            "name": NotedField(look, LineField(look, _("Name of the unit"), limit=LIMITS["unit"])),
            "english": NotedField(
                look, LineField(look, _("In English"), hint=_("may stay empty"), limit=LIMITS["english"])
            ),
        }
        form = Form(look, label_width=112 if look.lang == "zh" else 152)
        form.add(_("Name of the unit"), self.fields["name"])
        form.add(_("In English"), self.fields["english"])
        self.save = Button(look, _("Put on the list"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        self.leave = Button(look, _("Back"), key="Esc", click=self.back)
        table = row(look, self.take_over, (label(_(TABLE), "sub", "text2", wrap=True), 1), gap=12)
        acts = flow(look, self.rename, self.off, self.again)
        about = label(_(ABOUT), "sub", wrap=True)
        units = card(look, label(_("Units"), "head"), about, 4, self.list, acts, table, self._report)
        column(look, units, card(look, self._title, 4, form), gap=16, on=self)
        self._report.hide()
        self.leave.hide()
        self.list.picked.connect(self._pick)

    def buttons(self) -> tuple[Button, ...]:
        return self.leave, self.save

    def arrive(self) -> None:
        desk = self.place.desk

        def work() -> tuple[UnitView, ...]:
            from desk.reads.units import read_units

            return read_units(desk.vault, desk.lists.codes)

        self.place.lane.run(work, self._show, owner=self)

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> object:
        return self._renaming, self._said()

    def fill(self, typed: object) -> None:
        if isinstance(typed, tuple):
            self._renaming, said = typed
            self._set(said)
            self._stand()

    def back(self) -> bool:
        if self._renaming is None:
            return False
        self._renaming = None
        self._set({})
        self._stand()
        self.take_focus()
        return True

    # -- what is done -----------------------------------------------------------------------------------
    def primary(self) -> None:
        """Puts the unit of the form on the list, or renames the one it was opened for."""
        said, desk = self._said(), self.place.desk
        held = next((one for one in self._units if one.subject == self._renaming), None)

        def work() -> "Change":
            from desk.actions.units import add_unit, rename_unit

            return add_unit(desk, said) if held is None else rename_unit(desk, held.code, said)

        self._run(work, self.look.say("{unit} is on the list.").format(unit=said["name"]), self._refuse)

    def _begin_rename(self) -> None:
        held = self._marked()
        if held is None:
            return
        self._renaming = held.subject
        english = held.name.en if held.name.en != held.name.zh else ""
        self._set({"name": held.name.zh, "english": english})
        self._stand()
        self.fields["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def _turn_off(self) -> None:
        held, desk = self._marked(), self.place.desk
        if held is None:
            return
        code, name = held.code, held.name.say(self.look.lang)

        def work() -> "Change":
            from desk.actions.units import retire_unit

            return retire_unit(desk, code)

        told = self.look.say("{unit} is off the list; what was forwarded to it stays there.").format(unit=name)
        self._run(work, told, self._say_error)

    def _put_again(self) -> None:
        held, desk = self._marked(), self.place.desk
        if held is None:
            return
        english = {"english": held.name.en} if held.name.en != held.name.zh else {}
        form = {"name": held.name.zh, **english}

        def work() -> "Change":
            from desk.actions.units import add_unit

            return add_unit(desk, form)

        self._run(work, self.look.say("{unit} is on the list.").format(unit=held.name.zh), self._say_error)

    def _run(self, work: Callable[[], "Change"], told: str, refused: Callable[[BadInput], object]) -> None:
        if self._busy:
            return
        self._work(True)

        def done(change: "Change") -> None:
            self._work(False)
            if refused == self._refuse:
                self._renaming = None
                self._set({})
                self._stand()
            self.said.emit(Message(told, topic="units"))
            self.changed.emit(change.subjects)
            self.arrive()

        def failed(error: Exception) -> None:
            self._work(False)
            if isinstance(error, BadInput):
                refused(error)
            else:
                self.place.lane.failed.emit(error)

        self.place.lane.run(work, done, failed, owner=self, keep=True)

    # -- a table ----------------------------------------------------------------------------------------
    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.look.say("Take over a table"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(TABLES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, file: str) -> None:
        """Takes the table over and says row by row what could not be."""
        desk = self.place.desk
        if self._busy:
            return
        self._work(True)

        def work() -> "UnitsTaken":
            from desk.actions.units import import_units
            from desk.command.files import read_data

            return import_units(desk, read_data(file))

        def done(result: "UnitsTaken") -> None:
            self._work(False)
            self._show_report(units_report(self.look, result))
            self.changed.emit((self.place.station.place,))
            self.arrive()

        def failed(error: Exception) -> None:
            self._work(False)
            self._say_error(error)

        self.place.lane.run(work, done, failed, owner=self, keep=True)

    # -- what is shown ----------------------------------------------------------------------------------
    def _show(self, units: tuple[UnitView, ...]) -> None:
        """Those that are on the list first."""
        self._units = tuple(sorted(units, key=lambda one: one.retired is not None))
        lines = [unit_line(self.look, one) for one in self._units]
        self.list.setFixedHeight(self.look.px(HIGH) * min(max(len(lines), 1), SEEN) + 2)
        self.list.show_lines(lines)
        self._pick(self.list.current())

    def _marked(self) -> UnitView | None:
        line = self.list.current()
        return line.row if line is not None and isinstance(line.row, UnitView) else None

    def _pick(self, _line: Line | None) -> None:
        held = self._marked()
        own = held is not None and held.source != ABOVE
        on = own and held is not None and held.retired is None
        for button, able in ((self.rename, on), (self.off, on), (self.again, own and not on)):
            button.setEnabled(able)

    def _said(self) -> dict[str, str]:
        return {name: field.field.text().strip() for name, field in self.fields.items()}

    def _set(self, said: dict[str, str]) -> None:
        for name, field in self.fields.items():
            field.field.set_text(said.get(name, ""))
            field.hush()

    def _refuse(self, error: BadInput) -> None:
        """Said where it was typed."""
        field = self.fields.get(str(error.facts.get("field")), self.fields["name"])
        field.say("error", explain(error, self.look.lang))
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._show_report([explain(error, self.look.lang)])
        else:
            self.place.lane.failed.emit(error)

    def _show_report(self, lines: list[str]) -> None:
        empty_out(self._lines)
        for line in lines:
            self._lines.addWidget(label(line, "sub", "text2", wrap=True))
        self._report.setVisible(bool(lines))

    def _stand(self) -> None:
        _, renaming = self.look.say, self._renaming is not None
        self._title.setText(_("Another name") if renaming else _("One more unit"))
        self.save.say(_("Save the new name") if renaming else _("Put on the list"))
        self.leave.setVisible(renaming)
        self.staged.emit()

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.save.setEnabled(not busy)
