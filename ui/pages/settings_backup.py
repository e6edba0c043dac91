"""The section Backup: how the last one went, where they go, and one now."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from desk.domain.moment import local
from desk.errors import DeskError
from desk.reads.backups import BackupView
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.pages.sync_words import moment_word
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.message import Message
from ui.widgets.note import Note, NotedField

WHEN = {"daily": mark("Every day"), "never": mark("Only when I ask")}
HOW = mark(
    "When the desk is closed or locks itself, if something was recorded since; of each day the newest stays. Each "
    "backup is opened and its records counted before it counts. It opens with this station's "
    "password or recovery code alone."
)
SAME_DISK = mark("This folder is on the same disk as the records. Best is a stick, or a disk of another computer.")
NONE = mark("There is no backup yet.")
LAST = mark("Last backup {when}: {facts} facts, opened and counted")
MADE = mark("The backup is made and was opened: {path}")
FAILED = mark("The last try failed. {why}")
LATE = mark("What was written since has no backup yet. Make one now, best onto a stick.")


class BackupSection(Section):
    """Choosing is kept at once; the filled button makes one now."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._busy = False
        self._loading = LoadingLine(look)
        self.last, self.note, self._warning = label("", "body", wrap=True), Note(look), Note(look)
        self.when = Choice(look, _("When"), [Option(code, _(word)) for code, word in WHEN.items()])
        line = LineField(look, _("Folder"), limit=1000)
        choose = Button(look, _("Choose a folder"), click=self._ask_folder)
        choose.setAutoDefault(True)
        self.folder = NotedField(look, line, row(look, (line, 1), choose, gap=8))
        self.now = Button(look, _("Back up now"), "primary", icon="archive", key="Ctrl+Enter", click=self.primary)
        form = Form(look, label_width=112)
        form.add(_("When"), self.when)
        form.add(_("Folder"), column(look, self.folder, self._warning, gap=4))
        last = card(look, label(_("Backup"), "head"), self.last, self.note)
        column(look, self._loading, last, 16, card(look, label(_(HOW), "sub", wrap=True), 4, form), gap=0, on=self)
        self.when.chosen.connect(lambda code: self.wished.emit("backup", code))
        line.left.connect(self._keep_folder)
        self._stand()

    def buttons(self) -> tuple[Button, ...]:
        return (self.now,)

    def arrive(self) -> None:
        from desk.reads.backups import read_backups

        desk, clock = self.place.desk, self.place.clock
        self.place.lane.run(lambda: read_backups(desk.vault, desk.home, clock()), self._show, owner=self)

    def take_focus(self) -> None:
        self.when.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> str:
        return self.folder.field.text()

    def fill(self, typed: object) -> None:
        self.folder.field.set_text(str(typed))

    def primary(self) -> None:
        """One now, whatever there is already."""
        if self._busy:
            return
        from desk.actions.keeping import backup_desk

        self._keep_folder()
        desk, folder = self.place.desk, self._folder()
        self._work(True)
        self.place.lane.run(lambda: backup_desk(desk, folder).path, self._made, self._failed, owner=self, keep=True)

    def _made(self, path: Path) -> None:
        self._work(False)
        text = self.look.say(MADE).format(path=QDir.toNativeSeparators(str(path)))
        self.said.emit(Message(text, "accent", topic="backup"))
        self.arrive()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        if isinstance(error, DeskError):
            self.folder.say("error", explain(error, self.look.lang))
            self.folder.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.place.lane.failed.emit(error)

    def _show(self, view: BackupView) -> None:
        look, _ = self.look, self.look.say
        if view.at is None:
            self.last.setText(_(NONE))
        else:
            when = moment_word(look, view.at, local(self.place.clock()))
            self.last.setText(_(LAST).format(when=when, facts=f"{view.facts:,}"))
        if view.trouble is not None:
            facts = {name: fact for name, fact in view.trouble.items() if name != "code"}
            why = explain(DeskError(str(view.trouble["code"]), **facts), look.lang)
            self.note.say("error", _(FAILED).format(why=why))
        elif view.late:
            self.note.say("warn", _(LATE))
        else:
            self.note.hush()

    def _stand(self) -> None:
        wishes = self.place.wishes()
        self.when.set_code(wishes.backup)
        self.folder.field.set_text(QDir.toNativeSeparators(str(wishes.backup_folder or self.place.desk.home.backups)))
        self._warn()

    def _folder(self) -> Path:
        typed = self.folder.field.text().strip()
        return Path(typed).expanduser().absolute() if typed else self.place.desk.home.backups

    def _keep_folder(self) -> None:
        folder, usual = self._folder(), self.place.desk.home.backups
        chosen = "" if folder == usual else str(folder)
        if chosen != self.place.wishes().backup_folder:
            self.wished.emit("backup_folder", chosen)
        self._warn()

    def _warn(self) -> None:
        if _same_disk(self._folder(), self.place.desk.home.folder):
            self._warning.say("hint", self.look.say(SAME_DISK))
        else:
            self._warning.hush()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.look.say("Choose a folder"), str(self._folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def take_folder(self, chosen: str) -> None:
        self.folder.field.set_text(QDir.toNativeSeparators(chosen))
        self._keep_folder()
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work(self, busy: bool) -> None:
        self._busy = busy
        self.now.setEnabled(not busy)
        self.folder.hush()
        self._loading.begin() if busy else self._loading.end()


def _same_disk(folder: Path, home: Path) -> bool:
    """Of the nearest folder that is there; False when nobody can say."""
    there = next((one for one in (folder, *folder.parents) if one.exists()), None)
    try:
        return there is not None and there.stat().st_dev == home.stat().st_dev
    except OSError:
        return False
