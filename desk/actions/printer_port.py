"""The door to printers: what the desk asks of them. The interface hands in who answers; the desk knows no Qt."""

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Handed:
    """What became of handing a paper over.

    `reason` is "", "no_such_printer", "size_not_taken", "queue_rejecting", "queue_disabled" (taken, and held
    while the printer is paused), "cups_down" (the print service does not answer) or "printing_failed".
    """

    job: int | None
    outcome: Literal["handed", "refused"]
    reason: str


class PrinterPort(Protocol):
    """Printers as the desk sees them. A call may wait seconds for the print service: never on the window's thread."""

    def printers(self) -> tuple[str, ...]:
        """The names of the printers of this computer."""
        ...

    def default(self) -> str | None:
        """The printer to use when nobody chose one."""
        ...

    def state(self, printer: str) -> str:
        """One of "ready", "empty" (no paper), "jammed", "open" (a door or cover), "offline", "disabled" (paused),
        "rejecting", "gone", "down" (the print service does not answer)."""
        ...

    def waiting(self, printer: str) -> int:
        """How many papers are in its queue; 0 when nobody knows."""
        ...

    def takes(self, printer: str, size: str) -> bool:
        """Whether it has sheets on which a paper of that size ("80mm", "A5", "A4") is legible, and 80 mm is what it is
        for. False when nobody knows."""
        ...

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        """Hands a finished PDF to the printer's queue. The title is seen by everybody: a number, nothing personal."""
        ...

    def outcome(self, printer: str, job: int) -> str:
        """One of "pending", "printed", "failed", "unknown"; "printed" only when the queue reports it."""
        ...
