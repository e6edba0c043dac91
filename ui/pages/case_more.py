"""What is done with a case behind …: the steps that may be taken now; taken back, a slip that did not come out, a slip
printed again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.case_offer import REPORT, STEPS, Offer
from ui.pages.digest_wish import DigestWish
from ui.pages.page import Page
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.button import Button
from ui.widgets.flow import flow

Do = Callable[[], object]


@dataclass(frozen=True)
class StepAct:
    """A step that may be taken now."""

    word: str
    icon: str
    do: Do


def more_acts(
    look: Look, *, withdraw: Do | None, not_out: Do | None, slip: Do | None, steps: Sequence[StepAct] = ()
) -> tuple[QWidget, QWidget]:
    """The buttons beside the title, and the acts they open: the steps that may be taken, and what is rare. None: this
    cannot be done now; a slip that the foot prints is not offered."""
    _ = look.say
    back = _act(look, _("The person takes it back"), "undo-2", withdraw)
    nothing = _act(look, _("No slip came out"), "file-x", not_out)
    again = [_act(look, _("Print slip"), "printer", slip)] if slip is not None else []
    rare, more = _folded(look, (*again, back, nothing), Button(look, "", icon="ellipsis", name=_("More")))
    if not steps:
        return more, rare
    named = [_act(look, step.word, step.icon, step.do) for step in steps]
    taken, handle = _folded(look, named, Button(look, _("Next steps"), "small", icon="chevron-down"))
    return row(look, handle, more, gap=8), column(look, taken, rare, gap=8)


def _folded(look: Look, acts: Sequence[Button], opens: Button) -> tuple[QWidget, Button]:
    """Acts that are folded away until the button opens them, and the button."""
    shown = flow(look, *acts, right=True)
    shown.hide()

    def turn() -> None:
        shown.setVisible(shown.isHidden())
        first = next((button for button in acts if button.isEnabled()), None)
        if shown.isVisible() and first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    opens.clicked.connect(turn)
    opens.setAutoDefault(True)
    return shown, opens


def step_acts(page: Page, case: UUID, offer: Offer, take: Callable[[str], object]) -> list[StepAct]:
    """What may be taken beside the likeliest; what was begun goes on. A digest is written on a page of its own, for it
    may be about other cases, too."""
    _ = page.look.say
    report = partial(page.wanted.emit, "digests", DigestWish(case))
    words = ((step, STEPS[step], step in offer.begun) for step in offer.more)
    return [
        StepAct(
            _(go_on if begun else begin),
            "circle-dashed" if begun else icon,
            report if step == REPORT else partial(take, step),
        )
        for step, (begin, go_on, _save, icon), begun in words
    ]


def _act(look: Look, word: str, icon: str, do: Do | None) -> Button:
    button = Button(look, word, "small", icon=icon, click=do)
    button.setEnabled(do is not None)
    button.setAutoDefault(True)
    return button
