"""Chips: a state, a due date, a filter that is on or off, a suggestion that Enter takes."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from ui.theme import Look, draw_icon
from ui.widgets.button import Button
from ui.widgets.draw import draw_ground

Tone = Literal["", "accent", "red", "amber", "bare"]
_GROUND = {
    "": ("sunken", "line", "text2"),
    "accent": ("tint", "tint_line", "accent_text"),
    "red": ("red_tint", "red_line", "red"),
    "amber": ("amber_tint", "amber_line", "amber"),
}
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Chip(QLabel):
    """An icon and a word on a quiet ground; tone and icon both carry the meaning."""

    def __init__(self, look: Look, word: str, tone: Tone = "", icon: str | None = None, *, height: int = 28) -> None:
        super().__init__(word)
        self._look, self._tone, self._icon, self._high = look, tone, icon, height
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(word, tone, icon)

    def show_state(self, word: str, tone: Tone = "", icon: str | None = None) -> None:
        """Another state in the same place."""
        self.setText(word)
        self.setAccessibleName(word)
        self._tone, self._icon = tone, icon
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        icon = look.px(16 + 6) if self._icon else 0
        words = QFontMetrics(look.font("sub")).horizontalAdvance(self.text())
        return QSize(words + icon + 2 * look.px(11), look.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line, words = _GROUND.get(self._tone, _GROUND[""])
        if self._tone != "bare":
            painter.setPen(QPen(look.color(line), 1))
            painter.setBrush(look.color(ground))
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = look.px(11)
        if self._icon:
            draw_icon(painter, look, self._icon, words, QRectF(left, 0, look.px(16), self.height()))
            left += look.px(16 + 6)
        painter.setFont(look.font("sub"))
        painter.setPen(look.color(words))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._shown(self.width() - left))

    def _shown(self, _room: int) -> str:
        return self.text()


class LongChip(Chip):
    """Says as much as there is room for, `most` px at 100 %; the whole stays in its tooltip."""

    def __init__(self, look: Look, word: str, icon: str, *, most: int = 380) -> None:
        self._most = most
        super().__init__(look, word, icon=icon, height=32)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, word: str, tone: Tone = "", icon: str | None = None) -> None:
        super().show_state(word, tone, icon)
        self.setMinimumWidth(self._look.px(96))
        self.setMaximumWidth(min(self.sizeHint().width(), self._look.px(self._most)))
        self.setToolTip(word)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(96), self._look.px(self._high))

    def _shown(self, room: int) -> str:
        metrics = QFontMetrics(self._look.font("sub"))
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room - self._look.px(11))


class FilterChip(QPushButton):
    """A word that narrows the list while it is on: tint, tick and weight say so."""

    def __init__(self, look: Look, word: str, *, on: bool = False) -> None:
        super().__init__()
        self._look, self._word = look, word
        self.setProperty("k", "filter")
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(32))
        self.toggled.connect(lambda _on: self.updateGeometry())

    def word(self) -> str:
        return self._word

    def say(self, word: str) -> None:
        """Another word, such as how many there are now."""
        if word != self._word:
            self._word = word
            self.setAccessibleName(word)
            self.updateGeometry()
            self.update()

    def _inner(self) -> int:
        style = "substrong" if self.isChecked() else "sub"
        tick = self._look.px(16 + 4) if self.isChecked() else 0
        return QFontMetrics(self._look.font(style)).horizontalAdvance(self._word) + tick

    def sizeHint(self) -> QSize:
        return QSize(self._inner() + 2 * self._look.px(12), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, on = self._look, QPainter(self), self.isChecked()
        draw_ground(painter, self)
        left = (self.width() - self._inner()) / 2
        if on:
            draw_icon(painter, look, "check", "accent_text", QRectF(left, 0, look.px(16), self.height()))
            left += look.px(16 + 4)
        painter.setFont(look.font("substrong" if on else "sub"))
        painter.setPen(look.color("accent_text" if on else "text2"))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._word)


class ChipButton(QPushButton):
    """An accent chip that leads somewhere; hidden while it has nothing to say."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setProperty("k", "chip")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(32))
        self.hide()

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = self._look
        words = QFontMetrics(look.font("sub")).horizontalAdvance(self.text())
        return QSize(words + look.px(16 + 6 + 2 * 11), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line, words = _GROUND["accent"]
        painter.setPen(QPen(look.color("accent" if self.underMouse() else line), 1))
        painter.setBrush(look.color(ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = look.px(11)
        draw_icon(painter, look, self._icon, words, QRectF(left, 0, look.px(16), self.height()))
        painter.setFont(look.font("sub"))
        painter.setPen(look.color(words))
        left += look.px(16 + 6)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self.text())


def suggestion(look: Look, word: str, take: Callable[[], object]) -> Button:
    """What the desk offers: a dashed pill; Enter or a click takes it."""
    chip = Button(look, word, "suggest", click=take)
    chip.setAutoDefault(True)
    return chip
