"""A page prints: a paper goes to the queue, and what is learnt about it is said on the page's message line."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk.domain.case import RECEIPT, REPLY
from desk.domain.conversation import TICKET
from desk.domain.numbering import show_number
from desk.errors import BadEnvironment
from desk.text import explain
from ui.pages.page import Page
from ui.pages.slip_printing import SlipPrinting, Told
from ui.pages.trouble import say_trouble
from ui.theme import Look
from ui.widgets.message import Act, Message

TOPIC = "print"
Do = Callable[[], object]


class PagePrinting(QObject):
    """`told` comes after message line, status bar and the other pages have heard of it."""

    told = Signal(Told)

    def __init__(self, page: Page, copy: Callable[[UUID], object]) -> None:
        """`copy` shows a case's number large enough to be written down."""
        super().__init__(page)
        self._page, self._copy = page, copy
        self._printing = SlipPrinting(page.place, self)
        self._printing.told.connect(self._hear)
        self._printing.failed.connect(lambda error: say_trouble(page, error, TOPIC))

    def print_slip(self, case: UUID) -> None:
        self._printing.print_paper(case, RECEIPT)

    def print_paper(self, case: UUID, paper: str) -> None:
        """The slip or the reply notice of a case."""
        self._printing.print_paper(case, paper)

    def say_not_out(self, case: UUID) -> None:
        """Somebody says that no slip came out."""
        _, page = self._page.look.say, self._page
        place = page.place

        def work() -> tuple[UUID, ...]:
            from desk.actions.printing import not_printed

            return not_printed(place.desk, case).subjects

        def done(subjects: tuple[UUID, ...]) -> None:
            page.changed.emit(subjects)
            page.refresh(subjects)
            page.said.emit(Message(_("Noted that no slip came out. Press Ctrl+P to print it again."), topic=TOPIC))

        place.lane.run(work, done, lambda error: say_trouble(page, error), owner=self, keep=True)

    def _hear(self, told: Told) -> None:
        page = self._page
        again, copy = partial(self.print_paper, told.case, told.paper), partial(self._copy, told.case)
        message = print_message(page.look, told, again, copy)
        if message is None:
            page.cured.emit(TOPIC)
        else:
            page.said.emit(message)
        page.printer_told.emit()
        page.changed.emit((told.case,))
        self.told.emit(told)


def print_message(look: Look, told: Told, again: Do, copy: Do) -> Message | None:
    """What happened, what is safe, what now; None when there is nothing to say."""
    _ = look.say
    if told.trouble and told.paper == TICKET:
        return _ticket_message(look, told, again)
    if told.trouble:
        sentence = explain(BadEnvironment(told.trouble, number=show_number(told.number)), look.lang)
        acts = [] if told.waits else [Act(_("Print again"), again, "printer", "Ctrl+P")]
        acts += [Act(_("Write down the number"), copy)] if told.paper != REPLY else []
        return Message(sentence, "amber" if told.waits else "red", tuple(acts), TOPIC)
    if told.missing:
        sentence = _("No font has these characters; the paper shows their codes: {codes}. The record has them right.")
        return Message(sentence.format(codes=", ".join(told.missing)), "amber", (), TOPIC)
    return None


def _ticket_message(look: Look, told: Told, again: Do) -> Message:
    """A number holds whether its ticket comes out or not: say it aloud."""
    _ = look.say
    if told.waits:
        sentence = _("The printer is paused and keeps ticket {number}. The number holds. Start the printer again.")
        return Message(sentence.format(number=told.number), "amber", (), TOPIC)
    sentence = _(
        "Ticket {number} did not come out. The number holds: say it. Look after the printer, then press Ctrl+P."
    )
    act = Act(_("Print again"), again, "printer", "Ctrl+P")
    return Message(sentence.format(number=told.number), "red", (act,), TOPIC)
