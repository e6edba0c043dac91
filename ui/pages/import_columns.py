"""Which column becomes which field: a line for each column, with what stands in it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.import_words import NONE, cut, field_choices, samples_of
from ui.theme import Look
from ui.widgets.box import empty_out
from ui.widgets.category import CategoryField
from ui.widgets.form import Form

if TYPE_CHECKING:
    from desk.actions.importing import Seen


class ColumnFields(QWidget):
    """`changed` tells a column and the field that somebody chose for it, empty for none."""

    changed = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._choices = look, field_choices(look)
        self.fields: dict[str, CategoryField] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_columns(self, columns: Sequence["Seen"]) -> None:
        """The same columns stay where they are, and so does the focus."""
        if tuple(self.fields) != tuple(seen.name for seen in columns):
            self._build(columns)
        for seen in columns:
            self.fields[seen.name].set_code(seen.field if seen.field in self._choices else NONE)

    def _build(self, columns: Sequence["Seen"]) -> None:
        look = self._look
        empty_out(self._box)
        self.fields = {}
        form = Form(look, label_width=look.by(420, 360, 240))
        for seen in columns:
            field = CategoryField(look, seen.name, self._choices)
            field.chosen.connect(partial(self._tell, seen.name))
            form.add(cut(seen.name), field, hint=samples_of(look, seen))
            self.fields[seen.name] = field
        self._box.addWidget(form)

    def _tell(self, column: str, code: str) -> None:
        self.changed.emit(column, "" if code in (NONE, "") else code)
