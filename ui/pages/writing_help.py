"""如何写一件建议: what belongs in which field, with an example each, beside the form while it is being written."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.label import label

TITLE = mark("How to write a suggestion")
FIRST = mark(
    "A suggestion generally has a topic, a main cause, a proposal, and who made it (规定 10). "
    "If one is missing it can be saved all the same."
)
PARTS = (
    (
        mark("Own words"),
        mark("Write as it is spoken: dialect and anger too. Change nothing for the person."),
        mark("“The lane at the east gate is pitch dark at night; my mother fell there last month.”"),
    ),
    (
        mark("Topic"),
        mark("One line: where, and what. Whoever reads only this knows what it is about."),
        mark("Street lamps for the crossing at the east gate"),
    ),
    (
        mark("Main cause"),
        mark("When, where, how many people meet it, and what comes of it. What was seen, not what is guessed."),
        mark("Two hundred households pass there; from six in the evening there is no light; two old people fell."),
    ),
    (
        mark("Proposal"),
        mark("Ask: what would make it better? One way that somebody could go is enough."),
        mark("Two lamps at the crossing, on the power line of the gate house."),
    ),
)
LAST = mark(
    "Leave out other people's names, telephones and illnesses. Promise nothing for an office: "
    "the slip says who looks at it and by when."
)


def writing_help(look: Look, card: Callable[[], object]) -> QWidget:
    """Read from top to bottom in half a minute; `card` prints the page that lies beside the keyboard."""
    _ = look.say
    parts = [column(look, *_part(look, *part), gap=4) for part in PARTS]
    first, last = (label(_(words), "sub", "text2", wrap=True) for words in (FIRST, LAST))
    printing = Button(look, _("Print the page for the counter"), icon="printer", click=card)
    printing.setAutoDefault(True)
    return column(look, first, hairline(), *parts, hairline(), last, row(look, printing, None), None, gap=12)


def _part(look: Look, name: str, how: str, example: str) -> list[QWidget]:
    _ = look.say
    shown = _("For example: {words}").format(words=_(example))
    return [
        label(_(name), "strong"),
        label(_(how), "body", wrap=True),
        label(shown, "sub", "text2", wrap=True),
    ]
