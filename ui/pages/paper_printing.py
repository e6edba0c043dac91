"""A paper of one sheet or more goes to the printer for letters: handed over beside the window, told in a line."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.errors import BadEnvironment
from ui.pages.page import Page
from ui.pages.slip_printing import letter_printer
from ui.pages.trouble import say_trouble
from ui.widgets.message import Message

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed


def print_paper(page: Page, send: Callable[[str], "Handed"], said: str, topic: str, owner: QObject) -> None:
    """`send` hands it to the printer it is given and is called in the spool; `said` is told when the queue has it."""
    place = page.place

    def work() -> None:
        name = letter_printer(place, place.printer_name())
        if not name:
            raise BadEnvironment("no_a4_printer" if place.printer.printers() else "no_printer")
        handed = send(name)
        if handed.outcome == "refused":
            raise BadEnvironment(handed.reason, printer=name)

    def done(_none: None) -> None:
        page.said.emit(Message(said, "accent", topic=topic))
        page.printer_told.emit()

    place.spool.run(work, done, lambda error: say_trouble(page, error, topic), owner=owner)
