"""Words that end in … when there is no room; the whole text stays in the tooltip and for screen readers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Look
from ui.widgets.draw import Ink, break_lines, draw_lines


class Elided(QLabel):
    """At most `most` lines; takes whatever width it is given."""

    def __init__(self, look: Look, text: str, style: str = "body", colour: str = "text", *, most: int = 1) -> None:
        super().__init__()
        self._look, self._ink = look, Ink(style, colour, most)
        self._marks: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(look.font(style)).height() * most)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)

    def mark(self, *words: str) -> None:
        """Marks found words."""
        self._marks = words
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, ink = self._look, self._ink
        shown = break_lines(self.text(), look.font(ink.style), self.width(), ink.most)
        whole = "".join(shown) == self.text().replace("\n", "")
        self.setToolTip("" if whole else self.text())
        draw_lines(QPainter(self), look, self.rect(), self.text(), ink, self._marks)
