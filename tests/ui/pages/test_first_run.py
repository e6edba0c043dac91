"""The first time, from an empty folder to an open desk, by keyboard."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from counter import PASSWORD, WORDS, Show
from first_run import at, empty, found, key, page, printer, type_in, ways, words
from fit import SCALES, SIZES, fixed_now, misfits, nameless
from hand import Paper
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.actions.keeping import backup_desk
from desk.errors import BadEnvironment
from desk.reads.station import read_station
from desk.settings import Wishes
from ui.pages import division
from ui.pages.founding import ROUTES, FoundingPage
from ui.pages.founding_facts import Outcome
from ui.pages.founding_parts import Ways
from ui.pages.gate import Gate, named_troubles
from ui.theme import Look, dress
from ui.widgets.button import Button

__all__ = ["empty", "page", "printer", "ways"]


def test_a_station_is_founded_without_a_mouse(page: FoundingPage, qtbot: QtBot, empty: Gate) -> None:
    key(Qt.Key.Key_Return)
    at(page, "station", qtbot)
    for text in (WORDS.code, WORDS.name):
        type_in(text)
        key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Tab)
    type_in(WORDS.operator)
    key(Qt.Key.Key_Return)
    at(page, "law", qtbot)
    for text in ("山阳镇人民政府", "3 年", "", ""):
        type_in(text)
        key(Qt.Key.Key_Return)
    at(page, "password", qtbot)
    for _ in range(2):
        type_in(PASSWORD)
        key(Qt.Key.Key_Return)
    at(page, "recovery", qtbot)
    code = page.recovery.code.text()
    assert len(code.split("-")) == 5
    key(Qt.Key.Key_Return)
    assert "勾上" in page.recovery.unkept.text()  # an Enter too many does not pass it by
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Return)
    at(page, "printer", qtbot)
    qtbot.waitUntil(page.printer.has_printer, timeout=10_000)
    key(Qt.Key.Key_Return)
    at(page, "end", qtbot)
    assert "还有 2 处空着" in words(page)
    with qtbot.waitSignal(page.opened, timeout=5000) as opened:
        key(Qt.Key.Key_Return)
    station = read_station(opened.args[0].vault)
    assert (station.handler, station.keep, station.phone) == ("山阳镇人民政府", "3 年", None)
    opened.args[0].close()
    empty.check_code(code)
    empty.open(WORDS.operator, PASSWORD).close()


def test_the_way_back_keeps_what_was_typed_and_ends_where_the_station_was_founded(
    page: FoundingPage, qtbot: QtBot
) -> None:
    key(Qt.Key.Key_Return)
    page.station.fill(WORDS)
    page.go_on()
    at(page, "law", qtbot)
    for before in ("station", "choice"):
        key(Qt.Key.Key_Escape)
        assert page._at == before
    key(Qt.Key.Key_Return)
    assert page.station.typed() == WORDS
    found(page, qtbot)
    key(Qt.Key.Key_Escape)
    assert page._at == "recovery"
    page.recovery.kept.setChecked(True)
    page.go_on()
    key(Qt.Key.Key_Escape)
    assert page._at == "recovery"
    assert page.recovery.kept.isChecked()


def test_a_test_slip_goes_to_the_printer_and_what_it_says_stands_below(
    page: FoundingPage, qtbot: QtBot, printer: Paper
) -> None:
    found(page, qtbot)
    page.recovery.kept.setChecked(True)
    page.go_on()
    at(page, "printer", qtbot)
    qtbot.waitUntil(page.printer.has_printer, timeout=10_000)
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.printer.trial
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已经交给打印机" in page.printer.note.text(), timeout=10_000)
    assert printer.titles == ["test"]
    printer.reason = "queue_rejecting"
    page.printer.trial.click()
    qtbot.waitUntil(lambda: "已经交给打印机" not in page.printer.note.text(), timeout=10_000)
    assert page.printer.note.text()


def test_the_arrows_choose_and_the_sample_station_is_one_of_the_ways(page: FoundingPage, qtbot: QtBot) -> None:
    for wanted in ("join", "restore", "sample"):
        key(Qt.Key.Key_Down)
        assert page.choice.code() == wanted
    with qtbot.waitSignal(page.sample_requested, timeout=5000):
        page.go_on()


def test_who_joins_is_asked_for_the_office_and_nothing_is_lost_when_it_does_not_answer(
    page: FoundingPage, qtbot: QtBot
) -> None:
    page.choice.fill("join")
    page.go_on()
    page.station.fill(WORDS)
    page.go_on()
    at(page, "law", qtbot)
    page.go_on()
    at(page, "hub", qtbot)
    page.go_on()
    assert "上级地址还没填" in words(page) or "地址" in page.hub.form.url.note.text()
    page.hub.fill(("https://127.0.0.1:9", "12345678", ""))
    page.go_on()
    at(page, "password", qtbot)
    page.password.fill((PASSWORD, PASSWORD))
    page.go_on()
    at(page, "recovery", qtbot)
    qtbot.waitUntil(lambda: page._joiner.state == "failed", timeout=30_000)
    page._show("end")
    assert "还没有接上" in words(page)
    left = page.unjoined()
    assert left is not None
    assert left[:3] == ("https://127.0.0.1:9", "12345678", "")
    assert page._outcome.desk is not None
    assert read_station(page._outcome.desk.vault).name == WORDS.name


def test_another_computer_brings_the_station_back(
    page: FoundingPage, qtbot: QtBot, founded: tuple[Path, str], station: Path, tmp_path: Path
) -> None:
    old = Gate(station, fixed_now).open("", PASSWORD)
    backup = backup_desk(old, tmp_path / "stick").path
    old.close()
    page.choice.fill("restore")
    page.go_on()
    page.go_on()
    assert "mbackup" in page.restore.file.note.text()
    no_backup = tmp_path / "letter.mbackup"
    no_backup.write_text("no zip", encoding="utf-8")
    page.restore.take_file(str(no_backup))
    page.restore.password.line.setText(PASSWORD)
    page.go_on()
    qtbot.waitUntil(lambda: not page.busy() and "备份" in page.restore.file.note.text(), timeout=20_000)
    page.restore.take_file(str(backup))
    page.restore.password.line.setText("not it")
    page.go_on()
    qtbot.waitUntil(lambda: "密码" in page.restore.password.noted.note.text(), timeout=20_000)
    new = "晨光-新密码"
    page.restore.fill((str(backup), "code", "", founded[1], new, new))
    page.go_on()
    at(page, "printer", qtbot)
    page.go_on()
    assert "恢复好了" in words(page)
    assert page._outcome.desk is not None
    page._outcome.desk.close()
    again = page._ways.gate.open("", new)
    assert read_station(again.vault).name == WORDS.name
    again.close()


def test_what_is_missing_is_told_at_its_field(page: FoundingPage, qtbot: QtBot) -> None:
    page.go_on()
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
    page._show("password")
    page.password.fill(("123", "123"))
    page.go_on()
    qtbot.waitUntil(lambda: "6" in page.password._first.noted.note.text(), timeout=10_000)
    assert not (empty.home / "keyring.json").exists()


def test_a_folder_that_refuses_is_told_in_a_sentence(
    dressed: Look, ways: Ways, tmp_path: Path, shown: Show, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    page = FoundingPage(dressed, replace(ways, gate=Gate(tmp_path / "file" / "home", fixed_now)))
    shown(page, 1366, 768)
    page.station.fill(WORDS)
    page._show("password")
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
    page._show("password")
    page.password.fill((PASSWORD, PASSWORD + "x"))
    page.go_on()
    assert "两遍密码不一样" in words(page)


def test_a_place_is_found_by_its_name_and_taken_with_a_click(page: FoundingPage, qtbot: QtBot) -> None:
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.station._divisions), timeout=10_000)
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


def test_another_language_keeps_what_was_typed(page: FoundingPage, qtbot: QtBot, ways: Ways, shown: Show) -> None:
    page.station.fill(WORDS)
    page.law.fill({"keep": "3 年"})
    page._show("password")
    page.password.fill((PASSWORD, "half"))
    with qtbot.waitSignal(page.language_requested) as asked:
        next(button for button in page.findChildren(Button) if button.word() == "English").click()
    assert asked.args == ["en"]
    other = FoundingPage(Look(lang="en"), ways)
    shown(other, 1366, 768)
    other.recall(page.memory())
    assert other.station.typed() == WORDS
    assert other.password.typed() == (PASSWORD, "half")
    assert other.law.answers() == {"keep": "3 年"}
    assert "Think of a password" in words(other)


def test_the_code_is_saved_to_a_file_on_request(page: FoundingPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.recovery.show_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", WORDS.name)
    page._show("recovery")
    page.recovery.save_to(tmp_path / "code.txt")
    qtbot.waitUntil(lambda: "存好了" in words(page))
    assert "AAAAA-BBBBB" in (tmp_path / "code.txt").read_text(encoding="utf-8")
    page.recovery.save_to(tmp_path / "no such folder" / "code.txt")
    qtbot.waitUntil(lambda: "文件写不进去" in words(page))


def test_the_code_is_printed_on_whatever_sheet_there_is(page: FoundingPage, qtbot: QtBot, ways: Ways) -> None:
    tray = Paper(sizes={"HP": ("A4",)})
    page.recovery._ways = replace(ways, printers=lambda: tray, wishes=lambda: Wishes(printer="HP"))
    page.recovery.show_code("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", WORDS.name)
    page._show("recovery")
    page.recovery.print.click()
    qtbot.waitUntil(lambda: "已交给打印机" in words(page), timeout=20_000)
    assert (tray.used, tray.titles) == (["HP"], ["minsheng-desk"])
    tray.reason = "queue_rejecting"
    page.recovery.print.click()
    qtbot.waitUntil(lambda: "没有打印机接下" in words(page), timeout=20_000)


def test_without_a_printer_one_goes_on_all_the_same(page: FoundingPage, qtbot: QtBot, ways: Ways) -> None:
    page.printer._ways = replace(ways, printers=lambda: Paper(there=False))
    page._show("printer")
    qtbot.waitUntil(lambda: "这台电脑还没有打印机" in words(page), timeout=20_000)
    page.go_on()
    assert "还没有打印机" in words(page)


def test_the_chosen_printer_is_told(page: FoundingPage, qtbot: QtBot) -> None:
    chosen: list[str] = []
    page.printer_chosen.connect(chosen.append)
    page._show("printer")
    qtbot.waitUntil(page.printer.has_printer, timeout=20_000)
    key(Qt.Key.Key_Tab)
    page.printer.choice.buttons()[1].click()  # type: ignore[union-attr]
    assert chosen == ["XP-80"]


@pytest.mark.parametrize(
    ("code", "level"),
    [("310000000000", "city"), ("310116000000", "district"), ("310116113000", "town"), ("310116113001", "village")],
)
def test_the_zeros_of_a_code_tell_its_level(code: str, level: str) -> None:
    assert division.level_of(code) == level


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_and_everything_named(
    size: tuple[int, int], scale: float, lang: str, ways: Ways, shown: Show, qtbot: QtBot
) -> None:
    look = Look("dark" if lang == "en" else "light", scale, lang, size[0])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, look)
    page = FoundingPage(look, ways)
    shown(page, *size)
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.station._divisions), timeout=10_000)
    page.station.code.field.set_text("山阳")
    page.station.fail("code", "站点代码是 12 位数字。请向街镇核对。")
    page._outcome = Outcome(None, "WWWWW-WWWWW-WWWWW-WWWWW-WWWWW", WORDS.name, WORDS.operator, 1)
    for by in ("password", "code"):
        page.choice.fill("restore")
        page.restore.fill(("", by, "", "", "", ""))
        page._show("restore")
        assert misfits(page, *size) == []
    page.choice.fill("join")
    for name in ROUTES["join"]:
        page._show(name)
        if name == "recovery":
            page.recovery.is_kept()
        assert misfits(page, *size) == [], name
        assert nameless(page) == []


def test_a_place_is_found_by_its_name_and_taken_by_the_keys(page: FoundingPage, qtbot: QtBot) -> None:
    key(Qt.Key.Key_Return)
    at(page, "station", qtbot)
    qtbot.waitUntil(lambda: bool(page.station._divisions), timeout=10_000)
    type_in("山阳镇")
    qtbot.waitUntil(page.station._offers.isVisible, timeout=10_000)
    key(Qt.Key.Key_Tab)
    assert page.station._offers.isAncestorOf(QApplication.focusWidget())
    key(Qt.Key.Key_Return)
    assert division.is_code(page.station.code.field.text())
    assert QApplication.focusWidget() is page.station.name.field


@pytest.mark.parametrize("first", ["", "12345"])
def test_a_password_that_is_too_short_is_said_where_it_was_typed(page: FoundingPage, qtbot: QtBot, first: str) -> None:
    page.password.fill((first, "123456"))
    assert not page.password.agrees()
    assert page.password._first.noted.note.text()
    assert not page.password._second.noted.note.text()
