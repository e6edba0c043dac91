"""What the steps of the first run have in common, and what they are given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.settings import Wishes
from desk.text import mark
from ui.pages.gate import Gate
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.label import label

if TYPE_CHECKING:
    from desk.actions.printer_port import PrinterPort

LEVELS = {
    "point": mark("Point"),
    "village": mark("Village"),
    "town": mark("Town"),
    "district": mark("District"),
    "city": mark("City"),
}


@dataclass(frozen=True)
class Ways:
    """A home folder seen from outside, the lanes beside the window, the printers of this computer."""

    gate: Gate
    lane: Lane
    spool: Lane
    line: Lane
    printers: "Callable[[], PrinterPort]"
    wishes: Callable[[], Wishes]


class Step(QWidget):
    """One screen of the first run; `number` is that of its step. All methods may stay as they are."""

    number = 1

    def arrive(self) -> None:
        """It is in front: the focus goes where one begins; where nothing is to be typed, Enter goes on at once."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def typed(self) -> object:
        """What must outlast a way back and another language."""
        return None

    def fill(self, typed: object) -> None:
        """Stands as it stood."""

    def fail(self, field: str, sentence: str) -> bool:  # noqa: ARG002 (steps with fields override it)
        """Says what is wrong at the field it is about; False when it is about none of these."""
        return False


def question(title: str, below: str) -> tuple[QWidget, ...]:
    return label(title, "number", wrap=True), label(below, "body", "text2", wrap=True)


def label_width(look: Look) -> int:
    return 112 if look.lang == "zh" else 152
