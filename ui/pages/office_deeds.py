"""What is written from 办理: cases merged, parted again, told apart."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ui.pages.page import Page
from ui.pages.trouble import say_trouble


class OfficeDeeds(QObject):
    """`done` tells the subjects, `merged` which case went into another one."""

    done = Signal(tuple)
    merged = Signal(object)
    failed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def merge(self, main: UUID, child: UUID) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.merging import merge_cases

            return merge_cases(desk, main, [child]).subjects

        self._run(work, lambda: self.merged.emit(child))

    def unmerge(self, child: UUID) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.merging import unmerge_case

            return unmerge_case(desk, child).subjects

        self._run(work)

    def set_apart(self, one: UUID, other: UUID) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.merging import set_apart

            return set_apart(desk, one, other).subjects

        self._run(work)

    def _run(self, work: Callable[[], tuple[UUID, ...]], also: Callable[[], object] | None = None) -> None:
        page = self._page

        def written(subjects: tuple[UUID, ...]) -> None:
            if also is not None:
                also()
            self.done.emit(subjects)

        def failed(error: Exception) -> None:
            self.failed.emit()
            say_trouble(page, error)

        page.place.lane.run(work, written, failed, owner=self, keep=True)
