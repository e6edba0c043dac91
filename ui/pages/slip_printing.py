"""Printing a slip from a page: handed over beside the window, then followed until the queue says what became of it."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ui.pages.page import Workplace

if TYPE_CHECKING:
    from desk.actions.printing import Printed

EVERY_MS = 1000
PATIENCE_S = 120.0
BILINGUAL = "both"


@dataclass(frozen=True)
class Sheet:
    """A slip in a printer's queue."""

    case: UUID
    number: str
    printer: str
    job: int
    until: float


@dataclass(frozen=True)
class Handover:
    """What became of handing a slip over; without a printer `printed` is None."""

    number: str
    printer: str
    printed: "Printed | None"


@dataclass(frozen=True)
class Told:
    """What was learnt about a slip. `trouble` is the code of a sentence, empty when it went well so far."""

    case: UUID
    number: str
    trouble: str = ""
    waits: bool = False  # the queue has it and holds it: printing again would print twice
    missing: tuple[str, ...] = ()  # characters that no font has


class SlipPrinting(QObject):
    """`told` comes after the fact was written; `failed` is for what no sentence of a printer explains."""

    told = Signal(Told)
    failed = Signal(Exception)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._sheets: list[Sheet] = []
        self._round = QTimer(self, interval=EVERY_MS)
        self._round.timeout.connect(self._ask)

    def print_slip(self, case: UUID) -> None:
        """Hands the slip over; the window goes on meanwhile."""
        place, chosen = self._place, self._place.printer_name()
        place.spool.run(
            lambda: _hand_over(place, case, chosen),
            lambda handover: self._handed(case, handover),
            self.failed.emit,
            owner=self,
            keep=True,
        )

    def _handed(self, case: UUID, handover: Handover) -> None:
        number, printed = handover.number, handover.printed
        if printed is None:
            self.told.emit(Told(case, number, "no_printer"))
            return
        queued = printed.outcome == "handed"
        self.told.emit(Told(case, number, printed.reason, queued and bool(printed.reason), printed.missing))
        if queued and printed.job is not None:
            until = time.monotonic() + PATIENCE_S
            self._sheets.append(Sheet(case, number, handover.printer, printed.job, until))
            self._round.start()

    def _ask(self) -> None:
        sheets, self._sheets = self._sheets, []
        self._round.stop()
        for sheet in sheets:
            self._follow(sheet)

    def _follow(self, sheet: Sheet) -> None:
        port = self._place.printer

        def answered(outcome: str) -> None:
            if outcome in ("printed", "failed"):
                self._settle(sheet, outcome)
            elif time.monotonic() < sheet.until:
                self._sheets.append(sheet)
                self._round.start()

        self._place.spool.run(lambda: port.outcome(sheet.printer, sheet.job), answered, self.failed.emit, owner=self)

    def _settle(self, sheet: Sheet, outcome: str) -> None:
        place = self._place

        def work() -> None:
            from desk.actions.printing import settle_print

            settle_print(place.desk, sheet.case, sheet.job, "printed" if outcome == "printed" else "failed")

        told = Told(sheet.case, sheet.number, "" if outcome == "printed" else "printing_failed")
        place.lane.run(work, lambda _none: self.told.emit(told), self.failed.emit, owner=self, keep=True)


def _hand_over(place: Workplace, case: UUID, chosen: str) -> Handover:
    from desk.actions.printing import print_slip
    from desk.reads.slips import read_slip

    view = read_slip(place.desk.vault, place.desk.lens, case)
    printer = chosen or place.printer.default()
    if not printer:
        return Handover(view.number, "", None)
    lang = "zh" if view.lang == "zh" else BILINGUAL
    return Handover(view.number, printer, print_slip(place.desk, case, place.printer, printer, lang=lang))
