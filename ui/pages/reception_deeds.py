"""What is done in a reception: one deed after the other in the lane; then everybody hears what changed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.reads.reception_views import SessionRow
from ui.pages.page import Page
from ui.pages.trouble import say_trouble

if TYPE_CHECKING:
    from desk.actions.desk import Change

TOPIC = "reception"
Then = Callable[["Change"], object]
Failed = Callable[[Exception], object]


class Deeds(QObject):
    """`done` comes after each; the page reads the session again then."""

    done = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def open_session(self, row: SessionRow | None, then: Then) -> None:
        from desk.actions.sessions import open_session

        self._run(lambda: open_session(self._desk, row), then)

    def close_session(self, session: UUID, let_go: bool, then: Then) -> None:
        from desk.actions.sessions import close_session

        self._run(lambda: close_session(self._desk, session, let_go), then)

    def confirm(self, session: UUID, deputy: UUID, signed: Mapping[str, Any], failed: Failed) -> None:
        """`signed`: a `name`, or `strokes`."""
        from desk.actions.sessions import confirm_session

        self._run(lambda: confirm_session(self._desk, session, deputy, **signed), None, failed)

    def deputy_came(self, session: UUID, deputy: UUID) -> None:
        from desk.actions.sessions import deputy_came

        self._run(lambda: deputy_came(self._desk, session, deputy))

    def deputy_went(self, session: UUID, deputy: UUID) -> None:
        from desk.actions.sessions import deputy_went

        self._run(lambda: deputy_went(self._desk, session, deputy))

    def check_in(self, session: UUID, form: Mapping[str, Any], then: Then, failed: Failed) -> None:
        from desk.actions.talks import check_in

        self._run(lambda: check_in(self._desk, session, form), then, failed)

    def call_next(self, session: UUID, table: int, then: Then) -> None:
        from desk.actions.talks import call_next

        self._run(lambda: call_next(self._desk, session, table), then)

    def call(self, talk: UUID, table: int, then: Then) -> None:
        """Out of turn, or once more."""
        from desk.actions.talks import call

        self._run(lambda: call(self._desk, talk, table), then)

    def miss(self, talk: UUID) -> None:
        from desk.actions.talks import miss

        self._run(lambda: miss(self._desk, talk))

    def put_back(self, talk: UUID) -> None:
        from desk.actions.talks import put_back

        self._run(lambda: put_back(self._desk, talk))

    def let_go(self, talk: UUID) -> None:
        from desk.actions.talks import let_go

        self._run(lambda: let_go(self._desk, talk))

    @property
    def _desk(self) -> Any:
        return self._page.place.desk

    def _run(self, work: Callable[[], "Change"], then: Then | None = None, failed: Failed | None = None) -> None:
        page = self._page

        def written(change: "Change") -> None:
            page.cured.emit(TOPIC)
            page.changed.emit(change.subjects)
            if then is not None:
                then(change)
            self.done.emit()

        def refused(error: Exception) -> None:
            if failed is not None:
                failed(error)
            else:
                say_trouble(page, error, TOPIC)
            self.done.emit()

        page.place.lane.run(work, written, refused, owner=self, keep=True)
