"""The papers of a session on A4: looked at on the screen, and handed to the printer that takes letters."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desk.actions.printer_port import Handed
from desk.errors import BadEnvironment
from desk.text import mark
from ui.pages.page import Page
from ui.pages.slip_printing import letter_printer
from ui.pages.trouble import say_trouble
from ui.widgets.message import Act, Message

DOTS_PER_MM = 5.0  # of the picture on the screen
TOPIC = "reception_paper"
HANDED = {
    "sheet": mark("The day sheet went to the printer."),
    "signin": mark("The sign-in sheet went to the printer."),
}
NOT_OUT = mark("The paper did not come out. What is recorded is safe. Look after the printer, then print again.")
WHY = {
    "no_printer": mark(
        "No printer is set up on this computer. What is recorded is safe. Set one up, then print again."
    ),
    "no_a4_printer": mark(
        "No printer here takes A4. What is recorded is safe. Connect one that does, then print again."
    ),
}
Show = Callable[[list[QImage]], object]


class ReceptionPapers(QObject):
    """Nothing is written down of these: they are copies of what is recorded."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def look_at(self, session: UUID, paper: str, show: Show) -> None:
        """The pages as pictures, made beside the window."""
        place, lang = self._page.place, self._page.look.lang

        def work() -> list[QImage]:
            from desk.actions.reception_printing import make_reception_paper
            from ui.printing.bitmap import shades

            pdf = make_reception_paper(place.desk, paper, session, lang).pdf  # type: ignore[arg-type]  # one of its papers
            pages = shades(pdf, DOTS_PER_MM)
            return [
                QImage(one.dots, one.width, one.height, one.stride, QImage.Format.Format_Grayscale8).copy()
                for one in pages
            ]

        place.spool.run(work, show, lambda error: say_trouble(self._page, error, TOPIC), owner=self)

    def print(self, session: UUID, paper: str) -> None:
        page = self._page
        place, lang = page.place, page.look.lang

        def work() -> Handed:
            from desk.actions.reception_printing import print_reception_paper

            printer = letter_printer(place, place.printer_name())
            if not printer:
                there = place.printer_name() or place.printer.default() or place.printer.printers()
                raise BadEnvironment("no_a4_printer" if there else "no_printer", number="")
            return print_reception_paper(place.desk, paper, session, place.printer, printer, lang)  # type: ignore[arg-type]

        place.spool.run(work, partial(self._told, session, paper), partial(self._failed, session, paper), owner=self)

    def _told(self, session: UUID, paper: str, handed: Handed) -> None:
        if handed.outcome == "refused":
            self._failed(session, paper, BadEnvironment(handed.reason, number=""))
            return
        page = self._page
        page.said.emit(Message(page.look.say(HANDED[paper]), topic=TOPIC))
        page.printer_told.emit()

    def _failed(self, session: UUID, paper: str, error: Exception) -> None:
        page = self._page
        if not isinstance(error, BadEnvironment):
            say_trouble(page, error, TOPIC)
            return
        _ = page.look.say
        sentence = _(WHY.get(error.code, NOT_OUT))
        again = Act(_("Print again"), partial(self.print, session, paper), "printer")
        page.said.emit(Message(sentence, "red", (again,), TOPIC))
        page.printer_told.emit()
