"""How soon the lock page stands there, and how soon after Enter the desk can be used."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.stage import PASSWORD, make_desk
from tests.bench.table import tell

ROUNDS = 9
_BARE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["bare"])
for font in sorted(Path("resources/fonts").glob("*.ttf")):
    QFontDatabase.addApplicationFont(str(font))
app.setFont(QFont("Noto Sans SC", 12))
window = QLabel("谁在值班？")
window.resize(1366, 768)
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print(time.monotonic() - float(sys.argv[1])), app.quit()))
        return False
eye = Eye()
window.installEventFilter(eye)
window.show()
app.exec()
"""
_DESK = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import ui.app
from ui.pages.lock import LockPage
from ui.pages.page import Page
start, home, secret = float(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
class Eye(QObject):
    seen = entered = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if not self.seen and isinstance(watched, LockPage):
                self.seen = time.monotonic()
                QTimer.singleShot(100, self.enter)
            elif self.entered and isinstance(watched, Page) and watched.isVisible():
                print(self.seen - start, time.monotonic() - self.entered)
                self.entered = 0.0
                QTimer.singleShot(0, window[0].close)
        return False
    def enter(self):
        QTest.keyClicks(QApplication.focusWidget(), secret)
        self.entered = time.monotonic()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
eye, window = Eye(), []
first_start = ui.app.Window.start
def begin(self):
    window.append(self)
    QApplication.instance().installEventFilter(eye)
    first_start(self)
    self.activateWindow()
ui.app.Window.start = begin
sys.exit(ui.app.run_window(home))
"""


def measure(folder: Path) -> None:
    make_desk(folder / "desk").close()
    bare, lock, usable = [], [], []
    for _ in range(ROUNDS):
        bare.append(_child(_BARE)[0])
        seen, opened = _child(_DESK, str(folder / "desk"), PASSWORD)
        lock.append(seen)
        usable.append(opened)
    ratio = statistics.median(a / b for a, b in zip(lock, bare, strict=True))
    floor = f"a bare window with the same font, {statistics.median(bare) * 1000:.0f} ms"
    tell("lock page painted", ratio, "x", 2.5, digits=2, beside=floor)
    middle, slowest = statistics.median(usable), max(usable)
    tell("unlocked to usable", slowest, "s", 1, digits=2, beside=f"the slowest of {ROUNDS}; median {middle:.2f} s")


def _child(program: str, *words: str) -> list[float]:
    """The seconds that a fresh process reports."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program, str(time.monotonic()), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return [float(word) for word in done.stdout.split()]
