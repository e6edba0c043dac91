"""节假日: which years are known; a missing one is typed in from the day it is announced."""

from datetime import date

from hand import CTRL, Hand, Sit
from PySide6.QtCore import Qt

from desk.actions.desk import Desk
from desk.actions.holidays import publish_holidays
from desk.reads.holidays import read_year
from ui.pages.settings import SettingsPage
from ui.pages.settings_holidays import HolidaysSection

RETURN = Qt.Key.Key_Return


def section(hand: Hand) -> HolidaysSection:
    hand.shell.open("settings", "holidays")
    hand.finish_lane()
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    return page.section(HolidaysSection)


def known(desk: Desk, year: int) -> str:
    return read_year(desk.vault, desk.lists.holidays, year).source


def test_today_leads_to_the_year_that_is_missing(desk: Desk, sit: Sit) -> None:
    hand = sit("today")
    hand.wait(lambda: hand.shows("接下来"))
    hand.go_to("2027 年的节假日还没有，期限按周末算。 去补")
    hand.press(RETURN)
    hand.finish_lane()
    assert section(hand).open_year == 2027
    assert hand.shows("还没有 2027 年的节假日")


def test_a_year_is_published_by_the_keys_alone(desk: Desk, hand: Hand) -> None:
    found = section(hand)
    hand.go_to("放假")
    hand.type("1-1~1-3, 10-1~10-7")
    hand.press(Qt.Key.Key_Tab)
    assert hand.here() == "调休上班"
    hand.type("9-26")
    hand.press(RETURN, CTRL)
    hand.wait(lambda: known(desk, 2027) == "here")
    view = read_year(desk.vault, desk.lists.holidays, 2027)
    assert view.days[date(2027, 10, 7)] == "off"
    assert view.days[date(2027, 9, 26)] == "work"
    hand.wait(lambda: hand.messages() == ["2027 年的节假日发布了。"])
    hand.wait(lambda: found.off.field.text() == "01-01~01-03, 10-01~10-07")
    assert not hand.shows("还没有 2027 年")


def test_what_cannot_be_right_is_said_where_it_was_typed(desk: Desk, hand: Hand) -> None:
    found = section(hand)
    for off, worked, words, where in (
        ("国庆", "", "国庆", "放假"),
        ("", "", "放假", "放假"),
        ("1-1, 1-1", "", "", "放假"),
        ("2026-1-1", "", "2026-01-01", "放假"),
        ("1-1", "1-4", "2027-01-04", "调休上班"),
        ("1-1", "1-1", "", "调休上班"),
    ):
        found.off.field.set_text(off)
        found.worked.field.set_text(worked)
        hand.press(RETURN, CTRL)
        hand.finish_lane()
        noted = found.off if where == "放假" else found.worked
        assert noted.note.text(), (off, worked)
        assert words in noted.note.text()
        assert hand.here() == where
        assert known(desk, 2027) == ""


def test_a_known_year_is_shown_and_amended(desk: Desk, hand: Hand) -> None:
    publish_holidays(desk, 2027, {date(2027, 1, 1): "off"})
    found = section(hand)
    assert found.open_year == 2026  # nothing is missing now
    hand.press(Qt.Key.Key_Right)
    assert found.open_year == 2027
    assert found.off.field.text() == "01-01"
    hand.press(RETURN, CTRL)
    hand.wait(found.off.note.text)  # nothing differs
    found.off.field.set_text("1-1, 5-1")
    hand.press(Qt.Key.Key_Tab)
    memory = found.typed()
    hand.press(RETURN, CTRL)
    hand.wait(lambda: len(read_year(desk.vault, desk.lists.holidays, 2027).days) == 2)
    assert memory == (2027, {2027: ("1-1, 5-1", "")})
