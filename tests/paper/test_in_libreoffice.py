"""Tables as another program opens them: LibreOffice reads each file, and no text of anybody became a formula."""

import subprocess
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from payloads import PAYLOADS

from desk.domain.moment import SHANGHAI
from desk.paper.table_file import Column, write_table
from desk.table import read_table

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
# comma, quote, UTF-8, first line; whether quotes make a text, numbers are told, and at the end: formulas are computed
_CSV = "CSV:44,34,76,1,,0,true,false,false,false,false,-1,false"
_CSV_TRUSTING = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"


def converted(file: Path, kind: str, *options: str) -> Path:
    """A file as LibreOffice opens and saves it."""
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    command = [
        "soffice",
        profile,
        "--headless",
        *options,
        "--convert-to",
        kind,
        "--outdir",
        str(file.parent / "out"),
        str(file),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return file.parent / "out" / f"{file.stem}.{kind.partition(':')[0]}"


def cells(file: Path) -> list[list[ElementTree.Element]]:
    """The cells of the first sheet of a flat document, row by row."""
    sheet = next(ElementTree.parse(file).iter(f"{_TABLE}table"))
    return [list(row.iter(f"{_TABLE}table-cell")) for row in sheet.iter(f"{_TABLE}table-row")]


def text_of(cell: ElementTree.Element) -> str:
    return "\n".join(_spoken(part) for part in cell.iter(f"{_TEXT}p"))


def _spoken(part: ElementTree.Element) -> str:
    said = part.text or ""
    for child in part:
        name = child.tag.removeprefix(_TEXT)
        said += {"s": " " * int(child.get(f"{_TEXT}c", "1")), "tab": "\t", "line-break": "\n"}.get(name) or _spoken(
            child
        )
        said += child.tail or ""
    return said


Opened = list[list[ElementTree.Element]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of payloads, as both kinds of file."""
    folder, columns = tmp_path_factory.mktemp("office"), (Column("编号", 6), Column("主题", 40), Column("日期", 11))
    for kind in ("xlsx", "csv"):
        rows = [(n, text, date(2026, 3, 1)) for n, text in enumerate(PAYLOADS, 1)]
        write_table(folder / f"t.{kind}", "台账", _NOW, columns, rows)
    return folder


@pytest.mark.parametrize(("kind", "options"), [("xlsx", []), ("csv", [_CSV]), ("csv", [_CSV_TRUSTING])])
def test_no_cell_became_a_formula(folder: Path, kind: str, options: list[str]):
    opened = cells(converted(folder / f"t.{kind}", "fods", *(f"--infilter={one}" for one in options)))
    every = [cell for row in opened for cell in row]
    assert len(every) >= 3 * len(PAYLOADS)
    assert [text_of(cell) for cell in every if f"{_TABLE}formula" in cell.attrib] == []


def test_without_the_apostrophe_it_would_have_become_one(tmp_path: Path):
    (tmp_path / "t.csv").write_text('"a"\n"=1+1"\n', encoding="utf-8-sig")
    (_, row, *_) = cells(converted(tmp_path / "t.csv", "fods", f"--infilter={_CSV_TRUSTING}"))
    assert f"{_TABLE}formula" in row[0].attrib


@pytest.mark.parametrize(("kind", "options"), [("xlsx", []), ("csv", [_CSV])])
def test_every_text_is_there_as_it_was_typed(folder: Path, kind: str, options: list[str]):
    """In CSV an apostrophe may stand before it."""
    opened = cells(converted(folder / f"t.{kind}", "fods", *(f"--infilter={one}" for one in options)))
    shown = [_plain(text_of(row[1])) for row in opened[1 : len(PAYLOADS) + 1]]
    for typed, said in zip(PAYLOADS, shown, strict=True):
        assert said in ((_plain(typed), _plain(f"'{typed}")) if kind == "csv" else (_plain(typed),))


def _plain(text: str) -> str:
    """Line ends are the program's own, and XML has no characters that control."""
    return "".join(char for char in text if char not in "\r\n\x0b")


def test_a_workbook_keeps_texts_and_days_apart(tmp_path: Path):
    file = tmp_path / "t.xlsx"
    write_table(
        file,
        "台账",
        _NOW,
        (Column("号", 6), Column("电话", 12), Column("日期", 11)),
        [(1, "13900000001", date(2026, 3, 1))],
    )
    (_, row, *_) = cells(converted(file, "fods"))
    kinds = [cell.get(f"{_OFFICE}value-type") for cell in row[:3]]
    assert kinds == ["float", "string", "date"]
    assert row[2].get(f"{_OFFICE}date-value") == "2026-03-01"


def test_a_workbook_that_another_program_wrote_is_read(tmp_path: Path):
    """Formulas with their values, days, merged cells and hidden rows as LibreOffice writes them."""
    (tmp_path / "t.fods").write_text(_FODS, encoding="utf-8")
    table = read_table(converted(tmp_path / "t.fods", "xlsx").read_bytes(), {"编号", "内容", "收到日期", "电话"})
    assert table.columns == ("编号", "内容", "收到日期", "电话")
    (first, _), (hidden, error) = table.rows[0], table.rows[1]
    assert table.rows[0][1] == {"编号": "甲1", "内容": "路灯\n不亮", "收到日期": "2026-03-01", "电话": "13900000001"}
    assert (first, hidden, str(error)) == (3, 4, "row_hidden")


_FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/>
<number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="三月">
<table:table-row><table:table-cell table:number-columns-spanned="4" office:value-type="string"><text:p>登记表</text:p>
</table:table-cell><table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>内容</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>收到日期</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>电话</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:formula="of:=&quot;甲&quot;&amp;1" office:value-type="string"/>
<table:table-cell office:value-type="string"><text:p>路灯</text:p><text:p>不亮</text:p></table:table-cell>
<table:table-cell table:style-name="d" office:value-type="date" office:date-value="2026-03-01"/>
<table:table-cell office:value-type="float" office:value="13900000001"/></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><text:p>乙</text:p>
</table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>
"""
