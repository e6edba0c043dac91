"""Parts side by side that go on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import Look


class FlowLayout(QLayout):
    """As wide as its widest part at least; its height follows from the width it is given. `right` aligns the lines."""

    def __init__(self, parent: QWidget, across: int, down: int, *, right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt asks past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._seen()]
        gaps = self._across * max(0, len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, move=True)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, place: QRect, move: bool) -> int:
        """Places the parts line by line, centred in their line; answers the height."""
        top, line = place.y(), list[QLayoutItem]()
        for item in self._seen():
            if line and self._width([*line, item]) > place.width():
                top += self._set_line(line, place.x(), top, move) + self._down
                line = []
            line.append(item)
        return top + self._set_line(line, place.x(), top, move) - place.y()

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self._across * (len(line) - 1)

    def _set_line(self, line: list[QLayoutItem], left: int, top: int, move: bool) -> int:
        high = max((item.sizeHint().height() for item in line), default=0)
        if self._right:
            left += self.geometry().width() - self._width(line)
        for item in line:
            size = item.sizeHint()
            if move:
                item.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
            left += size.width() + self._across
        return high


def flow(look: Look, *parts: QWidget, across: int = 8, down: int = 8, right: bool = False) -> QWidget:
    """The parts in as many lines as they need, at the left or at the right edge."""
    widget = QWidget()
    layout = FlowLayout(widget, look.px(across), look.px(down), right=right)
    for part in parts:
        layout.addWidget(part)
    policy = widget.sizePolicy()
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
