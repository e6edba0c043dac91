"""The card Ledger (台账): a period, whether names are written out, and the file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day, parse_moment
from desk.errors import BadInput, DeskError
from desk.text import explain, mark
from ui.pages.file_asking import ask_file
from ui.pages.long_work import LongWork
from ui.pages.page import Workplace
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.label import label
from ui.widgets.message import Message
from ui.widgets.note import Note

if TYPE_CHECKING:
    from desk.actions.watching import Watching

ABOUT = mark("Every case of a period with what became of it, as a workbook or CSV (form F9). Names are masked.")
UNMASKED = mark("Names in full: for the head of the station alone, and it is written down in each case.")
WRITTEN = mark("The ledger is written: {path}, {n} cases")
TOPIC = "ledger"
WRITABLE = ("XLSX (*.xlsx)", "CSV (*.csv)")


class LedgerCard(QWidget):
    """Shares the line that tells how far the work of its section is."""

    said = Signal(Message)

    def __init__(self, place: Workplace, work: LongWork) -> None:
        super().__init__()
        self.place, self.look, self._work = place, place.look, work
        look, _ = self.look, self.look.say
        self.first = LineField(look, _("First day"), hint="2026-01-01", limit=20, width=140)
        self.last = LineField(look, _("Last day"), hint="2026-12-31", limit=20, width=140)
        self.unmasked = Check(look, _("Names in full"))
        self.write = Button(look, _("Write the ledger"), "small", icon="save", click=self._ask_file)
        self.write.setAutoDefault(True)
        self.note = Note(look)
        days = row(
            look, label(_("First day"), "strong"), self.first, label(_("Last day"), "strong"), self.last, None, gap=8
        )
        names = row(look, self.unmasked, (label(_(UNMASKED), "sub", "text2", wrap=True), 1), gap=12)
        parts = label(_("Ledger"), "head"), label(_(ABOUT), "sub", wrap=True), days, names, self.note
        column(look, card(look, *parts, row(look, self.write, None)), gap=0, on=self)
        for field in (self.first, self.last):
            field.textChanged.connect(lambda _text: self.note.hush())

    def typed(self) -> tuple[str, str]:
        return self.first.text(), self.last.text()

    def fill(self, typed: tuple[str, str]) -> None:
        self.first.set_text(typed[0])
        self.last.set_text(typed[1])

    def write_to(self, file: str) -> None:
        """Writes it; a day that is none is said here."""
        if self._work.busy:
            return
        try:
            first, last = _day(self.first.text()), _day(self.last.text())
        except BadInput as error:
            self._refuse(error)
            return
        desk, path, lang, unmasked = self.place.desk, Path(file), self.look.lang, self.unmasked.isChecked()

        def work(watching: "Watching") -> int:
            from desk.actions.ledger import Wanted, write_ledger
            from desk.reads.ledger import Period

            return write_ledger(desk, path, Wanted(Period(first, last), lang, unmasked), watching)

        def done(cases: int) -> None:
            words = self.look.say(WRITTEN).format(path=QDir.toNativeSeparators(str(path)), n=cases)
            self.said.emit(Message(words, "accent", topic=TOPIC))

        self.note.hush()
        self._work.run(work, done, self._refuse, keep=True)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.note.say("error", explain(error, self.look.lang))
        else:
            self.place.lane.failed.emit(error)

    def _ask_file(self) -> None:
        proposed = f"ledger-{local_day(self.place.clock()).isoformat()}.xlsx"
        ask_file(self, self.look.say("Write the ledger"), WRITABLE, proposed).fileSelected.connect(self.write_to)


def _day(text: str) -> date | None:
    """None where nothing was typed. Raises BadInput date_wrong."""
    if not text.strip():
        return None
    try:
        return local_day(parse_moment(text))
    except (ValueError, OverflowError):
        raise BadInput("date_wrong", field="date") from None
