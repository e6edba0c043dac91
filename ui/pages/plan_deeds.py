"""What is done about plans and receptions before the day: saved, posted, cancelled, ended, the notice printed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.reads.plans import PlanView
from desk.reads.reception_views import SessionRow
from desk.text import mark
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.pages.trouble import say_trouble
from ui.widgets import moment

PRINTED = mark("The notice went to the printer. Say here when it is posted.")
TOPIC = "plan"


class PlanDeeds(QObject):
    """`done` comes when something was written down."""

    done = Signal()

    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.busy = False

    def save_plan(self, said: Mapping[str, Any], of: PlanView | None, refused: Callable[[Exception], object]) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.plans import set_plan

            return set_plan(desk, said, of.id if of is not None else None).subjects

        self._run(work, refused)

    def save_session(
        self, said: Mapping[str, Any], of: SessionRow | None, refused: Callable[[Exception], object]
    ) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import plan_session

            return plan_session(desk, said, of).subjects

        self._run(work, refused)

    def posted(self, of: SessionRow) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import announce_session

            return announce_session(desk, of).subjects

        self._run(work)

    def cancel(self, of: SessionRow, reason: str) -> None:
        desk = self._page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import cancel_session

            return cancel_session(desk, of, reason).subjects

        self._run(work)

    def end(self, plan: PlanView) -> None:
        place = self._page.place

        def work() -> tuple[UUID, ...]:
            from desk.actions.plans import end_plan

            return end_plan(place.desk, plan.id, moment.local(place.clock()).date()).subjects

        self._run(work)

    def print_notice(self, of: SessionRow) -> None:
        page = self._page
        place, lang = page.place, page.look.lang
        from desk.actions.reception_printing import print_reception_paper

        print_paper(
            page,
            lambda name: print_reception_paper(place.desk, "notice", of, place.printer, name, lang),
            page.look.say(PRINTED),
            TOPIC,
            self,
        )

    def trouble(self, error: Exception) -> None:
        say_trouble(self._page, error, TOPIC)

    def _run(self, work: Callable[[], tuple[UUID, ...]], refused: Callable[[Exception], object] | None = None) -> None:
        if self.busy:
            return
        self.busy = True

        def after(subjects: tuple[UUID, ...]) -> None:
            self.busy = False
            self._page.cured.emit(TOPIC)
            self._page.changed.emit(subjects)
            self.done.emit()

        def failed(error: Exception) -> None:
            self.busy = False
            (refused or self.trouble)(error)

        self._page.place.lane.run(work, after, failed, owner=self, keep=True)
