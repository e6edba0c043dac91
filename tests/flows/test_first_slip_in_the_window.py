"""From an empty folder to the slip in the hand, by key and input-method events to whatever has the focus."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.actions.lists import load_lists
from desk.actions.opening import open_desk
from desk.actions.printer_port import Handed
from desk.reads.cases import find_cases, read_case
from ui.printing.bitmap import PDFIUM
from ui.tasks import Lane
from ui.window import Window
from ui.window.world import World

NOW = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)  # a Monday, half past nine in Shanghai
WORDS = "阿拉小区夜里停车特别难，消防通道侪停满了，救护车也进勿来。顶好重新划一划车位线，好伐？"
PASSWORD = "chenguang-1"


@dataclass
class Tray:
    """A printer of ours: what it was given lies in the tray."""

    papers: list[bytes] = field(default_factory=list)

    def printers(self) -> tuple[str, ...]:
        return ("XP-80",)

    def default(self) -> str | None:
        return "XP-80"

    def state(self, printer: str) -> str:
        return "ready"

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        self.papers.append(pdf)
        return Handed(len(self.papers), "handed", "")

    def outcome(self, printer: str, job: int) -> str:
        return "printed"


@dataclass
class Volunteer:
    """Somebody with a keyboard and no mouse."""

    qtbot: QtBot
    window: Window
    keys: int = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        self.keys += 1

    def say(self, text: str) -> None:
        """Latin on the keys, Chinese by the input method."""
        if text.isascii():
            for char in text:
                QTest.keyClick(self.window.windowHandle(), char)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)

    def here(self) -> str:
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def at(self, name: str) -> None:
        self.until(lambda: self.here() == name, lambda: f"the focus is at {self.here()!r}, not at {name!r}")

    def go_to(self, name: str) -> None:
        for _ in range(40):
            if self.here() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")

    def until(self, true: Callable[[], bool], why: Callable[[], str]) -> None:
        def check() -> None:
            assert true(), why()

        self.qtbot.waitUntil(check, timeout=15_000)

    def reads(self, words: str) -> bool:
        """Whether the words stand on the screen, for eyes or for a screen reader."""
        parts = [part for part in self.window.findChildren(QWidget) if part.isVisible()]
        said = [part.text() if isinstance(part, QLabel) else part.accessibleName() for part in parts]
        return any(words in text for text in said)

    def sees(self, words: str) -> None:
        self.until(lambda: self.reads(words), lambda: f"{words!r} is nowhere on the screen")


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def volunteer(qapp: QApplication, qtbot: QtBot, tmp_path: Path, tray: Tray) -> Iterator[Volunteer]:
    """Before a new computer: an empty folder, the window just opened."""
    lane, spool, line = Lane(), Lane(), Lane()
    failed: list[BaseException] = []
    lane.failed.connect(failed.append)
    spool.failed.connect(failed.append)
    window = Window(qapp, World(tmp_path / "home", lambda: NOW, lane, spool, line, lambda: tray))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.start()
        window.show()
    window.resize(1366, 768)
    window.activateWindow()
    yield Volunteer(qtbot, window)
    window.close()
    spool.finish()
    lane.finish()
    line.finish()
    assert not failed, failed


def found(volunteer: Volunteer) -> None:
    """The first run."""
    volunteer.at("区划代码")
    volunteer.say("310116113001")
    volunteer.go_to("站点名称")
    volunteer.say("晨光居民区征集点")
    volunteer.go_to("值班人")
    volunteer.say("卫某")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("密码")
    volunteer.say(PASSWORD)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("再输一遍")
    volunteer.say(PASSWORD)
    volunteer.press(Qt.Key.Key_Return)


def test_a_volunteer_founds_a_station_and_hands_over_the_first_slip(
    volunteer: Volunteer, tray: Tray, tmp_path: Path
) -> None:
    found(volunteer)
    volunteer.sees("请现在就抄下来")
    volunteer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    volunteer.at("原话")
    volunteer.say(WORDS)
    volunteer.press(Qt.Key.Key_Tab)
    volunteer.say("建议小区重新划线解决晚间停车")
    volunteer.go_to("姓名")
    volunteer.say("柏某")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("电话")
    volunteer.say("13900000103")
    volunteer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    volunteer.sees("已存本机")
    volunteer.until(lambda: len(tray.papers) == 1, lambda: "no slip came out")

    printed = read_pdf(tray.papers[0])
    desk = open_desk(tmp_path / "home", lambda: NOW, load_lists(), password=PASSWORD)
    (row,) = find_cases(desk.vault, desk.lens).rows
    case = read_case(desk.vault, desk.lens, row.id)
    desk.close()
    assert case.fields["original_text"] == WORDS
    assert case.fields["suggester"]["phone"] == "13900000103"  # type: ignore[index]
    number = f"{row.number[:3]}-{row.number[3:6]}-{row.number[6:]}"
    assert number in printed
    assert "建议小区重新划线解决晚间停车" in printed
    assert "139****0103" in printed
    assert "13900000103" not in printed
    assert "2026年11月6日" in printed  # sixty days later, a Friday
    volunteer.sees(number)
    volunteer.press(Qt.Key.Key_F2)
    volunteer.at("原话")
    volunteer.press(Qt.Key.Key_F4)
    volunteer.say(row.number[2:6])
    volunteer.sees("1 件")
    volunteer.sees("建议小区重新划线解决晚间停车")


def read_pdf(pdf: bytes) -> str:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            text = document[0].get_textpage().get_text_bounded()
        finally:
            document.close()
    return "".join(text.split())
