"""How many people wait to hear, beside 回音 in the rail: true after every change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.pages.page import Workplace
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from desk.reads.tell_views import TellCounts

PAGE = "totell"


class TellWatch(QObject):
    """Asks when the window is built and whenever something changed."""

    def __init__(self, place: Workplace, rail: Rail) -> None:
        super().__init__(rail)
        self._place, self._rail = place, rail
        self.ask()

    def ask(self) -> None:
        if PAGE not in self._rail.buttons:
            return
        place = self._place

        def work() -> "TellCounts":
            from desk.reads.telling import read_counts

            return read_counts(place.desk.vault, place.desk.lens)

        place.lane.run(work, lambda counts: self._rail.show_count(PAGE, counts.waiting), owner=self)
