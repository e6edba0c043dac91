"""How far the comparing of cases is: pages hear of it, the window does it."""

from PySide6.QtCore import QObject, Signal


class Comparing(QObject):
    """`left`: cases that are still to be compared; `groups`: what may be the same and nobody has decided on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.left = self.groups = 0

    def tell(self, left: int, groups: int) -> None:
        if (left, groups) != (self.left, self.groups):
            self.left, self.groups = left, groups
            self.changed.emit()
