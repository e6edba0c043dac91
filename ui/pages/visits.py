"""走访 Visits: what deputies see and hear outside the station, and what that comes to in a year (履职)."""

from typing import NamedTuple
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ui.pages.duty_part import DutyMemory, DutyPart
from ui.pages.page import Page, Workplace
from ui.pages.visit_part import VisitMemory, VisitPart
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.flow import flow
from ui.widgets.keycap import Count
from ui.widgets.label import label

VISITS, DUTY = "visits", "duty"


class VisitsMemory(NamedTuple):
    """How the page stood; `duty` is None where nobody looked at it."""

    part: str
    visits: VisitMemory
    duty: DutyMemory | None


class VisitsPage(Page):
    """Two parts, one of them open. `wanted` may carry the id of a visit, or the word duty."""

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
        parts = [Option(VISITS, _("Visit records")), Option(DUTY, _("Duty"))]
        self.switch = Choice(look, _("Visits and duty"), parts, VISITS)
        self.switch.setFixedWidth(self.switch.sizeHint().width())
        self.visits = VisitPart(self, start)
        self.duty: DutyPart | None = None  # made when it is first looked at
        self._stack = QStackedWidget()
        self._stack.addWidget(self.visits)
        side, high = look.by(24, 16, 16), look.by(8, 8, 4)
        tools = flow(look, self._shelves, self.new, right=True)
        title = label(_("Visits"), "title")
        head = row(look, title, self.switch, (tools, 1), gap=16, pad=(side, high, side, high))
        column(look, head, hairline(), (self._stack, 1), gap=0, on=self)
        self.visits.shelved.connect(self._show_shelved)
        self.visits.pane.staged.connect(self._show_new)
        self.switch.chosen.connect(self._turn)
        for key, do in (("Ctrl+N", self.begin), ("Ctrl+O", self._open_shelf)):
            QShortcut(QKeySequence(key), self, autoRepeat=False).activated.connect(do)

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a visit to be shown, or the part that is wanted."""
        if not self._arrived and what is None:
            self.visits.drafts.take_left_open()
        self._arrived = True
        if what is not None:
            self._show_part(DUTY if what == DUTY else VISITS)
        if self._is_duty() and self.duty is not None:
            self.duty.arrive()
        else:
            self.visits.arrive(what if isinstance(what, UUID) else None)

    def begin(self) -> None:
        """A new visit."""
        self._show_part(VISITS)
        self.visits.begin()

    def primary(self) -> None:
        if self._is_duty() and self.duty is not None:
            self.duty.primary()
        else:
            self.visits.primary()

    def escape(self) -> bool:
        if not self._is_duty() or self.duty is None:
            return self.visits.escape()
        if self.duty.escape():
            return True
        self._show_part(VISITS)
        self.visits.arrive()
        return True

    def print_again(self) -> None:
        if self._is_duty() and self.duty is not None:
            self.duty.print_again()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (a deputy, a case, a visit: all stand here)
        if not self.isVisible():
            return
        if self._is_duty() and self.duty is not None:
            self.duty.reload()
        else:
            self.visits.reload()

    def keep(self) -> None:
        self.visits.keep()

    def memory(self) -> VisitsMemory:
        duty = self.duty.memory() if self.duty is not None else None
        return VisitsMemory(self.switch.code() or VISITS, self.visits.memory(), duty)

    def recall(self, memory: object) -> None:
        self._arrived = True
        if not isinstance(memory, VisitsMemory):
            self.arrive()
            return
        self.visits.recall(memory.visits)
        if memory.duty is not None and memory.part == DUTY:
            self._show_part(DUTY)
            assert self.duty is not None
            self.duty.recall(memory.duty)
            self.duty.arrive()

    # -- its parts ------------------------------------------------------------------------------------
    def _is_duty(self) -> bool:
        return self._stack.currentWidget() is self.duty

    def _turn(self, part: str) -> None:
        """Chosen in the row, where the focus stays."""
        self._show_part(part)
        if part == DUTY and self.duty is not None:
            self.duty.reload()
        else:
            self.visits.reload()

    def _show_part(self, part: str) -> None:
        self.switch.set_code(part)
        if part == DUTY and self.duty is None:
            self.duty = DutyPart(self)
            self._stack.addWidget(self.duty)
        shown = self.duty if part == DUTY and self.duty is not None else self.visits
        self._stack.setCurrentWidget(shown)
        self._show_new()

    def _open_shelf(self) -> None:
        if not self._is_duty():
            self.visits.open_shelf()

    def _show_shelved(self, count: int) -> None:
        self._shelf_count.show_count(count)
        self._shelves.setVisible(count > 0)

    def _show_new(self) -> None:
        """One filled button at a time."""
        self.new.setVisible(not self._is_duty() and not self.visits.pane.is_writing())
