"""The first run, step 4: the printer for slips. It may be left for later."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.founding_parts import Step, Ways, question
from ui.printing import state_text
from ui.theme import Look
from ui.widgets.box import column, empty_out, row
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine
from ui.widgets.note import Note
from ui.widgets.offer import Offer, offers


@dataclass(frozen=True)
class Found:
    """The printers of this computer with their states, and which of them is its own choice."""

    states: tuple[tuple[str, str], ...]
    own: str


class PrinterStep(Step):
    """`chosen` tells the printer's name; empty: the computer's own choice. `trial_wanted` asks for a test slip."""

    number = 4
    chosen = Signal(str)
    trial_wanted = Signal()

    def __init__(self, look: Look, ways: Ways) -> None:
        super().__init__()
        self._look, self._ways, self._asking = look, ways, False
        self._ = _ = look.say
        self.choice: Choice | None = None
        self._loading = LoadingLine(look)
        self.none = label(
            _("This computer has no printer yet. Plug it in and look again, or go on: slips can be printed later."),
            "body",
            "text2",
            wrap=True,
        )
        self.again = Button(look, _("Look again"), "quiet", icon="refresh-cw", click=self._look_round)
        self.again.setAutoDefault(True)
        self.trial = Button(look, _("Print a test slip"), icon="printer", click=self.trial_wanted.emit)
        self.trial.setAutoDefault(True)
        self.note = Note(look)
        asked = question(
            _("Which printer is at the counter?"),
            _("The slip is 80 mm wide; a printer with A5 or A4 does it too. Another one can be chosen later."),
        )
        holder = QWidget()
        self._box = QVBoxLayout(holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        column(look, *asked, 8, self._loading, holder, self.none, self._ways_on(), self.note, None, on=self)
        self.none.hide()
        self.trial.hide()

    def _ways_on(self) -> QWidget:
        return row(self._look, self.trial, self.again, None, gap=12)

    def tell(self, sentence: str, *, well: bool) -> None:
        """What became of the test slip."""
        self.note.say("hint" if well else "error", sentence)

    def arrive(self) -> None:
        self.note.hush()
        self._look_round()
        if self.choice is None:
            super().arrive()
        else:
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def printer(self) -> str:
        """What was chosen; empty: the computer's own choice, or there is none."""
        return (self.choice.code() or "") if self.choice is not None else ""

    def has_printer(self) -> bool:
        return self.choice is not None

    def _look_round(self) -> None:
        """The print service may take seconds to answer: it is asked beside the window."""
        if self._asking:
            return
        self._asking = True
        self._loading.begin()
        printers = self._ways.printers

        def work() -> Found:
            port = printers()
            return Found(tuple((name, port.state(name)) for name in port.printers()), port.default() or "")

        self._ways.spool.run(work, self.show_found, self._failed, owner=self)

    def show_found(self, found: Found) -> None:
        _, lang = self._, self._look.lang
        self._rest()
        here = self.focusWidget() or self
        had = self.hasFocus() or here is self.again or (self.choice is not None and self.choice.isAncestorOf(here))
        empty_out(self._box)
        self.choice = None
        self.none.setVisible(not found.states)
        self.trial.setVisible(bool(found.states))
        if not found.states:
            return
        own = Offer("", _("The computer's own choice"), icon="printer", below=found.own)
        each = [Offer(name, name, icon="printer", below=state_text(state, lang)) for name, state in found.states]
        chosen = self._ways.wishes().printer
        known = chosen if chosen in dict(found.states) else ""
        listed = [own, *each] if found.own else each
        self.choice = offers(self._look, _("Printer for slips"), listed, known if known or found.own else each[0].code)
        self.choice.chosen.connect(self.chosen)
        self._box.addWidget(self.choice)
        for first, second in pairwise((*self.choice.buttons(), self.trial, self.again)):
            self.setTabOrder(first, second)
        if had:
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: Exception) -> None:
        self._rest()
        self._ways.spool.failed.emit(error)

    def _rest(self) -> None:
        self._asking = False
        self._loading.end()
