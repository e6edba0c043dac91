"""From an empty folder to the slip in the hand, by key and input-method events to whatever has the focus."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from volunteer import Tray, Volunteer, before_window, read_pdf

from desk.actions.lists import load_lists
from desk.actions.opening import open_desk
from desk.reads.cases import find_cases, read_case

NOW = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)  # a Monday, half past nine in Shanghai
WORDS = "阿拉小区夜里停车特别难，消防通道侪停满了，救护车也进勿来。顶好重新划一划车位线，好伐？"
PASSWORD = "chenguang-1"


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def volunteer(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tray: Tray) -> Iterator[Volunteer]:
    """Before a new computer: an empty folder, the window just opened."""
    with before_window(qapp, qtbot, tmp_path / "home", lambda: NOW, tray) as volunteer:
        yield volunteer


def found(volunteer: Volunteer) -> None:
    """The first run, in its five steps."""
    volunteer.at("新设一个站点")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("区划代码")
    volunteer.say("310116113001")
    volunteer.go_to("站点名称")
    volunteer.say("晨光居民区征集点")
    volunteer.go_to("值班人")
    volunteer.say("卫某")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("个人信息处理者")
    volunteer.say("山阳镇人民政府")
    for words in ("3 年", "021-5700 0000", "周一到周五 9:00 到 17:00"):
        volunteer.press(Qt.Key.Key_Return)
        volunteer.say(words)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("密码")
    volunteer.say(PASSWORD)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("再输一遍")
    volunteer.say(PASSWORD)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.sees("请现在就抄下来")
    volunteer.go_to("已经收好，不和电脑放在一起")
    volunteer.press(Qt.Key.Key_Space)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.sees("台上用哪台打印机？")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.sees("记住三个键")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("登记第一件")


def test_a_volunteer_founds_a_station_and_hands_over_the_first_slip(
    volunteer: Volunteer, tray: Tray, tmp_path: Path
) -> None:
    found(volunteer)
    volunteer.press(Qt.Key.Key_F2)
    volunteer.at("原话")
    volunteer.say(WORDS)
    volunteer.press(Qt.Key.Key_Tab)
    volunteer.say("建议小区重新划线解决晚间停车")
    volunteer.go_to("姓名")
    volunteer.say("柏某")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("电话")
    volunteer.say("13900000103")
    volunteer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    volunteer.sees("已存本机")
    volunteer.until(lambda: len(tray.papers) == 1, lambda: "no slip came out")

    printed = read_pdf(tray.papers[0])
    desk = open_desk(tmp_path / "home", lambda: NOW, load_lists(), password=PASSWORD)
    (row,) = find_cases(desk.vault, desk.lens).rows
    case = read_case(desk.vault, desk.lens, row.id)
    desk.close()
    assert case.fields["original_text"] == WORDS
    assert case.fields["suggester"]["phone"] == "13900000103"  # type: ignore[index]
    number = f"{row.number[:3]}-{row.number[3:6]}-{row.number[6:]}"
    assert number in printed
    assert "建议小区重新划线解决晚间停车" in printed
    assert "139****0103" in printed
    assert "13900000103" not in printed
    assert "021-57000000" in printed
    assert "2026年11月6日" in printed  # sixty days later, a Friday
    volunteer.sees(number)
    volunteer.press(Qt.Key.Key_F2)
    volunteer.at("原话")
    volunteer.press(Qt.Key.Key_F4)
    volunteer.say(row.number[2:6])
    volunteer.sees("1 件")
    volunteer.sees("建议小区重新划线解决晚间停车")
