"""One focus ring for the whole window, drawn just outside whatever has the focus, when keys brought it there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.theme import Look

_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
    QEvent.Type.LayoutRequest,
)


class FocusRing(QWidget):
    """Follows QApplication.focusChanged; fields show their own border instead, clicks need no ring."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look, self._room = look, window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_key = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.window().installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def target(self) -> QWidget | None:
        """What the ring stands around; None while it is hidden."""
        return self._target if self.isVisible() else None

    def watch_input(self) -> None:
        """Keys and clicks are told apart at the native window, before any part sees them."""
        handle = self._room.window().windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            self._by_key = True
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self._by_key = False
            self._let_go()
        elif kind == QEvent.Type.Show and watched is self._room.window():
            self.watch_input()
        elif kind in _MOVES and watched in self._watched:
            self._place()
        return False

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        ringed = new is not None and not isinstance(new, _FIELDS) and self._room.isAncestorOf(new)
        if not (new is not None and ringed and self._by_key):
            self._let_go()
            return
        self._let_go()
        self._target = new
        widget: QWidget | None = new
        while widget is not None and widget is not self._room:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        new.destroyed.connect(self._let_go)
        self._place()

    def _let_go(self) -> None:
        self._target = None
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # gone together with its page
                continue
        self._watched = []
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        inside = isinstance(target, QAbstractItemView | QAbstractScrollArea)
        out = 0 if inside else self._look.px(4)
        place = QRect(target.mapTo(self._room, QPoint(0, 0)), target.size()).adjusted(-out, -out, out, out)
        seen = self._seen(target) & place
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(place)
        self.setMask(QRegion(seen.translated(-place.topLeft())))
        self.show()
        self.raise_()

    def _seen(self, target: QWidget) -> QRect:
        """What is scrolled out of sight takes its ring with it."""
        seen = QRect(self._room.rect())
        for widget in self._watched:
            parent = widget.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget and widget is not target:
                seen &= QRect(widget.mapTo(self._room, QPoint(0, 0)), widget.size()).adjusted(-6, 0, 6, 0)
        return seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), self._look.px(2)))
        radius = min(self._look.px(10), self.height() / 2)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
