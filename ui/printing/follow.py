"""Following a paper through the printer's queue."""

import time
from collections.abc import Callable

from desk.actions.printer_port import PrinterPort

EVERY_S = 1.0
PATIENCE = 10  # answers "unknown" in a row: the print service may be starting anew


def follow(
    port: PrinterPort,
    printer: str,
    job: int | None,
    deadline: float,
    sleep: Callable[[float], object] = time.sleep,
) -> str:
    """Asks every second what became of a job, until `deadline` (time.monotonic, seconds).

    Returns "printed", "failed", "unknown", or "pending" when the time is up or `sleep` answers true (the wait of a
    threading.Event does when the event is set: the desk is closing). Blocks: call it on a thread of its own.
    """
    if job is None:
        return "unknown"
    unknown = 0
    while True:
        outcome = port.outcome(printer, job)
        unknown = unknown + 1 if outcome == "unknown" else 0
        if outcome in ("printed", "failed") or unknown >= PATIENCE:
            return outcome
        if time.monotonic() + EVERY_S > deadline or sleep(EVERY_S):
            return outcome
