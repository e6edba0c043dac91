"""走访 Visits: what deputies see and hear outside the station, and what that comes to in a year (履职)."""

from typing import NamedTuple
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut

from ui.pages.page import Page, Workplace
from ui.pages.visit_part import VisitMemory, VisitPart
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.flow import flow
from ui.widgets.keycap import Count
from ui.widgets.label import label


class VisitsMemory(NamedTuple):
    """How the page stood."""

    visits: VisitMemory


class VisitsPage(Page):
    """`wanted` may carry the id of a visit."""

    name = "visits"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._arrived = False
        self.new = Button(look, _("Record a visit"), "primary", icon="footprints", key="Ctrl+Enter", click=self.begin)
        start = Button(look, _("Record a visit"), icon="footprints", key="Ctrl+N", click=self.begin)
        self._shelf = Button(look, _("Set-aside visits"), "small", icon="circle-dashed", click=self._open_shelf)
        for button in (self.new, start, self._shelf):
            button.setAutoDefault(True)
        self._shelf_count = Count(look, 0)
        self._shelves = row(look, self._shelf, self._shelf_count)
        self._shelves.hide()
        self.visits = VisitPart(self, start)
        side, high = look.by(24, 16, 16), look.by(8, 8, 4)
        title = label(_("Visits"), "title")
        head = row(
            look, title, (flow(look, self._shelves, self.new, right=True), 1), gap=12, pad=(side, high, side, high)
        )
        column(look, head, hairline(), (self.visits, 1), gap=0, on=self)
        self.visits.shelved.connect(self._show_shelved)
        self.visits.pane.staged.connect(self._show_new)
        for key, do in (("Ctrl+N", self.begin), ("Ctrl+O", self._open_shelf)):
            shortcut = QShortcut(QKeySequence(key), self, autoRepeat=False)
            shortcut.activated.connect(do)

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a visit to be shown."""
        if not self._arrived and what is None:
            self.visits.drafts.take_left_open()
        self._arrived = True
        self.visits.arrive(what if isinstance(what, UUID) else None)

    def primary(self) -> None:
        self.visits.primary()

    def escape(self) -> bool:
        return self.visits.escape()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (a deputy, a case, a visit: all stand here)
        if self.isVisible():
            self.visits.reload()

    def keep(self) -> None:
        self.visits.keep()

    def memory(self) -> VisitsMemory:
        return VisitsMemory(self.visits.memory())

    def recall(self, memory: object) -> None:
        self._arrived = True
        if isinstance(memory, VisitsMemory):
            self.visits.recall(memory.visits)
        else:
            self.arrive()

    def begin(self) -> None:
        """A new visit."""
        self.visits.begin()

    def _open_shelf(self) -> None:
        self.visits.open_shelf()

    def _show_shelved(self, count: int) -> None:
        self._shelf_count.show_count(count)
        self._shelves.setVisible(count > 0)

    def _show_new(self) -> None:
        """One filled button at a time."""
        self.new.setVisible(not self.visits.pane.is_writing())
