"""The foot of a case: what can be done with it now. One filled button at each stage."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.case import GUIDANCE, REPLY
from ui.pages.case_offer import STEPS, Offer
from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided

CaseStage = str  # reading, correcting, withdrawing, saving, or the step that is being written
Do = Callable[[], object]


def slip_act(look: Look, paper: str, *, again: bool) -> str:
    """What the button says that prints the case's slip."""
    _ = look.say
    if paper == GUIDANCE:
        return _("Print guidance again") if again else _("Print guidance slip")
    return _("Print again") if again else _("Print slip")


class CaseBar(QWidget):
    """`back` leaves what was begun; `primary` does what the filled button says; `take` begins a step."""

    print_wanted = Signal()

    def __init__(self, look: Look, *, correct: Do, back: Do, primary: Do, take: Callable[[str], object]) -> None:
        super().__init__()
        self._look = look
        self._take_step = take
        self.offer = Offer()
        _ = look.say
        self._hint = Elided(look, "", "sub", "text2")
        room = look.room != "mid"  # there, beside the list, words are all there is room for
        self._correct = Button(look, _("Correct"), icon="pencil-line" if room else None, click=correct)
        self._aside = Button(look, _("Set aside"), key="Esc", click=back)
        self._stay = Button(look, _("Leave it"), key="Esc", click=back)
        self._other = Button(look, _("Reply"), icon="mail", click=self._take_other)
        self._step = Button(look, _("Forward"), "primary", icon="send", key="Ctrl+Enter", click=primary)
        icon, key = ("printer", "Ctrl+P") if room else (None, None)
        self._letter = Button(look, _("Print reply"), icon=icon, key=key, click=self.print_wanted.emit)
        self._print = Button(look, _("Print again"), "primary", icon="printer", key="Ctrl+P", click=primary)
        self._mend = Button(look, _("Save correction"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._withdraw = Button(look, _("Take back"), "primary", icon="undo-2", key="Ctrl+Enter", click=primary)
        self._buttons = (
            self._correct,
            self._aside,
            self._stay,
            self._other,
            self._letter,
            self._step,
            self._print,
            self._mend,
            self._withdraw,
        )
        for button in self._buttons:
            button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(action_bar(look, (self._hint, 1), *self._buttons))
        self.show_stage("reading")

    def buttons(self) -> tuple[Button, ...]:
        return self._buttons

    def step(self) -> str | None:
        """The step that the filled button begins; None where it prints."""
        return self.offer.steps[0] if self.offer.steps and (self.offer.ahead or self.offer.paper != REPLY) else None

    def show_stage(self, stage: CaseStage) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        for button in (self._aside, self._stay, self._step, self._mend, self._withdraw):
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        _ = self._look.say
        shown: dict[CaseStage, tuple[Button, ...]] = {
            "reading": (self._correct, *self._offered()),
            "correcting": (self._aside, self._mend),
            "withdrawing": (self._stay, self._withdraw),
        }
        if stage in STEPS:
            self._step.say(_(STEPS[stage][2]), icon=STEPS[stage][3])
        show_only(self._buttons, shown.get(stage, (self._aside, self._step)))
        hints = {
            "correcting": _("What was stored stays in the history"),
            "withdrawing": _("The case stays in the list, as taken back by the person"),
            "forward": _("The station sees it after the next exchange"),
            "reply": _("Then it can be printed as a letter"),
            "settle": _("Then the person is told"),
        }
        if stage == "reading" and self._look.room == "mid" and self.step() and self.offer.paper == REPLY:
            hints["reading"] = _("Ctrl+P prints the reply")
        self._hint.setText(hints.get(stage, ""))

    def show_case(self, offer: Offer) -> None:
        _ = self._look.say
        self.offer = offer
        letter = _("Print reply again") if offer.printed else _("Print reply")
        self._letter.say(letter)
        self._print.say(letter if offer.paper == REPLY else slip_act(self._look, offer.paper, again=offer.printed))
        self._correct.setEnabled(offer.changeable)
        self.show_stage("reading")

    def _offered(self) -> tuple[Button, ...]:
        """The filled button is the likeliest step, or printing where nothing is left to be done."""
        first, others, shown = self.step(), self._others(), list[Button]()
        if others:
            self._dress_other(others[0])
            shown.append(self._other)
        if first is not None:
            if self.offer.paper == REPLY:
                shown += [self._letter] if self._look.room != "mid" else []  # no room: the hint says the key
            begin, go_on, _save, icon = STEPS[first]
            self._step.say(self._look.say(go_on if first in self.offer.begun else begin), icon=icon)
            shown.append(self._step)
        elif self.offer.paper:
            shown.append(self._print)
        return tuple(shown)

    def _others(self) -> Sequence[str]:
        return self.offer.steps if self.step() is None else self.offer.steps[1:]

    def _dress_other(self, step: str) -> None:
        """Where there is little room a draft is told by its icon and, in full, in the tooltip."""
        begin, go_on, _save, icon = STEPS[step]
        begun, _ = step in self.offer.begun, self._look.say
        self._other.say(_(begin), icon="circle-dashed" if begun else icon)
        self._other.setToolTip(_(go_on) if begun else "")
        self._other.setAccessibleName(_(go_on if begun else begin))

    def _take_other(self) -> None:
        others = self._others()
        if others:
            self._take_step(others[0])
