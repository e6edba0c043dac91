"""Memory of the window with 50,000 cases, at rest on the list of cases after a search."""

import os
import random
import subprocess
import sys
from pathlib import Path

from desk.actions.importing import import_cases
from tests.bench.stage import PASSWORD, make_desk, words
from tests.bench.table import tell

CASES = 50_000
_DESK = """
import re, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import ui.app
from ui.window.shell import Shell
home, secret = Path(sys.argv[1]), sys.argv[2]
window = []
first_start = ui.app.Window.start
def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
def begin(self):
    window.append(self)
    first_start(self)
    self.activateWindow()
    QTimer.singleShot(500, enter)
def enter():
    QTest.keyClicks(QApplication.focusWidget(), secret)
    press(Qt.Key.Key_Return)
    QTimer.singleShot(3000, look)
def look():
    assert isinstance(window[0].content, Shell)
    QTest.keyClick(window[0], Qt.Key.Key_F4)
    QTimer.singleShot(2000, find)
def find():
    QTest.keyClicks(QApplication.focusWidget(), "2")
    QTimer.singleShot(2000, report)
def report():
    status = Path("/proc/self/status").read_text()
    print(*(re.search(name + r":\\s+(\\d+)", status)[1] for name in ("VmRSS", "VmHWM")))
    window[0].close()
ui.app.Window.start = begin
sys.exit(ui.app.run_window(home))
"""


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "desk"), random.Random(5)
    lines = ["id,user,topic,submitted_at,text"]
    for n in range(CASES):
        day = f"20{chance.randint(19, 25)}/{chance.randint(1, 12)}/{chance.randint(1, 28)} 9:32:09"
        said = words(chance, int(60 + chance.expovariate(1 / 140)))
        lines.append(f"{n},王{n},{words(chance, 16)},{day},{said}")
    import_cases(desk, "\n".join(lines).encode())
    desk.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _DESK, str(folder / "desk"), PASSWORD]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    rests, peak = (int(word) / 1024 for word in done.stdout.split())
    tell(
        f"memory of the window with {CASES:,} cases",
        peak,
        "MB",
        200,
        digits=0,
        beside=f"at most; {rests:.0f} MB at rest",
    )
