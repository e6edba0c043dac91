"""接待 Reception: the day at the table. Which part is shown follows from how the session stands."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from desk.domain.session import CLOSED, OPEN
from desk.reads.reception_day import ReceptionDay
from desk.reads.reception_views import SessionRow
from ui.pages.call_screen import CallScreen, call_words
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.reception_day import DayPart
from ui.pages.reception_deeds import Deeds
from ui.pages.reception_left import LeftOpen
from ui.pages.reception_plan import PlanPart
from ui.pages.reception_presence import is_here, presence_rows
from ui.pages.reception_talk import local_now
from ui.pages.record_side import large_slip
from ui.pages.slip_large import read_words
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets import moment
from ui.widgets.box import column
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.slip import SlipWords

if TYPE_CHECKING:
    from desk.actions.desk import Change


@dataclass(frozen=True)
class ReceptionMemory:
    """What stood on the page: session, conversation, whether others could read the numbers. No words."""

    session: UUID | None
    talk: UUID | None
    screen: bool


class ReceptionPage(Page):
    """Plan, day: one of them is seen."""

    name = "reception"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.day: ReceptionDay | None = None
        self._wanted: UUID | None = None  # a session other than the one that is open today
        self._reading: Job[ReceptionDay] | None = None
        self._arriving = self._greet = False
        self._keys: tuple[Button, ...] = ()
        self.deeds = Deeds(self)
        self._printing = PagePrinting(self, lambda case: read_words(self, case, self._show_number))
        self.plan, self.part = PlanPart(self), DayPart(self, self.deeds, self._printing)
        self.left = LeftOpen(self.look)
        self._stack = QStackedWidget()
        for part in (self.plan, self.part):
            self._stack.addWidget(part)
        column(self.look, self.left, (self._stack, 1), gap=0, on=self)
        self._drawer = Drawer(self.look, self)
        self.call_screen: CallScreen | None = None
        self._connect()

    def _connect(self) -> None:
        self.deeds.done.connect(self.reload)
        self._printing.told.connect(lambda _told: self.reload())
        self._drawer.closed.connect(lambda: setattr(self, "_keys", ()))
        self.plan.begun.connect(self._open)
        self.plan.asked.connect(self._turn_to)
        self.part.people_wanted.connect(self.show_people)
        self.part.screen_wanted.connect(self.turn_screen)
        self.left.taken.connect(self._turn_to)
        self.destroyed.connect(partial(_close, self))

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a session."""
        self._wanted = what if isinstance(what, UUID) else self._wanted
        self._arriving = True
        self.reload()

    def begin(self) -> None:
        """F3 on the page itself: to the queue."""
        if self._stack.currentWidget() is self.part:
            self.part.show_queue()
        else:
            self.arrive()

    def primary(self) -> None:
        if self._stack.currentWidget() is self.part:
            self.part.work.primary()
        else:
            self.plan.primary()

    def go_through(self, number: int) -> bool:
        """Alt+number: a deputy comes or goes while that list is open."""
        if not 1 <= number <= len(self._keys):
            return False
        self._keys[number - 1].click()
        return True

    def escape(self) -> bool:
        if self._drawer.shut():
            return True
        return self.part.escape() if self._stack.currentWidget() is self.part else self.plan.escape()

    def print_again(self) -> None:
        if self._stack.currentWidget() is self.part:
            self.part.work.print_again()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (a case that is taken back changes the sums)
        if self.isVisible():
            self.reload()

    def keep(self) -> None:
        self.part.talking.keep()

    def memory(self) -> ReceptionMemory:
        talk, session = self.part.talking.talk, self.part.session
        screen = self.call_screen is not None
        _close(self)
        return ReceptionMemory(session.id if session else None, talk.id if talk else None, screen)

    def recall(self, memory: object) -> None:
        if isinstance(memory, ReceptionMemory):
            self._wanted = memory.session
            if memory.talk is not None:
                self.part.want(memory.talk)
            if memory.screen:
                self.turn_screen()
        self.arrive()

    # -- what is read ---------------------------------------------------------------------------------
    def reload(self) -> None:
        place, wanted = self.place, self._wanted
        if self._reading is not None:
            self._reading.cancel()

        def work() -> ReceptionDay:
            from desk.reads.reception_day import read_reception_day

            return read_reception_day(place.desk.vault, place.desk.lens, wanted)

        self._reading = place.lane.run(work, self._show, lambda error: say_trouble(self, error), owner=self)

    def _show(self, day: ReceptionDay) -> None:
        """The part that fits how the session stands."""
        self.day = day
        session = day.session
        if session is not None and session.state != OPEN:
            self._wanted = None if session.state == CLOSED else self._wanted
        opened = session is not None and session.state == OPEN
        self.left.show_day(day)
        if opened:
            self.part.show_day(day)
            self._stack.setCurrentWidget(self.part)
            self._show_screen()
        else:
            self.plan.reload()
            self._stack.setCurrentWidget(self.plan)
        if self._keys:
            self._fill_people()
        arriving, self._arriving = self._arriving, False
        if opened and self._greet:
            self._greet = False
            self.show_people()
        elif arriving and self.isVisible():
            self.part.take_focus() if opened else self.plan.take_focus()

    # -- what is opened -------------------------------------------------------------------------------
    def _open(self, row: SessionRow | None) -> None:
        """开始接待: then it is asked which deputies are here."""

        def then(change: "Change") -> None:
            self._wanted = change.subjects[0]
            self._greet = True

        self.deeds.open_session(row, then)

    def _turn_to(self, session: UUID) -> None:
        """Another session that is open."""
        self._wanted = session
        self.part.talking.put_down()
        self.arrive()

    def show_people(self) -> None:
        if self.day is not None and self.day.session is not None:
            self._fill_people()
            if self._keys:
                self._keys[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill_people(self) -> None:
        """The list of deputies; whoever reads it by keys stays in the line where they were."""
        day, _ = self.day, self.look.say
        if day is None or day.session is None:
            return
        at = next((number for number, key in enumerate(self._keys) if key.hasFocus()), -1)
        rows, keys = presence_rows(self.look, day, self._turn_deputy)
        self._drawer.open(_("Deputies who are here"), column(self.look, rows, None, gap=0))
        self._keys = tuple(keys)
        if 0 <= at < len(self._keys):
            self._keys[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn_deputy(self, deputy: UUID) -> None:
        session = self.day.session if self.day is not None else None
        if session is None:
            return
        if is_here(session, deputy):
            self.deeds.deputy_went(session.id, deputy)
        else:
            self.deeds.deputy_came(session.id, deputy)

    # -- 叫号屏 ----------------------------------------------------------------------------------------
    def turn_screen(self) -> None:
        """F11 opens it, and closes it."""
        if self.call_screen is not None:
            _close(self)
            return
        self.call_screen = CallScreen(self.look)
        self.call_screen.closed.connect(lambda: setattr(self, "call_screen", None))
        self._show_screen()
        self.call_screen.open(self.window())

    def _show_screen(self) -> None:
        session = self.day.session if self.day is not None else None
        if self.call_screen is not None and session is not None:
            words = call_words(session, self.place.station.name)
            self.call_screen.show_words(words, moment.clock(local_now(self)))

    def _show_number(self, words: SlipWords) -> None:
        self._drawer.open(self.look.say("Slip"), large_slip(self.look, words))


def _close(page: ReceptionPage, _gone: object = None) -> None:
    screen = page.call_screen
    if screen is not None:
        page.call_screen = None
        screen.close()
        screen.deleteLater()
