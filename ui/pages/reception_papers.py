"""The papers of a session on A4: looked at on the screen, and handed to the printer that takes letters."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desk.actions.printer_port import Handed
from desk.text import mark
from ui.pages.page import Page
from ui.pages.paper_printing import print_paper
from ui.pages.trouble import say_trouble

DOTS_PER_MM = 5.0  # of the picture on the screen
TOPIC = "reception_paper"
HANDED = {
    "sheet": mark("The day sheet went to the printer."),
    "signin": mark("The sign-in sheet went to the printer."),
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

        def send(printer: str) -> Handed:
            from desk.actions.reception_printing import print_reception_paper

            return print_reception_paper(place.desk, paper, session, place.printer, printer, lang)  # type: ignore[arg-type]

        print_paper(page, send, page.look.say(HANDED[paper]), TOPIC, self)
