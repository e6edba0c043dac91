"""The foot of a case: correct it, take it back, print it. One filled button at each stage."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided

CaseStage = Literal["reading", "correcting", "withdrawing", "saving"]
Do = Callable[[], object]


class CaseBar(QWidget):
    """`back` leaves what was begun; `primary` does what the filled button says."""

    def __init__(self, look: Look, *, correct: Do, back: Do, primary: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._hint = Elided(look, "", "sub", "text2")
        self._correct = Button(look, _("Correct"), icon="pencil-line", click=correct)
        self._aside = Button(look, _("Set aside"), key="Esc", click=back)
        self._stay = Button(look, _("Leave it"), key="Esc", click=back)
        self._print = Button(look, _("Print again"), "primary", icon="printer", key="Ctrl+P", click=primary)
        self._mend = Button(look, _("Save correction"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._withdraw = Button(look, _("Take back"), "primary", icon="undo-2", key="Ctrl+Enter", click=primary)
        self._buttons = (self._correct, self._aside, self._stay, self._print, self._mend, self._withdraw)
        for button in self._buttons:
            button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(action_bar(look, (self._hint, 1), *self._buttons))
        self.show_stage("reading")

    def buttons(self) -> tuple[Button, ...]:
        return self._buttons

    def show_stage(self, stage: CaseStage) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        for button in (self._aside, self._stay, self._mend, self._withdraw):
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        _ = self._look.say
        shown: dict[CaseStage, tuple[Button, ...]] = {
            "reading": (self._correct, self._print),
            "correcting": (self._aside, self._mend),
            "withdrawing": (self._stay, self._withdraw),
        }
        show_only(self._buttons, shown[stage])
        hints = {
            "correcting": _("What was stored stays in the history"),
            "withdrawing": _("The case stays in the list, as taken back by the person"),
        }
        self._hint.setText(hints.get(stage, ""))

    def show_case(self, *, printed: bool, changeable: bool) -> None:
        _ = self._look.say
        self._print.say(_("Print again") if printed else _("Print slip"))
        self._correct.setEnabled(changeable)
