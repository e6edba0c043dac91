"""A small whole number typed or stepped with the arrows (来了几人)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox

from ui.theme import Look


class NumberField(QSpinBox):
    """From `least` to `most`; Enter moves on, the wheel is left to the page."""

    def __init__(
        self, look: Look, name: str, value: int = 1, *, least: int = 1, most: int = 999, width: int = 56
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setRange(least, most)
        self.setValue(value)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(look.px(width), look.px(40))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            self.focusNextChild()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
