"""Reading somebody else's table: CSV in UTF-8 or GB18030, JSON, or a sheet of a workbook, into rows by column."""

import codecs
import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk.errors import BadInput
from desk.workbook import ZIP, Line, is_old_workbook, open_workbook
from desk.workbook_header import Headed, find_header

_LARGEST_FIELD = 64 * 1024 * 1024


@dataclass(frozen=True)
class Table:
    """Columns in their order, and rows with their number in the file (the header is row 1)."""

    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, Any] | BadInput]]
    system: str  # where the rows come from, as far as it can be told
    sheet: str = ""  # of a workbook
    sheets: tuple[str, ...] = ()


def read_table(data: bytes, known: Collection[str] = (), sheet: str = "") -> Table:
    """The rows of a file. Of a workbook it is the sheet of that name, or else the first one with a column that is
    `known`; by the known columns its header is found below titles, too.

    Raises BadInput encoding_unknown, not_json, not_a_table, workbook_sheet_unknown and what open_workbook raises. A
    broken row is an error in its place.
    """
    if data.startswith(ZIP) or is_old_workbook(data):
        return _from_workbook(data, known, sheet)
    if sheet:
        raise BadInput("workbook_sheet_unknown", sheets="")
    text = decode_text(data)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(text)
    return _from_csv(text)


def read_json(text: str, name: str = "") -> Any:
    """A JSON value. Raises BadInput not_json with the line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput("not_json", field=name, line=error.lineno) from None
    except (RecursionError, ValueError):  # too deep, or a number of more than 4,300 digits
        raise BadInput("not_json", field=name, line=1) from None


def sound_cells(row: dict[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row by the fields that its columns become. Raises BadInput cell_error, cell_uncomputed and the
    field, where a workbook holds no value."""
    cells = {name: row.get(column) for column, name in fields.items()}
    for name, value in cells.items():
        if isinstance(value, BadInput):
            raise BadInput(value.code, field=name)
    return cells


def decode_text(data: bytes) -> str:
    """The text of a file as Chinese offices save it. Raises BadInput encoding_unknown."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode text", PowerShell's >
    marked = "utf-16" if wide else "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else ""
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("encoding_unknown")


def _from_json(text: str) -> Table:
    value = read_json(text)
    rows = value if isinstance(value, list) else [value]
    columns: dict[str, None] = {}
    read: list[tuple[int, dict[str, Any] | BadInput]] = []
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            columns |= dict.fromkeys(row)
        read.append((number, row if isinstance(row, dict) else BadInput("not_a_case")))
    return Table(tuple(columns), read, "json")


def _from_workbook(data: bytes, known: Collection[str], wanted: str) -> Table:
    book = open_workbook(data)
    found: tuple[str, Headed] | None = None
    for name in (wanted,) if wanted else book.sheets:
        headed = find_header(book.read(name), known)
        if headed is not None and (found is None or headed.known > found[1].known):
            found = name, headed
        if found is not None and found[1].known:
            break
    if found is None:
        raise BadInput("not_a_table")
    name, headed = found
    columns = tuple(headed.columns.values())
    rows = [(line.number, _sheet_row(line, headed)) for line in headed.lines]
    return Table(columns, rows, ",".join(sorted(columns)), name, book.sheets)


def _sheet_row(line: Line, headed: Headed) -> dict[str, Any] | BadInput:
    """What nobody sees in the sheet is not taken over behind their back, nor passed over in silence."""
    if line.hidden:
        return BadInput("row_hidden")
    return {name: line.cells.get(column, "") for column, name in headed.columns.items()}


def _from_csv(text: str) -> Table:
    csv.field_size_limit(_LARGEST_FIELD)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = tuple(name.strip() for name in next(reader))
    except (StopIteration, csv.Error):
        raise BadInput("not_a_table") from None
    if not any(header) or len(set(header)) != len(header):
        raise BadInput("not_a_table")
    return Table(header, list(_csv_rows(reader, header)), ",".join(sorted(header)))


def _csv_rows(reader: Any, header: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any] | BadInput]]:
    number = 1
    while True:
        number += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, BadInput("row_broken", found=0, expected=len(header))
            continue
        if not values:
            continue
        if len(values) != len(header):
            yield number, BadInput("row_broken", found=len(values), expected=len(header))
        else:
            yield number, dict(zip(header, values, strict=True))
