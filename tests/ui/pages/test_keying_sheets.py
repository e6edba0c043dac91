"""纸表补录: sheets printed for the day without power are keyed one after the other, and none is forgotten."""

import pytest
from hand import CTRL, Hand
from PySide6.QtCore import Qt

from desk.actions.sheets import reserve_sheets
from desk.domain.numbering import show_number
from desk.reads.sheets import missing_sheets
from ui.pages.settings import SettingsPage
from ui.pages.settings_papers import PapersSection
from ui.widgets.button import Button


@pytest.fixture
def numbers(hand: Hand) -> tuple[str, ...]:
    made = tuple(show_number(number) for number in reserve_sheets(hand.desk, 3))
    hand.shell.refresh((hand.shell.place.station.place,))
    hand.finish_lane()
    return made


def offered(hand: Hand) -> list[str]:
    return [button.word() for button in hand.record.view.head.findChildren(Button) if button.isVisible()]


def open_list(hand: Hand) -> None:
    hand.go_to("纸表")
    hand.press(Qt.Key.Key_Return)


def test_without_sheets_nothing_is_offered(hand: Hand) -> None:
    hand.finish_lane()
    assert "怎么写" in offered(hand)
    assert "纸表" not in offered(hand)


def test_they_are_keyed_one_after_the_other_and_no_slip_is_printed(hand: Hand, numbers: tuple[str, ...]) -> None:
    open_list(hand)
    assert all(hand.shows(number) for number in numbers)
    hand.go_to(f"补录 {numbers[1]}")
    hand.press(Qt.Key.Key_Return)
    assert hand.here() == "收到时间"
    hand.type("2026-11-23 15:10")
    hand.go_to("原话")
    hand.say("停电那天说的")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved" and numbers[1] in hand.record.view.bar.hint())
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert hand.record.form.sheet() == numbers[2]
    hand.go_to("原话")
    hand.say("第二张")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.record.stage == "saved" and numbers[2] in hand.record.view.bar.hint())
    hand.finish_lane()
    assert [show_number(row.number) for row in missing_sheets(hand.desk.vault)] == [numbers[0]]
    assert hand.printer.titles == []
    assert {fields["original_text"] for fields in hand.stored()} == {"停电那天说的", "第二张"}
    assert str(hand.stored()[-1]["received_at"]).startswith("2026-11-23T15:10")


def test_a_person_at_the_counter_comes_in_between_and_gets_a_slip(hand: Hand, numbers: tuple[str, ...]) -> None:
    hand.write_case("来的人说的")
    hand.save()
    hand.wait(lambda: len(hand.printer.titles) == 1)
    hand.press(Qt.Key.Key_F2)
    hand.finish_lane()
    assert hand.record.form.sheet() == ""
    assert len(missing_sheets(hand.desk.vault)) == len(numbers)


def test_a_wrong_number_is_said_at_its_field_and_loses_nothing(hand: Hand, numbers: tuple[str, ...]) -> None:
    hand.record.form.key_sheet("123-456-789")
    hand.go_to("原话")
    hand.say("停电那天说的")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.here() == "纸表编号")
    assert hand.shows("本站没有印过 123-456-789")
    assert hand.record.form.gather()["original_text"] == "停电那天说的"
    assert hand.stored() == []


def test_settings_print_them_and_record_lists_them(hand: Hand) -> None:
    hand.printer.sizes = {"XP-80": ("80mm",), "HP": ("A4",)}
    hand.shell.open("settings", "papers")
    hand.finish_lane()
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    page.section(PapersSection).count.setValue(4)
    hand.go_to("打印纸表")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.printer.used == ["HP"])
    hand.wait(lambda: hand.messages() == ["4 张纸表已经交给打印机，编号都留好了。"])
    hand.shell.open("record")
    hand.finish_lane()
    assert "纸表" in offered(hand)
    assert len(missing_sheets(hand.desk.vault)) == 4


def test_sheets_that_no_printer_takes_are_nobodys(hand: Hand) -> None:
    hand.printer.sizes = {"XP-80": ("80mm", "A4")}
    hand.printer.reason = "queue_rejecting"
    hand.shell.open("settings", "papers")
    hand.finish_lane()
    hand.go_to("打印纸表")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: bool(hand.messages()))
    assert missing_sheets(hand.desk.vault) == ()


def test_a_test_slip_goes_to_the_printer_at_the_counter(hand: Hand) -> None:
    hand.shell.open("settings", "papers")
    hand.finish_lane()
    hand.go_to("打一张试试")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: hand.printer.used == ["XP-80"])
    hand.printer.there = False
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: any("打印机" in text for text in hand.messages()))
    assert hand.stored() == []
