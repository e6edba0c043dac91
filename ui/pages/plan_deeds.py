"""What is done about plans and receptions before the day: saved, posted, cancelled, ended, the notice printed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from desk.reads.plans import PlanView
from desk.reads.reception_views import SessionRow
from desk.text import mark
from ui.pages.deeds import Deeds
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.widgets import moment

PRINTED = mark("The notice went to the printer. Say here when it is posted.")
TOPIC = "plan"


class PlanDeeds(Deeds):
    """Of the calendar."""

    def __init__(self, page: Page, parent: QObject) -> None:
        super().__init__(page, TOPIC, parent)

    def save_plan(self, said: Mapping[str, Any], of: PlanView | None, refused: Callable[[Exception], object]) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.plans import set_plan

            return set_plan(desk, said, of.id if of is not None else None).subjects

        self.run(work, failed=refused)

    def save_session(
        self, said: Mapping[str, Any], of: SessionRow | None, refused: Callable[[Exception], object]
    ) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import plan_session

            return plan_session(desk, said, of).subjects

        self.run(work, failed=refused)

    def posted(self, of: SessionRow) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import announce_session

            return announce_session(desk, of).subjects

        self.run(work)

    def cancel(self, of: SessionRow, reason: str) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.sessions import cancel_session

            return cancel_session(desk, of, reason).subjects

        self.run(work)

    def end(self, plan: PlanView) -> None:
        place = self.page.place

        def work() -> tuple[UUID, ...]:
            from desk.actions.plans import end_plan

            return end_plan(place.desk, plan.id, moment.local(place.clock()).date()).subjects

        self.run(work)

    def print_notice(self, of: SessionRow) -> None:
        page = self.page
        place, lang = page.place, page.look.lang
        from desk.actions.reception_printing import print_reception_paper

        print_paper(
            page,
            lambda name: print_reception_paper(place.desk, "notice", of, place.printer, name, lang),
            page.look.say(PRINTED),
            TOPIC,
            self,
        )
