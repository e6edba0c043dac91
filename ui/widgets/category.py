"""The one drop-down: a list too long to lie open (分类, 单位); type to find, or walk it with the arrows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from desk.text import mark
from ui.theme import Look, draw_icon
from ui.widgets.field import LineField
from ui.widgets.topic_list import TopicList, Topics, find_topics, path_of

HINT = mark("Type a word to find it, or press ↓")
NONE = mark("Nothing with these words. Clear the field to see the whole list.")
KEPT = mark("Not in the list. It stays as you write it.")


class CategoryField(LineField):
    """`code` is the chosen topic or None; `chosen` tells a new one (an empty string when cleared).

    With `own_words` what is not in the list stays as it was written.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        topics: Topics,
        *,
        limit: int = 200,
        own_words: bool = False,
        enter: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(look, name, hint=look.say(HINT), limit=limit, kind="category", enter=enter)
        self._topics, self._own_words = topics, own_words
        self._code: str | None = None
        self._popup: TopicList | None = None
        self.textEdited.connect(self._typed)
        self.setAccessibleDescription(look.say(HINT))

    def code(self) -> str | None:
        return self._code

    def set_topics(self, topics: Topics) -> None:
        """Another list to choose from; what is chosen stays."""
        self.shut()
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None
        self._topics = topics
        if self._code is not None and self._code in topics:
            self.set_code(self._code)

    def set_code(self, code: str | None) -> None:
        """Shows a topic without telling anybody."""
        self._code = code
        self.set_text(path_of(self._topics[code]) if code and code in self._topics else code or "")

    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def open(self) -> None:
        """Shows the whole tree at the chosen topic, or what is found for the words typed."""
        if self.isReadOnly():
            return
        popup = self._popup or self._make_popup()
        typed = self.text() if self.isModified() and self.text() else ""
        if typed:
            popup.show_found(typed)
        else:
            popup.show_whole(self._code)
        self._place(popup)
        popup.show()
        popup.raise_()

    def shut(self) -> bool:
        """Closes the list; False when it was not open."""
        if not self.is_open() or self._popup is None:
            return False
        self._popup.hide()
        return True

    def _make_popup(self) -> TopicList:
        self._popup = TopicList(self._look, self._topics, self.window(), KEPT if self._own_words else NONE)
        self._popup.taken.connect(self._take)
        self.destroyed.connect(self._popup.deleteLater)
        self.window().installEventFilter(self)
        return self._popup

    def _place(self, popup: TopicList) -> None:
        """Under the field, or above it where there is more room."""
        look, window = self._look, self.window()
        top = self.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - self.height() - look.px(8)
        up = below < look.px(200) and top.y() > below
        high = popup.high(min(look.px(320), max(look.px(120), top.y() - look.px(8) if up else below)))
        y = top.y() - high - look.px(4) if up else top.y() + self.height() + look.px(4)
        popup.setGeometry(top.x(), y, self.width(), high)

    def _typed(self, text: str) -> None:
        if self._own_words or not text:
            self._tell(None)
        self.open()

    def _take(self, code: str) -> None:
        self.shut()
        self.set_code(code)
        if self._own_words:  # they may go on
            self.end(False)
        self._tell(code, again=True)

    def _tell(self, code: str | None, *, again: bool = False) -> None:
        if again or code != self._code:
            self._code = code
            self.chosen.emit(code or "")

    def enter(self) -> None:
        if self.is_open() and self._popup is not None and (self._popup.take() or not self._own_words):
            return
        self.shut()
        super().enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, popup = event.key(), self._popup
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            if self.is_open() and popup:
                popup.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open()
            return
        sideways = key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers()
        if sideways and self.is_open() and popup and popup.unfold(key == Qt.Key.Key_Right):
            return
        if key == Qt.Key.Key_Escape and self.shut():
            if not self._own_words:
                self.set_code(self._code)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # the page's own Esc must not come first while the list is open
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            escape = event.key() == Qt.Key.Key_Escape and self.is_open()
            event.setAccepted(escape)
            if escape:
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - self._look.px(40) and not self.is_open():
            self.open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving with words that name one topic takes it; others give way to what was chosen before, or stay."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            was_open = self.shut()
            if self.isModified() and self.text():
                found = find_topics(self._topics, self.text())
                if len(found) == 1 and (was_open or not self._own_words):
                    self._take(found[0])
                elif not self._own_words:
                    self.set_code(self._code)
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate) and watched is self.window():
            self.shut()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._look.px(18)
        place = QRectF(self.width() - side - self._look.px(12), 0, side, self.height())
        draw_icon(QPainter(self), self._look, "chevron-down", "text2", place)
