"""A hub that never answers holds neither a lane nor the program."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import PASSWORD
from exchanged import enrolled
from pytestqt.qtbot import QtBot

from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import open_desk
from ui.tasks import Lane

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def silent_hub() -> Iterator[str]:
    """Takes every connection and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    server.close()


def test_a_lane_can_be_left_before_its_work_is_done(qtbot: QtBot) -> None:
    lane, gate = Lane(), threading.Event()
    lane.run(gate.wait)
    assert not lane.finish(0)
    gate.set()
    assert lane.finish()


def test_the_program_ends_while_the_hub_is_silent(station: Path, silent_hub: str) -> None:
    desk = open_desk(station, computer_clock, load_lists(), password=PASSWORD)
    enrolled(desk, url=silent_hub)
    desk.close()
    script = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.app as root
from ui.pages.lock import LockPage
from ui.window.shell import Shell

class Driven(root.Window):
    def start(self):
        super().start()
        self.timer = QTimer(self, interval=50)
        self.timer.timeout.connect(self.drive)
        self.timer.start()

    def drive(self):
        if isinstance(self.content, LockPage) and not self.content.busy():
            self.content._secret.line.setText({PASSWORD!r})
            self.content._unlock()
        elif isinstance(self.content, Shell) and self._traffic.standing.slow:
            print(self.content.status.sync.word(), flush=True)
            self.timer.stop()
            self.close()

root.Window = Driven
sys.exit(root.run_window(Path({str(station)!r})))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=50,  # less than a hub has to answer
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "正在和上级往来"), done.stderr
