"""Choices by keyboard: arrows move inside, Tab leaves, and some are never chosen in passing."""

from counter import Show
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.choice import Choice, Option
from ui.widgets.field import LineField

NATURES = (
    Option("JY", "建议意见"),
    Option("ZX", "咨询"),
    Option("JK", "检举控告", deliberate=True),
    Option("SQ", "诉求"),
)


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.text() if isinstance(widget, QPushButton) else type(widget).__name__


def test_arrows_choose_and_go_round(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    ways = [Option("FM1", "电话"), Option("FM2", "短信"), Option("FM3", "书面")]
    choice = Choice(dressed, "怎么告知", ways, "FM1")
    shown(choice)
    choice.setFocus()
    told: list[str] = []
    choice.chosen.connect(told.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(key)
    assert told == ["FM2", "FM3", "FM1", "FM3"]
    assert choice.code() == "FM3"


def test_a_deliberate_option_is_passed_without_choosing_it(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    choice = Choice(dressed, "性质", NATURES, "ZX")
    shown(choice)
    choice.setFocus()
    press(Qt.Key.Key_Right)
    assert (focused(), choice.code()) == ("检举控告", "ZX")
    press(Qt.Key.Key_Space)
    assert choice.code() == "JK"
    press(Qt.Key.Key_Right)
    assert choice.code() == "SQ"


def test_tab_stops_once_at_the_chosen_option(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    before, after = LineField(dressed, "主题"), LineField(dressed, "分类")
    shown(column(dressed, before, Choice(dressed, "性质", NATURES, "ZX"), after))
    before.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() == "咨询"
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    QTest.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() == "咨询"


def test_with_nothing_chosen_tab_comes_to_the_first(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    before, choice = LineField(dressed, "主题"), Choice(dressed, "性质", NATURES)
    shown(column(dressed, before, choice))
    before.setFocus()
    press(Qt.Key.Key_Tab)
    assert (focused(), choice.code()) == ("建议意见", None)
    press(Qt.Key.Key_Return)
    assert choice.code() == "JY"


def test_a_click_chooses_and_choosing_again_tells_nobody(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    choice = Choice(dressed, "性质", NATURES, "JY")
    shown(choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    for _ in range(2):
        qtbot.mouseClick(choice.buttons()[1], Qt.MouseButton.LeftButton)
    assert told == ["ZX"]
    assert [button.isChecked() for button in choice.buttons()] == [False, True, False, False]


def test_choosing_moves_nothing(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    choice = Choice(dressed, "性质", NATURES, "JY")
    shown(choice)
    before = [button.geometry() for button in choice.buttons()]
    choice.set_code("ZX")
    QApplication.processEvents()
    assert [button.geometry() for button in choice.buttons()] == before


def test_options_are_radio_buttons_to_a_screen_reader(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    choice = Choice(dressed, "性质", NATURES, "JY")
    shown(choice)
    told = QAccessible.queryAccessibleInterface(choice.buttons()[0])
    assert told.role() == QAccessible.Role.RadioButton
    assert told.text(QAccessible.Text.Name) == "建议意见"
    assert told.state().checked
