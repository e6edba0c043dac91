"""Printing the papers of a reception on A4: the notice before it, sign-in and day sheet of it. No fact is written: they
are copies of what is recorded, and what of them was posted or signed is said by a person."""

from typing import Literal
from uuid import UUID

from desk.actions.desk import Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.paper.day_sheet import make_day_sheet
from desk.paper.notice import make_notice
from desk.paper.paper import Paper
from desk.paper.sign_in import make_sign_in
from desk.reads.reception_papers import read_day_sheet, read_notice, read_sign_in
from desk.reads.reception_views import SessionRow

ReceptionPaper = Literal["notice", "sheet", "signin"]


def make_reception_paper(desk: Desk, paper: ReceptionPaper, of: UUID | SessionRow, lang: str = "zh") -> Paper:
    """The notice also of a line of the calendar that only follows from a plan. Raises BadInput session_unknown."""
    if paper == "notice":
        return make_notice(read_notice(desk.vault, desk.lens, of), lang)
    id = of if isinstance(of, UUID) else of.id
    if paper == "signin":
        return make_sign_in(read_sign_in(desk.vault, desk.lens, id, lang), lang)
    return make_day_sheet(read_day_sheet(desk.vault, desk.lens, id), lang)


def print_reception_paper(
    desk: Desk, paper: ReceptionPaper, of: UUID | SessionRow, port: PrinterPort, printer: str, lang: str = "zh"
) -> Handed:
    """Hands it to a queue. Raises BadInput session_unknown."""
    return port.send(printer, make_reception_paper(desk, paper, of, lang).pdf, paper)
