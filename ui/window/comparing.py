"""Cases are compared while the desk runs, a few at a time between other work; the rail tells what was found."""

from PySide6.QtCore import QObject

from ui.pages.page import Workplace
from ui.widgets.rail import Rail

OFFICE = "office"
TOGETHER = 2  # cases in one turn of the lane: nobody waits longer than that for a page
_COUNTED = 20  # turns after which what was found so far is counted


class ComparingWatch(QObject):
    """Goes on whenever something changed, until every fresh case was compared with its present words."""

    def __init__(self, place: Workplace, rail: Rail) -> None:
        super().__init__(rail)
        self._place, self._rail = place, rail
        self._left: tuple[int, ...] = ()
        self._turns = 0
        self._running = self._again = False
        place.comparing.changed.connect(lambda: rail.show_count(OFFICE, place.comparing.groups))
        self.ask()

    def ask(self) -> None:
        if self._running:
            self._again = True
            return
        self._running, desk = True, self._place.desk

        def work() -> tuple[int, ...]:
            from desk.reads.alike import unlooked

            return unlooked(desk.vault, desk.lens)

        self._place.lane.run(work, self._begin, self._stop, owner=self)

    def _begin(self, numbers: tuple[int, ...]) -> None:
        self._left, self._turns = numbers, 0
        self._go_on()

    def _go_on(self) -> None:
        if not self._left:
            self._count()
            return
        self._turns += 1
        if self._turns % _COUNTED == 0:
            self._count()
        now, self._left = self._left[:TOGETHER], self._left[TOGETHER:]
        desk = self._place.desk

        def work() -> None:
            from desk.actions.alike import look_for_alike

            look_for_alike(desk, now)

        self._place.lane.run(work, lambda _none: self._go_on(), self._stop, owner=self)

    def _count(self) -> None:
        desk, left = self._place.desk, len(self._left)

        def work() -> int:
            from desk.reads.alike import read_groups

            return read_groups(desk.vault, desk.lens, limit=0).total

        def done(groups: int) -> None:
            self._place.comparing.tell(left, groups)
            if not left:
                self._end()

        self._place.lane.run(work, done, self._stop, owner=self)

    def _end(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.ask()

    def _stop(self, error: Exception) -> None:
        """Tried again after the next change; what is wrong with the files, pages say."""
        self._running = self._again = False
        from desk.errors import DeskError

        if not isinstance(error, DeskError):
            self._place.lane.failed.emit(error)
