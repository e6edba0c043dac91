"""Printers: a finished PDF goes to a queue, and what the queue reports is the truth."""

import sys

from desk.actions.printer_port import PrinterPort
from ui.printing.follow import follow
from ui.printing.words import state_text, trial_text

__all__ = ["follow", "printer_port", "state_text", "trial_text"]


def printer_port() -> PrinterPort:
    """The printers of this computer, for the window and the command line alike. Safe on any thread."""
    if sys.platform == "win32":
        from ui.printing.qt import QtPort

        return QtPort()
    from ui.printing.cups import CupsPort

    return CupsPort()
