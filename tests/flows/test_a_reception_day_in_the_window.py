"""A whole reception day at the keyboard: begun, heard, closed, signed; the year's 268 人次 and 96 件 of seed 003 come
out of its records, here and at the town, through a real hub."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from volunteer import Tray, Volunteer, before_window, read_pdf

from desk.actions.deputies import add_deputy
from desk.actions.desk import Desk, Lists
from desk.actions.exchange import enrol, exchange
from desk.actions.opening import Founding, found_station, open_desk
from desk.actions.plans import set_plan
from desk.actions.sessions import announce_session, close_session, confirm_session, deputy_came, open_session
from desk.actions.talks import call_next, check_in, conclude
from desk.reads.reception_views import Totals
from desk.reads.sessions import list_sessions
from tests.hub_process import HubProcess, running_hub

NOW = datetime(2026, 11, 24, 0, 20, tzinfo=UTC)  # a Tuesday, twenty past eight in Shanghai
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PASSWORD = "chenguang-1"
TOWN, VILLAGE = "310116113000", "310116113201"
PLACES = f"""code,name,level
310000000000,上海市,city
310116000000,金山区,district
{TOWN},山阳镇,town
{VILLAGE},恒康居民区,village
"""
SAID = "镇区西面沿街全是店，走一刻钟寻勿着一只公共厕所。"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
RETURN, ESC, F3, F5 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F3, Qt.Key.Key_F5
F6, F7, F9 = Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9
DEPUTIES = ({"name": "蒋某", "level": "镇"}, {"name": "吕某", "level": "区"})
LATE = (18, 2)  # people and cases of the day in the window; the rest of the year came before
BEFORE = (268 - LATE[0], 96 - LATE[1])


@dataclass
class Day:
    """The counter, what came out of its printer, and the town that watches."""

    seat: Volunteer
    tray: Tray
    home: Path
    town: Desk


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    table = tmp_path / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    with running_hub(tmp_path / "hub") as hub:
        assert hub.inside("places", "import", table).code == 0
        yield hub


@pytest.fixture
def day(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, hub: HubProcess, lists: Lists, cheap_keys: None
) -> Iterator[Day]:
    """The morning of the year's last reception: everything before it is in the records already."""
    clock = [NOW]
    founding = Founding(VILLAGE, "恒康居民区代表联络站", "village", "卫某", PASSWORD)
    desk = found_station(tmp_path / "village", founding, lambda: clock[0], lists).desk
    enrol(desk, hub.url, hub.enrolment_code(VILLAGE, "village"))
    receive_all_year(desk, clock)
    clock[0] = NOW
    desk.close()
    above = Founding(TOWN, "山阳镇人大", "town", "周某", PASSWORD)
    town = found_station(tmp_path / "town", above, lambda: NOW, lists).desk
    enrol(town, hub.url, hub.enrolment_code(TOWN, "town"))
    tray = Tray()
    with ExitStack() as open_windows:
        open_windows.callback(town.close)
        seat = open_windows.enter_context(before_window(qapp, qtbot, tmp_path / "village", lambda: NOW, tray))
        yield Day(seat, tray, tmp_path / "village", town)


