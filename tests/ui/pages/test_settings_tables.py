"""Settings, Tables: a table is tried, its columns assigned, recorded and reported, all by keys; and the ledger."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fit import SCALES, SIZES, misfits, nameless
from hand import CTRL, Hand, Sit
from made_up import Found
from office import LAMP, found_town
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from workbooks import make_sheets

from desk.actions import importing
from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.reads.cases import find_cases
from desk.workbook import open_workbook
from ui.pages.settings import SettingsPage
from ui.pages.settings_tables import TablesSection
from ui.theme import Look

RETURN = Qt.Key.Key_Return
ROWS = [
    (
        "登记编号",
        "诉求",
        "标题",
        "建议人",
        "手机",
        "来访人数",
        "一个名字长得放不下的列：山阳镇二〇二六年度人民建议征集工作台账补充说明",
    ),
    *((f"A{n}", f"东门第{n}盏灯不亮", f"路灯{n}", "欧阳某", 13900000001, "2", "x" * 80) for n in range(1, 31)),
    ("A31", "人数不对", "垃圾", "王某", "1.38E+10", "很多", ""),
    ("A32", "", "", "", "", "很多", ""),
]


@pytest.fixture
def desk(found: Found, tmp_path: Path) -> Iterator[Desk]:
    return found_town(found, tmp_path / "town")


@pytest.fixture
def hand(sit: Sit) -> Hand:
    return at_tables(sit)


@pytest.fixture
def book(tmp_path: Path) -> str:
    (tmp_path / "三月.xlsx").write_bytes(make_sheets(三月=ROWS, 四月=[ROWS[0], ROWS[1]]))
    return str(tmp_path / "三月.xlsx")


def at_tables(sit: Sit, look: Look | None = None, size: tuple[int, int] = (1366, 768)) -> Hand:
    hand = sit("settings", look, size)
    hand.shell.open("settings", "tables")
    hand.finish_lane()
    return hand


def section(hand: Hand) -> TablesSection:
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    return page.section(TablesSection)


def tried(hand: Hand, file: str) -> TablesSection:
    found = section(hand)
    found.take_file(file)
    hand.wait(lambda: not found.work.busy)
    return found


def total(desk: Desk) -> int:
    return find_cases(desk.vault, desk.lens).total


def test_a_table_is_tried_before_anything_is_recorded(desk: Desk, hand: Hand, book: str) -> None:
    found = tried(hand, book)
    assert found.sum.text() == "共 32 行：可以导入 30 件，原来就有 0 件，不能导入 2 行。"
    assert found.columns.fields["建议人"].code() == "name"
    assert found.columns.fields["诉求"].code() == "-"
    assert hand.shows("欧阳*")
    assert not hand.shows("欧阳某")
    assert found.preview.lines.rowCount() == 20
    assert total(desk) == 0
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.messages() == ["读到 32 条，新存 30 件，原来就有 0 件。"])
    assert total(desk) == 30
    assert not found.record.isEnabled()


def test_a_column_is_assigned_by_the_keys_and_the_table_tried_again(desk: Desk, hand: Hand, book: str) -> None:
    found = tried(hand, book)
    hand.go_to("诉求")
    hand.press(Qt.Key.Key_A, CTRL)
    hand.say("原话")
    hand.press(RETURN)
    hand.wait(lambda: not found.work.busy and found.columns.fields["诉求"].code() == "original_text")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: total(desk) == 30)
    assert find_cases(desk.vault, desk.lens, "东门第7盏").total == 1


def test_an_assignment_is_kept_and_used_again(desk: Desk, hand: Hand, book: str, tmp_path: Path) -> None:
    found = tried(hand, book)
    found.columns.changed.emit("诉求", "main_cause")
    found.columns.changed.emit("标题", "")
    hand.wait(lambda: not found.work.busy)
    found.write_map(str(tmp_path / "map.json"))
    hand.wait((tmp_path / "map.json").exists)
    kept = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert kept["诉求"] == "main_cause"
    tried(hand, book)
    found.take_map(str(tmp_path / "map.json"))
    hand.wait(lambda: not found.work.busy)
    assert found.columns.fields["诉求"].code() == "main_cause"
    (tmp_path / "map.json").write_text("[1]", "utf-8")
    found.take_map(str(tmp_path / "map.json"))
    assert "栏" in found.note.text() or "列" in found.note.text()


def test_what_is_wrong_is_said_row_by_row_and_can_be_saved(desk: Desk, hand: Hand, book: str, tmp_path: Path) -> None:
    found = tried(hand, book)
    assert hand.shows("第 32 行：电话")
    found.write_report(str(tmp_path / "report.xlsx"))
    hand.wait(lambda: any("report.xlsx" in one for one in hand.messages()))
    lines = open_workbook((tmp_path / "report.xlsx").read_bytes()).read("没有导入的行").lines
    assert [line.cells[0] for line in lines] == ["行", "32", "33"]


def test_another_sheet_is_chosen(desk: Desk, hand: Hand, book: str) -> None:
    found = tried(hand, book)
    found._choose_sheet("四月")
    hand.wait(lambda: not found.work.busy and found.sum.text().startswith("共 1 行"))


def test_a_file_that_cannot_be_read_is_said_and_shows_nothing_of_another(hand: Hand, book: str, tmp_path: Path) -> None:
    found = tried(hand, book)
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04kaputt")
    tried(hand, str(tmp_path / "bad.xlsx"))
    assert found.note.text().startswith("这个工作簿坏了")
    assert not found.columns.isVisible()
    assert not found.record.isVisible()


def test_escape_puts_the_table_away(desk: Desk, hand: Hand, book: str) -> None:
    found = tried(hand, book)
    hand.press(Qt.Key.Key_Escape)
    assert not found.columns.isVisible()
    assert hand.here() == "选一张表"
    assert total(desk) == 0


def test_a_stopped_import_says_how_much_is_recorded(
    desk: Desk, hand: Hand, book: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tried(hand, book)
    monkeypatch.setattr("desk.actions.importing.BATCH", 10)
    real = importing._store

    def store(*given: object) -> None:
        real(*given)
        found.work.stop()

    monkeypatch.setattr("desk.actions.importing._store", store)
    hand.press(RETURN, CTRL)
    hand.wait(lambda: hand.shows("已停止：存了 10 件"))
    assert total(desk) == 10


def test_the_file_is_asked_for_by_keys(hand: Hand, book: str) -> None:
    hand.go_to("选一张表")
    hand.press(RETURN)
    (dialog,) = section(hand).findChildren(QFileDialog)
    dialog.fileSelected.emit(book)
    dialog.close()
    hand.wait(section(hand).columns.isVisible)


def test_the_ledger_is_written_from_the_window(desk: Desk, hand: Hand, tmp_path: Path) -> None:
    record_case(desk, LAMP)
    card = section(hand).ledger
    hand.go_to("起始日期")
    hand.say("昨天")
    card.write_to(str(tmp_path / "l.xlsx"))
    assert "日期" in card.note.text()
    card.first.set_text("2026-01-01")
    card.write_to(str(tmp_path / "l.xlsx"))
    hand.wait(lambda: any("共 1 件" in one for one in hand.messages()))
    assert (tmp_path / "l.xlsx").exists()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_tables_fit(scale: float, lang: str, size: tuple[int, int], desk: Desk, sit: Sit, book: str) -> None:
    hand = at_tables(sit, Look("dark" if lang == "zh" else "light", scale, lang, size[0]), size)
    assert misfits(hand.window, *size) + nameless(hand.window) == []
    tried(hand, book)
    assert misfits(hand.window, *size) + nameless(hand.window) == []
