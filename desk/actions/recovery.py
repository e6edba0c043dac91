"""The recovery code on paper, right after founding: no case and no fact, so nothing is written down of it."""

from datetime import datetime

from desk.actions.printer_port import Handed, PrinterPort
from desk.domain.moment import local_day
from desk.paper.recovery import SIZES, make_recovery

TITLE = "minsheng-desk"  # everybody at the queue sees it


def print_recovery(port: PrinterPort, printer: str, code: str, station: str, now: datetime, lang: str = "zh") -> Handed:
    """Hands one sheet to a queue, of the first size that the printer takes, or a slip's where nobody knows."""
    size = next((size for size in SIZES if port.takes(printer, size)), SIZES[0])
    return port.send(printer, make_recovery(code, station, local_day(now), size, lang).pdf, TITLE)
