"""The foot of a visit: what can be done with it now."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided

VisitStage = Literal["reading", "new", "correcting", "withdrawing", "saving"]
Do = Callable[[], object]


class VisitBar(QWidget):
    """`back` leaves what was begun; `primary` does what the filled button says."""

    def __init__(self, look: Look, *, correct: Do, withdraw: Do, back: Do, primary: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._hint = Elided(look, "", "sub", "text2")
        self._correct = Button(look, _("Correct"), icon="pencil-line", click=correct)
        self._strike = Button(look, _("Strike out"), "quiet", icon="undo-2", click=withdraw)
        self._aside = Button(look, _("Set aside"), key="Esc", click=back)
        self._stay = Button(look, _("Keep it"), key="Esc", click=back)
        self._save = Button(look, _("Save the visit"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._mend = Button(look, _("Save correction"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._away = Button(look, _("Strike it out"), "primary", icon="undo-2", key="Ctrl+Enter", click=primary)
        self._buttons = (self._strike, self._correct, self._aside, self._stay, self._save, self._mend, self._away)
        for button in self._buttons:
            button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(action_bar(look, (self._hint, 1), *self._buttons))

    def show_stage(self, stage: VisitStage, *, changeable: bool = False) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        _ = self._look.say
        for button in (self._aside, self._stay, self._save, self._mend, self._away):
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        shown: dict[VisitStage, tuple[Button, ...]] = {
            "reading": (self._strike, self._correct) if changeable else (),
            "new": (self._aside, self._save),
            "correcting": (self._aside, self._mend),
            "withdrawing": (self._stay, self._away),
        }
        show_only(self._buttons, shown[stage])
        hints = {
            "new": _("Kept as you type, even if the power fails"),
            "correcting": _("Deputies who had checked it are asked again"),
            "withdrawing": _("It counts for nobody any more; cases made of it stay"),
        }
        self._hint.setText(hints.get(stage, ""))
