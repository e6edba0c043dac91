"""What is done about a visit from its text: a case of an opinion, and that a deputy has checked it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.reads.reception_views import DeputyView
from ui.pages.page import Page
from ui.pages.trouble import say_trouble

TOPIC = "visit"


class VisitDeeds(QObject):
    """One at a time. `made` carries the case that an opinion became; `done` what was written."""

    made = Signal(UUID)
    done = Signal(tuple)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._busy = False

    def make_case(self, visit: UUID, opinion: int) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.visits import make_case_of_opinion

            return make_case_of_opinion(desk, visit, opinion).subjects

        def after(subjects: tuple[UUID, ...]) -> None:
            self._done(subjects)
            self.made.emit(subjects[0])

        self._run(work, after)

    def agree(self, visit: UUID, deputy: DeputyView) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.visits import agree_visit

            return agree_visit(desk, visit, deputy.id).subjects

        self._run(work, self._done)

    def _run(self, work: Callable[[], tuple[UUID, ...]], after: Callable[[tuple[UUID, ...]], object]) -> None:
        if self._busy:
            return
        self._busy = True
        self._page.place.lane.run(work, after, self._failed, owner=self, keep=True)

    def _done(self, subjects: tuple[UUID, ...]) -> None:
        self._busy = False
        self._page.cured.emit(TOPIC)
        self.done.emit(subjects)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        say_trouble(self._page, error, TOPIC)
