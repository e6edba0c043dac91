"""`make pictures`: the pictures of the README, taken of the real window over a made-up morning (docs/pictures)."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.flows.volunteer import Tray
from tests.pictures.stage import PASSWORD, TITLE, WORDS, clock, make_station
from ui.tasks import Lane
from ui.window import Window
from ui.window.shell import Shell
from ui.window.world import World

FOLDER = Path(__file__).parents[2] / "docs/pictures"
LANGUAGES = ("zh", "en")
SIZE = (1366, 768)
COLOURS = 64  # a window of text needs no more, and the pictures stay small
PATIENCE, STILL = 30.0, 0.7  # seconds: until the window answers, and until nothing moves any more


class Camera:
    """Before an open window."""

    def __init__(self, window: Window, folder: Path, lang: str) -> None:
        self.window, self.folder, self.lang = window, folder, lang

    def open(self, page: str) -> None:
        shell = self.window.content
        assert isinstance(shell, Shell)
        shell.open(page)
        settle(STILL)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        settle(0.2)

    def say(self, text: str) -> None:
        """As an input method hands it over."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        settle(0.2)

    def take(self, name: str) -> Path:
        settle(STILL)
        path = self.folder / f"{name}.{self.lang}.png"
        self.window.grab().save(str(path))
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        return path


def take_all(home: Path, folder: Path, lang: str) -> list[Path]:
    """Today, Record, Reception and To tell, in one language."""
    with open_window(home, lang) as window:
        camera = Camera(window, folder, lang)
        unlock(camera)
        camera.open("record")
        camera.say(WORDS)
        camera.press(Qt.Key.Key_Tab)
        camera.say(TITLE)
        taken = [camera.take("record")]
        camera.open("today")
        taken.append(camera.take("today"))
        camera.open("reception")
        camera.say(WORDS)
        taken.append(camera.take("reception"))
        camera.open("totell")
        camera.press(Qt.Key.Key_Return)
        taken.append(camera.take("totell"))
    return taken


@contextmanager
def open_window(home: Path, lang: str) -> Iterator[Window]:
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


def unlock(camera: Camera) -> None:
    wait(lambda: camera.window.width() == SIZE[0] and QApplication.focusWidget() is not None)
    settle(STILL)
    for char in PASSWORD:
        QTest.keyClick(camera.window.windowHandle(), char)
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


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="minsheng-pictures-") as home:
            make_station(Path(home))
            for path in take_all(Path(home), folder, lang):
                print(f"{path.name:22} {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
