"""The category tree: typed, walked, taken, left."""

import pytest
from counter import Show
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.category import CategoryField
from ui.widgets.field import LineField
from ui.widgets.topic_list import find_topics

TOPICS = {
    "010101": ("城乡建设", "住房物业", "停车管理"),
    "010102": ("城乡建设", "住房物业", "加装电梯"),
    "020101": ("交通运输", "公共交通", "公交站牌"),
    "020201": ("交通运输", "道路停车", "路侧车位"),
}


@pytest.fixture
def field(dressed: Look, shown: Show) -> CategoryField:
    field = CategoryField(dressed, "分类", TOPICS)
    shown(column(dressed, field, LineField(dressed, "姓名"), None), 800, 500)
    field.setFocus()
    return field


def commit(field: CategoryField, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
    QApplication.processEvents()


def test_words_are_found_in_every_level_the_last_one_first() -> None:
    assert find_topics(TOPICS, "停车") == ["010101", "020201"]
    assert find_topics(TOPICS, "交通 停车") == ["020201"]
    assert find_topics(TOPICS, "0201") == ["020101"]
    assert find_topics(TOPICS, "没有这个") == []


def test_two_characters_and_enter_choose_a_topic(qtbot: QtBot, field: CategoryField) -> None:
    with qtbot.waitSignal(field.chosen) as told:
        commit(field, "停车")
        assert field.is_open()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["010101"]
    assert field.text() == "城乡建设 › 住房物业 › 停车管理"
    assert not field.is_open()


def test_the_tree_is_walked_with_the_arrows(qtbot: QtBot, field: CategoryField) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
    with qtbot.waitSignal(field.chosen) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["010101"]


def test_escape_closes_the_list_and_brings_the_choice_back(qtbot: QtBot, field: CategoryField) -> None:
    field.set_code("010102")
    field.selectAll()
    commit(field, "公交")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open()
    assert (field.code(), field.text()) == ("010102", "城乡建设 › 住房物业 › 加装电梯")


def test_leaving_takes_what_can_only_be_meant(qtbot: QtBot, field: CategoryField) -> None:
    commit(field, "公交站牌")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.code() == "020101"


def test_leaving_with_words_that_mean_nothing_keeps_the_choice(qtbot: QtBot, field: CategoryField) -> None:
    field.set_code("010102")
    field.selectAll()
    commit(field, "没有这个")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.code(), field.text()) == ("010102", "城乡建设 › 住房物业 › 加装电梯")


def test_an_emptied_field_means_no_topic(qtbot: QtBot, field: CategoryField) -> None:
    field.set_code("010102")
    with qtbot.waitSignal(field.chosen) as told:
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert told.args == [""]
    assert field.code() is None


def test_a_topic_of_a_newer_list_is_shown_by_its_code(field: CategoryField) -> None:
    field.set_code("999999")
    assert (field.code(), field.text()) == ("999999", "999999")


@pytest.fixture
def unit(dressed: Look, shown: Show) -> CategoryField:
    units = {"U01": ("区教育局",), "U02": ("区房管局",), "U03": ("区水务局",)}
    field = CategoryField(dressed, "主办", units, own_words=True)
    shown(column(dressed, field, LineField(dressed, "姓名"), None), 800, 500)
    field.setFocus()
    return field


def test_what_is_not_in_the_list_stays_as_it_was_written(qtbot: QtBot, unit: CategoryField) -> None:
    commit(unit, "山阳镇城运中心")
    assert unit.is_open()
    qtbot.keyClick(unit, Qt.Key.Key_Return)
    assert not unit.is_open()
    assert not unit.hasFocus()
    assert (unit.code(), unit.text()) == (None, "山阳镇城运中心")


def test_words_that_are_written_on_are_no_longer_what_was_chosen(qtbot: QtBot, unit: CategoryField) -> None:
    commit(unit, "房管")
    qtbot.keyClick(unit, Qt.Key.Key_Return)
    assert (unit.code(), unit.text()) == ("U02", "区房管局")
    with qtbot.waitSignal(unit.chosen) as told:
        commit(unit, "物业科")
    assert told.args == [""]
    qtbot.keyClick(unit, Qt.Key.Key_Tab)
    assert (unit.code(), unit.text()) == (None, "区房管局物业科")


def test_escape_keeps_the_words_that_the_list_would_have_completed(qtbot: QtBot, unit: CategoryField) -> None:
    commit(unit, "水务")
    qtbot.keyClick(unit, Qt.Key.Key_Escape)
    assert not unit.is_open()
    qtbot.keyClick(unit, Qt.Key.Key_Tab)
    assert (unit.code(), unit.text()) == (None, "水务")


def test_leaving_the_open_list_takes_the_only_one_found(qtbot: QtBot, unit: CategoryField) -> None:
    commit(unit, "水务")
    qtbot.keyClick(unit, Qt.Key.Key_Tab)
    assert (unit.code(), unit.text()) == ("U03", "区水务局")
