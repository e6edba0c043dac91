"""The section Deputies: who is on the roster here, entered, taken over from a table, matched, or out of office."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desk.domain.moment import local_day
from desk.errors import BadInput, DeskError
from desk.reads.reception_views import DeputyView
from desk.text import explain, mark
from ui.forms.deputy_form import DeputyForm
from ui.pages.page import Workplace
from ui.pages.roster_words import entry_line, report_lines
from ui.pages.settings_deputy_card import DeputyCard
from ui.pages.settings_section import TABLES, Section
from ui.widgets.box import card, column, empty_out, row
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.line_list import HIGH, Line, LineView
from ui.widgets.message import Message

if TYPE_CHECKING:
    from desk.actions.desk import Change
    from desk.actions.roster import RosterTaken

ABOUT = mark(
    "Public office, so the names are whole. What the office above publishes comes by itself and is changed there; "
    "whoever is missing is entered here and matched later."
)
SEEN = 5  # lines in sight at once
TABLE = mark("A table of names, with columns such as level, group, post and phone (XLSX or CSV).")


class DeputiesSection(Section):
    """The list, the entry that is marked, and one form to enter or to change."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = self._arriving = False
        self._changing: UUID | None = None
        self._entries: tuple[DeputyView, ...] = ()
        self.list = LineView(look)
        self.list.setAccessibleName(_("Roster"))
        self._none = label(_("Nobody is on the roster yet."), "body", "text2", wrap=True)
        self.take_over = Button(look, _("Take over a table"), "small", icon="folder-open", click=self._ask_file)
        self.take_over.setAutoDefault(True)
        self._report = QWidget()
        self._lines = QVBoxLayout(self._report)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.card, self.form = DeputyCard(look), DeputyForm(look, place.desk.lists.codes)
        self._title = label(_("One more deputy"), "head")
        self.save = Button(look, _("Put on the roster"), "primary", icon="check", key="Ctrl+Enter", click=self.primary)
        self.leave = Button(look, _("Back"), key="Esc", click=self.back)
        table = row(look, self.take_over, (label(_(TABLE), "sub", "text2", wrap=True), 1), gap=12)
        head = label(_("Roster"), "head")
        about = label(_(ABOUT), "sub", wrap=True)
        roster = card(look, head, about, 4, self._none, self.list, table, self._report)
        column(look, roster, self.card, card(look, self._title, 4, self.form), gap=16, on=self)
        self.card.hide()
        self._report.hide()
        self.leave.hide()
        self.list.picked.connect(self._pick)
        self.card.asked.connect(self._ask)
        self.card.matched.connect(self._match)

    def buttons(self) -> tuple[Button, ...]:
        return self.leave, self.save

    def arrive(self) -> None:
        self._arriving = True
        self._reload()

    def _reload(self) -> None:
        desk = self.place.desk

        def work() -> tuple[DeputyView, ...]:
            from desk.reads.deputies import read_entries

            return read_entries(desk.vault, desk.lens)

        self.place.lane.run(work, self._show, owner=self)

    def take_focus(self) -> None:
        if self._entries:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.take_focus()

    def typed(self) -> object:
        return self._changing, self.form.said()

    def fill(self, typed: object) -> None:
        if isinstance(typed, tuple):
            self._changing, said = typed
            self.form.fill(said)
            self._stand()

    def back(self) -> bool:
        if self.card.shut():
            return True
        if self._changing is None:
            return False
        self._changing = None
        self.form.fill({})
        self._stand()
        self.take_focus()
        return True

    # -- what is done -----------------------------------------------------------------------------------
    def primary(self) -> None:
        """Enters whom the form names, or changes the entry it was opened for."""
        said, changing, desk = self.form.said(), self._changing, self.place.desk

        def work() -> "Change":
            from desk.actions.deputies import add_deputy, change_deputy

            return add_deputy(desk, said) if changing is None else change_deputy(desk, changing, said)

        def done(change: "Change") -> None:
            self._changing = None
            self.form.fill({})
            self._stand()
            told = self.look.say("{name} is on the roster.").format(name=said["name"])
            warned = [explain(one, self.look.lang) for one in change.warnings]
            self.said.emit(Message(" ".join([told, *warned]), "amber" if warned else "accent", topic="deputies"))

        self._run(work, done, self.form.refuse)

    def _ask(self, what: str) -> None:
        view, desk = self.card.view, self.place.desk
        if view is None:
            return
        if what == "change":
            self._changing = view.id
            days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(view, name))}
            self.form.fill(
                {"name": view.name, "level": view.congress, "group": view.group_code, "post": view.post}
                | {"phone": view.phone, **days}
            )
            self._stand()
            self.form.take_focus()
            return
        typed = self.card.day.field.text()

        def work() -> "Change":
            from desk.actions.deputies import deputy_left
            from desk.domain.deputy_form import read_office_day

            return deputy_left(desk, view.id, read_office_day(typed))

        def done(_change: "Change") -> None:
            self.card.shut()
            said = self.look.say("{name} has left office; what was done before stays counted.")
            self.said.emit(Message(said.format(name=view.name), topic="deputies"))
            self.take_focus()

        self._run(work, done, lambda error: self.card.day.say("error", explain(error, self.look.lang)))

    def _match(self, other: UUID | None) -> None:
        view, desk = self.card.view, self.place.desk
        if view is None:
            return

        def work() -> "Change":
            from desk.actions.deputies import match_deputy

            return match_deputy(desk, view.id, other)

        def done(_change: "Change") -> None:
            self.card.shut()
            self.take_focus()

        self._run(work, done, self._say_error)

    def _run(
        self, work: Callable[[], "Change"], done: Callable[["Change"], object], refused: Callable[[BadInput], object]
    ) -> None:
        if self._busy:
            return
        self._work(True)

        def after(change: "Change") -> None:
            self._work(False)
            done(change)
            self.changed.emit(change.subjects)
            self._reload()

        def failed(error: Exception) -> None:
            self._work(False)
            if isinstance(error, BadInput):
                refused(error)
            else:
                self.place.lane.failed.emit(error)

        self.place.lane.run(work, after, failed, owner=self, keep=True)

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

        def work() -> "RosterTaken":
            from desk.actions.roster import import_roster
            from desk.command.files import read_data

            return import_roster(desk, read_data(file))

        def failed(error: Exception) -> None:
            self._work(False)
            self._say_error(error)

        self.place.lane.run(work, self._taken, failed, owner=self, keep=True)

    def _taken(self, result: "RosterTaken") -> None:
        self._work(False)
        self._show_report(report_lines(self.look, result))
        self.changed.emit((self.place.station.place,))
        self._reload()

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

    # -- what is shown ----------------------------------------------------------------------------------
    def _show(self, entries: tuple[DeputyView, ...]) -> None:
        self._entries = entries
        today = local_day(self.place.clock())
        lines = [entry_line(self.look, one, today) for one in entries]
        self.list.setFixedHeight(self.look.px(HIGH) * min(max(len(lines), 1), SEEN) + 2)
        self.list.setVisible(bool(lines))
        self._none.setVisible(not lines)
        same = lines == self.list.lines.all()
        self.list.show_lines(lines)
        if same:
            self._pick(self.list.current())
        arriving, self._arriving = self._arriving, False
        if arriving and self.form.isAncestorOf(self.focusWidget() or self) and self._blank():
            self.take_focus()

    def _blank(self) -> bool:
        return self._changing is None and not any(field.field.text() for field in self.form.fields.values())

    def _pick(self, line: Line | None) -> None:
        self.card.setVisible(line is not None)
        if line is not None:
            self.card.show_deputy(line.row, self._entries, local_day(self.place.clock()))

    def _stand(self) -> None:
        _, changing = self.look.say, self._changing is not None
        self._title.setText(_("Change an entry") if changing else _("One more deputy"))
        self.save.say(_("Save the change") if changing else _("Put on the roster"))
        self.leave.setVisible(changing)
        self.staged.emit()

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.save.setEnabled(not busy)
        self.take_over.setEnabled(not busy)
