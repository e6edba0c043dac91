"""A list with nothing in it says what is so, what will appear, and the key to start."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Look
from ui.widgets.box import Item, column, row
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.label import label


def empty_state(
    look: Look, icon: str, so: str, will: str, *buttons: Button, last: str = "", parent: QWidget | None = None
) -> QWidget:
    """`so`: what is so. `will`: what will appear here. `last`: the last thing that happened."""

    def middle(words: QLabel) -> QLabel:
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return words

    below: list[Item] = [24, middle(label(last, "sub", "text2", wrap=True))] if last else []
    keys: list[Item] = [16, row(look, None, *buttons, None, gap=12)] if buttons else []
    return column(
        look,
        None,
        row(look, None, Glyph(look, icon, "text3", 56), None),
        8,
        middle(label(so, "title", wrap=True)),
        middle(label(will, "body", "text2", wrap=True)),
        *keys,
        *below,
        None,
        None,
        gap=8,
        pad=(24, 16, 24, 16),
        on=parent,
    )
