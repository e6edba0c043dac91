"""叫号屏: numbers only, at once, always light, closed by Esc, and the desk keeps the focus."""

from hand import Sit
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reception_hand import F6, F7, Reception, opened

from desk.actions.desk import Desk
from ui.pages.call_screen import CallScreen
from ui.theme import Look

F11 = Qt.Key.Key_F11


def screen_of(day: Reception) -> CallScreen:
    assert day.page.calling.window is not None
    return day.page.calling.window


def test_it_follows_the_queue_and_tells_no_names(desk: Desk, sit: Sit) -> None:
    opened(desk, {"name": "陈某", "about": "厕所"}, {"name": "许某"}, {})
    day = Reception(sit("reception", Look(mode="dark")))
    day.settle()
    day.do(F6)
    before = QApplication.focusWidget()
    day.do(F11)
    screen = screen_of(day)
    assert screen.isVisible()
    assert QApplication.focusWidget() is before
    assert screen.spoken() == "请 A01 号到 1 号桌"
    day.do(F7)
    assert screen.spoken() == "请等候"
    words = screen._words
    assert words is not None
    assert (words.calls, words.waits, words.missed) == ((), ("A02", "A03"), ("A01",))
    assert "陈" not in str(words)
    screen.resize(1366, 768)
    picture = screen.grab().toImage()
    assert picture.pixelColor(20, 20).name() == "#ffffff"  # light, whatever the desk is
    day.do(F11)
    assert day.page.calling.window is None


def test_esc_closes_it(desk: Desk, sit: Sit) -> None:
    opened(desk)
    day = Reception(sit("reception"))
    day.settle()
    day.do(F11)
    screen_of(day).activateWindow()  # somebody clicked on it
    QApplication.processEvents()
    QTest.keyClick(screen_of(day).windowHandle(), Qt.Key.Key_Escape)
    assert day.page.calling.window is None
    assert day.part.isVisible()
    day.page.calling.turn(day.page.session)
    memory = day.page.memory()
    assert day.page.calling.window is None
    day.page.recall(memory)
    day.settle()
    assert screen_of(day).isVisible()
    day.page.calling.close()
