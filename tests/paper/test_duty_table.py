"""A duty record as a spreadsheet: the numbers are numbers, and what somebody typed is text whatever it begins with."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest

from desk.domain.codes import Label
from desk.domain.moment import SHANGHAI
from desk.paper.duty_table import make_duties_table, make_duty_table
from desk.reads.duty_views import DutyLine, DutyList, DutySums
from desk.reads.reception_views import DeputyView, DutyEntry, DutyView

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NOW = datetime(2026, 11, 21, 10, 0, tzinfo=SHANGHAI)
_WHO = DeputyView(UUID(int=1), "蒋某", "D", Label("区人大代表", "District deputy"), Label("山阳", "Shanyang"))
_ENTRY = DutyEntry(
    UUID(int=2), "visit", date(2026, 3, 15), Label("走访", "Visit"), "三村", minutes=60, people=4, cases=1, contact=True
)
VIEW = DutyView(
    **{"station": "晨光征集点", "sample": False, "of": "晨光村", "deputy": _WHO, "year": 2026, "made": _NOW},
    **{"sessions": 0, "visits": 1, "minutes": 60, "people": 4, "cases": 1, "contacts": 1, "needed": 2},
    entries=(_ENTRY,),
)
FORMULAS = ("=1+1", "+86 139", "-2", "@SUM(A1)", "＝1+1", '=HYPERLINK("http://x")', "http://x.cn", "{=A1}", "007")


def cells(data: bytes) -> list[list[object]]:
    """The rows of the first sheet: text as text, numbers as numbers. A formula fails the test."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        names = book.namelist()
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(part.text or "" for part in one.iter(f"{_NS}t")) for one in shared]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        assert not any("hyperlink" in name or "externalLink" in name for name in names)
    assert next(sheet.iter(f"{_NS}f"), None) is None
    assert next(sheet.iter(f"{_NS}hyperlinks"), None) is None
    return [[_value(cell, texts) for cell in row] for row in sheet.iter(f"{_NS}row")]


def _value(cell: ElementTree.Element, texts: list[str]) -> object:
    value = cell.find(f"{_NS}v")
    assert value is not None
    assert value.text is not None
    return texts[int(value.text)] if cell.get("t") == "s" else float(value.text)


def test_a_record_has_its_numbers_and_the_rows_behind_them():
    rows = cells(make_duty_table(VIEW, "zh"))
    assert rows[0] == ["2026年履职登记", "蒋某", "区人大代表", "山阳"]
    assert [0, 1, 60, 4, 1, 1] in rows
    assert rows[-1] == ["2026-03-15", "走访", "三村", 60, 4, 1, "是"]
    assert any("晨光村" in str(cell) for row in rows for cell in row)


def test_in_english_too_and_twice_the_same_bytes():
    assert cells(make_duty_table(VIEW, "en"))[0][2] == "District deputy"
    assert make_duty_table(VIEW, "en") == make_duty_table(VIEW, "en")


@pytest.mark.parametrize("typed", [*FORMULAS, "\x07铃\x00", "a\nb", "]]>&lt;"])
def test_what_was_typed_stays_text(typed: str):
    view = replace(VIEW, deputy=replace(_WHO, name=typed), entries=(replace(_ENTRY, place=typed),))
    rows = cells(make_duty_table(view, "zh"))
    assert isinstance(rows[-1][2], str)
    if typed in FORMULAS:
        assert (rows[0][1], rows[-1][2]) == (typed, typed)


@pytest.mark.parametrize("name", ["", "'", "[a]:*?/\\", "字" * 50, "'甲'", "History"])
def test_any_name_makes_a_sheet(name: str):
    assert cells(make_duty_table(replace(VIEW, deputy=replace(_WHO, name=name)), "zh"))


def test_the_offices_list_marks_who_is_below():
    lines = (
        DutyLine(_WHO, DutySums(3, 1, 500, 40, 6, 2), below=False, verdict="confirmed", changed_since=True),
        DutyLine(replace(_WHO, name="=陆某", group=None), DutySums(), below=True),
    )
    rows = cells(make_duties_table(DutyList("晨光征集点", "山阳镇", 2026, 2, lines, _NOW), "zh"))
    assert rows[-2] == [
        *("蒋某", "区人大代表", "山阳", 3, 1, 500, 40, 6, 2, ""),
        "代表已核对；此后数字有变动",
    ]
    assert rows[-1] == ["=陆某", "区人大代表", "", *[0] * 6, "不足", "尚未与代表核对"]
