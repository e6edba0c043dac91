"""What is done about a visit from its text: a case of an opinion, and that a deputy has checked it."""

from uuid import UUID

from PySide6.QtCore import Signal

from desk.reads.reception_views import DeputyView
from ui.pages.deeds import Deeds
from ui.pages.page import Page

TOPIC = "visit"


class VisitDeeds(Deeds):
    """`made` carries the case that an opinion became."""

    made = Signal(UUID)

    def __init__(self, page: Page) -> None:
        super().__init__(page, TOPIC)

    def make_case(self, visit: UUID, opinion: int) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.visits import make_case_of_opinion

            return make_case_of_opinion(desk, visit, opinion).subjects

        self.run(work, lambda subjects: self.made.emit(subjects[0]))

    def agree(self, visit: UUID, deputy: DeputyView) -> None:
        desk = self.page.place.desk

        def work() -> tuple[UUID, ...]:
            from desk.actions.visits import agree_visit

            return agree_visit(desk, visit, deputy.id).subjects

        self.run(work)
