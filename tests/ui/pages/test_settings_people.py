"""值班人: somebody more sits at the desk with a password of his own, and may be taken away again."""

from hand import CTRL, Hand
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.actions.operators import add_operator, list_operators
from ui.pages.settings import SettingsPage
from ui.pages.settings_people import PeopleSection


def opened(hand: Hand) -> Hand:
    hand.shell.open("settings", "people")
    hand.finish_lane()
    return hand


def fill(hand: Hand, name: str, *passwords: str) -> None:
    hand.go_to("姓名")
    hand.say(name)
    hand.press(Qt.Key.Key_Return)
    first, second = passwords
    hand.say(first)
    hand.press(Qt.Key.Key_Return)
    hand.say(second)


def test_one_more_is_let_in_by_the_keys_alone(hand: Hand) -> None:
    opened(hand)
    hand.wait(lambda: hand.shows("站长"))
    assert hand.shows("现在值班")
    fill(hand, "苏某", "苏-123456", "苏-123456")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: list_operators(hand.desk) == ("卫某", "苏某"))
    hand.finish_lane()
    hand.wait(lambda: hand.shows("苏某"))
    assert hand.messages() == ["苏某 现在可以用自己的密码打开了。"]
    hand.go_to("去掉 苏某")
    hand.press(Qt.Key.Key_Return)
    hand.wait(lambda: list_operators(hand.desk) == ("卫某",))
    hand.wait(lambda: "苏某" not in hand.words_on(hand.window))


def test_what_is_wrong_is_said_where_it_was_typed(hand: Hand) -> None:
    opened(hand)
    fill(hand, "苏某", "苏-123456", "苏-12345")
    hand.press(Qt.Key.Key_Return, CTRL)
    assert hand.shows("不一样")
    assert list_operators(hand.desk) == ("卫某",)
    add_operator(hand.desk, "吕某", "123456")
    hand.shell.open("cases")
    opened(hand)
    page = hand.shell.page()
    assert isinstance(page, SettingsPage)
    section = page.section(PeopleSection)
    section.fill("吕某")
    section.password.line.setText("654321")
    section.again.line.setText("654321")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: hand.shows("已经有密码了"))
    assert hand.here() == "姓名"
    section.fill("苏某")
    section.password.line.setText("1")
    section.again.line.setText("1")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait(lambda: QApplication.focusWidget() is section.password.line)
