"""Fields take what fits, refuse the rest whole, and lose nothing that was there."""

import time

import pytest
from counter import Show
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.text import say_in
from ui.theme import Look
from ui.widgets.area import TextArea
from ui.widgets.box import column
from ui.widgets.field import LineField
from ui.widgets.note import NotedField

RARE = "\U00030edd"  # 𰻝: one character, two UTF-16 units


def commit(field: TextArea | LineField, text: str) -> None:
    """Chinese as an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def paste(qtbot: QtBot, field: TextArea | LineField, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("kind", [TextArea, LineField])
def test_ten_megabytes_are_refused_within_a_second_with_their_length_named(
    kind: type[TextArea] | type[LineField], qtbot: QtBot, dressed: Look, shown: Show
) -> None:
    field = kind(dressed, "原话", limit=200)
    noted = NotedField(dressed, field)
    shown(noted)
    commit(field, "阿拉小区")
    big = "民" * (10 * 1024 * 1024 // 3)
    started = time.monotonic()
    paste(qtbot, field, big)
    QApplication.processEvents()
    assert time.monotonic() - started < 5
    assert f"{len(big):,}" in noted.note.text()
    assert field.text() == "阿拉小区"


def test_what_fits_is_pasted_as_plain_text(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    area = TextArea(dressed, "原话")
    shown(area)
    data = QMimeData()
    data.setHtml("<b>停车</b><img src='file:///etc/hostname'>")
    data.setText("停车\r\n<b>难</b>")
    area.insertFromMimeData(data)
    assert area.text() == "停车\n<b>难</b>"


def test_characters_are_counted_as_the_desk_stores_them(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    for kind in (TextArea, LineField):
        field = kind(dressed, "姓名", limit=5)
        shown(field)
        commit(field, RARE * 5)
        assert field.text() == RARE * 5
        commit(field, "多")
        assert field.text() == RARE * 5


def test_a_full_field_refuses_what_is_typed_and_says_so(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    for kind in (TextArea, LineField):
        field = kind(dressed, "主题", limit=3)
        noted = NotedField(dressed, field)
        shown(noted)
        qtbot.keyClicks(field, "abcd")
        assert field.text() == "abc"
        assert "3" in noted.note.text()
        assert field.accessibleDescription() == noted.note.text()


def test_a_selection_makes_room_for_what_replaces_it(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    for kind in (TextArea, LineField):
        field = kind(dressed, "主题", limit=4)
        shown(field)
        commit(field, "一二三四")
        field.selectAll()
        paste(qtbot, field, "五六七八")
        assert field.text() == "五六七八"


def test_deleting_in_a_full_field_works(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    area = TextArea(dressed, "原话", limit=3)
    shown(area)
    commit(area, "一二三")
    qtbot.keyClick(area, Qt.Key.Key_Backspace)
    assert area.text() == "一二"


def test_lines_pasted_into_a_line_become_one(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line = LineField(dressed, "主题")
    shown(line)
    paste(qtbot, line, "路灯\n不亮")
    assert line.text() == "路灯 不亮"


def test_an_area_grows_with_its_words_and_then_scrolls(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    area = TextArea(dressed, "原话", least=104, style="words")
    holder = column(dressed, area, None)
    shown(holder)
    assert area.height() == 104
    area.set_text("一行\n" * 6)
    QApplication.processEvents()
    assert 104 < area.height() < 240
    assert not area.verticalScrollBar().isVisible()
    area.set_text("一行\n" * 60)
    QApplication.processEvents()
    assert area.height() == 240
    assert area.verticalScrollBar().isVisible()


def test_enter_moves_on_in_a_line_and_is_a_new_line_in_an_area(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line, area, last = LineField(dressed, "主题"), TextArea(dressed, "事由"), LineField(dressed, "姓名")
    shown(column(dressed, line, area, last))
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is area
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert area.text() == "\n"
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last


def test_leaving_a_field_is_told_once(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line, area = LineField(dressed, "电话"), TextArea(dressed, "事由")
    shown(column(dressed, line, area))
    line.setFocus()
    with qtbot.waitSignal(line.left):
        qtbot.keyClick(line, Qt.Key.Key_Tab)
    with qtbot.waitSignal(area.left):
        qtbot.keyClick(area, Qt.Key.Key_Tab)


def test_a_note_goes_while_typing(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    noted = NotedField(dressed, LineField(dressed, "电话"))
    shown(noted)
    noted.say("error", "电话少一位。补全，或者清空也能存。")
    assert noted.field.property("state") == "error"
    qtbot.keyClicks(noted.field, "1")
    assert noted.note.text() == ""
    assert not noted.field.property("state")


def test_words_of_a_person_are_never_markup(dressed: Look, shown: Show) -> None:
    noted = NotedField(dressed, LineField(dressed, "电话"))
    shown(noted)
    noted.say("warn", "<img src='file:///etc/hostname'>")
    assert all(words.textFormat() == Qt.TextFormat.PlainText for words in noted.findChildren(QLabel))


def test_the_sentence_about_a_paste_says_what_is_safe() -> None:
    from ui.widgets.limit import too_long

    assert "原来的一个字没少" in too_long(say_in("zh"), 3_000_000, 20_000)
    assert "3,000,000" in too_long(say_in("en"), 3_000_000, 20_000)


def test_a_read_only_line_takes_no_paste(qtbot: QtBot, dressed: Look, shown: Show) -> None:
    line = LineField(dressed, "主题")
    line.set_text("已存")
    line.setReadOnly(True)
    shown(line)
    paste(qtbot, line, "新的")
    assert line.text() == "已存"
