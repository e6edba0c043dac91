"""The lock page on a real station."""

import json
from pathlib import Path

import pytest
from counter import PASSWORD, Show
from fit import SCALES, SIZES, fixed_now, misfits, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from ui.pages.gate import Gate
from ui.pages.lock import LockPage
from ui.pages.recovery import RecoveryCard
from ui.tasks import Lane
from ui.theme import Look, dress
from ui.widgets.button import Button
from ui.widgets.field import LineField
from ui.widgets.person import PersonButton
from ui.widgets.secret import SecretLine

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(dressed: Look, lane: Lane, gate: Gate, shown: Show, qtbot: QtBot) -> LockPage:
    page = LockPage(dressed, lane, gate)
    shown(page, 1366, 768)
    page.arrive()
    qtbot.waitUntil(lambda: bool(page.findChildren(PersonButton)))
    return page


def secret(page: LockPage) -> SecretLine:
    return next(line for line in page.findChildren(SecretLine) if line.isVisible())


def words(page: LockPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: LockPage, word: str) -> None:
    next(button for button in page.findChildren(Button) if button.word() == word and button.isVisible()).click()


def test_the_name_is_chosen_and_the_focus_waits_in_the_password(page: LockPage) -> None:
    assert [button.option.word for button in page.findChildren(PersonButton)] == ["卫某"]
    assert "晨光居民区征集点" in words(page)
    assert QApplication.focusWidget() is secret(page)


def test_the_password_and_enter_open_the_desk(page: LockPage, qtbot: QtBot) -> None:
    secret(page).setText(PASSWORD)
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        qtbot.keyClick(secret(page), ENTER)
    assert opened.args[0].operator_name == "卫某"
    assert secret(page).text() == ""
    opened.args[0].close()


def test_a_wrong_password_is_told_at_the_password_and_may_be_typed_anew(page: LockPage, qtbot: QtBot) -> None:
    secret(page).setText("not this one")
    qtbot.keyClick(secret(page), ENTER)
    qtbot.waitUntil(lambda: "密码不对" in words(page), timeout=10_000)
    assert secret(page).selectedText()
    assert QApplication.focusWidget() is secret(page)


def test_an_empty_password_is_told_at_once(page: LockPage, qtbot: QtBot) -> None:
    qtbot.keyClick(secret(page), ENTER)
    assert "还没有输密码" in words(page)


def test_caps_lock_is_told(page: LockPage, qtbot: QtBot) -> None:
    qtbot.keyClick(secret(page), "A")
    assert "大写锁定键开着" in words(page)


def type_code(page: LockPage, qtbot: QtBot, code: str) -> None:
    press(page, "忘了密码，用恢复码")
    line = QApplication.focusWidget()
    assert isinstance(line, LineField)
    line.setText(code)
    qtbot.keyClick(line, ENTER)


def test_the_recovery_code_opens_and_asks_for_a_new_password(
    page: LockPage, qtbot: QtBot, gate: Gate, founded: tuple[Path, str]
) -> None:
    type_code(page, qtbot, founded[1].lower())
    qtbot.waitUntil(lambda: "恢复码对了" in words(page), timeout=10_000)
    first, second = (line for line in page.findChildren(SecretLine) if line.isVisible())
    first.setText("新密码-1234")
    qtbot.keyClick(first, ENTER)
    assert QApplication.focusWidget() is second
    second.setText("别的")
    qtbot.keyClick(second, ENTER)
    assert "两遍密码不一样" in words(page)
    second.setText("新密码-1234")
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        qtbot.keyClick(second, ENTER)
    opened.args[0].close()
    gate.open("卫某", "新密码-1234").close()


def test_a_wrong_recovery_code_changes_nothing(page: LockPage, qtbot: QtBot, gate: Gate) -> None:
    type_code(page, qtbot, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE")
    qtbot.waitUntil(lambda: "恢复码不对" in words(page), timeout=10_000)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert secret(page).isVisible()
    gate.open("卫某", PASSWORD).close()


def test_a_new_password_that_is_too_short_is_refused(page: LockPage, qtbot: QtBot, founded: tuple[Path, str]) -> None:
    type_code(page, qtbot, founded[1])
    qtbot.waitUntil(lambda: "恢复码对了" in words(page), timeout=10_000)
    first, second = (line for line in page.findChildren(SecretLine) if line.isVisible())
    first.setText("123")
    second.setText("123")
    qtbot.keyClick(second, ENTER)
    qtbot.waitUntil(lambda: "6" in first.accessibleDescription(), timeout=10_000)


def damage(home: Path) -> None:
    with (home / "desk.db").open("r+b") as file:
        file.write(b"\0" * 8192)


def lose_keys(home: Path) -> None:
    (home / "keyring.json").unlink()


def break_keys(home: Path) -> None:
    (home / "keyring.json").write_text("{", encoding="utf-8")


def lose_database(home: Path) -> None:
    for path in home.glob("desk.db*"):
        path.unlink()


def make_newer(home: Path) -> None:
    desk = Gate(home, fixed_now).open("卫某", PASSWORD)
    with desk.vault.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    desk.close()


@pytest.mark.parametrize("harm", [make_newer, damage, lose_keys, break_keys, lose_database])
def test_what_is_wrong_with_the_files_is_said_in_a_sentence(
    harm: object, station: Path, dressed: Look, lane: Lane, shown: Show, qtbot: QtBot
) -> None:
    assert callable(harm)
    harm(station)
    page = LockPage(dressed, lane, Gate(station, fixed_now))
    shown(page, 1366, 768)
    before = words(page)
    page.arrive()
    secret(page).setText(PASSWORD)
    qtbot.keyClick(secret(page), ENTER)
    qtbot.waitUntil(lambda: len(words(page)) > len(before) + 10, timeout=10_000)
    told = words(page).removeprefix(before)
    assert "没料到" not in told
    assert "{" not in told


def test_it_never_shows_more_than_station_and_operators(page: LockPage, station: Path) -> None:
    ring = json.loads((station / "keyring.json").read_text(encoding="utf-8"))
    named = {ring["station"], *(slot["name"] for slot in ring["slots"])} - {""}
    assert named == {"晨光居民区征集点", "卫某"}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_and_everything_named(
    size: tuple[int, int], scale: float, lang: str, mode: str, lane: Lane, gate: Gate, shown: Show, qtbot: QtBot
) -> None:
    look = Look(mode, scale, lang, size[0])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, look)
    page = LockPage(look, lane, gate, again=True, hint="样板站的密码是 minsheng。")
    shown(page, *size)
    qtbot.waitUntil(lambda: bool(page.findChildren(PersonButton)))
    page._secret.fail("密码不对，没有打开，什么也没有动。请再试一次，或者用恢复码。")
    page._trouble.say("error", "站点的文件坏了，打不开。原来的文件没有动。请从备份恢复。")
    assert misfits(page, *size) == []
    assert nameless(page) == []
    page._ask_recovery()
    card = page.findChild(RecoveryCard)
    assert isinstance(card, RecoveryCard)
    assert misfits(page, *size) == []
    card._ask_password("code")
    assert misfits(page, *size) == []
    assert nameless(page) == []
