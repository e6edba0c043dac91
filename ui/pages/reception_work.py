"""What the keys of a reception day do: a number, a call, a conversation that ends, a paper that is printed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from desk.domain.case_state import ACCUSATION
from desk.domain.conversation import CALLED, LEFT, MISSED, TICKET, WAITING
from desk.errors import BadInput
from desk.reads.reception_views import TalkView
from ui.models.queue_words import has_no_ticket, waiting
from ui.pages.page import Page
from ui.pages.page_printing import PagePrinting
from ui.pages.reception_deeds import Deeds
from ui.pages.trouble import say_trouble

if TYPE_CHECKING:
    from desk.actions.desk import Change
    from ui.pages.reception_day import DayPart

SAVING = "saving"
_HERE = (WAITING, CALLED, MISSED)


class DayWork(QObject):
    """Deeds change the session; the page reads it again after each, and `settle` goes on from there."""

    def __init__(self, part: "DayPart", page: Page, deeds: Deeds, printing: PagePrinting) -> None:
        super().__init__(part)
        self._part, self._page, self._deeds, self._printing = part, page, deeds, printing
        self._following = self._over = False

    def settle(self) -> None:
        """The session was read after a conversation ended: the next one is offered, or called at once."""
        if self._following:
            self._following = False
            self._part.talk.show_nothing()
            if self._part.called() is not None or waiting(self._part.talks()):
                self.go_on()
            else:
                self._part.take_focus()
        elif self._over:
            self._over = False
            self._part.talk.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the queue ------------------------------------------------------------------------------------
    def take_number(self) -> None:
        if self._part.session is not None and not self._part.is_over():
            self._part.show_queue(go=False)
            self._part.queue.open_form()

    def check_in(self, form: dict[str, Any]) -> None:
        session, queue = self._part.session, self._part.queue
        if session is None:
            return

        def then(change: "Change") -> None:
            if queue.ticket.waits():  # else the next one is being asked already
                queue.shut_form()
            self._part.mark_later(change.subjects[0])
            self._printing.print_paper(change.subjects[0], TICKET)

        def failed(error: Exception) -> None:
            queue.ticket.enable(True)
            if isinstance(error, BadInput) and error.facts.get("field"):
                queue.refuse(error)
            else:
                say_trouble(self._page, error)

        self._deeds.check_in(session.id, form, then, failed)

    def call(self) -> None:
        """F6: whose turn it is. Whoever is being heard stays on the page."""
        session = self._part.session
        if session is not None:
            self._deeds.call_next(session.id, self._part.queue.table(), self._come)

    def _come(self, change: "Change") -> None:
        if not self._part.is_busy():
            self._part.want(change.subjects[0])
            self._part.show_talk()

    def turn(self) -> None:
        """F7: 过号, or 回排队, by the state of the marked one."""
        talk = self._part.queue.current()
        if talk is None:
            return
        if talk.state == CALLED:
            self._leave(talk)  # what is typed next is somebody else's; what was typed is a draft
            self._deeds.miss(talk.id)
        elif talk.state in (MISSED, LEFT):
            self._deeds.put_back(talk.id)

    def _leave(self, talk: TalkView) -> None:
        on_page = self._part.talking.talk
        if on_page is not None and on_page.id == talk.id:
            self._part.talk.show_nothing()
            self._part.queue.take_focus()

    def went(self) -> None:
        """走了: whoever is on the page, or marked, left before they were heard."""
        talking = self._part.talking
        talk = talking.talk if talking.stage == "open" else self._part.queue.current()
        if talk is not None and talk.state in _HERE:
            self._leave(talk)
            self._deeds.let_go(talk.id)

    # -- the conversation -----------------------------------------------------------------------------
    def primary(self) -> None:
        """Ctrl+Enter: the one filled button, or the number that is being taken."""
        talking, queue = self._part.talking, self._part.queue
        if queue.form_open():
            queue.ticket.take()
        elif talking.stage == "open":
            talking.conclude(case=True)
        elif talking.stage == "correcting":
            talking.save_correction()
        elif talking.stage != "saving":
            self.go_on()

    def count_only(self) -> None:
        """F9: 只记人次，下一位."""
        if self._part.talking.stage == "open":
            self._following = True
            self._part.talking.conclude(case=False)

    def go_on(self) -> None:
        """Whoever was called already, else the next one, else a number is taken."""
        called = self._part.called()
        if self._part.is_over():
            self._part.back_wanted.emit()
        elif called is not None:
            self._part.open_talk(called.id)
        elif waiting(self._part.talks()):
            self.call()
        else:
            self.take_number()

    def concluded(self, subjects: tuple[UUID, ...]) -> None:
        page, session = self._page, self._part.session
        self._over = True
        page.cured.emit(SAVING)
        page.changed.emit((*subjects, session.id) if session is not None else subjects)
        if len(subjects) > 1 and self._part.talk.form.nature.code() != ACCUSATION:
            self._printing.print_slip(subjects[1])
        self._deeds.done.emit()

    def refused(self, error: Exception | None) -> None:
        self._following = False
        if error is not None:
            say_trouble(self._page, error, SAVING)

    def correct(self) -> None:
        self._part.talking.correct()
        self._part.talk.form.start()

    def corrected(self, subjects: tuple[UUID, ...]) -> None:
        self._page.cured.emit(SAVING)
        self._page.changed.emit(subjects)
        self._over = True
        self._deeds.done.emit()

    # -- papers ---------------------------------------------------------------------------------------
    def print_again(self) -> None:
        """Ctrl+P: the slip of the case that was made, else the ticket of the marked one, or of one that has none."""
        talking = self._part.talking
        if talking.talk is not None and talking.talk.cases and talking.stage == "done":
            self._printing.print_slip(talking.talk.cases[0])
            return
        chosen = self._without_ticket()
        if chosen is not None:
            self._printing.print_paper(chosen.id, TICKET)

    def _without_ticket(self) -> TalkView | None:
        """Whose ticket is to be printed: that of the marked one, unless another one's did not come out."""
        marked = self._part.queue.current()
        lacking = [talk for talk in self._part.talks() if has_no_ticket(talk)]
        if marked is not None and marked.state in _HERE and (marked in lacking or not lacking):
            return marked
        return next(iter(lacking), None)
