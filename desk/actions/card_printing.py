"""The volunteer's card (值班一页纸) on A4. No fact is written: it says nothing of anybody."""

from desk.actions.desk import Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.paper.card import make_card
from desk.reads.station import read_station


def print_card(desk: Desk, port: PrinterPort, printer: str, lang: str = "zh") -> Handed:
    return port.send(printer, make_card(read_station(desk.vault), lang).pdf, "card")
