"""Work that may take long: beside the window, with a number that grows and a way to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from desk.actions.watching import Watching
from ui.tasks import Failed, Lane
from ui.widgets.loading import LoadingLine

Result = TypeVar("Result")
EVERY = 100  # ms between two looks at how far it is


@dataclass
class _Progress:
    """Written by the work, read by the window; neither waits for the other."""

    done: int = 0
    of: int = 0
    stopped: bool = False

    def tell(self, done: int, of: int) -> None:
        self.done, self.of = done, of

    def halt(self) -> None:
        self.stopped = True


class LongWork(QObject):
    """One piece of work at a time."""

    def __init__(self, lane: Lane, line: LoadingLine) -> None:
        super().__init__(line)
        self._lane, self._line = lane, line
        self._under_way = under_way = [_Progress()]
        self.busy = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        line.stop_requested.connect(self.stop)
        # the desk is locked, or the window built anew: whatever is under way then, not what is now
        line.destroyed.connect(lambda: under_way[0].halt())  # noqa: PLW0108

    def run(
        self,
        work: Callable[[Watching], Result],
        done: Callable[[Result], object],
        failed: Failed,
        *,
        keep: bool = False,
    ) -> None:
        """`work` is done beside the window; `done` or `failed` follow in it."""
        progress = self._under_way[0] = _Progress()
        watching = Watching(progress.tell, lambda: progress.stopped)
        self.busy = True
        self._line.begin()
        self._timer.start()

        def over(result: Result) -> None:
            self._end()
            done(result)

        def broken(error: Exception) -> None:
            self._end()
            failed(error)

        self._lane.run(lambda: work(watching), over, broken, owner=self, keep=keep)

    def stop(self) -> None:
        self._under_way[0].halt()

    def _look(self) -> None:
        progress = self._under_way[0]
        if progress.of:
            self._line.count(progress.done, progress.of)

    def _end(self) -> None:
        self.busy = False
        self._timer.stop()
        self._line.end()
