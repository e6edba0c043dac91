"""Labels in one column, fields in the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import Look
from ui.widgets.box import column
from ui.widgets.label import label


class Form(QWidget):
    """Rows 12 px apart; the label column is as wide as the language and the room ask for."""

    def __init__(self, look: Look, *, label_width: int | None = None, gap: int = 12) -> None:
        super().__init__()
        self._look, self._rows = look, 0
        self._rows_by_field: dict[QWidget, tuple[QWidget, QWidget]] = {}
        self._hints: dict[QWidget, QLabel] = {}
        width = label_width or (look.by(96, 80, 96) if look.lang == "zh" else 112)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(gap))
        self._grid.setColumnMinimumWidth(0, look.px(width))
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, field: QWidget, *, hint: str = "") -> QLabel:
        """A row: the name, a quiet hint under it, and the field; returns the label."""
        look = self._look
        words = label(name, "strong", wrap=look.lang != "zh")
        words.setBuddy(field)
        below = [label(hint, "sub", "text2", wrap=True)] if hint else []
        if below:
            self._hints[field] = below[0]
        left = column(look, words, *below, None, gap=0, pad=(0, 8, 0, 0))
        self._grid.addWidget(left, self._rows, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._rows, 1)
        self._rows_by_field[field] = (left, field)
        self._rows += 1
        return words

    def say_hint(self, field: QWidget, hint: str) -> None:
        """Another hint under the name of a row that has one."""
        self._hints[field].setText(hint)
        self._hints[field].setVisible(bool(hint))

    def show_row(self, field: QWidget, shown: bool) -> None:
        for widget in self._rows_by_field[field]:
            widget.setVisible(shown)
