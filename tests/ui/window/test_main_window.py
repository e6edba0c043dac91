"""The window: keys, lock, look, messages, and that nothing typed is lost by any of them."""

from pathlib import Path
from uuid import uuid4

import pytest
from fit import SCALES, SIZES, misfits, nameless, settle
from plain_window import CasesPage, Open, Printer, RecordPage, page_of, shell_of, unlock
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.errors import BadEnvironment
from desk.settings import load_wishes
from ui.pages.founding import FoundingPage
from ui.pages.lock import LockPage
from ui.widgets.message import Act, Message
from ui.window import Window, idle

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "阿拉小区夜里停车特别难。"


def key(window: Window, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), code, held)
    settle()


def test_it_opens_on_the_lock_page_and_then_on_record(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(unlocked=False)
    assert isinstance(window.content, LockPage)
    shell = unlock(window, qtbot)
    assert isinstance(shell.page(), RecordPage)
    assert window.windowTitle() == "民声台"
    assert shell.header.station.text() == "晨光居民区征集点"
    assert shell.header.duty.text() == "值班 卫某"


def test_the_focus_is_where_work_begins(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(unlocked=False)
    lock = window.content
    assert isinstance(lock, LockPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is lock._secret.line)
    shell = unlock(window, qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page_of(shell).area)
    shell.status.mode.click()
    qtbot.waitUntil(lambda: window.content is not shell)
    again = shell_of(window, qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page_of(again).area)
    first = open_window(unlocked=False, home=tmp_path / "new").content
    assert isinstance(first, FoundingPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first.choice.choice.focusProxy())


def test_an_empty_folder_begins_with_the_first_run(open_window: Open, tmp_path: Path) -> None:
    assert isinstance(open_window(unlocked=False, home=tmp_path / "new").content, FoundingPage)


def test_a_database_without_keys_is_never_founded_over(open_window: Open, station: Path) -> None:
    (station / "keyring.json").unlink()
    assert isinstance(open_window(unlocked=False).content, LockPage)


def test_the_keys_lead_to_the_pages_and_their_deeds(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    record = page_of(shell)
    for code, held in (
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_P, CTRL),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        key(window, code, held)
    assert record.asked[1:] == ["primary", "print", "escape", "begin"]
    key(window, Qt.Key.Key_F4)
    assert isinstance(shell.page(), CasesPage)
    key(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert shell.page() is record


def test_keys_work_while_typing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    record = page_of(shell_of(window, qtbot))
    record.area.setFocus()
    key(window, Qt.Key.Key_A)
    key(window, Qt.Key.Key_F4)
    assert record.area.text() == "a"
    assert isinstance(shell_of(window, qtbot).page(), CasesPage)


def test_a_page_is_built_when_it_is_first_opened(open_window: Open, qtbot: QtBot) -> None:
    shell = shell_of(open_window(), qtbot)
    assert list(shell._pages) == ["record"]
    shell.open("cases", "what")
    assert page_of(shell).asked == ["arrive what"]
    assert list(shell._pages) == ["record", "cases"]


def test_other_pages_hear_once_what_a_page_changed(open_window: Open, qtbot: QtBot) -> None:
    shell = shell_of(open_window(), qtbot)
    record = page_of(shell)
    shell.open("cases")
    cases = page_of(shell)
    subjects = (uuid4(),)
    record.changed.emit(subjects)
    assert (record.told, cases.told) == ([], [subjects])
    cases.wanted.emit("record", "that one")
    assert record.asked[-1] == "arrive that one"


def test_locking_closes_the_vault_and_unlocking_returns_to_the_same_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    shell.open("cases")
    page_of(shell).area.set_text(WORDS)
    key(window, Qt.Key.Key_L, CTRL)
    lock = window.content
    assert isinstance(lock, LockPage)
    assert window._desk is None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is lock._secret.line)
    again = unlock(window, qtbot)
    assert again is not shell
    assert isinstance(again.page(), CasesPage)
    qtbot.waitUntil(lambda: page_of(again).area.text() == WORDS)


def test_nothing_of_a_page_is_left_behind_the_lock(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    page_of(shell_of(window, qtbot)).area.set_text(WORDS)
    window.lock()
    qtbot.waitUntil(lambda: not window.findChildren(RecordPage))
    QTest.qWait(50)
    assert not [page for page in QApplication.allWidgets() if isinstance(page, RecordPage)]


def test_an_idle_desk_locks_by_itself(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell_of(window, qtbot)
    watch = window._idle
    watch._timer.setInterval(200)
    watch.begin()
    for _ in range(3):
        QTest.qWait(120)
        key(window, Qt.Key.Key_A)
    assert not isinstance(window.content, LockPage)
    qtbot.waitUntil(lambda: isinstance(window.content, LockPage), timeout=2000)


def test_a_computer_that_slept_wakes_up_locked(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(idle, "since_boot", lambda: now[0])
    window = open_window()
    shell_of(window, qtbot)
    for _ in range(3):
        now[0] += idle.ASLEEP_S / 2
        window._idle._look()
    assert not isinstance(window.content, LockPage), "a slow look is no sleep"
    now[0] += 3600
    window._idle._look()
    assert isinstance(window.content, LockPage)


def test_closing_makes_the_backup_of_the_day(open_window: Open, qtbot: QtBot, station: Path) -> None:
    window = open_window()
    shell_of(window, qtbot)
    with qtbot.waitSignal(window.closed):
        window.close()
    qtbot.waitUntil(lambda: bool(list((station / "backups").glob("*.mbackup"))), timeout=10_000)


def test_nobody_waits_for_a_backup_at_the_lock(open_window: Open, qtbot: QtBot, station: Path) -> None:
    window = open_window()
    shell_of(window, qtbot)
    window.lock()
    unlock(window, qtbot)
    assert not (station / "backups").exists()
    window.lock(alone=True)
    unlock(window, qtbot)
    assert list((station / "backups").glob("*.mbackup"))


def test_whoever_types_chinese_is_not_idle(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    area = page_of(shell_of(window, qtbot)).area
    area.setFocus()
    watch = window._idle
    watch._timer.setInterval(300)
    watch.begin()
    for _ in range(4):
        QTest.qWait(150)
        event = QInputMethodEvent()
        event.setCommitString("民")
        QApplication.sendEvent(area, event)
    assert area.text() == "民民民民"
    assert not isinstance(window.content, LockPage)


def test_escape_leads_back_to_the_page_before(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    record = page_of(shell)
    key(window, Qt.Key.Key_F4)
    page_of(shell).steps_left = False
    key(window, Qt.Key.Key_Escape)
    assert shell.page() is record


@pytest.mark.parametrize("change", ["scale", "language", "mode"])
def test_another_look_keeps_every_word_and_is_remembered(
    change: str, open_window: Open, qtbot: QtBot, station: Path
) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    page_of(shell).area.set_text(WORDS)
    getattr(shell.status, change).click()
    qtbot.waitUntil(lambda: window.content is not shell)
    again = shell_of(window, qtbot)
    qtbot.waitUntil(lambda: page_of(again).area.text() == WORDS)
    window.close()
    window.world.lane.finish()
    wishes = load_wishes(station)
    got = {"scale": wishes.scale, "language": wishes.lang, "mode": wishes.theme}[change]
    assert got == {"scale": 125, "language": "en", "mode": "dark"}[change]
    assert wishes.geometry


def test_control_plus_and_minus_change_the_size_and_stop_at_the_ends(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell_of(window, qtbot)
    key(window, Qt.Key.Key_Minus, CTRL)
    assert window.world.wishes.scale == 100
    for scale in (125, 150, 175, 175):
        key(window, Qt.Key.Key_Equal, CTRL)
        assert window.world.wishes.scale == scale
    qtbot.waitUntil(lambda: window._look.scale == 1.75)


def test_a_narrower_window_gets_another_layout(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert shell_of(window, qtbot).place.look.room == "wide"
    window.resize(1100, 768)
    qtbot.waitUntil(lambda: shell_of(window, qtbot).place.look.room == "mid", timeout=3000)


def test_messages_outlive_a_new_look_without_their_buttons(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    act = Act("补打", lambda: None)
    page_of(shell).said.emit(Message("打印机没有响应。", "red", (act,), topic="printer"))
    shell.status.mode.click()
    qtbot.waitUntil(lambda: window.content is not shell)
    again = shell_of(window, qtbot)
    assert [message.text for message in again.messages.messages()] == ["打印机没有响应。"]
    page_of(again).cured.emit("printer")
    assert again.messages.messages() == ()


def test_f8_goes_to_the_message_line(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    page_of(shell).said.emit(Message("打印机没有响应。", "red"))
    settle()
    key(window, Qt.Key.Key_F8)
    assert shell.messages.isAncestorOf(QApplication.focusWidget())
    key(window, Qt.Key.Key_Escape)
    assert shell.messages.isVisible()


def test_what_nobody_took_is_said_in_a_sentence(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell = shell_of(window, qtbot)
    window.tell_error(ValueError("王某 13900000001"))
    window.tell_error(BadEnvironment("disk_full"))
    told = "".join(message.text for message in shell.messages.messages())
    assert "没料到" in told
    assert "王某" not in told
    assert "13900000001" not in told
    assert len(shell.messages.messages()) == 2


def test_the_printer_is_asked_beside_the_window_and_told_in_words(
    open_window: Open, qtbot: QtBot, printer: Printer
) -> None:
    shell = shell_of(open_window(), qtbot)
    qtbot.waitUntil(lambda: shell.status.printer.word() == "打印机可以用")
    printer.now = "down"
    page_of(shell).printer_told.emit()
    qtbot.waitUntil(lambda: shell.status.printer.word() != "打印机可以用")
    assert shell.status.printer._colour == "red"
    printer.now, printer.queued = "empty", 2
    page_of(shell).printer_told.emit()
    qtbot.waitUntil(lambda: shell.status.printer.word() == "打印机没纸了·排着 2 张")


def test_closing_saves_what_is_typed(open_window: Open, qtbot: QtBot, station: Path) -> None:
    from counter import PASSWORD
    from plain_window import DRAFT

    from desk.reads.drafts import read_draft
    from ui.pages.gate import Gate

    window = open_window()
    page_of(shell_of(window, qtbot)).area.set_text(WORDS)
    with qtbot.waitSignal(window.closed):
        window.close()
    window.world.lane.finish()
    desk = Gate(station, window.world.clock).open("卫某", PASSWORD)
    assert read_draft(desk.vault, DRAFT)["original_text"] == WORDS
    desk.close()


def test_the_sample_station_opens_beside_the_real_one(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(unlocked=False, home=tmp_path / "new")
    founding = window.content
    assert isinstance(founding, FoundingPage)
    founding.choice.fill("sample")
    founding.go_on()
    shell = shell_of(window, qtbot)
    assert shell.place.station.sample
    assert window.windowTitle() == "民声台·样板站"
    assert (tmp_path / "new" / "sample" / "keyring.json").exists()
    assert not (tmp_path / "new" / "keyring.json").exists()
    window.lock()
    lock = window.content
    assert isinstance(lock, LockPage)
    lock._secret.line.setText("minsheng")
    lock._unlock()
    shell_of(window, qtbot)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_clipped_and_everything_named(lang: str, mode: str, open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    shell_of(window, qtbot)
    for size in SIZES:
        for scale in SCALES:
            window.resize(*size)
            window.world.wish(lang=lang, theme=mode, scale=round(scale * 100))
            window._build_anew()
            shell = shell_of(window, qtbot)
            shell.status.show_printer("打印机没有响应", fails=True)
            shell.messages.say(Message("打印机没有响应。这一件已存本机（编号 482-917-036）。", "red"))
            assert misfits(window, *size) == []
            assert nameless(window) == []
