"""How the exchange with the hub stands, for every page; what is done about it happens beside the window."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desk.errors import DeskError

if TYPE_CHECKING:
    from desk.reads.exchange import ExchangeView, Trouble


@dataclass(frozen=True)
class Standing:
    """What was last read, what is under way (return, push, feed; empty while the hub is met) and how much of it is
    done. `total`: own facts there were to send. `error`: of the last try, or of the last reading."""

    view: "ExchangeView | None" = None
    running: bool = False
    slow: bool = False
    doing: str = ""
    done: int = 0
    total: int = 0
    error: DeskError | None = None

    @property
    def trouble(self) -> "DeskError | Trouble | None":
        hub = self.view.hub if self.view is not None else None
        return self.error or (hub.trouble if hub is not None else None)


@dataclass(frozen=True)
class Joining:
    """What is asked to join a hub: its address, a one-time code, the certificate of its authority."""

    url: str
    code: str
    authority: Path | None = None


class Traffic(QObject):
    """Lives as long as the desk is open; pages come and go.

    `brought` names what may look different since the last exchange, `news` the answers and refusals it brought for
    the first time. The `wanted` signals ask: for an exchange now, for another look, for joining a hub.
    """

    changed = Signal()
    brought = Signal(tuple)
    news = Signal(tuple, tuple)
    joined = Signal()
    join_failed = Signal(Exception)
    now_wanted = Signal()
    look_wanted = Signal()
    written = Signal()
    join_wanted = Signal(Joining)

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing()

    def show(self, **changes: Any) -> None:
        """Another standing, told when it differs."""
        new = replace(self.standing, **changes)
        if new != self.standing:
            self.standing = new
            self.changed.emit()

    def is_joined(self) -> bool:
        view = self.standing.view
        return view is not None and view.hub is not None
