"""One of a few: all options lie open in a row (性质, 怎么告知). Arrows move inside, Tab leaves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.flow import FlowLayout

_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_TAKE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Option:
    """`deliberate`: passing it with the arrows does not choose it, Space or Enter does. `icon` is for those who draw
    it."""

    code: str
    word: str
    deliberate: bool = False
    icon: str = ""


class OptionButton(QPushButton):
    """One option; Tab comes to the chosen one only."""

    def __init__(self, look: Look, option: Option) -> None:
        super().__init__(option.word)
        self._look, self.option = look, option
        self.setProperty("k", "choice")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(option.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(40))

    def sizeHint(self) -> QSize:
        # the width of the chosen state, so that choosing moves nothing
        words = QFontMetrics(self._look.font("strong")).horizontalAdvance(self.option.word)
        return QSize(words + 2 * self._look.px(14), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Choice(QWidget):
    """A row of options (at least one); `chosen` tells a new code, whether by key or by click."""

    chosen = Signal(str)
    passed = Signal(str)  # the arrows stand on one that they do not choose

    def __init__(
        self,
        look: Look,
        name: str,
        options: Iterable[Option],
        code: str | None = None,
        *,
        gap: int = 8,
        make: Callable[[Look, Option], OptionButton] | None = None,
    ) -> None:
        """With `make` the options are tall ones, one under the other."""
        super().__init__()
        self.setAccessibleName(name)
        self._code = code
        self.enter_goes_on = False  # Enter is the page's: it goes on with what is chosen
        box: QLayout = QVBoxLayout(self) if make else FlowLayout(self, look.px(gap), look.px(8))
        if make:
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(look.px(gap))
        self._buttons = [(make or OptionButton)(look, option) for option in options]
        for button in self._buttons:
            button.installEventFilter(self)
            button.clicked.connect(lambda _on=False, button=button: self._take(button))
            box.addWidget(button)
        self.set_code(code)

    def code(self) -> str | None:
        return self._code

    def options(self) -> tuple[Option, ...]:
        return tuple(button.option for button in self._buttons)

    def buttons(self) -> tuple[QPushButton, ...]:
        return tuple(self._buttons)

    def add_after(self, part: QWidget) -> None:
        """Puts something behind the last option, in the same line while there is room."""
        box = self.layout()
        if box is not None:
            box.addWidget(part)

    def set_code(self, code: str | None) -> None:
        """Shows a choice without telling anybody."""
        self._code = code
        for button in self._buttons:
            button.setAutoExclusive(False)
            button.setChecked(button.option.code == code)
            button.setAutoExclusive(True)
        self._tend_tab_order()

    def lock(self, locked: bool) -> None:
        """What is saved cannot be chosen anew; the chosen one stays readable."""
        for button in self._buttons:
            button.setEnabled(not locked)

    def _tend_tab_order(self) -> None:
        """Tab stops once: at the chosen option, or at the first."""
        stop = next((button for button in self._buttons if button.isChecked()), self._buttons[0])
        for button in self._buttons:
            here = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def _take(self, button: OptionButton) -> None:
        changed = button.option.code != self._code
        self.set_code(button.option.code)
        if changed:
            self.chosen.emit(button.option.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            return isinstance(watched, OptionButton) and self._key(watched, Qt.Key(event.key()))
        return False

    def _key(self, button: OptionButton, key: Qt.Key) -> bool:
        if key in _TAKE:
            self._take(button)
            return not (self.enter_goes_on and key != Qt.Key.Key_Space)
        if key not in _NEXT + _BEFORE:
            return False
        step = 1 if key in _NEXT else -1
        goal = self._buttons[(self._buttons.index(button) + step) % len(self._buttons)]
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        if goal.option.deliberate:
            self.passed.emit(goal.option.code)
        else:
            self._take(goal)
        return True
