"""A reception on a real X server: a number by keys, the call screen beside the desk, which keeps the focus."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from counter import PASSWORD

PATIENCE_S = 60
PROGRAM = """
    import sys, time
    from pathlib import Path
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from desk.actions.sessions import open_session
    from desk.reads.station import read_station
    from desk.settings import Wishes
    from fit import fixed_now
    from plain_window import Printer
    from ui.pages.gate import Gate
    from ui.pages.page import Workplace
    from ui.tasks import Lane
    from ui.theme import Look, dress
    from ui.window.shell import Shell

    def until(true):
        end = time.monotonic() + 20
        while not true() and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)
        return bool(true())

    app = QApplication([])
    look = Look()
    dress(app, look)
    desk = Gate(Path(sys.argv[1]), fixed_now).open("", sys.argv[2])
    open_session(desk)
    lane, spool = Lane(), Lane()
    shell = Shell(Workplace(desk, read_station(desk.vault), look, lane, spool, Printer(), Wishes, fixed_now))
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    shell.open("reception")
    page = shell.page()
    keys = lambda key, held=Qt.KeyboardModifier.NoModifier: QTest.keyClick(shell.windowHandle(), key, held)
    print(QGuiApplication.platformName(), until(lambda: page.part.isVisible() and shell.isActiveWindow()))
    keys(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keys(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    print("number", until(lambda: page.part.queue.model.rowCount() == 1))
    keys(Qt.Key.Key_F11)
    print("screen", until(lambda: page.calling.window is not None and page.calling.window.isVisible()))
    print("focus", until(lambda: app.activeWindow() is shell))
    keys(Qt.Key.Key_F6)
    print("called", until(lambda: "A01" in page.calling.window.spoken()))
    print("picture", page.calling.window.grab().toImage().pixelColor(5, 5).name())
    page.calling.close()
    shell.hide()
    for one in (spool, lane):
        one.finish()
    desk.close()
"""


@pytest.mark.screen
def test_a_number_is_taken_and_called_beside_the_call_screen(screen: str, station: Path) -> None:
    paths = os.pathsep.join([*sys.path, str(Path(__file__).parents[1] / "window")])
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": screen,
        "WAYLAND_DISPLAY": "",
    }
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(station), PASSWORD]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.stdout.splitlines() == [
        "xcb True",
        "number True",
        "screen True",
        "focus True",
        "called True",
        "picture #ffffff",
    ], done.stderr
