"""A field of many lines that grows with the words, then scrolls. Enter is a new line, Tab leaves."""

import math

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.theme import Look
from ui.widgets.label import restyle
from ui.widgets.limit import full, too_long

MOST = 240


class TextArea(QPlainTextEdit):
    """`left` tells that the person went on; `refused` says why text did not go in (nothing is ever cut)."""

    left = Signal()
    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        hint: str = "",
        least: int = 64,
        most: int = MOST,
        limit: int = 20_000,
        style: str = "body",
    ) -> None:
        super().__init__()
        self._look, self._least, self._most, self._limit, self._style = look, least, most, limit, style
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("t", style)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(look.font(style))
        self.document().setDocumentMargin(look.px(2))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.setFixedHeight(look.px(least))

    def setReadOnly(self, sealed: bool) -> None:
        """The frame of an area does not follow Qt's own state for that: the style sheet looks at the property."""
        if sealed != self.isReadOnly():
            super().setReadOnly(sealed)
            restyle(self)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows text: from its beginning to read, from its end to write on."""
        self.setPlainText(text)
        end = QTextCursor.MoveOperation.Start if self.isReadOnly() else QTextCursor.MoveOperation.End
        self.moveCursor(end)

    def _grow(self) -> None:
        """As high as its lines, between the least and the most px of the drawings."""
        look = self._look
        lines = round(self.document().size().height())  # QPlainTextEdit measures in lines
        around = look.px(8) + 2 * round(self.document().documentMargin()) + 4
        metrics = QFontMetricsF(look.font(self._style))
        wanted = lines * (math.ceil(metrics.ascent()) + math.ceil(metrics.descent())) + around
        high = min(max(wanted, look.px(self._least)), look.px(self._most))
        if high != self.height():
            self.setFixedHeight(high)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines are more lines."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self.height())

    def _room(self) -> int:
        selected = self.textCursor().selectedText()
        return self._limit - len(self.toPlainText()) + len(selected)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: plain text only, all of it or nothing."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self._room():
            self.refused.emit(too_long(self._look.say, len(text), self._limit))
            return
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        types = event.text().isprintable() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.text() and types and not self.isReadOnly() and self._room() < 1:
            self.refused.emit(full(self._look.say, self._limit))
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if len(event.commitString()) > self._room() + event.replacementLength():
            self.refused.emit(full(self._look.say, self._limit))
            super().inputMethodEvent(QInputMethodEvent())  # ends the composition, keeps what was there
            return
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
