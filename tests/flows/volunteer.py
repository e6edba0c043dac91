"""Somebody at a keyboard before the real window, and a tray in which the papers lie."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.actions.printer_port import Handed
from ui.printing.bitmap import PDFIUM
from ui.tasks import Lane
from ui.window import Window
from ui.window.shell import Shell
from ui.window.world import World


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

    def waiting(self, printer: str) -> int:
        return 0

    def takes(self, printer: str, size: str) -> bool:
        return True

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

    def turn_to(self) -> None:
        """To this window, of several."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, lambda: "the window does not come to the front")

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        self.keys += 1

    def open(self, page: str) -> None:
        """Through the rail, by its number."""
        shell = self.window.content
        assert isinstance(shell, Shell)
        number = list(shell.rail.buttons).index(page)
        self.press(Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.AltModifier)

    def say(self, text: str) -> None:
        say_to(self.window, text)

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


def say_to(window: Window, text: str) -> None:
    """Latin on the keys, Chinese by the input method."""
    if text.isascii():
        for char in text:
            QTest.keyClick(window.windowHandle(), char)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


@contextmanager
def before_window(
    qapp: QApplication, qtbot: QtBot, home: Path, clock: Callable[[], datetime], tray: Tray
) -> Iterator[Volunteer]:
    """The window of a home folder, just opened; nothing that failed may go unsaid."""
    lane, spool, line = Lane(), Lane(), Lane()
    failed: list[BaseException] = []
    lane.failed.connect(failed.append)
    spool.failed.connect(failed.append)
    window = Window(qapp, World(home, clock, lane, spool, line, lambda: tray))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.start()
        window.show()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window._look.room == "wide", timeout=15_000)  # wider than it first stood: built anew
    window.activateWindow()
    try:
        yield Volunteer(qtbot, window)
    finally:
        window.close()
        spool.finish()
        lane.finish()
        line.finish()
    assert not failed, failed


def read_pdf(pdf: bytes) -> str:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            text = document[0].get_textpage().get_text_bounded()
        finally:
            document.close()
    return "".join(text.split())
