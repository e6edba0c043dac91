"""What is done with a duty record: printed, written as a table, confirmed or disputed by the deputy."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.text import mark
from ui.pages.deeds import Deeds
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.pages.trouble import say_trouble
from ui.widgets.message import Message

PRINTED = mark("The duty record went to the printer.")
LIST_PRINTED = mark("The open list went to the printer.")
WRITTEN = mark("The table is written: {path}")
TOPIC = "duty"


class DutyDeeds(Deeds):
    """`refused` comes with what could not be written down."""

    refused = Signal(Exception)

    def __init__(self, page: Page) -> None:
        super().__init__(page, TOPIC)

    def print_record(self, deputy: UUID, year: int) -> None:
        place, lang = self.page.place, self.page.look.lang
        from desk.actions.duty_printing import print_duty_record

        said = self.page.look.say(PRINTED)
        print_paper(
            self.page,
            lambda name: print_duty_record(place.desk, deputy, year, place.printer, name, lang),
            said,
            TOPIC,
            self,
        )

    def print_open_list(self) -> None:
        """For the next reception."""
        place, lang = self.page.place, self.page.look.lang
        from desk.actions.duty_printing import print_open_list

        said = self.page.look.say(LIST_PRINTED)
        print_paper(self.page, lambda name: print_open_list(place.desk, place.printer, name, lang), said, TOPIC, self)

    def ask_file(self, on: QWidget, year: int, deputy: UUID | None) -> None:
        """Asks where the table shall go; no name of a person stands in what is proposed."""
        dialog = QFileDialog(on, self.page.look.say("Write as a table"), str(Path.home() / f"duty-{year}.xlsx"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("XLSX (*.xlsx)")
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"duty-{year}.xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write_table(Path(file), year, deputy))
        dialog.open()

    def write_table(self, path: Path, year: int, deputy: UUID | None) -> None:
        place, look = self.page.place, self.page.look

        def work() -> Path:
            from desk.actions.duty_printing import write_duty_table

            return write_duty_table(place.desk, path, year, deputy, look.lang)

        def done(path: Path) -> None:
            said = look.say(WRITTEN).format(path=QDir.toNativeSeparators(str(path)))
            self.page.said.emit(Message(said, topic=TOPIC))

        place.lane.run(work, done, lambda error: say_trouble(self.page, error, TOPIC), owner=self, keep=True)

    def confirm(self, deputy: UUID, year: int, name: str) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.duties import confirm_duty

            return confirm_duty(desk, deputy, year, name).subjects

        self.run(work, failed=self.refused.emit)

    def dispute(self, deputy: UUID, year: int, reason: str) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.duties import dispute_duty

            return dispute_duty(desk, deputy, year, reason).subjects

        self.run(work, failed=self.refused.emit)
