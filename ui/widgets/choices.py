"""Several of a few: all options lie open in a row (怎么办). Arrows move, Space or the digit chooses, Tab leaves."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.choice import Option, OptionButton
from ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Choices(QWidget):
    """`changed` tells that one was chosen or let go by a person."""

    changed = Signal()

    def __init__(self, look: Look, name: str, options: Iterable[Option]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._box = FlowLayout(self, look.px(8), look.px(8))
        self._look = look
        self._buttons: list[OptionButton] = []
        self.set_options(options)

    def set_options(self, options: Iterable[Option]) -> None:
        """Other options; what was chosen and is still there stays chosen."""
        chosen = self.codes()
        while self._box.count():
            item = self._box.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._buttons = [self._button(option) for option in options]
        self.set_codes(chosen)
        self._tend(self._buttons[0] if self._buttons else None)
        self.updateGeometry()

    def codes(self) -> tuple[str, ...]:
        return tuple(button.option.code for button in self._buttons if button.isChecked())

    def options(self) -> tuple[Option, ...]:
        return tuple(button.option for button in self._buttons)

    def set_codes(self, codes: Iterable[str]) -> None:
        """Shows a choice without telling anybody."""
        wanted = set(codes)
        for button in self._buttons:
            button.setChecked(button.option.code in wanted)

    def buttons(self) -> tuple[OptionButton, ...]:
        return tuple(self._buttons)

    def lock(self, locked: bool) -> None:
        for button in self._buttons:
            button.setEnabled(not locked)

    def _button(self, option: Option) -> OptionButton:
        button = OptionButton(self._look, option)
        button.setAutoExclusive(False)
        button.installEventFilter(self)
        button.clicked.connect(lambda _on=False, button=button: self._clicked(button))
        self._box.addWidget(button)
        return button

    def _clicked(self, button: OptionButton) -> None:
        self._tend(button)
        self.changed.emit()

    def _tend(self, stop: OptionButton | None) -> None:
        """Tab stops once."""
        for button in self._buttons:
            here = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        if stop is not None:
            self.setFocusProxy(stop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            return isinstance(watched, OptionButton) and self._key(watched, Qt.Key(event.key()))
        return False

    def _key(self, button: OptionButton, key: Qt.Key) -> bool:
        if key in _TAKE:
            button.click()
            return True
        if key in _STEPS:
            goal = self._buttons[(self._buttons.index(button) + _STEPS[key]) % len(self._buttons)]
            self._tend(goal)
            goal.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        at = key - Qt.Key.Key_1
        if 0 <= at < len(self._buttons):
            self._buttons[at].click()
            return True
        return False
