"""The first time, from an empty folder to an open desk, by keyboard."""

import errno
from pathlib import Path

import pytest
from counter import PASSWORD, WORDS, Show
from fit import SCALES, SIZES, fixed_now, misfits, nameless
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.errors import BadEnvironment
from ui.pages import division
from ui.pages.founding import FoundingPage
from ui.pages.gate import Gate, named_troubles
from ui.tasks import Lane
from ui.theme import Look, dress
from ui.widgets.button import Button


@pytest.fixture
def empty(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "home", fixed_now)


@pytest.fixture
def page(dressed: Look, lane: Lane, empty: Gate, shown: Show, qtbot: QtBot) -> FoundingPage:
    page = FoundingPage(dressed, lane, empty)
    shown(page, 1366, 768)
    page.arrive()
    qtbot.waitUntil(lambda: bool(page.station._divisions), timeout=10_000)
    return page


def type_in(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), code, held)


def words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_station_is_founded_without_a_mouse(page: FoundingPage, qtbot: QtBot, empty: Gate) -> None:
    for text in (WORDS.code, WORDS.name):
        type_in(text)
        key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Tab)
    type_in(WORDS.operator)
    assert page.station.typed().code == WORDS.code
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "想一个密码" in words(page), timeout=10_000)
    type_in(PASSWORD)
    key(Qt.Key.Key_Return)
    type_in(PASSWORD)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "请现在就抄下来" in words(page), timeout=20_000)
    code = page.recovery.code.text()
    assert len(code.split("-")) == 5
    with qtbot.waitSignal(page.opened, timeout=5000) as opened:
        key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.args[0].close()
    empty.check_code(code)
    empty.open(WORDS.operator, PASSWORD).close()


def test_an_enter_too_many_does_not_pass_the_recovery_code_by(page: FoundingPage, qtbot: QtBot) -> None:
    page.station.fill(WORDS)
    page.password.fill((PASSWORD, PASSWORD))
    page._found()
    qtbot.waitUntil(lambda: "请现在就抄下来" in words(page), timeout=20_000)
    told: list[object] = []
    page.opened.connect(told.append)
    key(Qt.Key.Key_Return)
    assert told == []
    assert page._founded is not None
    page._founded.desk.close()


def test_what_is_missing_is_told_at_its_field(page: FoundingPage, qtbot: QtBot) -> None:
    page.go_on()
    qtbot.waitUntil(lambda: "12 位" in page.station.code.note.text(), timeout=10_000)
    page.station.code.field.set_text(WORDS.code)
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.station.name.note.text()), timeout=10_000)
    page.station.name.field.set_text(WORDS.name)
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.station.operator.note.text()), timeout=10_000)


def test_a_short_password_is_told_and_nothing_is_founded(page: FoundingPage, qtbot: QtBot, empty: Gate) -> None:
    page.station.fill(WORDS)
    page._pass(1)
    page.password.fill(("123", "123"))
    page.go_on()
    qtbot.waitUntil(lambda: "6" in page.password._first.noted.note.text(), timeout=10_000)
    assert not (empty.home / "keyring.json").exists()


def test_a_folder_that_refuses_is_told_in_a_sentence(
    dressed: Look, lane: Lane, tmp_path: Path, shown: Show, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    page = FoundingPage(dressed, lane, Gate(tmp_path / "file" / "home", fixed_now))
    shown(page, 1366, 768)
    page.station.fill(WORDS)
    page._pass(1)
    page.password.fill((PASSWORD, PASSWORD))
    page.go_on()
    qtbot.waitUntil(lambda: bool(page._trouble.text()), timeout=10_000)
    assert "没料到" not in page._trouble.text()
    assert page.password.typed() == (PASSWORD, PASSWORD)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "home_read_only"), (errno.ENOSPC, "disk_full"), (errno.EIO, "home_unreadable")],
)
def test_what_a_folder_refuses_has_a_name(number: int, code: str) -> None:
    with pytest.raises(BadEnvironment) as told, named_troubles():
        raise OSError(number, "no")
    assert told.value.code == code


def test_two_passwords_that_differ_are_told(page: FoundingPage) -> None:
    page.station.fill(WORDS)
    page._pass(1)
    page.password.fill((PASSWORD, PASSWORD + "x"))
    page.go_on()
    assert "两遍密码不一样" in words(page)


def test_a_place_is_found_by_its_name_and_taken_with_a_click(page: FoundingPage, qtbot: QtBot) -> None:
    type_in("山阳镇")
    offers = [button for button in page.station._offers.findChildren(Button) if button.isVisible()]
    assert offers[0].word() == "上海市 金山区 山阳镇"
    offers[0].click()
    assert page.station.code.field.text() == "310116113000"
    assert "上海市 金山区 山阳镇" in words(page)
    assert page.station.level.code() == "town"


def test_a_level_chosen_by_hand_is_not_changed_by_the_code(page: FoundingPage) -> None:
    page.station.level.buttons()[0].click()
    page.station.code.field.set_text("310116113000")
    assert page.station.level.code() == "point"


def test_another_language_keeps_what_was_typed(
    page: FoundingPage, qtbot: QtBot, lane: Lane, empty: Gate, shown: Show
) -> None:
    page.station.fill(WORDS)
    page._pass(1)
    page.password.fill((PASSWORD, "half"))
    with qtbot.waitSignal(page.language_requested) as asked:
        next(button for button in page.findChildren(Button) if button.word() == "English").click()
    assert asked.args == ["en"]
    other = FoundingPage(Look(lang="en"), lane, empty)
    shown(other, 1366, 768)
    other.recall(page.memory())
    assert other.station.typed() == WORDS
    assert other.password.typed() == (PASSWORD, "half")
    assert "Think of a password" in words(other)


def test_the_code_is_saved_to_a_file_on_request(page: FoundingPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.recovery.show_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    page._show(2)
    page.recovery.save_to(tmp_path / "code.txt")
    qtbot.waitUntil(lambda: "存好了" in words(page))
    assert "AAAAA-BBBBB" in (tmp_path / "code.txt").read_text(encoding="utf-8")
    page.recovery.save_to(tmp_path / "no such folder" / "code.txt")
    qtbot.waitUntil(lambda: "文件写不进去" in words(page))


@pytest.mark.parametrize(
    ("code", "level"),
    [("310000000000", "city"), ("310116000000", "district"), ("310116113000", "town"), ("310116113001", "village")],
)
def test_the_zeros_of_a_code_tell_its_level(code: str, level: str) -> None:
    assert division.level_of(code) == level


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_and_everything_named(
    size: tuple[int, int], scale: float, lang: str, mode: str, lane: Lane, empty: Gate, shown: Show, qtbot: QtBot
) -> None:
    look = Look(mode, scale, lang, size[0])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, look)
    page = FoundingPage(look, lane, empty)
    shown(page, *size)
    qtbot.waitUntil(lambda: bool(page.station._divisions))
    page.station.code.field.set_text("山阳")
    page.station.fail("code", "站点代码是 12 位数字。请向街镇核对。")
    page.recovery.show_code("WWWWW-WWWWW-WWWWW-WWWWW-WWWWW")
    for number in range(3):
        page._show(number)
        assert misfits(page, *size) == []
        assert nameless(page) == []
