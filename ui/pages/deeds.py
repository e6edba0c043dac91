"""What a page has written down, one thing at a time: the lane does it, the other pages hear of it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ui.pages.page import Page
from ui.pages.trouble import say_trouble

Work = Callable[[], tuple[UUID, ...]]
After = Callable[[tuple[UUID, ...]], object]
Failed = Callable[[Exception], object]


class Deeds(QObject):
    """`done` comes with the subjects that an action changed. `topic` is that of the page's messages."""

    done = Signal(tuple)

    def __init__(self, page: Page, topic: str, parent: QObject | None = None) -> None:
        super().__init__(parent or page)
        self.page, self._topic = page, topic
        self.busy = False

    def run(self, work: Work, after: After | None = None, failed: Failed | None = None) -> None:
        """Nothing while the one before is being written; a failure is said on the page unless `failed` takes it."""
        if self.busy:
            return
        self.busy = True

        def written(subjects: tuple[UUID, ...]) -> None:
            self.busy = False
            self.page.cured.emit(self._topic)
            self.page.changed.emit(subjects)
            self.done.emit(subjects)
            if after is not None:
                after(subjects)

        def refused(error: Exception) -> None:
            self.busy = False
            (failed or self.trouble)(error)

        self.page.place.lane.run(work, written, refused, owner=self, keep=True)

    def trouble(self, error: Exception) -> None:
        say_trouble(self.page, error, self._topic)
