"""The paper of a digest: looked at on the screen, while it is written too, and handed to the printer for letters."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.text import mark
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.message import Message

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed
    from desk.paper.paper import Paper

DOTS_PER_MM = 5.0  # of the picture on the screen
TOPIC = "digest"
PRINTED = mark("The digest went to the printer.")
WRITTEN = mark("The digest is written: {path}")
LANG = "zh"  # what goes to leaders and units is Chinese, whatever language the window speaks
Show = Callable[[list[QImage]], object]


class DigestPapers(QObject):
    """Nothing is written down of these: they are copies of what is recorded."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._drawing: Job[list[QImage]] | None = None

    def look_at(self, id: UUID, show: Show, failed: Callable[[Exception], object] | None = None) -> None:
        """The pages as pictures, made beside the window."""
        desk = self._page.place.desk

        def make() -> "Paper":
            from desk.actions.digest_printing import make_digest_paper

            return make_digest_paper(desk, id, LANG)

        self._draw(make, show, failed)

    def preview(self, form: Mapping[str, Any], cases: tuple[UUID, ...], show: Show) -> None:
        """Of what is being written."""
        desk = self._page.place.desk

        def make() -> "Paper":
            from desk.actions.digest_printing import preview_digest

            return preview_digest(desk, form, cases, LANG)

        self._draw(make, show)

    def _draw(
        self, make: "Callable[[], Paper]", show: Show, failed: Callable[[Exception], object] | None = None
    ) -> None:
        page = self._page
        if self._drawing is not None:
            self._drawing.cancel()

        def work() -> list[QImage]:
            from ui.printing.bitmap import shades

            shown = shades(make().pdf, DOTS_PER_MM)
            grey = QImage.Format.Format_Grayscale8
            return [QImage(one.dots, one.width, one.height, one.stride, grey).copy() for one in shown]

        trouble = failed or (lambda error: say_trouble(page, error, TOPIC))
        self._drawing = page.place.spool.run(work, show, trouble, owner=self)

    def print(self, id: UUID) -> None:
        place = self._page.place

        def send(printer: str) -> "Handed":
            from desk.actions.digest_printing import print_digest

            return print_digest(place.desk, id, place.printer, printer, LANG)

        print_paper(self._page, send, self._page.look.say(PRINTED), TOPIC, self)

    def ask_file(self, on: QWidget, id: UUID, name: str) -> None:
        """Asks where the PDF shall go; `name` is proposed and says nobody's."""
        dialog = QFileDialog(on, self._page.look.say("Write as a PDF"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write_file(Path(file), id))
        dialog.open()

    def write_file(self, path: Path, id: UUID) -> None:
        page, desk = self._page, self._page.place.desk

        def work() -> Path:
            from desk.actions.digest_printing import write_digest

            return write_digest(desk, path, id, LANG)

        def done(path: Path) -> None:
            said = page.look.say(WRITTEN).format(path=QDir.toNativeSeparators(str(path)))
            page.said.emit(Message(said, topic=TOPIC))

        page.place.lane.run(work, done, lambda error: say_trouble(page, error, TOPIC), owner=self, keep=True)
