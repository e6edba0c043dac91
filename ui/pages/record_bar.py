"""The foot of Record: what can be done now, always with its key. One filled button at each stage."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.case import slip_paper
from desk.domain.case_state import ACCUSATION, GUIDED
from ui.pages.case_bar import slip_act
from ui.theme import Look
from ui.widgets.box import action_bar, show_only
from ui.widgets.button import Button
from ui.widgets.elided import Elided

Stage = Literal["draft", "saving", "saved", "correcting"]
Do = Callable[[], object]


class RecordBar(QWidget):
    """`primary` belongs to whatever button is filled now."""

    def __init__(self, look: Look, *, aside: Do, correct: Do, following: Do, primary: Do) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        self._hint = Elided(look, "", "sub", "text2")
        self._aside = Button(look, _("Set aside"), key="Esc", click=aside)
        self._correct = Button(look, _("Correct"), "quiet", icon="pencil-line", click=correct)
        self.following = Button(look, _("Next case"), key="F2", click=following)
        self._save = Button(look, _("Save and print"), "primary", icon="printer", key="Ctrl+Enter", click=primary)
        self._count = Button(look, _("Count only"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._mend = Button(look, _("Save correction"), "primary", icon="check", key="Ctrl+Enter", click=primary)
        self._print = Button(look, _("Print again"), "primary", icon="printer", key="Ctrl+P", click=primary)
        self._buttons = (
            self._aside,
            self._correct,
            self.following,
            self._save,
            self._count,
            self._mend,
            self._print,
        )
        for button in self._buttons:
            button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(action_bar(look, (self._hint, 1), *self._buttons))
        self._stage: Stage = "draft"
        self._nature = ""
        self.show_stage("draft")

    def show_stage(self, stage: Stage) -> None:
        """While a save is on its way the buttons stand as they stood, greyed."""
        _ = self._look.say
        for button in (self._aside, self._save, self._count, self._mend):
            button.setEnabled(stage != "saving")
        if stage != "saving":
            self._stage = stage
        if stage != "saved":
            self._hint.setText(_("Kept as you type, even if the power fails"))
        self._show()

    def show_nature(self, nature: str) -> None:
        """An accusation is only counted; who is guided elsewhere gets the way there instead of a receipt."""
        _ = self._look.say
        self._nature = nature
        self._save.say(_("Save and print guidance") if nature in GUIDED else _("Save and print"))
        self._show()

    def _show(self) -> None:
        filled = self._count if self._nature == ACCUSATION else self._save
        shown: dict[Stage, tuple[Button, ...]] = {
            "draft": (self._aside, filled),
            "saved": (self._correct, self.following, self._print),
            "correcting": (self._aside, self._mend),
        }
        show_only(self._buttons, shown[self._stage])

    def show_saved(self, number: str, *, printed: bool, correctable: bool) -> None:
        """The slip is that of the nature shown last."""
        _ = self._look.say
        self._hint.setText(_("This case is saved here, number {number}").format(number=number))
        self._print.say(slip_act(self._look, slip_paper(self._nature), again=printed))
        self._correct.setEnabled(correctable)

    def hint(self) -> str:
        """What stands beside the buttons."""
        return self._hint.text()

    def next_takes_focus(self) -> None:
        """After saving Enter goes on to the next person; it never prints twice."""
        self.following.setFocus(Qt.FocusReason.OtherFocusReason)
