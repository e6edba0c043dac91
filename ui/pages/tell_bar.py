"""The foot of 回音: what can be done with the person who is chosen."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.reads.views import CaseView
from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided

Do = Callable[[], object]
SURVEY = "survey"


class TellBar(QWidget):
    """`leave` goes back to the list, `primary` does what the filled button says."""

    def __init__(self, look: Look, *, leave: Do, primary: Do, survey: Do, paper: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._hint = Elided(look, "", "sub", "text2")
        self._paper = Button(look, _("Print survey"), icon="printer", key="Ctrl+P", click=paper)
        self._aside = Button(look, _("Set aside"), key="Esc", click=leave)
        self._save = Button(look, _("Write down, next"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._key = Button(look, _("Key in survey"), "primary", icon="pencil-line", key="Ctrl+Enter", click=survey)
        self._keep = Button(look, _("Save the survey"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._buttons = (self._paper, self._aside, self._save, self._key, self._keep)
        for button in self._buttons:
            button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(action_bar(look, (self._hint, 1), *self._buttons))

    def buttons(self) -> tuple[Button, ...]:
        return self._buttons

    def show_stage(self, stage: str, case: CaseView | None) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        for button in (self._aside, self._save, self._keep):
            button.setEnabled(stage != "saving")
        if stage == "saving":
            return
        _ = self._look.say
        asked = case is not None and SURVEY in case.offered
        shown = {
            "tell": (self._aside, self._save),
            "told": (self._paper, self._key) if asked else (self._paper,),
            "survey": (self._aside, self._keep),
        }
        show_only(self._buttons, shown.get(stage, ()))
        hints = {"tell": _('"No answer" reminds you tomorrow'), "survey": _("No name stands on the paper")}
        self._hint.setText(hints.get(stage, ""))
        self.setVisible(stage != "nothing")