def receive_all_year(desk: Desk, clock: list[datetime]) -> None:
    """Ten monthly receptions, and the plan of the one to come."""
    jiang, lyu = (
        add_deputy(desk, {"name": name, "level": level}).subjects[0] for name, level in (("蒋某", "镇"), ("吕某", "区"))
    )
    people, cases = BEFORE
    for month in range(1, 11):
        clock[0] = datetime(2026, month, 24, 1, 0, tzinfo=UTC)
        left = 11 - month
        hold(desk, jiang, people // left, cases // left)
        people, cases = people - people // left, cases - cases // left
    assert (people, cases) == (0, 0)
    clock[0] = NOW - timedelta(days=4)
    rule = {"how": "day", "day": 24, "since": "2026-11-01"}
    set_plan(desk, {"rule": rule, "deputies": [str(jiang), str(lyu)], "room": "二楼3号接待室"})
    row = next(row for row in list_sessions(desk.vault, desk.lens, *YEAR) if row.day == date(2026, 11, 24))
    announce_session(desk, row)


def hold(desk: Desk, deputy: UUID, people: int, cases: int) -> None:
    """A reception of so many people, in groups of two where there are more people than cases to be made."""
    session = open_session(desk).subjects[0]
    deputy_came(desk, session, deputy)
    for n in range(cases):
        group = people - 2 * (cases - n - 1) if n == cases - 1 else 2
        check_in(desk, session, {"people": group})
        heard = call_next(desk, session).subjects[0]
        conclude(desk, heard, {"words": "路灯不亮", "ways": ["W2"], "deputies": [str(deputy)]}, case={})
        people -= group if n == cases - 1 else 2
    close_session(desk, session)
    confirm_session(desk, session, deputy, name="蒋某")


def sums(desk: Desk) -> tuple[int, int]:
    """人次 and 件 of the year, from the records."""
    found = [row.totals for row in list_sessions(desk.vault, desk.lens, *YEAR)]
    return sum(one.people for one in found), sum(one.cases for one in found)


def take_number(seat: Volunteer, people: int, name: str = "") -> None:
    seat.press(Qt.Key.Key_N, CTRL)
    seat.at("来了几个人")
    seat.press(Qt.Key.Key_A, CTRL)
    seat.say(str(people))
    if name:
        seat.go_to("姓名")
        seat.say(name)
    seat.press(RETURN, CTRL)


def test_a_day_without_a_mouse_ends_with_the_years_figures(day: Day, lists: Lists) -> None:
    seat, tray = day.seat, day.tray
    seat.turn_to()
    seat.at("密码")
    seat.say(PASSWORD)
    seat.press(RETURN)
    seat.sees("下一场接待")
    seat.press(F3)
    seat.sees("二楼3号接待室")
    seat.press(RETURN, CTRL)
    seat.sees("哪几位到了？")
    seat.press(Qt.Key.Key_1, ALT)
    seat.press(Qt.Key.Key_2, ALT)
    seat.press(ESC)
    seat.sees("接待中·上午场·0 人次·0 件")

    take_number(seat, 3, "陈某")
    seat.until(lambda: len(tray.papers) == 1, lambda: "no ticket came out")
    assert "A01" in read_pdf(tray.papers[0])
    take_number(seat, 12, "邹某")
    take_number(seat, 1)
    take_number(seat, 2)
    seat.until(lambda: len(tray.papers) == 4, lambda: f"{len(tray.papers)} tickets came out")

    seat.press(F6)
    seat.at("原话")
    seat.say(SAID)
    seat.go_to("当场答复")
    seat.press(Qt.Key.Key_3)
    seat.press(RETURN, CTRL)
    seat.sees("接待中·上午场·3 人次·1 件")
    seat.until(lambda: len(tray.papers) == 5, lambda: "no slip came out")
    seat.at("叫 2 号")
    seat.press(F6)
    seat.at("原话")
    seat.press(F9)  # twelve people who only wanted to be heard; the next is called
    seat.sees("接待中·上午场·15 人次·1 件")
    seat.sees("叫 4 号")
    seat.at("原话")
    seat.press(F7)  # number three is not there
    seat.sees("回排队")
    seat.press(F6)  # number four: the lowest number waits, so who missed the call stays behind
    seat.at("原话")
    seat.say("路灯不亮")
    seat.press(RETURN, CTRL)
    seat.sees("接待中·上午场·17 人次·2 件")
    seat.until(lambda: len(tray.papers) == 6, lambda: "no second slip came out")
    finish_the_missed(seat)
    seat.sees("接待中·上午场·18 人次·2 件")
    close_and_sign(seat)

    seat.press(F5)
    seat.until(lambda: arrived(day.town) == (268, 96), lambda: f"the town has {sums(day.town)}")
    desk = open_desk(day.home, lambda: NOW, lists, password=PASSWORD)
    try:
        assert sums(desk) == (268, 96)
        last = list_sessions(desk.vault, desk.lens, date(2026, 11, 24), date(2026, 11, 24))[0]
        assert last.totals == Totals(groups=4, people=18, cases=2, passed=1)
    finally:
        desk.close()


def finish_the_missed(seat: Volunteer) -> None:
    """Number three has come back."""
    seat.at("取号")  # nobody else waits
    seat.go_to("排队")
    seat.press(Qt.Key.Key_Home)  # who missed the call stands before those who were heard
    seat.press(F7)
    seat.sees("叫 3 号")
    seat.press(F6)
    seat.at("原话")
    seat.press(F9)


def close_and_sign(seat: Volunteer) -> None:
    seat.go_to("收场核对")
    seat.press(RETURN)
    seat.at("补上, 3 批没有记怎么办")  # it may stay so
    seat.press(RETURN, CTRL)
    for name in ("蒋某", "吕某"):
        seat.at("代表姓名")
        seat.until(is_empty, lambda: "the name before still stands there")
        seat.say(name)
        seat.press(RETURN, CTRL)
    seat.sees("都确认了。")


def is_empty() -> bool:
    field = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and not field.text()


def arrived(town: Desk) -> tuple[int, int]:
    exchange(town)
    return sums(town)
