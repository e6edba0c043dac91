"""Workbooks for tests: as a program writes them, and taken apart to be spoilt."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]
HEAD = ("编号", "主题", "内容", "建议人", "联系电话", "收到日期")


def make_book(fill: Callable[[Workbook], None]) -> bytes:
    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "remove_timezone": True})
    fill(book)
    book.close()
    return data.getvalue()


def make_sheets(**sheets: Rows) -> bytes:
    """Sheets of plain values: text as text, numbers as numbers."""

    def fill(book: Workbook) -> None:
        for name, rows in sheets.items():
            put(book.add_worksheet(name), rows)

    return make_book(fill)


def put(sheet: Worksheet, rows: Rows, top: int = 0) -> None:
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row):
            if value is not None:
                sheet.write_string(y, x, value) if isinstance(value, str) else sheet.write(y, x, value)


def spoil(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same workbook with other parts, or without them (None)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if parts.get(name, b"") is not None:
                new.writestr(name, parts.get(name) or old.read(name))
        for name, body in parts.items():
            if body is not None and name not in old.namelist():
                new.writestr(name, body)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name)
