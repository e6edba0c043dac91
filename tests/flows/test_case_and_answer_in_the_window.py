"""A village records, its town forwards and answers, the village reads and prints: two windows and a real hub."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from volunteer import Tray, Volunteer, before_window, read_pdf

from desk.actions.desk import Lists
from desk.actions.opening import Founding, found_station
from tests.hub_process import HubProcess, running_hub

NOW = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)
PASSWORD = "chenguang-1"
TOWN, VILLAGE = "310116113000", "310116113201"
PLACES = f"""code,name,level
310000000000,上海市,city
310116000000,金山区,district
{TOWN},山阳镇,town
{VILLAGE},晨光村,village
"""
WORDS = "阿拉小区夜里停车特别难，消防通道侪停满了。"
LETTER = "您好！您提出的建议收悉。拟新划车位 84 个，年底前完成。"
CTRL = Qt.KeyboardModifier.ControlModifier
RETURN = Qt.Key.Key_Return


@dataclass
class Two:
    """The counter of the village and the office of the town."""

    hub: HubProcess
    village: Volunteer
    town: Volunteer
    slips: Tray
    letters: Tray


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    table = tmp_path / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    with running_hub(tmp_path / "hub") as hub:
        assert hub.inside("places", "import", table).code == 0
        yield hub


@pytest.fixture
def two(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, hub: HubProcess, lists: Lists, cheap_keys: None
) -> Iterator[Two]:
    """Both stations are founded, open and joined to the hub, each by its own window."""
    stations = {"village": ("晨光村征集点", VILLAGE, "卫某"), "town": ("山阳镇征集工作站", TOWN, "蒋某")}
    slips, letters = Tray(), Tray()
    with ExitStack() as windows:
        seats = {}
        for level, (name, code, operator) in stations.items():
            home = tmp_path / level
            found_station(home, Founding(code, name, level, operator, PASSWORD), lambda: NOW, lists).desk.close()
            tray = slips if level == "village" else letters
            seats[level] = windows.enter_context(before_window(qapp, qtbot, home, lambda: NOW, tray))
            unlock(seats[level])
            join(seats[level], hub, code, level)
        yield Two(hub, seats["village"], seats["town"], slips, letters)


def unlock(seat: Volunteer) -> None:
    seat.turn_to()
    seat.at("密码")
    seat.say(PASSWORD)
    seat.press(RETURN)
    seat.at("把站点该说的说全")


def join(seat: Volunteer, hub: HubProcess, place: str, level: str) -> None:
    seat.open("settings")
    seat.at("个人信息处理者")
    seat.press(Qt.Key.Key_Backtab)
    for _ in range(12):  # on duty, deputies, units at an office, holidays … the hub
        if seat.here() != "上级":
            seat.press(Qt.Key.Key_Down)
    seat.at("上级")
    seat.go_to("上级地址")
    seat.say(hub.url)
    seat.go_to("接入码")
    seat.say(hub.enrolment_code(place, level))
    seat.press(RETURN, CTRL)
    seat.sees("和上级接上了")


def record(seat: Volunteer, words: str = WORDS, title: str = "重新划线解决停车", name: str = "褚小红") -> None:
    seat.press(Qt.Key.Key_F2)
    seat.at("原话")
    seat.say(words)
    seat.go_to("主题")
    seat.say(title)
    seat.go_to("姓名")
    seat.say(name)
    seat.press(RETURN, CTRL)
    seat.sees("已存本机")


def test_the_answer_comes_back_and_is_printed(two: Two) -> None:
    village, town = two.village, two.town
    village.turn_to()
    record(village)
    village.until(lambda: len(two.slips.papers) == 1, lambda: "no slip came out")
    village.press(Qt.Key.Key_F4)
    village.sees("重新划线解决停车")
    village.sees("已送达")  # by itself, a moment after it was saved

    town.turn_to()
    town.press(Qt.Key.Key_F4)
    town.press(Qt.Key.Key_F5)
    town.sees("重新划线解决停车")
    town.sees("晨光村")
    town.press(RETURN, CTRL)
    town.at("主办单位")
    town.say("区房管局")
    town.go_to("会办单位")
    town.say("派出所")
    town.press(RETURN, CTRL)
    town.sees("转办：区房管局，会办派出所")
    town.press(RETURN, CTRL)
    town.at("解决采纳")
    town.press(Qt.Key.Key_Right)
    town.press(Qt.Key.Key_Right)
    town.go_to("答复")
    town.say(LETTER)
    town.go_to("承诺事项")
    town.say("新划车位 84 个")
    town.go_to("时限")
    town.say("2026-12-31")
    town.press(RETURN, CTRL)
    town.sees("答复：计划解决（B 类），区房管局")
    town.sees("已送达")

    village.turn_to()
    village.press(Qt.Key.Key_F5)
    village.sees("镇里答复了")
    village.sees("答复：计划解决（B 类），区房管局")
    village.sees("转办：区房管局，会办派出所")
    village.sees("山阳镇，09:30")
    village.sees(LETTER)
    village.press(Qt.Key.Key_P, CTRL)
    village.until(lambda: len(two.slips.papers) == 2, lambda: "no letter came out")
    letter = read_pdf(two.slips.papers[1])
    for words in ("褚小红：", "拟新划车位84个", "区房管局", "2026年12月31日"):
        assert words in letter, words
    village.sees("答复函已打印")
    assert two.letters.papers == []


def test_an_office_that_acted_too_late_is_told(two: Two) -> None:
    """The village takes its case back; the town, which has not heard of it yet, forwards it."""
    village, town = two.village, two.town
    village.turn_to()
    record(village)
    village.press(Qt.Key.Key_F4)
    village.sees("已送达")
    town.turn_to()
    town.press(Qt.Key.Key_F4)
    town.press(Qt.Key.Key_F5)
    town.sees("重新划线解决停车")
    village.turn_to()
    village.go_to("更多")
    village.press(RETURN)
    village.press(RETURN)
    village.at("为什么撤回")
    village.say("自己解决了")
    village.press(RETURN, CTRL)
    village.sees("建议人撤回")
    village.sees("已存本机")
    village.sees("已送达")
    town.turn_to()
    town.press(RETURN, CTRL)
    town.at("主办单位")
    town.say("区房管局")
    town.press(RETURN, CTRL)
    town.sees("没有算数：当时这件已经是“建议人撤回”")
    town.sees("被退回")
    town.sees("建议人撤回")


def test_two_people_want_the_same_and_both_hear_the_answer(two: Two) -> None:
    """The town merges them at its inbox and answers once; the village reads the answer in both of its cases."""
    village, town = two.village, two.town
    village.turn_to()
    record(village)
    record(village, "夜里消防通道停满了，小区停车难，请重新划线。", "小区停车太难了", "王大明")
    village.press(Qt.Key.Key_F4)
    village.sees("小区停车太难了")
    village.sees("已送达")

    town.turn_to()
    town.open("office")
    town.press(Qt.Key.Key_F5)
    town.sees("两件可能是同一件")
    town.sees("两件都留着，各有编号和回执；统计按一件受理、2 人提出。")
    town.press(RETURN, CTRL)
    town.sees("这里没有等着办的")
    town.sees("待转办 1")
    town.go_to("待转办 1")
    town.press(Qt.Key.Key_Space)
    town.sees("并入这一件的：1 件")
    town.press(RETURN, CTRL)
    town.at("主办单位")
    town.say("区房管局")
    town.press(RETURN, CTRL)
    town.sees("待答复 1")
    town.go_to("待答复 1")
    town.press(Qt.Key.Key_Space)
    town.sees("转办：区房管局")
    town.press(RETURN, CTRL)
    town.at("解决采纳")
    town.press(Qt.Key.Key_Space)
    town.go_to("答复")
    town.say(LETTER)
    town.press(RETURN, CTRL)
    town.sees("这里没有等着办的")
    town.press(Qt.Key.Key_F4)
    town.sees("答复：解决采纳（A 类），区房管局")
    town.sees("已送达")

    village.turn_to()
    village.press(Qt.Key.Key_F5)
    for name in ("王大明", "褚小红"):
        village.press(Qt.Key.Key_F4)
        village.say(name)
        village.sees("1 件")
        village.sees(LETTER)
