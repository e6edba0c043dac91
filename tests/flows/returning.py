"""The commonest five minutes of a counter: somebody comes again, says sixty characters, and leaves with a slip."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from volunteer import Tray, Volunteer

from desk.actions.cases import record_case, record_cases
from desk.actions.lists import load_lists
from desk.actions.opening import Founding, found_station
from tests.bench.stage import form

PASSWORD = "chenguang-1"
PERSON = {"name": "柏某某", "phone": "13900000103", "address": "晨光村 3 号"}
WORDS = (
    "小区夜里停车特别难，消防通道都停满了，救护车也进不来。"
    "最好重新划一划车位线，再把僵尸车拖走，跟隔壁学校商量商量夜里借操场停停。"
)
CTRL = Qt.KeyboardModifier.ControlModifier
_BATCH = 1_000


@dataclass(frozen=True)
class Cost:
    """Keys beyond the words themselves, seconds, and the longest the window was deaf, in ms."""

    keys: int
    seconds: float
    deaf: float


class Watchdog(QObject):
    """Ticks in the window's own loop; where a tick comes late, the window was deaf for that long."""

    EVERY_MS = 5

    def __init__(self) -> None:
        super().__init__()
        self.worst, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=self.EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, (now - self._last) * 1000 - self.EVERY_MS)
        self._last = now

    def end(self) -> None:
        self._timer.stop()


def furnish(home: Path, clock: Callable[[], datetime], cases: int) -> None:
    """A station with so many cases, the person's among them."""
    desk = found_station(
        home, Founding("310116113001", "晨光居民区征集点", "point", "卫某", PASSWORD), clock, load_lists()
    ).desk
    chance = random.Random(5)
    for first in range(0, cases, _BATCH):
        record_cases(desk, [form(chance) for _ in range(first, min(first + _BATCH, cases))])
    record_case(desk, {"title": "东门路灯", "suggester": PERSON})
    desk.close()


def unlock(volunteer: Volunteer) -> None:
    volunteer.at("密码")
    volunteer.say(PASSWORD)
    volunteer.press(Qt.Key.Key_Return)
    volunteer.at("登记一件")
    volunteer.press(Qt.Key.Key_F2)
    volunteer.at("原话")


def come_again(volunteer: Volunteer, tray: Tray) -> Cost:
    """From the blank form to the slip in the tray and the next blank form."""
    dog, papers = Watchdog(), len(tray.papers)
    began, keys = time.perf_counter(), volunteer.keys
    volunteer.say(WORDS)
    volunteer.press(Qt.Key.Key_G, CTRL)
    volunteer.at("姓名")
    for digit in "0103":
        volunteer.press(Qt.Key(ord(digit)))
    volunteer.sees("柏* 139****0103")
    volunteer.press(Qt.Key.Key_Return)
    volunteer.press(Qt.Key.Key_Return, CTRL)
    volunteer.until(lambda: len(tray.papers) > papers, lambda: "no slip came out")
    volunteer.sees("已存本机")
    volunteer.press(Qt.Key.Key_F2)
    volunteer.at("原话")
    dog.end()
    return Cost(volunteer.keys - keys, time.perf_counter() - began, dog.worst)
