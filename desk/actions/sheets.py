"""Numbered sheets for the day without power: printed beforehand, keyed afterwards (纸表补录)."""

from collections.abc import Sequence

from desk.actions.cases import check_sheet, free_number
from desk.actions.desk import Change, Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.domain.field import check_field, is_blank
from desk.domain.sheet import MOST, Printed, Struck, sheets_of
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.paper.blank import BlankView, make_blanks
from desk.paper.paper import Paper
from desk.reads.sheets import missing_sheets
from desk.reads.station import read_station
from desk.storage.save import saving


def reserve_sheets(desk: Desk, count: int) -> tuple[str, ...]:
    """New numbers for so many sheets. They are written down before anything is printed: a number on paper is never
    given twice. Raises BadInput count_wrong."""
    if not 1 <= count <= MOST:
        raise BadInput("count_wrong", field="count", most=MOST)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        numbers: set[str] = set()
        while len(numbers) < count:
            numbers.add(free_number(one.connection))
        ordered = tuple(sorted(numbers))
        one.add([NewFact("sheet.printed", sheets_of(one.station), Printed(numbers=ordered).to_json())])
    return ordered


def sheets_paper(desk: Desk, numbers: Sequence[str], lang: str = "zh") -> Paper:
    """One A4 page a number."""
    station = read_station(desk.vault)
    view = BlankView(numbers, station.name, station.code, station.phone, station.handler, station.keep, station.sample)
    return make_blanks(view, lang)


def print_sheets(desk: Desk, count: int, port: PrinterPort, printer: str, lang: str = "zh") -> tuple[Handed, int]:
    """Reserves new numbers and hands their sheets to a queue; what did not come out is struck out or printed again by
    its numbers. Answers what the queue said and how many sheets are missing now. Raises BadInput count_wrong."""
    numbers = reserve_sheets(desk, count)
    handed = port.send(printer, sheets_paper(desk, numbers, lang).pdf, "sheets")
    if handed.outcome == "refused":
        _take_back(desk, numbers)
    return handed, len(missing_sheets(desk.vault))


def _take_back(desk: Desk, numbers: Sequence[str]) -> None:
    """Nothing came out: nobody may wait for these."""
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        id = sheets_of(one.station)
        one.add([NewFact("sheet.struck", id, Struck(number=number).to_json()) for number in numbers])


def strike_sheet(desk: Desk, number: str, reason: str) -> Change:
    """A sheet was spoilt or lost: nobody waits for it any more. Raises BadInput sheet_unknown, sheet_keyed,
    sheet_struck, reason_missing."""
    if is_blank(reason):
        raise BadInput("reason_missing", field="reason")
    finding = check_field("reason", reason)
    if finding:
        raise BadInput(finding.code, field="reason", **finding.facts)
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        digits = check_sheet(one.connection, number)
        id = sheets_of(one.station)
        one.add([NewFact("sheet.struck", id, Struck(number=digits).to_json(), words={"reason": reason})])
    return Change((id,))
