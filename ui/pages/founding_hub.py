"""The first run, step 2, for a station that joins an office at once: its address, a code, a certificate."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.errors import DeskError
from desk.text import explain
from ui.pages.founding_parts import Step, question
from ui.pages.join_form import JoinForm, Typed
from ui.pages.sync_traffic import Joining
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import column

if TYPE_CHECKING:
    from desk.actions.desk import Desk


class HubStep(Step):
    """The same form as in the settings; the office is asked once the station is founded."""

    number = 2

    def __init__(self, look: Look) -> None:
        super().__init__()
        _ = look.say
        self.form = JoinForm(look)
        asked = question(
            _("Which office do you join?"),
            _("The station is set up in any case. If the office cannot be reached now, join it later in Settings."),
        )
        column(look, *asked, 12, self.form, None, gap=8, on=self)

    def arrive(self) -> None:
        self.form.start()

    def typed(self) -> tuple[str, str, str]:
        return self.form.typed()

    def fill(self, typed: object) -> None:
        self.form.fill(typed if isinstance(typed, tuple) else ("", "", ""))

    def wish(self) -> Joining | None:
        return self.form.wish()


class Joiner(QObject):
    """Joins beside the window; it outlives the page when that is built anew. `state`: nothing yet, trying, joined,
    failed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self.typed = ("", "", "")
        self.error: Exception | None = None

    def begin(self, line: Lane, desk: "Desk", wish: Joining, typed: tuple[str, str, str]) -> None:
        def join() -> None:
            from desk.actions.exchange import enrol

            enrol(desk, wish.url, wish.code, wish.authority)

        self.typed = typed
        self._stand("trying")
        line.run(join, lambda _none: self._stand("joined"), self._failed, owner=self)

    def sentence(self, lang: str) -> str:
        """Why it failed."""
        return explain(self.error, lang) if isinstance(self.error, DeskError) else ""

    def left(self) -> Typed | None:
        """What the settings should still hold; a code may be good for some minutes more."""
        return Typed(*self.typed, again=False) if self.state in ("trying", "failed") else None

    def _failed(self, error: Exception) -> None:
        self.error = error
        self._stand("failed")

    def _stand(self, state: str) -> None:
        self.state = state
        self.changed.emit()
