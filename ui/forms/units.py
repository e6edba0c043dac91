"""Units (单位) of a step: one of the list or called by its name (主办), or several of them (会办, 抄送)."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.field import LIMITS
from ui.forms.in_force import InForce
from ui.theme import Look
from ui.widgets.button import Button
from ui.widgets.category import CategoryField
from ui.widgets.flow import FlowLayout
from ui.widgets.note import NotedField
from ui.widgets.topic_list import Topics

LONG = 16  # code points of a name on its button; the whole name is in the tooltip
_BETWEEN = re.compile(r"[、，,;；\n]+")


class UnitField(CategoryField):
    """`given` is a code of the list, or the name as it was written."""

    def __init__(self, look: Look, name: str, lists: InForce, enter: Callable[[], object] | None = None) -> None:
        self._lists = lists
        super().__init__(look, name, self._units(look), limit=LIMITS["unit"], own_words=True, enter=enter)
        lists.changed.connect(self._offer)

    def _units(self, look: Look) -> Topics:
        return {code: (label.say(look.lang),) for code, label in self._lists.codes.lists["unit"].items()}

    def _offer(self) -> None:
        """Another list; what was chosen stays chosen under its present name."""
        self.set_topics(self._units(self._look))

    def given(self) -> str:
        return self.code() or self.text().strip()


class UnitsField(QWidget):
    """A field for the next unit and a button for each one named; pressing it takes the unit away.

    Enter, a unit of the list, a comma between names and leaving the field all name it.
    """

    edited = Signal()

    def __init__(self, look: Look, name: str, lists: InForce) -> None:
        super().__init__()
        self._look, self._lists = look, lists
        self._units: list[str] = []
        self._buttons: list[Button] = []
        self._sealed = False
        self.field = UnitField(look, name, lists, self._enter)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, look.px(8), look.px(8))
        self._row.hide()
        self.noted = NotedField(look, self.field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addWidget(self.noted)
        box.addWidget(self._row)
        self.setFocusProxy(self.field)
        self.field.chosen.connect(lambda code: self._name() if code else None)
        self.field.textChanged.connect(lambda _text: self.edited.emit())
        self.field.left.connect(self._name)

    def given(self) -> list[str]:
        """The units named so far and what still stands in the field, each once."""
        return list(dict.fromkeys([*self._units, *self._written()]))

    def names(self) -> list[str]:
        """As they are called in Chinese: a list of names that goes on paper."""
        return [self._lists.codes.label("unit", unit).zh for unit in self.given()]

    def set_given(self, units: object) -> None:
        named = units if isinstance(units, list | tuple) else []
        self.field.set_code(None)
        self._show([unit for unit in named if isinstance(unit, str) and unit.strip()])

    def seal(self, sealed: bool) -> None:
        self._sealed = sealed
        self.field.setReadOnly(sealed)
        for button in self._buttons:
            button.setEnabled(not sealed)

    def stops(self) -> list[QWidget]:
        return [self.field, *self._buttons]

    def _written(self) -> list[str]:
        code = self.field.code()
        return [code] if code else [name.strip() for name in _BETWEEN.split(self.field.text()) if name.strip()]

    def _name(self) -> None:
        """What stands in the field becomes a unit of its own."""
        if self._sealed or not self._written():
            return
        units = self.given()
        self.field.set_code(None)
        self._show(units)
        self.edited.emit()

    def _show(self, units: Iterable[str]) -> None:
        self._units = list(dict.fromkeys(units))
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(unit) for unit in self._units]
        before: QWidget = self.field
        for button in self._buttons:
            self._flow.addWidget(button)
            button.show()
            self.setTabOrder(before, button)
            before = button
        self._row.setVisible(bool(self._buttons))

    def _button(self, unit: str) -> Button:
        _ = self._look.say
        name = self._lists.codes.label("unit", unit).say(self._look.lang)
        short = name if len(name) <= LONG else name[:LONG] + "……"
        button = Button(self._look, short, "small", icon="x", click=partial(self._take_away, unit))
        button.setAccessibleName(_("Leave out {unit}").format(unit=name))
        button.setToolTip(_("Leave out {unit}").format(unit=name))
        button.setAutoDefault(True)
        button.setEnabled(not self._sealed)
        return button

    def _take_away(self, unit: str) -> None:
        self._show(kept for kept in self._units if kept != unit)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _enter(self) -> None:
        """After a name Enter stays for the next one; in the empty field it moves on."""
        if self._written():
            self._name()
        else:
            self.field.focusNextChild()
