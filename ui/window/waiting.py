"""Something is being prepared that takes a moment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.box import column, kind, row
from ui.widgets.label import label
from ui.widgets.mark import Mark


def waiting_page(look: Look, sentence: str) -> QWidget:
    words = label(sentence, "title", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sign = row(look, None, Mark(look, 56), None)
    return column(look, None, sign, 8, words, None, None, gap=8, pad=(24, 24, 24, 24), on=kind("page"))
