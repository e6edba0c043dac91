"""What the windows of the demo's desks show afterwards. No screen is needed."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.settings import Wishes, save_wishes
from tests.cli.command_tools import PASSWORD
from tests.demo.places import Country, Seat
from tests.flows.volunteer import Tray
from ui.tasks import Lane
from ui.window import Window
from ui.window.shell import Shell
from ui.window.world import World

WIDE, HIGH = 1366, 768
_SETTLED_MS = 700  # drawing, and what moves into its place
_PATIENCE_MS = 20_000


def take_pictures(country: Country, folder: Path) -> int:
    """Pages of all three desks as PNG, in Chinese, and one in English in the dark; answers how many."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    shown: tuple[tuple[str, Seat, Wishes, tuple[str, ...]], ...] = (
        ("chenguang", country.chenguang, Wishes(), ("today", "reception", "cases", "sync")),
        ("xiangyang", country.xiangyang, Wishes(), ("record", "totell")),
        ("town", country.town, Wishes(), ("office", "cases")),
        ("town-dark", country.town, Wishes(lang="en", theme="dark"), ("today", "settings")),
    )
    taken = 0
    for name, seat, wishes, pages in shown:
        save_wishes(seat.commands.home, wishes)
        with _unlocked(app, seat.commands.home) as window:
            for page in pages:
                shell = window.content
                assert isinstance(shell, Shell)
                shell.open(page)
                _wait(window)
                assert window.grab().save(str(folder / f"{name}-{page}.png"))
                taken += 1
    return taken


@contextmanager
def _unlocked(app: QApplication, home: Path) -> Iterator[Window]:
    """The real window of a desk, opened with its password."""
    lanes, tray = (Lane(), Lane(), Lane()), Tray()
    world = World(home, lambda: datetime.now(UTC), *lanes, lambda: tray)
    world.read_wishes()
    window = Window(app, world)
    window.start()
    window.show()
    _wait(window)
    window.resize(WIDE, HIGH)  # once it stands where it once stood
    _wait(window)
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setText(PASSWORD)
    QTest.keyClick(field, Qt.Key.Key_Return)
    _until(lambda: isinstance(window.content, Shell))
    try:
        yield window
    finally:
        window.close()
        for lane in lanes:
            lane.finish()


def _wait(window: Window) -> None:
    """Until the lane has read everything that was asked for so far, and the page was drawn."""
    for _ in range(3):
        read: list[bool] = []
        window.world.lane.run(lambda: None, lambda _none, read=read: read.append(True))
        _until(lambda read=read: bool(read))
    _rest(_SETTLED_MS)


def _until(true: Callable[[], bool]) -> None:
    waited = 0
    while not true():
        assert waited < _PATIENCE_MS, "the window did not get there"
        _rest(20)
        waited += 20


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
