"""What is seldom done with a case, behind …: taken back, a slip that did not come out, a slip printed again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.button import Button
from ui.widgets.flow import flow

Do = Callable[[], object]


def more_acts(look: Look, *, withdraw: Do | None, not_out: Do | None, slip: Do | None) -> tuple[Button, QWidget]:
    """The button and the acts it opens. None: this cannot be done now; a slip that the foot prints is not offered."""
    _ = look.say
    back = _act(look, _("The person takes it back"), "undo-2", withdraw)
    nothing = _act(look, _("No slip came out"), "file-x", not_out)
    again = [_act(look, _("Print slip"), "printer", slip)] if slip is not None else []
    buttons = (*again, back, nothing)
    acts = flow(look, *buttons, right=True)
    acts.hide()

    def turn() -> None:
        acts.setVisible(acts.isHidden())
        first = next((button for button in buttons if button.isEnabled()), None)
        if acts.isVisible() and first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    more = Button(look, "", icon="ellipsis", name=_("More"), click=turn)
    more.setAutoDefault(True)
    return more, acts


def _act(look: Look, word: str, icon: str, do: Do | None) -> Button:
    button = Button(look, word, "small", icon=icon, click=do)
    button.setEnabled(do is not None)
    button.setAutoDefault(True)
    return button
