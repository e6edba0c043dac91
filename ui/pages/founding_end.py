"""The first run, step 5: what is there now, and the three keys to know."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.text import mark
from ui.pages.founding_parts import Step, question
from ui.theme import Look
from ui.widgets.box import card, column, empty_out, row
from ui.widgets.glyph import Glyph
from ui.widgets.keycap import KeyCap
from ui.widgets.label import label

KEYS = (
    ("F2", mark("record a case")),
    ("Ctrl+Enter", mark("save it and print the slip")),
    ("Ctrl+L", mark("lock when you leave")),
)


class Fact(NamedTuple):
    """One line of what is there: done, or still open (`icon`, and the token of its colour)."""

    words: str
    icon: str = "circle-check"
    colour: str = "accent_text"


class EndStep(Step):
    """Read, then Enter: the page of the day opens."""

    number = 5

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        _ = look.say
        holder = QWidget()
        self._box = QVBoxLayout(holder)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))
        asked = question(_("Ready. Let us begin"), _("Everything here can be changed later in Settings."))
        keys = [row(look, _cap(look, key), (label(_(words), wrap=True), 1), gap=16) for key, words in KEYS]
        there = card(look, holder)
        know = card(look, label(_("Three keys to know"), "strong"), *keys, gap=10)
        column(look, *asked, 12, there, 4, know, None, gap=8, on=self)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        look = self._look
        empty_out(self._box)
        for fact in facts:
            words = label(fact.words, "body", wrap=True)
            icon = column(look, Glyph(look, fact.icon, fact.colour), None, gap=0, pad=(0, 2, 0, 0))
            self._box.addWidget(row(look, icon, (words, 1), gap=12))


def _cap(look: Look, key: str) -> QWidget:
    """Caps of one width, so that the words stand in a column."""
    cap = row(look, KeyCap(look, key), None, gap=0)
    cap.setFixedWidth(look.px(96))
    return cap
