"""The section Printing: which printer slips and letters go to, on which paper, and how the one at the counter is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desk.actions.printer_port import Handed
from desk.domain.sheet import MOST
from desk.errors import BadEnvironment
from desk.settings import PAPERS
from desk.text import explain, mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.printing import state_text, trial_text
from ui.theme import Look
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice, Option
from ui.widgets.form import Form
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.message import Message
from ui.widgets.number import NumberField

OWN = mark("The computer's own choice")
ANY_A4 = mark("Whichever has A4")
NONE = mark(
    "This computer has no printer yet. Cases are recorded all the same, and their slips can be printed later. "
    "Plug the printer in, add it in the computer's own settings, then look again."
)
A4 = mark(
    "Replies and other letters. And numbered sheets for the day without power: keep them at the counter; each has a "
    "number that the person takes home, and Record lists those that are not keyed yet."
)
SHEETS = mark("{count} sheets are on their way to the printer. Their numbers are kept for them.")
SIZES = {"80mm": mark("80 mm roll"), "A5": mark("A5 sheets")}
WIDEST = 320  # px of a printer's name


@dataclass(frozen=True)
class Printers:
    """What the computer has: names, and the state of the one that slips go to (None: there is none)."""

    names: tuple[str, ...]
    state: str | None


class PrinterChoice(QWidget):
    """The printers lie open, before them the one that needs no name."""

    def __init__(self, look: Look, name: str, first: str, take: Callable[[str], object]) -> None:
        super().__init__()
        self._look, self._name, self._first, self._take = look, name, first, take
        self.choice = self._made([Option("", first)], "")
        column(look, self.choice, gap=0, on=self)

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """Those there are now; a chosen one that is gone stays among them."""
        there = [name for name in dict.fromkeys((*names, chosen)) if name]
        options = [Option("", self._first), *(Option(name, self._short(name)) for name in there)]
        if list(self.choice.options()) == options:
            self.choice.set_code(chosen)
            return
        here, box = self.focusWidget(), self.layout()
        focused = here is not None and self.choice.isAncestorOf(here)
        old, self.choice = self.choice, self._made(options, chosen)
        if box is not None:
            box.replaceWidget(old, self.choice)
        old.hide()
        old.deleteLater()
        if focused:
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _made(self, options: list[Option], chosen: str) -> Choice:
        choice = Choice(self._look, self._name, options, chosen)
        choice.chosen.connect(self._take)
        return choice

    def _short(self, name: str) -> str:
        metrics = QFontMetrics(self._look.font("strong"))
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._look.px(WIDEST))


class PapersSection(Section):
    """Choosing is kept at once. The print service may take seconds to answer: it is asked beside the window."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._asking = False
        self._loading = LoadingLine(look)
        self.state = Chip(look, "", height=32)
        self._none = label(_(NONE), "body", "text2", wrap=True)
        self._again = Button(look, _("Look again"), "quiet", icon="refresh-cw", click=self.arrive)
        self._again.setAutoDefault(True)
        self.slips = PrinterChoice(look, _("Printer"), _(OWN), self._take_printer)
        self.letters = PrinterChoice(
            look, _("Printer for letters"), _(ANY_A4), lambda name: self.wished.emit("letters", name)
        )
        sizes = [Option(size, _(SIZES[size])) for size in PAPERS]
        self.paper = Choice(look, _("Paper"), sizes, place.wishes().paper)
        self.paper.chosen.connect(lambda size: self.wished.emit("paper", size))
        wide = 96 if look.lang == "zh" else 112
        slips, letters = Form(look, label_width=wide), Form(look, label_width=wide)
        slips.add(_("Printer"), self.slips)
        slips.add(_("Paper"), self.paper)
        letters.add(_("Printer"), self.letters)
        self._try = Button(look, _("Print a test slip"), icon="printer", click=self.try_out)
        self._sheets = Button(look, _("Print sheets"), icon="printer", click=self.print_sheets)
        for button in (self._try, self._sheets):
            button.setAutoDefault(True)
        self.count = NumberField(look, _("How many sheets"), 10, most=MOST, width=80)
        letters.add(_("Sheets"), row(look, self.count, self._sheets, None, gap=12))
        head = row(look, label(_("Slips"), "head"), None, self.state)
        foot = row(look, self._try, self._again, None, gap=12)
        why = _("The chosen paper, where the printer has it; a printer that has sheets alone prints on A5.")
        column(
            look,
            self._loading,
            card(look, head, label(why, "sub", wrap=True), 4, slips, self._none, foot),
            16,
            card(look, label(_("On A4"), "head"), label(_(A4), "sub", wrap=True), 4, letters),
            gap=0,
            on=self,
        )
        self._none.hide()
        self.state.hide()

    def try_out(self) -> None:
        """A test slip to the printer at the counter, as slips go there."""
        place, lang = self.place, self.look.lang

        def work() -> tuple[str, Handed | None]:
            from desk.actions.printing import print_trial, slip_size

            printer = place.printer_name() or place.printer.default() or ""
            if not printer:
                return "", None
            size = slip_size(place.printer, printer, place.wishes().paper)
            return printer, print_trial(place.desk, place.printer, printer, size, lang)

        place.spool.run(work, lambda done: self._tell(*done, ""), self._failed, owner=self, keep=True)

    def print_sheets(self) -> None:
        """Numbered sheets for the day without power, on A4."""
        place, lang, count = self.place, self.look.lang, self.count.value()

        def work() -> tuple[str, Handed | None]:
            from desk.actions.sheets import print_sheets
            from ui.pages.slip_printing import letter_printer

            printer = letter_printer(place)
            return printer, print_sheets(place.desk, count, place.printer, printer, lang)[0] if printer else None

        def done(found: tuple[str, Handed | None]) -> None:
            self.changed.emit((place.station.place,))
            self._tell(*found, self.look.say(SHEETS).format(count=count), none="no_a4_printer")

        place.spool.run(work, done, self._failed, owner=self, keep=True)

    def _tell(self, printer: str, handed: Handed | None, sentence: str, none: str = "no_printer") -> None:
        """What the queue said, in the message line; the status bar asks again."""
        well, words = False, explain(BadEnvironment(none), self.look.lang)
        if handed is not None:
            well, words = trial_text(handed, printer, self.look.lang)
        self.said.emit(Message(sentence or words if well else words, "accent" if well else "red", topic="printing"))
        self.arrive()

    def arrive(self) -> None:
        self.paper.set_code(self.place.wishes().paper)
        if self._asking:
            return
        self._asking = True
        self._loading.begin()
        port, chosen = self.place.printer, self.place.printer_name()

        def look_round() -> Printers:
            used = chosen or port.default() or ""
            return Printers(port.printers(), port.state(used) if used else None)

        self.place.spool.run(look_round, self._show, self._failed, owner=self)

    def take_focus(self) -> None:
        self.slips.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, found: Printers) -> None:
        self._rest()
        wishes = self.place.wishes()
        self.slips.offer(found.names, wishes.printer)
        self.letters.offer(found.names, wishes.letters)
        self._order_tabs()
        self._none.setVisible(not found.names)
        fine = found.state in ("ready", None)
        words = state_text(found.state, self.look.lang)
        self.state.show_state(words, "" if fine else "red", "printer" if fine else "circle-alert")
        self.state.show()

    def _order_tabs(self) -> None:
        """What was built anew comes last otherwise, and Tab would pass over the rest."""
        slips, letters = self.slips.choice.buttons(), self.letters.choice.buttons()
        for first, second in pairwise(
            (*slips, *self.paper.buttons(), self._try, self._again, *letters, self.count, self._sheets)
        ):
            self.setTabOrder(first, second)

    def _take_printer(self, name: str) -> None:
        self.wished.emit("printer", name)
        self.arrive()

    def _failed(self, error: Exception) -> None:
        self._rest()
        self.place.spool.failed.emit(error)

    def _rest(self) -> None:
        self._asking = False
        self._loading.end()
