"""The focus ring: one for the window, for keys only, clipped with what scrolls away."""

from counter import Show
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.box import column, kind, scrolled
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.ring import FocusRing


def page_of(look: Look, *parts: QWidget) -> tuple[QWidget, FocusRing]:
    page = column(look, *parts, None, pad=(24, 24, 24, 24), on=kind("page"))
    return page, FocusRing(page, look)


def tab(page: QWidget) -> None:
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Tab)
    QApplication.processEvents()


def test_tab_puts_the_ring_around_a_button(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    first, second = LineField(dressed, "主题"), Button(dressed, "先放着")
    page, ring = page_of(dressed, first, second)
    shown(page)
    first.setFocus()
    assert ring.target() is None
    tab(page)
    assert ring.target() is second
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)


def test_a_click_shows_no_ring(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    button = Button(dressed, "先放着")
    page, ring = page_of(dressed, button)
    shown(page)
    place = button.mapTo(page, QPoint(10, 10))
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert QApplication.focusWidget() is button
    assert ring.target() is None


def test_the_ring_follows_its_button_and_leaves_with_it(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    first, second = LineField(dressed, "主题"), Button(dressed, "先放着")
    page, ring = page_of(dressed, first, second)
    shown(page)
    first.setFocus()
    tab(page)
    first.setFixedHeight(120)
    QApplication.processEvents()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    second.hide()
    QApplication.processEvents()
    assert ring.target() is None


def test_what_is_scrolled_away_takes_its_ring_along(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    first, second = LineField(dressed, "主题"), Button(dressed, "先放着")
    tall = QWidget()
    tall.setFixedHeight(900)
    area = scrolled(column(dressed, first, second, tall))
    page, ring = page_of(dressed, area)
    shown(page, 400, 300)
    first.setFocus()
    tab(page)
    assert ring.target() is second
    area.verticalScrollBar().setValue(500)
    QApplication.processEvents()
    assert ring.target() is None
    area.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    assert ring.target() is second


def test_a_target_that_is_destroyed_leaves_no_ring(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    first, second = LineField(dressed, "主题"), Button(dressed, "先放着")
    page, ring = page_of(dressed, first, second)
    shown(page)
    first.setFocus()
    tab(page)
    second.deleteLater()
    qtbot.waitUntil(lambda: ring.target() is None)
