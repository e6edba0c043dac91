"""A field of one line. Enter moves on; too much is refused whole, never cut."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit

from ui.theme import Look, draw_icon
from ui.widgets.keycap import HEIGHT, draw_keycap, keycap_width
from ui.widgets.limit import full, too_long

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _AtMost(QValidator):
    def __init__(self, field: QLineEdit, limit: int) -> None:
        super().__init__(field)
        self._limit = limit

    def validate(self, text: str, position: int) -> object:
        fits = len(text) <= self._limit
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), text, position


class LineField(QLineEdit):
    """`left` tells that the person went on to something else; `refused` says why text did not go in."""

    left = Signal()
    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        hint: str = "",
        limit: int = 200,
        width: int | None = None,
        kind: str = "",
        enter: Callable[[], object] | None = None,
    ) -> None:
        """`enter` is what Enter does instead of moving on."""
        super().__init__()
        self._look, self._limit, self._enter = look, limit, enter
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMaxLength(2 * limit + 2)  # in UTF-16 units, above what the validator lets in
        self.setValidator(_AtMost(self, limit))
        self.inputRejected.connect(lambda: self.refused.emit(full(look.say, limit)))
        if kind:
            self.setProperty("k", kind)
        if width:
            self.setFixedWidth(look.px(width))

    def set_text(self, text: str) -> None:
        """Shows text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def paste_text(self, text: str) -> None:
        """Puts in one line of text at the cursor, or refuses all of it."""
        room = self._limit - len(self.text()) + len(self.selectedText())
        if len(text) > room:
            self.refused.emit(too_long(self._look.say, len(text), self._limit))
            return
        self.insert(" ".join(text.split()) if "\n" in text else text)

    def _paste(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        if not self.isReadOnly():
            self.paste_text(QGuiApplication.clipboard().text(mode))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
        super().keyPressEvent(event)
        if event.key() in _RETURN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.accept()
            self.enter()

    def enter(self) -> None:
        """Enter moves on to the next field, or does what the field was told."""
        if self._enter is not None:
            self._enter()
        else:
            self.focusNextChild()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda _checked=False: self._paste())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_dropped(event.mimeData())
        event.acceptProposedAction()

    def _take_dropped(self, data: QMimeData) -> None:
        if not self.isReadOnly():
            self.paste_text(data.text())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self._paste(QClipboard.Mode.Selection)
            return
        super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class SearchField(LineField):
    """The one search box: a lens before the words, its key behind them."""

    def __init__(self, look: Look, name: str, *, hint: str = "", key: str = "F4", limit: int = 200) -> None:
        super().__init__(look, name, hint=hint, limit=limit, kind="search")
        self._key = key

    def enter(self) -> None:
        """Enter belongs to the page: it opens the detail (returnPressed)."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, look, "search", "text2", QRectF(look.px(12), 0, look.px(20), self.height()))
        width, high = keycap_width(look, self._key), look.px(HEIGHT)
        place = QRectF(self.width() - width - look.px(10), (self.height() - high) / 2, width, high)
        draw_keycap(painter, look, place, self._key)
