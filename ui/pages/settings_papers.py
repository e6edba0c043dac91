"""The section Printing: which printer the slips go to, and how it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from desk.text import mark
from ui.pages.page import Workplace
from ui.pages.settings_section import Section
from ui.printing import state_text
from ui.theme import Look
from ui.widgets.box import card, column, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice, Option
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine

OWN = mark("The computer's own choice")
NONE = mark(
    "This computer has no printer yet. Cases are recorded all the same, and their slips can be printed later. "
    "Plug the printer in, add it in the computer's own settings, then look again."
)
WIDEST = 360  # px of a printer's name


@dataclass(frozen=True)
class Printers:
    """What the computer has: names, and the state of the one that is used (None: there is none)."""

    names: tuple[str, ...]
    used: str
    state: str | None


class PapersSection(Section):
    """The printers lie open; choosing one is kept at once."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._asking = False
        self._loading = LoadingLine(look)
        self.state = Chip(look, "", height=32)
        self._none = label(_(NONE), "body", "text2", wrap=True)
        self._again = Button(look, _("Look again"), "quiet", icon="refresh-cw", click=self.arrive)
        self._again.setAutoDefault(True)
        self.printer: Choice = Choice(look, _("Printer for slips"), [Option("", _(OWN))], "")
        self._choices = column(look, self.printer, gap=0)
        what = _("Where slips are printed. A reply goes to a printer that has A4.")
        head = row(look, label(_("Printer for slips"), "head"), None, self.state)
        foot = row(look, self._again, None)
        sheet = card(look, head, label(what, "sub", wrap=True), 4, self._choices, self._none, foot)
        column(look, self._loading, sheet, gap=0, on=self)
        self._none.hide()
        self.state.hide()

    def arrive(self) -> None:
        """The print service may take seconds to answer: it is asked beside the window."""
        if self._asking:
            return
        self._asking = True
        self._loading.begin()
        port, chosen = self.place.printer, self.place.printer_name()

        def look_round() -> Printers:
            used = chosen or port.default() or ""
            return Printers(port.printers(), used, port.state(used) if used else None)

        self.place.spool.run(look_round, self._show, self._failed, owner=self)

    def take_focus(self) -> None:
        self.printer.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, found: Printers) -> None:
        self._rest()
        focused = self.printer.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._offer(found.names)
        if focused:
            self.take_focus()
        self._none.setVisible(not found.names)
        fine = found.state in ("ready", None)
        self.state.show_state(
            state_text(found.state, self.look.lang), "" if fine else "red", "printer" if fine else "circle-alert"
        )
        self.state.show()

    def _offer(self, names: Sequence[str]) -> None:
        """The choices there are now; a chosen printer that is gone stays among them."""
        look, _, chosen = self.look, self.look.say, self.place.printer_name()
        options = [
            Option("", _(OWN)),
            *(Option(name, _short(look, name)) for name in dict.fromkeys((*names, chosen)) if name),
        ]
        if list(self.printer.options()) == options:
            self.printer.set_code(chosen)
            return
        old, self.printer = self.printer, Choice(look, _("Printer for slips"), options, chosen)
        self.printer.chosen.connect(self._take)
        box = self._choices.layout()
        if box is not None:
            box.replaceWidget(old, self.printer)
        old.hide()
        old.deleteLater()

    def _take(self, name: str) -> None:
        self.wished.emit("printer", name)
        self.arrive()

    def _failed(self, error: Exception) -> None:
        self._rest()
        self.place.spool.failed.emit(error)

    def _rest(self) -> None:
        self._asking = False
        self._loading.end()


def _short(look: Look, name: str) -> str:
    return QFontMetrics(look.font("strong")).elidedText(name, Qt.TextElideMode.ElideRight, look.px(WIDEST))
