"""A drawer over the right half of a narrow page; Esc closes it and gives the focus back."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desk.text import mark
from ui.theme import Look
from ui.widgets.box import kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.elided import Elided

CLOSE = mark("Close")


class Drawer(QWidget):
    """Covers `page`; its right part holds what was asked for, a click on the rest closes it."""

    closed = Signal()

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._look, self._page = look, page
        self._before: QWidget | None = None
        self._panel = kind("drawer", QFrame(self))
        self._title = Elided(look, "", "head")
        close = Button(look, "", "smallquiet", icon="x", name=look.say(CLOSE), key="Esc", click=self.shut)
        self._first = close
        self._box = QVBoxLayout(self._panel)
        self._box.setContentsMargins(look.px(20), look.px(8), look.px(12), look.px(12))
        self._box.addWidget(row(look, (self._title, 1), close))
        self._content: QWidget | None = None
        page.installEventFilter(self)
        self.hide()

    def open(self, title: str, content: QWidget) -> None:
        """Shows the content under the title and moves the focus into it."""
        if self._content is not None:
            self._content.deleteLater()
        self._content = scrolled(content)
        self._box.addWidget(self._content, 1)
        self._title.setText(title)
        self.setAccessibleName(title)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside: what lies beneath is covered."""
        stops = [
            part
            for part in self._panel.findChildren(QWidget)
            if part.isVisibleTo(self) and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        here = QApplication.focusWidget()
        if not stops:
            return False
        at = stops.index(here) if here in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def shut(self) -> bool:
        """Closes; False when it was not open."""
        if self.isHidden():
            return False
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.closed.emit()
        return True

    def _place(self) -> None:
        self.setGeometry(self._page.rect())
        wide = max(self._page.width() // 2, min(self._look.px(400), self._page.width()))
        self._panel.setGeometry(QRect(self.width() - wide, 0, wide, self.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.shut()
