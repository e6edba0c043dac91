"""The first time: what station this is, who sits there, a password; then the recovery code, shown once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.errors import BadInput, DeskError
from desk.text import explain, mark
from ui.pages.founding_parts import PasswordStep, RecoveryStep, StationStep
from ui.pages.gate import Gate
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.box import column, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.keycap import Count
from ui.widgets.label import label
from ui.widgets.mark import Mark
from ui.widgets.note import Note

if TYPE_CHECKING:
    from desk.actions.opening import Founded

STEPS = (mark("Station and person on duty"), mark("Password"), mark("Recovery code"))
STEP = mark("Step {number} of {count}")


class FoundingPage(QWidget):
    """`opened` hands over the open desk; `language_requested` and `sample_requested` ask the window."""

    opened = Signal(object)
    language_requested = Signal(str)
    sample_requested = Signal()

    def __init__(self, look: Look, lane: Lane, gate: Gate) -> None:
        super().__init__()
        self._look, self._lane, self._gate = look, lane, gate
        self._ = look.say
        self._founded: Founded | None = None
        kind("page", self)
        self.station = StationStep(look, lane, gate, self.go_on)
        self.password = PasswordStep(look, self.go_on)
        self.recovery = RecoveryStep(look, lane)
        self._trouble = Note(look)
        self._steps = QStackedWidget()
        for step in (self.station, self.password, self.recovery):
            self._steps.addWidget(step)
        wide = look.room == "wide"
        self._marks = [Count(look, number + 1) for number in range(len(STEPS))]
        self._names = [label(self._(name), "body", "text2") for name in STEPS]
        side = [self._left()] if wide else []
        row(look, *side, (self._right(wide), 1), gap=0, on=self)
        self._show(0)

    def arrive(self) -> None:
        step = self._steps.currentWidget()
        if isinstance(step, StationStep | PasswordStep | RecoveryStep):
            step.arrive()

    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return not self._next.isEnabled()

    def memory(self) -> object:
        """What was typed, so that a change of language loses nothing."""
        return self.station.typed(), self._steps.currentIndex(), self._founded, self.password.typed()

    def recall(self, memory: object) -> None:
        if isinstance(memory, tuple):
            typed, number, self._founded, secrets = memory
            self.station.fill(typed)
            self.password.fill(secrets)
            if self._founded is not None:
                self.recovery.show_code(self._founded.recovery_code)
            self._show(number)

    # -- what is seen ---------------------------------------------------------------------------------
    def _left(self) -> QWidget:
        look, _ = self._look, self._
        lines = [
            row(look, count, name, None, gap=12, pad=(0, 8, 0, 8))
            for count, name in zip(self._marks, self._names, strict=True)
        ]
        offline = row(look, Glyph(look, "wifi-off", "text3", 16), label(_("Needs no network"), "sub"), None)
        tale = _("Take down what people say, give them a slip, and tell them what became of it.")
        left = column(
            look,
            row(look, Mark(look, 56), None),
            12,
            label(_("Minsheng Desk"), "display" if look.lang == "zh" else "number"),
            label(tale, "body", "text2", wrap=True),
            32,
            *lines,
            None,
            offline,
            gap=0,
            pad=(48, 56, 40, 40),
            on=kind("rail"),
        )
        left.setFixedWidth(look.px(392))
        return left

    def _right(self, wide: bool) -> QWidget:
        look = self._look
        side = 72 if wide else 32
        self._progress = label("", "sub", "text2")
        self._next = Button(look, self._("Next"), "primary", key="Enter", click=self.go_on)
        self._back = Button(look, self._("Back"), key="Esc", click=self.go_back)
        self._sample = Button(
            look, self._("Look at the sample station first"), "quiet", icon="eye", click=self.sample_requested.emit
        )
        body = column(look, self._steps, None, gap=0, pad=(side, 24 if wide else 0, side, 8))
        area = scrolled(body)
        foot = row(look, self._progress, self._sample, None, self._back, self._next, gap=12, pad=(side, 12, side, 24))
        return column(
            look,
            row(look, None, *self._languages(), gap=4, pad=(side, 16, side, 0)),
            column(look, self._trouble, pad=(side, 0, side, 0)),
            (area, 1),
            foot,
            gap=8,
        )

    def _languages(self) -> list[Button]:
        def button(lang: str, word: str) -> Button:
            here = lang == self._look.lang
            turn: Callable[[], object] = lambda: self.language_requested.emit(lang)  # noqa: E731
            return Button(
                self._look, word, "small" if here else "smallquiet", icon="check" if here else None, click=turn
            )

        return [button("zh", "中文"), button("en", "English")]

    def _show(self, number: int) -> None:
        self._steps.setCurrentIndex(number)
        for at, (count, name) in enumerate(zip(self._marks, self._names, strict=True)):
            count.show_count(at + 1, on=at <= number)
            name.setProperty("t", "strong" if at == number else "body")
            name.setProperty("c", "text" if at == number else "text2")
            name.style().polish(name)
        self._progress.setText(self._(STEP).format(number=number + 1, count=len(STEPS)))
        self._sample.setVisible(number == 0)
        self._back.setVisible(number == 1)
        self._next.say(self._("I have it, start") if number == 2 else self._("Next"))
        self._next.set_key("Ctrl+Enter" if number == 2 else "Enter")
        self._trouble.hush()
        self.arrive()

    # -- what happens ---------------------------------------------------------------------------------
    def go_on(self) -> None:
        """Enter: checks this step and shows the next."""
        number = self._steps.currentIndex()
        if not self._next.isEnabled():
            return
        if number == 0:
            self._work(True)
            typed = self.station.typed()
            self._lane.run(lambda: self._gate.check(typed), lambda _none: self._pass(1), self._tell, owner=self)
        elif number == 1 and self.password.agrees():
            self._found()
        elif number == 2 and self._founded is not None:
            self.opened.emit(self._founded.desk)

    def go_back(self) -> None:
        """Esc: one step back; what was typed stays. After founding there is no way back."""
        if self._steps.currentIndex() == 1 and self._next.isEnabled():
            self._show(0)

    def _pass(self, number: int) -> None:
        self._work(False)
        self._show(number)

    def _found(self) -> None:
        self._work(True)
        typed, password = self.station.typed(), self.password.typed()[0]
        self._lane.run(lambda: self._gate.found(typed, password), self._show_code, self._tell, owner=self, keep=True)

    def _show_code(self, founded: "Founded") -> None:
        self._founded = founded
        self.recovery.show_code(founded.recovery_code)
        self._pass(2)

    def _work(self, busy: bool) -> None:
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def _tell(self, error: Exception) -> None:
        self._work(False)
        if not isinstance(error, DeskError):
            self._lane.failed.emit(error)
            return
        sentence = explain(error, self._look.lang)
        if isinstance(error, BadInput) and error.code == "password_short":
            self.password.fail(sentence)
        elif not self.station.fail(str(error.facts.get("field", "")), sentence):
            self._trouble.say("error", sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # an Enter too many must not pass the code by
            if self._founded is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on()
        else:
            super().keyPressEvent(event)
