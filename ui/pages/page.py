"""What every page can be asked, and what it is given to work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.settings import Wishes
from ui.forms.in_force import InForce
from ui.pages.office_comparing import Comparing
from ui.pages.sync_traffic import Traffic
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.message import Message

if TYPE_CHECKING:  # behind the lock page: importing it costs a third of a second
    from desk.actions.desk import Desk
    from desk.actions.printer_port import PrinterPort
    from desk.reads.views import StationView


@dataclass(frozen=True)
class Workplace:
    """Handed to each page when it is built. `desk` and `printer` may only be used inside a lane.

    `lane` is for the desk's files, `spool` for what may wait seconds for the print service; `traffic` tells how the
    exchange with the hub stands, `comparing` what may be the same; `in_force`
    are the code lists as they are now.
    """

    desk: "Desk"
    station: "StationView"
    look: Look
    lane: Lane
    spool: Lane
    printer: "PrinterPort"
    wishes: Callable[[], Wishes]  # of this computer, as they are now
    clock: Callable[[], datetime]
    traffic: Traffic = field(default_factory=Traffic)
    comparing: Comparing = field(default_factory=Comparing)
    in_force: InForce = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_force", InForce(self.desk.lists.codes))

    def printer_name(self) -> str:
        """The chosen one; empty: the computer's own choice."""
        return self.wishes().printer


class Page(QWidget):
    """A page fills the room between header and status bar. All methods but `name` may stay as they are.

    `said` asks for a message line; `cured` takes one back by its topic; `changed` tells which subjects an action
    changed, so that the other open pages reload; `wanted` asks the shell for another page, with what to show there;
    `printer_told` that something was learnt about the printer, so that the status bar asks again; `wished` names a wish
    (desk.settings.Wishes) and what it should be; `sample_wanted` leads to the sample station, or back from it.
    """

    said = Signal(Message)
    cured = Signal(str)
    changed = Signal(tuple)
    wanted = Signal(str, object)
    printer_told = Signal()
    wished = Signal(str, object)
    sample_wanted = Signal(bool)

    name = ""  # of the page in the rail: record, cases

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.look = place.look

    def arrive(self, what: object = None) -> None:
        """The page comes to the front: put the focus where work begins; `what` is what `wanted` carried."""

    def begin(self) -> None:
        """Its own F-key while it is in front already: F2 starts the next case, F4 goes to the search box."""
        self.arrive()

    def primary(self) -> None:
        """Ctrl+Enter: the one filled button."""

    def go_through(self, number: int) -> bool:  # noqa: ARG002 (pages with doors override it)
        """Alt+number: the door of that number on the page; False when it has none, and the rail's is meant."""
        return False

    def escape(self) -> bool:
        """Esc: one step back; False when there is none left and the shell may go back."""
        return False

    def print_again(self) -> None:
        """Ctrl+P."""

    def refresh(self, subjects: tuple[UUID, ...]) -> None:
        """Something changed; reload what is shown if it is among the subjects."""

    def keep(self) -> None:
        """Saves what is typed now, through the lane: before locking, rebuilding, closing."""

    def memory(self) -> object:
        """What the page needs to stand as it stood after being built anew (scale, language, theme, lock)."""
        return None

    def recall(self, memory: object) -> None:  # noqa: ARG002 (pages that remember override it)
        """Stands as it stood; called instead of `arrive` after a rebuild."""
        self.arrive()
