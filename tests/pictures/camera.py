"""A camera before the real window of a desk, in front of which somebody sits who types."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.flows.volunteer import Tray, say_to
from ui.tasks import Lane
from ui.window import Window
from ui.window.shell import Shell
from ui.window.world import World

SIZE = (1366, 768)
COLOURS = 64  # a window of text needs no more, and the pictures stay small
PATIENCE, STILL = 30.0, 0.7  # seconds: until the window answers, and until nothing moves any more


class Camera:
    """Before an open window."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self.folder = window, folder

    def open(self, page: str) -> None:
        shell = self.window.content
        assert isinstance(shell, Shell)
        shell.open(page)
        settle(STILL)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        settle(0.2)

    def say(self, text: str) -> None:
        say_to(self.window, text)
        settle(0.2)

    def take(self, name: str) -> Path:
        settle(STILL)
        path = self.folder / f"{name}.png"
        self.window.grab().save(str(path))
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        return path


@contextmanager
def open_window(home: Path, clock: Callable[[], datetime], lang: str = "") -> Iterator[Window]:
    """The real window of a home folder, as wide as the pictures; no screen is needed."""
    app = QApplication.instance() or QApplication(["pictures"])
    assert isinstance(app, QApplication)
    lanes = Lane(), Lane(), Lane()
    world = World(home, clock, *lanes, Tray, lang=lang)
    world.read_wishes()
    window = Window(app, world)
    window.start()
    window.show()
    wait(lambda: window.windowHandle() is not None and window.windowHandle().isExposed())
    window.resize(*SIZE)  # wider than the screen that nobody sees
    try:
        yield window
    finally:
        window.close()
        for lane in reversed(lanes):
            lane.finish()


def unlock(camera: Camera, password: str) -> None:
    wait(lambda: camera.window.width() == SIZE[0] and QApplication.focusWidget() is not None)
    settle(STILL)
    camera.say(password)
    camera.press(Qt.Key.Key_Return)
    wait(lambda: isinstance(camera.window.content, Shell))
    settle(STILL)


def wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise TimeoutError("the window does not answer")
        settle(0.05)


def settle(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
