"""Duty record and open list on A4 and as tables. No fact is written: they are copies of what is recorded; what a deputy
says of them is said in actions.duties."""

from pathlib import Path
from uuid import UUID

from desk.actions.desk import Desk
from desk.actions.duties import check_duty_year
from desk.actions.printer_port import Handed, PrinterPort
from desk.command.files import write_file
from desk.paper.duty_record import make_duty_record
from desk.paper.duty_table import make_duties_table, make_duty_table
from desk.paper.open_list import make_open_list
from desk.reads.duties import read_duties, read_duty
from desk.reads.open_list import read_open_list
from desk.reads.today_reception import reception_today


def print_duty_record(desk: Desk, deputy: UUID, year: int, port: PrinterPort, printer: str, lang: str = "zh") -> Handed:
    """履职登记表 of one deputy. Raises BadInput deputy_unknown, year_wrong."""
    check_duty_year(desk, year)
    view = read_duty(desk.vault, desk.lens, deputy, year)
    return port.send(printer, make_duty_record(view, lang).pdf, f"duty-{year}")


def print_open_list(desk: Desk, port: PrinterPort, printer: str, lang: str = "zh") -> Handed:
    """在办清单 for the next reception of this station, or for today where none is planned."""
    lens = desk.lens
    with desk.vault.read() as connection:
        coming = reception_today(connection, lens, 0).next
    view = read_open_list(desk.vault, lens, coming.day if coming is not None else None)
    return port.send(printer, make_open_list(view, lang).pdf, f"open-{view.day:%Y%m%d}")


def write_duty_table(desk: Desk, path: Path, year: int, deputy: UUID | None = None, lang: str = "zh") -> Path:
    """One deputy's record, or all deputies' of a year, as XLSX.

    Raises BadInput deputy_unknown, year_wrong, BadEnvironment file_unwritable, disk_full.
    """
    check_duty_year(desk, year)
    if deputy is None:
        data = make_duties_table(read_duties(desk.vault, desk.lens, year), lang)
    else:
        data = make_duty_table(read_duty(desk.vault, desk.lens, deputy, year), lang)
    write_file(path, data)
    return path
