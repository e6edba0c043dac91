"""Nobody at the desk: after ten minutes without a key or a click it locks, and when the computer was asleep."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

MINUTES = 10
LOOK_MS, ASLEEP_S = 5_000, 60.0  # a look that comes so much too late was slept through
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class IdleWatch(QObject):
    """Watches the native window, where input arrives first."""

    def __init__(self, window: QWidget, lock: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True, interval=MINUTES * 60 * 1000)
        self._timer.timeout.connect(lock)
        self._looked = since_boot()
        self._round = QTimer(self, interval=LOOK_MS)
        self._round.timeout.connect(self._look)
        self._locks = lock
        # what an input method composes never passes the window as keys, but the cursor moves
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._seen)

    def begin(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)
        self._timer.start()
        self._looked = since_boot()
        self._round.start()

    def end(self) -> None:
        self._timer.stop()
        self._round.stop()

    def _look(self) -> None:
        before, self._looked = self._looked, since_boot()
        if self._looked - before > ASLEEP_S:
            self._locks()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._seen()
        return False

    def _seen(self) -> None:
        if self._timer.isActive():
            self._timer.start()


def since_boot() -> float:
    """Seconds, with those that the computer slept."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()
