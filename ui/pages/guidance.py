"""Where to go with a matter that is no suggestion: said at the counter, before anything is promised."""

from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.label import label

# nature: why it is none (规定 10, 条例 30), and the doors that are open instead
GUIDANCE: dict[str, tuple[str, tuple[str, ...]]] = {
    "SQ": (
        mark("A claim of one's own is not handled as a suggestion. It is recorded here; these offices settle it:"),
        (
            mark("Petition service at the doorstep (信访“家门口”) of the town"),
            mark("12345 hotline"),
            mark("People's mediation: quarrels with neighbours, family, property management"),
            mark("Unpaid wages, injuries at work: labour arbitration"),
        ),
    ),
    "TS": (
        mark(
            "A complaint about conduct or goods is not handled as a suggestion. It is recorded here; these offices act:"
        ),
        (
            mark("12345 hotline: services, city upkeep, noise, construction"),
            mark("12315: shops, goods, prices, food"),
        ),
    ),
    "SF": (
        mark("What belongs before a court or an arbitrator cannot be settled by a suggestion. The doors are:"),
        (
            mark("Court or arbitration; legal aid answers at 12348"),
            mark("Administrative review: the justice bureau of the district"),
        ),
    ),
    "JK": (
        mark(
            "What is said about a person must not be seen by that person. So nothing of it is written down here, "
            "and what was typed is erased for good."
        ),
        (
            mark("Ask the person to put it in writing and to seal the envelope"),
            mark("Discipline inspection (纪检监察), 12388; hand over the envelope unopened"),
            mark("Saving counts this visit, without name and content"),
        ),
    ),
}
DANGER = mark("Life in danger? First 110, 119 or 120.")


def guidance(look: Look, nature: str) -> QWidget | None:
    """The words for a nature, or None where it is handled here."""
    if nature not in GUIDANCE:
        return None
    _ = look.say
    why, doors = GUIDANCE[nature]
    lines = [label(f"{number}. {_(door)}", "body", wrap=True) for number, door in enumerate(doors, 1)]
    return column(
        look, label(_(why), "body", "text2", wrap=True), *lines, label(_(DANGER), "sub", "red", wrap=True), gap=8
    )
