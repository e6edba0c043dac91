"""Printing from a page: handed over beside the window, then followed until the queue says what became of it."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desk.domain.case import GUIDANCE, RECEIPT, REPLY, SURVEY, slip_paper
from desk.domain.conversation import TICKET
from ui.pages.page import Workplace

if TYPE_CHECKING:
    from desk.actions.printing import Printed

EVERY_MS = 1000
PATIENCE_S = 120.0
BILINGUAL = "both"
A4 = "A4"
LETTER_WAITS = "letter_waits"


@dataclass(frozen=True)
class Sheet:
    """A paper of a case (the slip, the reply notice), or the ticket of a conversation, in a printer's queue."""

    case: UUID
    paper: str
    number: str
    printer: str
    job: int
    until: float
    size: str = ""


@dataclass(frozen=True)
class Handover:
    """What became of handing a paper over; without a printer for it `printed` is None."""

    number: str
    printer: str
    printed: "Printed | None"
    trouble: str = "no_printer"
    size: str = ""
    paper: str = RECEIPT


@dataclass(frozen=True)
class Told:
    """What was learnt about a paper. `trouble` is the code of a sentence, empty when it went well so far."""

    case: UUID
    paper: str
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

    def print_paper(self, case: UUID, paper: str) -> None:
        """Hands the reply notice over, the ticket, or the slip that is the case's; the window goes on meanwhile."""
        place, chosen = self._place, self._place.printer_name()
        hand_over = _HAND_OVER.get(paper, _hand_over_slip)
        place.spool.run(
            lambda: hand_over(place, case, chosen),
            lambda handover: self._handed(case, handover),
            self.failed.emit,
            owner=self,
            keep=True,
        )

    def _handed(self, case: UUID, handover: Handover) -> None:
        number, printed, paper = handover.number, handover.printed, handover.paper
        if printed is None:
            self.told.emit(Told(case, paper, number, handover.trouble))
            return
        queued = printed.outcome == "handed"
        waits = queued and bool(printed.reason)
        trouble = LETTER_WAITS if waits and paper == REPLY else printed.reason
        self.told.emit(Told(case, paper, number, trouble, waits, printed.missing))
        if queued and printed.job is not None:
            until = time.monotonic() + PATIENCE_S
            self._sheets.append(Sheet(case, paper, number, handover.printer, printed.job, until, handover.size))
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
        place, good = self._place, outcome == "printed"

        def work() -> None:
            _settle_sheet(place, sheet, "printed" if good else "failed")

        told = Told(sheet.case, sheet.paper, sheet.number, "" if good else "printing_failed")
        place.lane.run(work, lambda _none: self.told.emit(told), self.failed.emit, owner=self, keep=True)


def _hand_over_slip(place: Workplace, case: UUID, chosen: str) -> Handover:
    from desk.actions.printing import SIZES, Wanted, print_guidance, print_slip, slip_size
    from desk.reads.slips import read_slip

    view = read_slip(place.desk.vault, place.desk.lens, case)
    printer = chosen or place.printer.default()
    paper = slip_paper(view.nature)
    if not printer:
        return Handover(view.number, "", None, paper=paper)
    lang = "zh" if view.lang == "zh" else BILINGUAL
    if paper == GUIDANCE:
        size = SIZES[paper][0]
        printed = print_guidance(place.desk, case, place.printer, printer, Wanted(size, lang))
    else:
        size = slip_size(place.printer, printer, place.wishes().paper)
        printed = print_slip(place.desk, case, place.printer, printer, Wanted(size, lang))
    return Handover(view.number, printer, printed, size=size, paper=paper)


def _hand_over_letter(place: Workplace, case: UUID, chosen: str) -> Handover:
    from desk.actions.printing import print_reply
    from desk.reads.replies import read_reply

    number, port = read_reply(place.desk.vault, case).number, place.printer
    printer = letter_printer(place, chosen)
    if not printer:
        there = chosen or port.default() or port.printers()
        return Handover(number, "", None, "no_a4_printer" if there else "no_printer", paper=REPLY)
    return Handover(number, printer, print_reply(place.desk, case, port, printer), paper=REPLY)


def _hand_over_survey(place: Workplace, case: UUID, chosen: str) -> Handover:
    from desk.actions.printing import SIZES, print_survey
    from desk.reads.surveys import read_survey

    number, port, size = read_survey(place.desk.vault, place.desk.lens, case).number, place.printer, SIZES[SURVEY][0]
    wanted = dict.fromkeys((chosen or port.default() or "", place.wishes().letters, *port.printers()))
    printer = next((name for name in wanted if name and port.takes(name, size)), "")
    if not printer:
        return Handover(number, "", None, "size_not_taken" if any(wanted) else "no_printer", paper=SURVEY)
    return Handover(number, printer, print_survey(place.desk, case, port, printer), size=size, paper=SURVEY)


def _hand_over_ticket(place: Workplace, talk: UUID, chosen: str) -> Handover:
    """A ticket that nobody could be given is written down too: the number holds."""
    from desk.actions.desk import Change
    from desk.actions.printing import Printed
    from desk.actions.talks import print_ticket, tell_ticket
    from desk.domain.case import SlipTold
    from desk.reads.tickets import read_ticket

    number = read_ticket(place.desk.vault, place.desk.lens, talk).number
    printer = chosen or place.printer.default()
    if not printer:
        tell_ticket(place.desk, talk, SlipTold(outcome="refused", paper=TICKET, reason="no_printer"))
        return Handover(number, "", None, paper=TICKET)
    told = print_ticket(place.desk, talk, place.printer, printer)
    outcome: Literal["handed", "refused"] = "handed" if told.outcome == "handed" else "refused"
    printed = Printed(Change((talk,)), outcome, told.reason or "", told.job, ())
    return Handover(number, printer, printed, size=told.size, paper=TICKET)


def _settle_sheet(place: Workplace, sheet: Sheet, outcome: Literal["printed", "failed"]) -> None:
    if sheet.paper == TICKET:
        from desk.actions.talks import tell_ticket
        from desk.domain.case import SlipTold

        tell_ticket(place.desk, sheet.case, SlipTold(outcome=outcome, paper=TICKET, size=sheet.size, job=sheet.job))
        return
    from desk.actions.printing import settle_print

    settle_print(place.desk, sheet.case, sheet.job, outcome, sheet.paper, sheet.size)


_HAND_OVER = {REPLY: _hand_over_letter, SURVEY: _hand_over_survey, TICKET: _hand_over_ticket}


def letter_printer(place: Workplace, chosen: str = "") -> str:
    """The printer for letters, else the chosen one if it has A4, else any that has: the one at the counter is often for
    slips alone. Empty when none has."""
    port = place.printer
    wanted = dict.fromkeys((place.wishes().letters, chosen or port.default() or "", *port.printers()))
    return next((name for name in wanted if name and port.takes(name, A4)), "")
