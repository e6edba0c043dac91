"""The code lists in force are read when the window is built and whenever something changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.pages.page import Workplace

if TYPE_CHECKING:
    from desk.domain.codes import Codes


class ListsWatch(QObject):
    """Units that a place above has published are there to be chosen as soon as they have come."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.ask()

    def ask(self) -> None:
        place = self._place

        def work() -> "Codes":
            return place.desk.codes

        place.lane.run(work, place.in_force.tell, owner=self)
