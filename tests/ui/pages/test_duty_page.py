"""履职: the deputies of a year, the rows behind each figure, the paper, the table, and what the deputy says of it."""

import zipfile
from pathlib import Path

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt
from visits_hand import deputies, opened, page, visited

from desk.actions.desk import Desk
from desk.reads.duties import read_duty
from ui.pages.duty_part import DutyPart

RETURN = Qt.Key.Key_Return


def duty(hand: Hand) -> DutyPart:
    hand.shell.open("visits", "duty")
    hand.finish_lane()
    part = page(hand).duty
    assert part is not None
    hand.wait(lambda: part.card.view is not None)
    return part


def chosen(hand: Hand, name: str) -> DutyPart:
    """The record of that deputy."""
    part = duty(hand)
    line = next(line for line in part.list.lines.all() if line.title == name)
    part.list.mark_row(part.list.lines.row_of(line.id))
    hand.wait(lambda: part.card.view is not None and part.card.view.deputy.name == name)
    return part


def test_the_year_tells_who_is_below_the_law(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某", "苏某")
    for day in ("2026-03-02", "2026-04-02"):
        visited(desk, "柏某", day=day)
    hand = sit("visits")
    hand.go_to("走访记录")
    hand.press(Qt.Key.Key_Right)  # 履职, by the keys
    hand.finish_lane()
    part = page(hand).duty
    assert part is not None
    signs = {line.title: line.sign.word for line in part.list.lines.all()}
    assert signs == {"柏某": "联系 2 次", "苏某": "还差 2 次联系"}
    assert hand.shows("2 位代表中 1 位未满 2 次联系（沪代表法办法第 30 条）")


def test_a_figure_opens_its_rows_and_a_row_its_visit(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    visit = visited(desk, "柏某")
    visited(desk, "柏某", day="2026-05-05", kind="V10", community=False, people=0, opinions=[])
    hand = sit("visits")
    part = chosen(hand, "柏某")
    assert part.card.rows.lines.rowCount() == 2
    part._open()
    hand.go_to("联系社区 1")
    hand.press(RETURN)
    assert [line.id for line in part.card.rows.lines.all()] == [visit]
    hand.go_to("数字后面的记录")
    hand.press(Qt.Key.Key_Down)
    hand.press(RETURN)
    hand.wait(lambda: (view := page(hand).visits.pane.view) is not None and view.line.id == visit)
    assert page(hand).switch.code() == "visits"


def test_the_record_and_the_open_list_go_to_the_printer_for_letters(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    hand = sit("visits")
    chosen(hand, "柏某")
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: hand.printer.titles == ["duty-2026"])
    hand.go_to("在办清单")
    hand.press(RETURN)
    hand.wait(lambda: hand.printer.titles == ["duty-2026", "open-20261124"])
    hand.wait(lambda: hand.messages() == ["在办清单送打印机了。"])
    hand.printer.sizes = {"XP-80": ("80mm",)}
    hand.press(Qt.Key.Key_P, CTRL)
    hand.wait(lambda: "A4" in "".join(hand.messages()))
    assert len(hand.printer.titles) == 2


def test_a_table_is_written_where_it_was_told(desk: Desk, sit: Sit, tmp_path: Path) -> None:
    (bai,) = deputies(desk, "柏某")
    visited(desk, "柏某")
    hand = sit("visits")
    part = chosen(hand, "柏某")
    one, all_ = tmp_path / "one.xlsx", tmp_path / "all.xlsx"
    part.deeds.write_table(one, 2026, bai)
    part.deeds.write_table(all_, 2026, None)
    hand.finish_lane()
    assert all(zipfile.is_zipfile(path) for path in (one, all_))
    assert hand.messages() == [f"表格写好了：{all_}"]
    part.deeds.write_table(tmp_path / "one.xlsx" / "no.xlsx", 2026, bai)
    hand.finish_lane()
    assert len(hand.messages()) == 1
    assert "写好了" not in hand.messages()[0]


def test_the_deputy_confirms_with_a_name_or_says_what_is_not_right(desk: Desk, sit: Sit) -> None:
    (bai,) = deputies(desk, "柏某")
    visited(desk, "柏某")
    hand = sit("visits")
    part = chosen(hand, "柏某")
    hand.go_to("确认无误")
    hand.press(RETURN)
    assert hand.here() == "代表姓名"
    hand.press(RETURN, CTRL)
    hand.finish_lane()
    assert part.saying == "confirm"  # no name, and it is said at the field
    assert hand.messages() == []
    hand.say("柏某")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: read_duty(desk.vault, desk.lens, bai, 2026).verdict == "confirmed")
    hand.wait(lambda: part.card.view is not None and part.card.view.verdict == "confirmed")
    visited(desk, "柏某", day="2026-06-01")
    opened(hand)
    part = duty(hand)
    hand.wait(lambda: part.card.view is not None and part.card.view.changed_since)
    part._open()
    hand.go_to("有异议")
    hand.press(RETURN)
    hand.say("六月那次我不在")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: read_duty(desk.vault, desk.lens, bai, 2026).verdict_text == "六月那次我不在")
    hand.wait(lambda: any("六月那次我不在" in words for words in hand.words_on(hand.window)))


def test_another_year_is_turned_to_and_remembered(desk: Desk, sit: Sit) -> None:
    deputies(desk, "柏某")
    visited(desk, "柏某", day="2025-03-02")
    hand = sit("visits")
    part = chosen(hand, "柏某")
    hand.go_to("前一年")
    hand.press(RETURN)
    hand.wait(lambda: part.card.view is not None and part.card.view.year == 2025)
    assert part.card.view is not None
    assert part.card.view.visits == 1
    part.card.choose("visits")
    memory = hand.shell.memory()
    again = sit("cases")
    again.shell.recall(memory)
    found = page(again).duty
    assert found is not None
    again.wait(lambda: found.card.view is not None and found.card.view.year == 2025)
    assert found.card.figure == "visits"
    assert found.card.rows.lines.rowCount() == 1
