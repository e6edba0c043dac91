"""A paper of one sheet or more goes to the printer for letters: handed over beside the window, told in a line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.errors import BadEnvironment
from desk.text import mark
from ui.pages.page import Page
from ui.pages.slip_printing import letter_printer
from ui.pages.trouble import say_trouble
from ui.widgets.message import Act, Message

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed

NOT_OUT = mark("The paper did not come out. What is recorded is safe. Look after the printer, then print again.")
WHY = {
    "no_printer": mark(
        "No printer is set up on this computer. What is recorded is safe. Set one up, then print again."
    ),
    "no_a4_printer": mark(
        "No printer here takes A4. What is recorded is safe. Connect one that does, then print again."
    ),
}


def print_paper(page: Page, send: Callable[[str], "Handed"], said: str, topic: str, owner: QObject) -> None:
    """`send` hands it to the printer it is given and is called in the spool; `said` is told when the queue has it. What
    failed is told with a way to try again."""
    place = page.place

    def work() -> None:
        name = letter_printer(place, place.printer_name())
        if not name:
            there = place.printer_name() or place.printer.default() or place.printer.printers()
            raise BadEnvironment("no_a4_printer" if there else "no_printer", number="")
        handed = send(name)
        if handed.outcome == "refused":
            raise BadEnvironment(handed.reason, number="", printer=name)

    def done(_none: None) -> None:
        page.said.emit(Message(said, "accent", topic=topic))
        page.printer_told.emit()

    def failed(error: Exception) -> None:
        if not isinstance(error, BadEnvironment):
            say_trouble(page, error, topic)
            return
        _ = page.look.say
        again = Act(_("Print again"), partial(print_paper, page, send, said, topic, owner), "printer")
        page.said.emit(Message(_(WHY.get(error.code, NOT_OUT)), "red", (again,), topic))
        page.printer_told.emit()

    place.spool.run(work, done, failed, owner=owner)
