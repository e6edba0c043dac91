"""接待 Reception: plan, day, closing, signing. Which part is seen follows from how the session stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.conversation import TICKET
from desk.domain.session import CLOSED, OPEN
from desk.errors import DeskError
from desk.reads.reception_day import ReceptionDay
from desk.reads.reception_views import SessionRow, SessionView
from ui.pages.calling import Calling
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.reception_closing import ClosingPart
from ui.pages.reception_day import DayPart
from ui.pages.reception_deeds import TOPIC, Deeds
from ui.pages.reception_drawers import ReceptionDrawers
from ui.pages.reception_left import LeftOpen
from ui.pages.reception_papers import ReceptionPapers
from ui.pages.reception_plan import PlanPart
from ui.pages.reception_signing import SigningPart
from ui.pages.slip_large import read_words
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column

if TYPE_CHECKING:
    from desk.actions.desk import Change


@dataclass(frozen=True)
class ReceptionMemory:
    """What stood on the page: session, conversation, how far the closing was, the call screen. No words."""

    session: UUID | None
    talk: UUID | None
    closing: bool
    screen: bool


class ReceptionPage(Page):
    """`closing`: 收场核对 of an open session is looked at; `back`: a closed one is read again."""

    name = "reception"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.day: ReceptionDay | None = None
        self.closing = self.back = False
        self._wanted: UUID | None = None  # a session other than the one that is open today
        self._reading: Job[ReceptionDay] | None = None
        self._arriving = self._greet = False
        self.deeds, self.calling = Deeds(self), Calling(self)
        self._papers = ReceptionPapers(self)
        self._printing = PagePrinting(self, lambda case: read_words(self, case, self.drawers.number))
        self.plan, self.part = PlanPart(self), DayPart(self, self.deeds, self._printing)
        self.closing_part, self.signing = ClosingPart(self.look), SigningPart(self.look)
        self.left, self._stack = LeftOpen(self.look), QStackedWidget()
        for part in (self.plan, self.part, self.closing_part, self.signing):
            self._stack.addWidget(part)
        column(self.look, self.left, (self._stack, 1), gap=0, on=self)
        self.drawers = ReceptionDrawers(self, self.deeds)
        self._connect()

    def _connect(self) -> None:
        self.drawers.closed.connect(self.part.come_back)
        part, closing, signing = self.part, self.closing_part, self.signing
        for told in (self.deeds.done, self._printing.told):
            told.connect(lambda *_told: self.reload())
        self.plan.begun.connect(self._open)
        self.plan.asked.connect(self._turn_to)
        part.people_wanted.connect(self._people)
        part.screen_wanted.connect(lambda: self.calling.turn(self.session))
        part.close_wanted.connect(self._begin_closing)
        part.back_wanted.connect(self._look_back)
        self.left.taken.connect(self._turn_to)
        self.left.close_wanted.connect(self._begin_closing)
        self.left.another.connect(lambda: self._open(None))
        closing.left.connect(self._receive_again)
        closing.mended.connect(self._mend)
        closing.closed.connect(self._close)
        closing.look_wanted.connect(lambda: self._look_at("sheet"))
        signing.signed.connect(self._sign)
        signing.look_wanted.connect(self._look_at)
        signing.print_wanted.connect(self._print)
        signing.back_wanted.connect(self._look_back)
        signing.left.connect(self._finish)

    # -- what the shell asks --------------------------------------------------------------------------
    @property
    def session(self) -> SessionView | None:
        return self.day.session if self.day is not None else None

    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a session."""
        if isinstance(what, UUID):
            self._go_to(what)
        self._arriving = True
        self.reload()

    def begin(self) -> None:
        """F3 on the page itself: to the queue."""
        if self._seen() is self.part:
            self.part.show_queue()
        else:
            self.arrive()

    def primary(self) -> None:
        seen: Any = self.part.work if self._seen() is self.part else self._seen()
        seen.primary()

    def go_through(self, number: int) -> bool:
        """Alt+number: a deputy comes or goes while that list is open."""
        return self.drawers.press(number)

    def escape(self) -> bool:
        if self.drawers.shut():
            return True
        seen = self._seen()
        if seen is self.plan or (seen is self.part and self.part.escape()):
            return seen is self.part or self.plan.escape()
        if seen is self.closing_part:
            self._receive_again()
        elif seen is self.signing:
            self._finish()
        elif self.back:
            self._look_back()
        else:
            return False
        return True

    def print_again(self) -> None:
        if self._seen() is self.part:
            self.part.work.print_again()
        elif self._seen() is self.signing:
            self._print("sheet")

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (a case that is taken back changes the sums)
        if self.isVisible():
            self.reload()

    def keep(self) -> None:
        self.part.talking.keep()

    def memory(self) -> ReceptionMemory:
        talk, session, screen = self.part.talking.talk, self.session, self.calling.is_open()
        self.calling.close()
        return ReceptionMemory(session.id if session else None, talk.id if talk else None, self.closing, screen)

    def recall(self, memory: object) -> None:
        if isinstance(memory, ReceptionMemory):
            self._wanted, self.closing = memory.session, memory.closing
            if memory.talk is not None:
                self.part.want(memory.talk)
            if memory.screen:
                self.calling.turn(None)
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
        self.day, session = day, day.session
        state = session.state if session is not None else ""
        self._wanted = self._wanted if state in (OPEN, CLOSED) else None
        part = self._part_for(state)
        self.left.show_day(day)
        if part is not self.plan and session is not None:
            self.part.show_day(day)
            self.closing_part.show_day(session, self.part.talking.half_written())
            if state == CLOSED:
                self.signing.show_day(session)
            self.calling.show(session)
        else:
            self.plan.reload()
        turned = self._seen() is not part
        self._stack.setCurrentWidget(part)
        self.drawers.show_day(day)
        self._stand(part, turned=turned)

    def _part_for(self, state: str) -> QWidget:
        if state == OPEN:
            return self.closing_part if self.closing else self.part
        if state == CLOSED:
            return self.part if self.back else self.signing
        return self.plan

    def _stand(self, part: QWidget, *, turned: bool) -> None:
        """The focus goes where work begins, when the page or this part of it comes to the front."""
        arriving, self._arriving = self._arriving, False
        if self._greet and part is self.part:
            self._greet = False
            self._people()
        elif (arriving or turned) and self.isVisible():
            seen: Any = part
            seen.take_focus()

    def _seen(self) -> QWidget:
        return self._stack.currentWidget()

    # -- which session --------------------------------------------------------------------------------
    def _go_to(self, session: UUID | None) -> None:
        if session != self._wanted:
            self.part.talking.put_down()
        self._wanted, self.closing, self.back = session, False, False

    def _turn_to(self, session: UUID) -> None:
        """Another session: one that is open, or one that is over."""
        self._go_to(session)
        self.arrive()

    def _open(self, row: SessionRow | None) -> None:
        """开始接待: then it is asked which deputies are here."""

        def then(change: "Change") -> None:
            self._go_to(change.subjects[0])
            self._greet = True

        self.deeds.open_session(row, then)

    def _people(self) -> None:
        if self.day is not None and self.session is not None:
            self.drawers.people(self.day)

    # -- 收场 ------------------------------------------------------------------------------------------
    def _begin_closing(self, session: UUID | None = None) -> None:
        """Checked first, whatever is open in it."""
        if session is not None and (self.session is None or session != self.session.id):
            self._go_to(session)
        self.keep()
        self.closing = True
        self.reload()

    def _receive_again(self) -> None:
        self.closing = False
        self.reload()

    def _mend(self, deed: str, talk: UUID | None) -> None:
        if deed == "people":
            self._people()
        elif deed == "print" and talk is not None:
            self._printing.print_paper(talk, TICKET)
        elif talk is not None:
            self.closing = False
            self.part.want(talk)
            self.reload()

    def _close(self, let_go: bool) -> None:
        session = self.session
        if session is None:
            return

        def then(_change: "Change") -> None:
            self._wanted, self.closing = session.id, False

        self.deeds.close_session(session.id, let_go, then)

    def _sign(self, deputy: UUID, signed: dict[str, Any]) -> None:
        if self.session is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, DeskError):
                self.signing.refuse(error)
            else:
                self.signing.trouble()
                say_trouble(self, error, TOPIC)

        self.deeds.confirm(self.session.id, deputy, signed, failed)

    def _look_back(self) -> None:
        """The conversations of a closed session, to be read or corrected; and back."""
        self.back = not self.back
        self.reload()

    def _finish(self) -> None:
        self._go_to(None)
        self.arrive()

    def _look_at(self, paper: str) -> None:
        if self.session is not None:
            self._papers.look_at(self.session.id, paper, self.drawers.sheet)

    def _print(self, paper: str) -> None:
        if self.session is not None:
            self._papers.print(self.session.id, paper)
