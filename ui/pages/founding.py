"""The first time, in five steps: whose computer it is, the station, its keys, the printer, ready."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError
from desk.text import explain
from ui.pages.founding_choice import JOIN, NEW, RESTORE, SAMPLE, ChoiceStep
from ui.pages.founding_end import EndStep
from ui.pages.founding_facts import Outcome, facts
from ui.pages.founding_frame import Progress, languages, left_column
from ui.pages.founding_hub import HubStep, Joiner
from ui.pages.founding_law import LawStep
from ui.pages.founding_parts import Step, Ways
from ui.pages.founding_password import PasswordStep
from ui.pages.founding_printer import PrinterStep
from ui.pages.founding_recovery import RecoveryStep
from ui.pages.founding_restore import FIELDS, RestoreStep
from ui.pages.founding_station import StationStep
from ui.pages.join_form import Typed
from ui.printing import trial_text
from ui.theme import Look
from ui.widgets.box import column, kind, row, scrolled, show_only
from ui.widgets.button import Button
from ui.widgets.note import Note

if TYPE_CHECKING:
    from desk.actions.desk import Desk
    from desk.actions.opening import Founded

ROUTES = {
    NEW: ("choice", "station", "law", "password", "recovery", "printer", "end"),
    JOIN: ("choice", "station", "law", "hub", "password", "recovery", "printer", "end"),
    RESTORE: ("choice", "restore", "printer", "end"),
    SAMPLE: ("choice",),
}


class FoundingPage(QWidget):
    """`opened` hands over the open desk; the other signals ask the window."""

    opened = Signal(object)
    language_requested = Signal(str)
    sample_requested = Signal()
    printer_chosen = Signal(str)

    def __init__(self, look: Look, ways: Ways) -> None:
        super().__init__()
        self._look, self._ways = look, ways
        self._ = look.say
        self._outcome = Outcome()
        self._joiner = Joiner()
        kind("page", self)
        self.choice = ChoiceStep(look)
        self.station = StationStep(look, ways.lane, ways.gate, self.go_on)
        self.law = LawStep(look, self.go_on)
        self.hub = HubStep(look)
        self.restore = RestoreStep(look, self.go_on)
        self.password = PasswordStep(look, self.go_on)
        self.recovery = RecoveryStep(look, ways)
        self.printer = PrinterStep(look, ways)
        self.end = EndStep(look)
        self._steps: Mapping[str, Step] = {
            "choice": self.choice,
            "station": self.station,
            "law": self.law,
            "hub": self.hub,
            "restore": self.restore,
            "password": self.password,
            "recovery": self.recovery,
            "printer": self.printer,
            "end": self.end,
        }
        self._at = "choice"
        self._trouble, self._progress = Note(look), Progress(look)
        side = [] if look.room == "narrow" else [left_column(look, self._progress)]
        row(look, *side, (self._right(), 1), gap=0, on=self)
        self.printer.chosen.connect(self.printer_chosen)
        self.printer.trial_wanted.connect(self._try_out)
        self._joiner.changed.connect(self._show_facts)
        self._show("choice")

    def _right(self) -> QWidget:
        look, _ = self._look, self._
        side = look.by(72, 40, 32)
        self._next = Button(look, _("Next"), "primary", key="Enter", click=self.go_on)
        self._back = Button(look, _("Back"), key="Esc", click=self.go_back)
        body = column(look, *self._steps.values(), None, gap=0, pad=(side, look.by(24, 12, 0), side, 8))
        self._area = scrolled(body)
        foot = row(look, (self._progress.word, 1), self._back, self._next, gap=12, pad=(side, 12, side, 24))
        return column(
            look,
            row(look, None, *languages(look, self.language_requested.emit), gap=4, pad=(side, 16, side, 0)),
            column(look, self._trouble, pad=(side, 0, side, 0)),
            (self._area, 1),
            foot,
            gap=8,
        )

    # -- what the window asks -------------------------------------------------------------------------
    def arrive(self) -> None:
        self._steps[self._at].arrive()

    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return not self._next.isEnabled()

    def memory(self) -> object:
        """What was typed and what came of it, so that another language, scale or room loses nothing."""
        return self._at, {name: step.typed() for name, step in self._steps.items()}, self._outcome, self._joiner

    def recall(self, memory: object) -> None:
        if not isinstance(memory, tuple):
            return
        at, typed, self._outcome, joiner = memory
        self._joiner.changed.disconnect(self._show_facts)
        self._joiner = joiner
        self._joiner.changed.connect(self._show_facts)
        for name, text in typed.items():
            self._steps[name].fill(text)
        self._show(at)

    def unjoined(self) -> Typed | None:
        """What was typed to join an office that could not be joined: the settings go on with it."""
        return self._joiner.left()

    # -- there and back -------------------------------------------------------------------------------
    def _route(self) -> tuple[str, ...]:
        return ROUTES[self.choice.code()]

    def _show(self, name: str) -> None:
        self._at, step = name, self._steps[name]
        if name == "recovery" and self._outcome.code:
            self.recovery.show_code(self._outcome.code, self._outcome.station)
        if name == "end":
            self._show_facts()
        show_only(self._steps.values(), (step,))
        self._progress.show(step.number)
        self._back.setVisible(self._before() is not None)
        self._next.say(self._("Begin") if name == "end" else self._("Next"))
        self._trouble.hush()
        self._area.verticalScrollBar().setValue(0)
        self.arrive()

    def _before(self) -> str | None:
        """The step to go back to; none from where there is no way back."""
        route = self._route()
        before = route[route.index(self._at) - 1] if route.index(self._at) else None
        return None if self._outcome.desk is not None and before in ("password", "restore") else before

    def go_back(self) -> None:
        """Esc: one step back; what was typed stays. What was founded or brought back stays too."""
        before = self._before()
        if before is not None and not self.busy():
            self._show(before)

    def _pass(self) -> None:
        self._work(False)
        route = self._route()
        self._show(route[route.index(self._at) + 1])

    def go_on(self) -> None:
        """Enter: checks this step and shows the next."""
        if self.busy():
            return
        special: dict[str, Callable[[], object]] = {
            "choice": self._choose,
            "station": self._check,
            "hub": lambda: self._pass() if self.hub.wish() is not None else None,
            "password": lambda: self._found() if self.password.agrees() else None,
            "recovery": lambda: self._pass() if self.recovery.is_kept() else None,
            "restore": self._restore,
            "end": lambda: self.opened.emit(self._outcome.desk),
        }
        special.get(self._at, self._pass)()

    def _check(self) -> None:
        gate, words = self._ways.gate, self.station.typed()
        self._run(lambda: gate.check(words), lambda _none: self._pass())

    def _choose(self) -> None:
        if self.choice.code() == SAMPLE:
            self.sample_requested.emit()
        else:
            self._pass()

    # -- what is done ---------------------------------------------------------------------------------
    def _run(self, work: Callable[[], object], done: Callable[[object], object], *, keep: bool = False) -> None:
        self._work(True)
        self._ways.lane.run(work, done, self._tell, owner=self, keep=keep)

    def _found(self) -> None:
        gate, words, answers = self._ways.gate, self.station.typed(), self.law.answers()
        password = self.password.typed()[0]

        def work() -> "Founded":
            founded = gate.found(words, password)
            if answers:
                gate.answer(founded.desk, answers)
            return founded

        def done(founded: object) -> None:
            desk, code = founded.desk, founded.recovery_code  # type: ignore[attr-defined]
            self._outcome = Outcome(desk, code, words.name, words.operator, len(answers))
            if self.choice.code() == JOIN:
                self._join(desk)
            self._pass()

        self._run(work, done, keep=True)

    def _join(self, desk: "Desk") -> None:
        wish = self.hub.wish()
        if wish is not None:
            self._joiner.begin(self._ways.line, desk, wish, self.hub.typed())

    def _restore(self) -> None:
        wish, gate = self.restore.wish(), self._ways.gate
        if wish is None:
            return

        def work() -> Outcome:
            desk = gate.restore(wish)
            return Outcome(desk, "", gate.station(desk), desk.operator_name, restored=True)

        def done(outcome: object) -> None:
            self._outcome = outcome if isinstance(outcome, Outcome) else Outcome()
            self._pass()

        self._run(work, done, keep=True)

    def _try_out(self) -> None:
        """A test slip, as slips will come out."""
        desk, printers, lang = self._outcome.desk, self._ways.printers, self._look.lang
        wished, paper = self.printer.printer(), self._ways.wishes().paper
        if desk is None:
            return

        def work() -> tuple[bool, str]:
            from desk.actions.printing import print_trial, slip_size

            port = printers()
            printer = wished or port.default() or ""
            handed = print_trial(desk, port, printer, slip_size(port, printer, paper), lang)
            return trial_text(handed, printer, lang)

        self._ways.spool.run(work, lambda told: self.printer.tell(told[1], well=told[0]), owner=self)

    def _show_facts(self) -> None:
        printer = self.printer.printer() or self._("the computer's own choice") if self.printer.has_printer() else ""
        self.end.show_facts(facts(self._look, self._outcome, printer, self._joiner))

    def _work(self, busy: bool) -> None:
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def _tell(self, error: Exception) -> None:
        """At the field it is about, on the step where that field is; what is about none, above."""
        self._work(False)
        if not isinstance(error, DeskError):
            self._ways.lane.failed.emit(error)
            return
        sentence, field = explain(error, self._look.lang), str(error.facts.get("field", ""))
        if error.code == "password_short" and self._at == "password":
            field = "password"
        elif self._at == "restore":
            field = FIELDS.get(error.code, "")
        if not self._steps[self._at].fail(field, sentence):
            self._trouble.say("error", sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)
