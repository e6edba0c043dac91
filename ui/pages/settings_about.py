"""The section About: which version this is, where the records lie, and whose works it stands on."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from desk import __version__
from desk.text import mark
from desk.works import Work
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.form import Form
from ui.widgets.label import label

TALE = mark("Take down what people say, give them a slip, and tell them what became of it.")
FREE = mark("Free software under the Apache License 2.0. It stands on the works of others:")


class AboutSection(Section):
    """Nothing to fill in; the list of works is read when it is first shown."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._folder = place.desk.home.folder
        show = Button(look, _("Open the folder"), icon="folder-open", click=self._open_folder)
        show.setAutoDefault(True)
        self.open_folder = show
        self.works = label("", "sub", "text2", wrap=True)
        self.works.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form = Form(look, label_width=112)
        form.add(_("Version"), label(__version__, "body"))
        form.add(_("Records"), row(look, (label(_native(self._folder), "body", wrap=True), 1), show, gap=12))
        column(
            look,
            card(look, label(_("Minsheng Desk"), "head"), label(_(TALE), "sub", wrap=True), 4, form),
            card(look, label(_(FREE), "sub", wrap=True), self.works),
            gap=16,
            on=self,
        )

    def arrive(self) -> None:
        if not self.works.text():
            from desk.works import works

            self.place.lane.run(works, self._show, owner=self)

    def take_focus(self) -> None:
        self.open_folder.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, found: list[Work]) -> None:
        self.works.setText("\n".join(f"{' '.join(filter(None, (w.name, w.version)))}, {w.licence}" for w in found))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _native(folder: Path) -> str:
    return QDir.toNativeSeparators(str(folder))
