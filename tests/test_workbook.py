"""Workbooks as offices send them: what a cell says, where the header is, and files that are none."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import HEAD, make_book, make_sheets, part, put, spoil
from xlsxwriter import Workbook

from desk.errors import BadInput
from desk.table import Table, read_table
from desk.workbook import open_workbook
from desk.workbook_header import letters

KNOWN = frozenset(HEAD) | {"姓名", "电话"}
SHEET = "xl/worksheets/sheet1.xml"


def rows_of(table: Table) -> list[Any]:
    return [row for _, row in table.rows]


def one_cell(write: Any) -> Any:
    """What a cell says that `write(sheet, row, column, book)` has written."""

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        put(sheet, [HEAD])
        write(sheet, 1, 0, book)

    (row,) = rows_of(read_table(make_book(fill), KNOWN))
    return row["编号"]


def styled(code: str, value: Any) -> Any:
    return one_cell(lambda sheet, y, x, book: sheet.write(y, x, value, book.add_format({"num_format": code})))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (13900000001, "13900000001"),
        (13900000001.0, "13900000001"),
        (1.38e10, "13800000000"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (2157320000, "2157320000"),
        (123456789012345, "123456789012345"),
        (True, "true"),
        ("00123", "00123"),
        ("  路灯\n不亮 ", "  路灯\n不亮 "),
        ("_x0041_", "_x0041_"),
        ("\x07铃", "\x07铃"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_says_what_was_typed(value: object, said: str):
    assert (
        one_cell(lambda s, y, x, _: s.write_string(y, x, value) if isinstance(value, str) else s.write(y, x, value))
        == said
    )


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("yyyy-mm-dd", date(2026, 3, 1), "2026-03-01"),
        ('yyyy"年"m"月"d"日"', date(2026, 3, 1), "2026-03-01"),
        ("yyyy/m/d h:mm", datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "2026-03-01 09:05:00"),
        ("m/d/yy", date(2026, 12, 31), "2026-12-31"),
        ("[$-804]yyyy/m/d;@", date(2026, 3, 1), "2026-03-01"),
        ("h:mm", 0.5, "12:00:00"),
        ("yyyy-mm-dd", 1, "1900-01-01"),
        ("yyyy-mm-dd", 61, "1900-03-01"),
        ("yyyy-mm-dd", 10**9, "1000000000"),
        ("00000000000", 2157320000, "02157320000"),
        ("000-0000-0000", 13900000001, "13900000001"),
        ("0000", 12, "0012"),
        ('0.00" 元"', 12.5, "12.5"),
        ('#,##0"日"', 12, "12"),
        ("@", 13900000001, "13900000001"),
        ("[Red]0;[Blue]-0", 5, "5"),
        ("General", 45717, "45717"),
        ('General"号"', 7, "7"),
        ("0.00E+00", 13900000001, "13900000001"),
    ],
)
def test_a_number_is_read_as_it_is_shown(code: str, value: object, said: str):
    assert styled(code, value) == said


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=3, allow_nan=False))
def test_no_number_loses_a_digit(value: Decimal):
    from desk.workbook_cell import Style, _number

    assert Decimal(str(_number(repr(float(value)), Style(), from_1904=False))) == Decimal(f"{float(value):.15g}")


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_every_day_is_the_day_that_was_meant(day: date):
    from desk.workbook_cell import Style, _number

    serial = (day - date(1899, 12, 30)).days
    assert _number(str(serial), Style(day=True), from_1904=False) == day.isoformat()
    assert _number(str(serial - 1462), Style(day=True), from_1904=True) == day.isoformat() or serial < 1462


def test_of_a_formula_the_value_is_taken_that_was_computed():
    def write(sheet: Any, y: int, x: int, _book: Any) -> None:
        sheet.write_formula(y, x, '="a"&"b"', None, "甲-1")

    assert one_cell(write) == "甲-1"


def test_a_formula_without_its_value_and_one_that_failed_are_named():
    bare = spoil_cell('<c r="A2"><f>1+1</f></c>')
    failed = spoil_cell('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert isinstance(bare, BadInput)
    assert isinstance(failed, BadInput)
    assert (bare.code, failed.code) == ("cell_uncomputed", "cell_error")


def spoil_cell(cell: str) -> Any:
    book = make_sheets(甲=[HEAD, ("x", "路灯", "", "", "", "")])
    xml = part(book, SHEET).decode()
    start = xml.index('<c r="A2"')
    xml = xml[:start] + cell + xml[xml.index("</c>", start) + 4 :]
    (row,) = rows_of(read_table(spoil(book, {SHEET: xml.encode()}), KNOWN))
    return row["编号"]


def test_a_text_in_pieces_is_one_text_without_how_it_is_spoken():
    pieces = '<r><t>民</t></r><r><t xml:space="preserve"> 声</t></r><rPh sb="0" eb="1"><t>min</t></rPh>'
    assert spoil_cell(f'<c r="A2" t="inlineStr"><is>{pieces}</is></c>') == "民 声"


# -- where the header is ------------------------------------------------------------------------------


def test_a_title_over_the_header_is_passed_over():
    rows = [("山阳镇人民建议登记表",), ("2026年3月",), HEAD, ("A1", "路灯", "不亮", "王某", "139", "2026-03-01")]
    table = read_table(make_sheets(甲=rows), KNOWN)
    assert table.columns == HEAD
    assert [number for number, _ in table.rows] == [4]


def test_a_header_of_two_merged_rows_is_read_from_below():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        for column, name in ((0, "编号"), (1, "内容"), (4, "收到日期")):
            sheet.merge_range(0, column, 1, column, name)
        sheet.merge_range(0, 2, 0, 3, "建议人")
        put(sheet, [(None, None, "姓名", "电话"), ("A1", "路灯", "王某", "139", "2026-03-01")], 1)

    table = read_table(make_book(fill), KNOWN)
    assert table.columns == ("编号", "内容", "姓名", "电话", "收到日期")
    assert rows_of(table) == [{"编号": "A1", "内容": "路灯", "姓名": "王某", "电话": "139", "收到日期": "2026-03-01"}]


def test_what_is_merged_downwards_stands_in_each_row():
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        put(sheet, [HEAD, ("A1", "一", "甲"), ("A2", "二", "乙"), ("A3", "三", "丙"), ("A4", "四", "丁")])
        sheet.merge_range(1, 3, 3, 3, "王某")

    assert [row["建议人"] for row in rows_of(read_table(make_book(fill), KNOWN))] == ["王某", "王某", "王某", ""]


def test_hidden_rows_are_named_and_hidden_sheets_are_not_looked_at():
    def fill(book: Workbook) -> None:
        hidden, sheet = book.add_worksheet("旧"), book.add_worksheet("新")
        put(hidden, [HEAD, ("A0",)])
        hidden.hide()
        sheet.activate()
        put(sheet, [HEAD, ("A1",), ("A2",)])
        sheet.set_row(1, None, None, {"hidden": True})

    table = read_table(make_book(fill), KNOWN)
    assert (table.sheet, table.sheets) == ("新", ("新",))
    assert isinstance(table.rows[0][1], BadInput)
    assert (table.rows[0][0], table.rows[0][1].code) == (2, "row_hidden")
    assert rows_of(table)[1]["编号"] == "A2"


def test_the_first_sheet_with_known_columns_is_read_or_the_one_that_is_named():
    book = make_sheets(说明=[("请看下一张",)], 三月=[HEAD, ("A1",)], 四月=[HEAD, ("A2",), ("A3",)])
    assert read_table(book, KNOWN).sheet == "三月"
    assert len(read_table(book, KNOWN, "四月").rows) == 2
    with pytest.raises(BadInput) as refused:
        read_table(book, KNOWN, "五月")
    assert (refused.value.code, refused.value.facts["sheets"]) == ("workbook_sheet_unknown", "说明, 三月, 四月")


def test_columns_without_a_name_or_of_one_name_have_their_letters():
    book = make_sheets(甲=[("编号", "主题", "主题", None), ("1", "a", "b", "c")])
    assert read_table(book, KNOWN).columns == ("编号", "主题", "主题 (C)", "D")
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_strange_table_has_its_first_row_of_two_columns_as_header():
    table = read_table(make_sheets(甲=[("Liste",), ("nr", "was"), ("1", "Licht")]))
    assert rows_of(table) == [{"nr": "1", "was": "Licht"}]


def test_an_empty_sheet_is_no_table():
    with pytest.raises(BadInput, match="not_a_table"):
        read_table(make_sheets(甲=[]))


# -- files that must not be taken ----------------------------------------------------------------------

GOOD = make_sheets(甲=[HEAD, ("A1", "路灯", "不亮", "王某", "13900000001", "2026-03-01")])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet><sheetData/></worksheet>'
ODS = {"[Content_Types].xml": None, "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"x"}


def far_cell(ref: str, row: int = 2) -> bytes:
    return f'<worksheet><sheetData><row r="{row}"><c r="{ref}"><v>1</v></c></row></sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE, "workbook_old"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
        (GOOD[:-40], "workbook_damaged"),
        (GOOD[: len(GOOD) // 2], "workbook_damaged"),
        (b"PK\x03\x04", "workbook_damaged"),
        (GOOD + bytes(11 * 1024 * 1024), "table_too_large"),
        (spoil(GOOD, {SHEET: b"<worksheet><sheetData><row"}), "workbook_damaged"),
        (spoil(GOOD, {SHEET: None}), "workbook_damaged"),
        (spoil(GOOD, {"xl/workbook.xml": None}), "workbook_damaged"),
        (spoil(GOOD, {"xl/sharedStrings.xml": b"<sst/>"}), "workbook_damaged"),
        (spoil(GOOD, {SHEET: LAUGHS}), "workbook_damaged"),
        (
            spoil(GOOD, {SHEET: LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")}),
            "workbook_damaged",
        ),
        (spoil(GOOD, {SHEET: far_cell("ZZZZ2")}), "workbook_damaged"),
        (spoil(GOOD, {SHEET: b"<w>" * 100 + b"</w>" * 100}), "workbook_damaged"),
        (
            spoil(
                GOOD, {SHEET: b"<worksheet><sheetData><row>" + b"<c/>" * 300_000 + b"</row></sheetData></worksheet>"}
            ),
            "workbook_damaged",
        ),
        (spoil(GOOD, {SHEET: b"<worksheet>" + b" " * 140_000_000 + b"</worksheet>"}), "table_too_large"),
        (spoil(GOOD, {"xl/workbook.bin": b"x"}), "workbook_old"),
        (spoil(GOOD, ODS), "workbook_old"),
    ],
)
def test_a_file_that_is_no_sound_workbook_says_so(data: bytes, code: str):
    with pytest.raises(BadInput) as refused:
        read_table(data, KNOWN)
    assert refused.value.code == code


SAID = {"workbook_damaged", "workbook_locked", "workbook_old", "not_a_table", "encoding_unknown", "row"}


def answer(data: bytes) -> str:
    try:
        read_table(data, KNOWN)
    except BadInput as refused:
        return refused.code
    return "row"


def test_every_cut_and_every_flipped_byte_is_read_or_refused():
    cuts = (GOOD[:at] for at in range(0, len(GOOD), 7))
    flips = (GOOD[:at] + bytes((GOOD[at] ^ 0x5A,)) + GOOD[at + 1 :] for at in range(0, len(GOOD), 7))
    assert {answer(data) for data in (*cuts, *flips)} <= SAID


def test_a_cell_far_away_makes_room_for_nothing():
    table = read_table(spoil(GOOD, {SHEET: far_cell("XFD1048576", 1_048_576)}), KNOWN)
    assert len(open_workbook(GOOD).read("甲").lines) == 2
    assert len(table.columns) == 1
