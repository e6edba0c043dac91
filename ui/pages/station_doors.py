"""The station's doors, read beside the window and again when somebody changed them."""

from PySide6.QtCore import QObject, Signal

from desk.reads.views import DoorsView
from ui.pages.page import Workplace


class StationDoors(QObject):
    """`doors` are the tables by nature; none until the first reading is done."""

    changed = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._doors: dict[str, DoorsView] = {}
        self.reload()

    def of(self, nature: str) -> DoorsView | None:
        return self._doors.get(nature)

    def reload(self) -> None:
        vault = self._place.desk.vault

        def work() -> dict[str, DoorsView]:
            from desk.reads.doors import read_doors

            return read_doors(vault)

        self._place.lane.run(work, self._take, owner=self)

    def _take(self, doors: dict[str, DoorsView]) -> None:
        if doors != self._doors:
            self._doors = doors
            self.changed.emit()
