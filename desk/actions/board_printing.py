"""The board list (集中公开) on A4. No fact is written: that it hangs is written down of each person (告知)."""

from datetime import date

from desk.actions.desk import Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.paper.board import make_board
from desk.reads.board import read_board


def print_board(desk: Desk, port: PrinterPort, printer: str, lang: str = "zh", since: date | None = None) -> Handed:
    """What is to be posted now, and what was answered since that day."""
    view = read_board(desk.vault, desk.lens, since)
    return port.send(printer, make_board(view, lang).pdf, f"board-{view.made:%Y%m%d}")
