"""Where to go with a matter that is no suggestion: said at the counter, before anything is promised."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.reads.views import DoorsView, DoorView
from desk.text import mark
from ui.theme import Look
from ui.widgets.box import column, row
from ui.widgets.label import label

# nature: why it is none (规定 10, 条例 30), and what the volunteer does beside showing the doors
GUIDANCE: dict[str, tuple[str, tuple[str, ...]]] = {
    "SQ": (
        mark("A claim of one's own is not handled as a suggestion. It is recorded here; these offices settle it:"),
        (),
    ),
    "TS": (
        mark(
            "A complaint about conduct or goods is not handled as a suggestion. It is recorded here; these offices act:"
        ),
        (),
    ),
    "SF": (
        mark("What belongs before a court or an arbitrator cannot be settled by a suggestion. The doors are:"),
        (),
    ),
    "JK": (
        mark(
            "What is said about a person must not be seen by that person. So nothing of it is written down here, "
            "and what was typed is erased for good."
        ),
        (
            mark("Ask the person to put it in writing, to seal the envelope and to hand it over unopened."),
            mark("Saving counts this visit, without name and content."),
        ),
    ),
}
DANGER = mark("Life in danger? First 110, 119 or 120.")


def guidance(look: Look, nature: str, doors: DoorsView | None) -> QWidget | None:
    """The words for a nature, or None where it is handled here; `doors` are not there before they are read."""
    if nature not in GUIDANCE:
        return None
    _ = look.say
    why, acts = GUIDANCE[nature]
    parts: list[QWidget] = [label(_(why), "body", "text2", wrap=True)]
    parts += [_door(look, number, door) for number, door in enumerate(doors.doors if doors else (), 1)]
    if doors is not None and doors.bring.say(look.lang):
        brought = _("Take with you: {things}").format(things=doors.bring.say(look.lang))
        parts.append(label(brought, "sub", wrap=True))
    parts += [label(_(act), "sub", wrap=True) for act in acts]
    return column(look, *parts, label(_(DANGER), "sub", "red", wrap=True), gap=8)


def _door(look: Look, number: int, door: DoorView) -> QWidget:
    """Its number and name, the telephone to be read aloud at the right, what it is for under them."""
    name = label(f"{number}. {door.name.say(look.lang)}", "strong", wrap=True)
    phone = label(door.phone, "strong", "accent_text")
    phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    phone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    head = row(look, (name, 1), phone, gap=8) if door.phone else name
    detail = door.detail.say(look.lang)
    return column(look, head, *([label(detail, "sub", "text2", wrap=True)] if detail else []), gap=0)
