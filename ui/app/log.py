"""The log of the window: the desk's own, and what goes wrong in a thread goes there too."""

import threading
from pathlib import Path

from desk import log as desk_log
from desk.log import describe, log, log_error

__all__ = ["describe", "log", "log_error", "open_log"]


def open_log(home: Path) -> None:
    """Logs into the home folder as the command line does; a folder that cannot be written to gets no log."""
    desk_log.open_log(home)
    threading.excepthook = lambda told: log_error(told.exc_value)
