"""The message line: one at a time, the gravest first, confirmations leave by themselves."""

from counter import Show
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.button import Button
from ui.widgets.message import CALM_SECONDS, Act, Message, MessageLine

FAILED = Message("打印机没有响应。", "red", topic="printer")
WARNS = Message("2027 年的节假日还没有。", "amber")
DONE = Message("已存本机。")


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def line_on_screen(look: Look, shown: Show) -> tuple[MessageLine, Clock]:
    clock = Clock()
    line = MessageLine(look, clock)
    shown(column(look, line, None))
    return line, clock


def words(line: MessageLine) -> list[str]:
    return [button.word() for button in line.findChildren(Button) if button.isVisible() and button.word()]


def test_it_is_not_there_while_there_is_nothing_to_say(dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    assert line.isHidden()
    line.say(DONE)
    assert line.isVisible()
    assert line.accessibleName() == "已存本机。"


def test_the_gravest_is_shown_and_the_others_are_counted(dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    for message in (DONE, WARNS, FAILED):
        line.say(message)
    assert line.messages()[0] == FAILED
    assert words(line) == ["还有 2 条"]
    line.close_shown()
    assert line.messages() == (WARNS, DONE)


def test_the_next_one_is_a_click_away(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    line.say(WARNS)
    line.say(FAILED)
    line.next()
    assert line.messages() == (WARNS, FAILED)


def test_a_topic_is_said_once_and_taken_back_when_cured(dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    line.say(FAILED)
    line.say(Message("打印机还是没有响应。", "red", topic="printer"))
    assert [message.text for message in line.messages()] == ["打印机还是没有响应。"]
    line.cure("printer")
    assert line.isHidden()


def test_a_confirmation_leaves_after_eight_seconds_a_failure_stays(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line, clock = line_on_screen(dressed, shown)
    line.say(FAILED)
    line.say(DONE)
    clock.now += CALM_SECONDS - 0.02
    line.say(WARNS)  # the remaining time is counted anew
    clock.now += 0.1
    qtbot.waitUntil(lambda: DONE not in line.messages())
    assert line.messages() == (FAILED, WARNS)


def test_f8_goes_to_the_way_out_and_the_cross_goes_on(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    done: list[str] = []
    line.say(WARNS)
    line.say(Message("打印机没有响应。", "red", (Act("补打", lambda: done.append("补打"), "printer", "Ctrl+P"),)))
    line.take_focus()
    first = QApplication.focusWidget()
    assert isinstance(first, Button)
    assert first.word() == "补打"
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert done == ["补打"]
    line.close_shown()
    assert line.messages() == (WARNS,)
    assert line.isAncestorOf(QApplication.focusWidget())


def test_a_long_sentence_wraps_and_pushes_the_page_down(dressed: Look, shown: Show) -> None:
    line, _ = line_on_screen(dressed, shown)
    line.say(Message("打印机没有响应。" * 20, "red"))
    QApplication.processEvents()
    assert line.height() > 60
