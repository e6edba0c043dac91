"""Tables written for other programs (XLSX, CSV). What somebody typed stays text, whatever it begins with; a file is
there whole or not at all, and never more of it in memory than a row.

XLSX says of each cell what it is; a text is written as text, with the sign that keeps it one when it is edited. CSV
says nothing: there a text that a spreadsheet might compute gets an apostrophe before it, and nothing else is changed.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from desk.command.files import placed_whole, unwritable
from desk.errors import BadInput

XLSX, CSV = ".xlsx", ".csv"
KINDS = (XLSX, CSV)
Value = str | int | date | None
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NAME = 30  # of a sheet: 31 at most
_SIGNS = frozenset("=+-@|%\N{MINUS SIGN}\N{HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}")
_QUOTES = frozenset("\"'`´‘’“”„«»「」『』")
_A4 = 9


@dataclass(frozen=True)
class Column:
    """What it is called, and how wide it is in a workbook (characters)."""

    name: str
    width: int


def write_table(
    path: Path, name: str, made: datetime, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> int:
    """Writes a table by the ending of the path; answers how many rows it has. `rows` are taken one by one; what they
    raise leaves no file behind, and an older one as it was.

    Raises BadInput kind_of_file; BadEnvironment disk_full, file_unwritable.
    """
    write = _write_xlsx if kind_of(path) == XLSX else _write_csv
    from xlsxwriter.exceptions import FileCreateError

    with placed_whole(path) as target:
        try:
            return write(str(target), name, made, columns, rows)
        except FileCreateError as error:
            raise unwritable(error.args[0] if isinstance(error.args[0], OSError) else OSError()) from None


def kind_of(path: Path) -> str:
    """Raises BadInput kind_of_file."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise BadInput("kind_of_file", known=KINDS)
    return kind


def fill_book(
    target: BytesIO | str,
    name: str,
    made: datetime,
    widths: Sequence[int],
    rows: Iterable[Sequence[Value]],
    bold: Sequence[int],
) -> int:
    """A workbook of one sheet; the rows of these numbers are headings. Answers how many rows it has."""
    from xlsxwriter import Workbook

    streaming: dict[str, Any] = {"in_memory": True}
    if isinstance(target, str):
        streaming = {"constant_memory": True, "tmpdir": str(Path(target).parent)}
    book = Workbook(target, {**_AS_TEXT, **streaming})
    book.set_properties({"created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if tuple(bold) == (0,):
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
    strong, kept = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for x, width in enumerate(widths):
        sheet.set_column(x, x, width)
    formats: dict[str, Any] = {"day": day, "kept": kept}
    heading = formats | {"strong": strong}
    written = 0
    try:
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                _put(sheet, (y, x), value, heading if y in bold else formats)
            written += 1
    except BaseException:
        if isinstance(target, str):
            sheet.row_data_fh.close()  # else it stays open as long as the error is told, and no folder goes with it
        raise
    book.close()
    return written


def _put(sheet: Any, at: tuple[int, int], value: Value, formats: Mapping[str, Any]) -> None:
    strong = formats.get("strong")
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day has no zone
        sheet.write_datetime(*at, day, formats["day"])
    elif isinstance(value, int):
        sheet.write_number(*at, value, strong)
    elif value is not None:
        sheet.write_string(*at, value, strong or (formats["kept"] if is_risky(value) else None))


def is_risky(text: str) -> bool:
    """Whether a program may take it for something to compute: its first sign, below blanks, quotes and what nobody
    sees, in whatever width, is one that formulas begin with."""
    if not text or text[0].isalnum():  # nearly all of them
        return False
    bare = text.lstrip("".join({char for char in text if _is_nothing(char)}))
    first = unicodedata.normalize("NFKC", bare[:1])[:1]
    return first in _SIGNS if first else False


def safe_text(text: str) -> str:
    """As it may stand in a CSV file."""
    return f"'{text}" if is_risky(text) or text[:1] in ("\t", "\r", "\n") else text


def _write_xlsx(
    target: str, name: str, made: datetime, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> int:
    def every() -> Iterator[Sequence[Value]]:
        yield [column.name for column in columns]
        yield from rows

    return fill_book(target, name, made, [column.width for column in columns], every(), (0,)) - 1


def _write_csv(
    target: str, _name: str, _made: datetime, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> int:
    """UTF-8 with a mark, so that a spreadsheet knows it; every text in quotes."""
    written = 0
    with Path(target).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([safe_text(column.name) for column in columns])
        for row in rows:
            writer.writerow([_csv_value(value) for value in row])
            written += 1
    return written


def _csv_value(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return safe_text(value) if isinstance(value, str) else "" if value is None else str(value)


def _is_nothing(char: str) -> bool:
    return char in _QUOTES or unicodedata.category(char)[0] in "ZCM"


def _sheet_name(name: str) -> str:
    """A sheet's name has no brackets, strokes or colons, and does not begin or end with an apostrophe."""
    bare = "".join(" " if char in "[]:*?/\\" or not char.isprintable() else char for char in name)
    return bare[:_NAME].strip().strip("'") or "1"
