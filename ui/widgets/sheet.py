"""A finished paper, looked at before it is printed: white also in the dark, as wide as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Look


class SheetPage(QWidget):
    """One page; its height follows from its width."""

    def __init__(self, look: Look, page: QImage, name: str) -> None:
        super().__init__()
        self._look, self._page = look, page
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look.px(200))
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._high(self.width()))

    def _high(self, width: int) -> int:
        return round(width * self._page.height() / max(1, self._page.width()))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._high(self._look.px(400)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect())
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, self._page)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def sheet_pages(look: Look, pages: Sequence[QImage], name: str) -> QWidget:
    """All pages, one under the other."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, look.px(8), 0)
    box.setSpacing(look.px(12))
    for page in pages:
        box.addWidget(SheetPage(look, page, name))
    return holder
