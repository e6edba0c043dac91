"""The session ends (log-out, SIGTERM): the window closes as if by hand, so that nothing typed is lost."""

import os
import signal
import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget


def close_when_told(window: QWidget) -> None:
    """A signal wakes the event loop through a pipe; elsewhere than on POSIX Qt closes windows by itself."""
    if sys.platform == "win32":
        return
    listening, ringing = os.pipe()
    for end in (listening, ringing):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(ringing, warn_on_full_buffer=False)
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(told, lambda _number, _frame: None)
    bell = QSocketNotifier(listening, QSocketNotifier.Type.Read, window)

    def close() -> None:
        os.read(listening, 64)
        window.close()

    bell.activated.connect(close)
