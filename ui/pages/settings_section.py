"""What every section of the settings can be asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.page import Workplace
from ui.widgets.button import Button
from ui.widgets.message import Message

TABLES = "XLSX, CSV, JSON (*.xlsx *.csv *.txt *.json)"  # that may be taken over


class Section(QWidget):
    """One room of the settings. All methods may stay as they are.

    `opened` asks for a page; `staged` tells that other buttons belong under the page now; `said` asks for a message
    line; `changed` tells which subjects an action changed; `wished` names a wish and what it should be.
    """

    opened = Signal(str)
    staged = Signal()
    said = Signal(Message)
    changed = Signal(tuple)
    wished = Signal(str, object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place, self.look = place, place.look

    def buttons(self) -> tuple[Button, ...]:
        """They stand under the page while the section is in front."""
        return ()

    def arrive(self) -> None:
        """It comes to the front: what is shown is read again."""

    def take_focus(self) -> None:
        """The focus goes where one would begin."""

    def primary(self) -> None:
        """Ctrl+Enter: the filled button."""

    def back(self) -> bool:
        """Esc: one step back; False when there is none left."""
        return False

    def typed(self) -> object:
        """What must outlast a change of language, scale or theme."""
        return None

    def fill(self, typed: object) -> None:
        """Stands as it stood."""
