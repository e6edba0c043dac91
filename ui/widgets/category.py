"""The category tree (分类, three levels): the one drop-down; type to find, or walk it with the arrows."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QTreeView, QVBoxLayout, QWidget

from desk.text import mark
from ui.theme import Look, draw_icon
from ui.widgets.box import kind
from ui.widgets.field import LineField

Topics = Mapping[str, tuple[str, str, str]]
HINT = mark("Type a word to find it, or press ↓")
NONE = mark("Nothing with these words. Clear the field to see the whole list.")
CODE = Qt.ItemDataRole.UserRole
MOST_FOUND = 60


def path_of(names: tuple[str, str, str]) -> str:
    return " › ".join(filter(None, names))


def find_topics(topics: Topics, words: str) -> list[str]:
    """Codes whose path or code holds all the words; a hit in the last level comes first."""
    wanted = words.lower().replace("›", " ").replace("/", " ").split()
    found = [
        (all(word in names[-1].lower() for word in wanted), code)
        for code, names in topics.items()
        if all(word in f"{code} {' '.join(names)}".lower() for word in wanted)
    ]
    return [code for _, code in sorted(found, key=lambda hit: (not hit[0], hit[1]))][:MOST_FOUND]


class _Popup(QFrame):
    """The list under the field; the focus stays in the field."""

    taken = Signal(str)

    def __init__(self, look: Look, topics: Topics, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._topics = look, topics
        kind("popup", self)
        self.tree = QTreeView(self)
        self.tree.setHeaderHidden(True)
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setIndentation(look.px(20))
        self.tree.clicked.connect(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.px(4),) * 4)
        box.addWidget(self.tree)
        self._whole = self._plant()

    def _item(self, text: str, code: str = "") -> QStandardItem:
        item = QStandardItem(text)
        item.setData(code, CODE)
        item.setSelectable(True)
        return item

    def _plant(self) -> QStandardItemModel:
        """The whole tree: the second level hangs under the first, the third under the second."""
        model = QStandardItemModel(self)
        branches: dict[tuple[str, ...], QStandardItem] = {(): model.invisibleRootItem()}
        for code, names in self._topics.items():
            for depth in range(1, len(names)):
                if names[:depth] not in branches:
                    branches[names[:depth]] = self._item(names[depth - 1])
                    branches[names[: depth - 1]].appendRow(branches[names[:depth]])
            branches[names[:-1]].appendRow(self._item(names[-1], code))
        return model

    def show_whole(self, code: str | None) -> None:
        self._change(self._whole)
        self.tree.setRootIsDecorated(True)
        found = self._whole.match(
            self._whole.index(0, 0), CODE, code or "-", 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        )
        here = found[0] if found else self._whole.index(0, 0)
        self.tree.setCurrentIndex(here)
        self.tree.scrollTo(here, QTreeView.ScrollHint.PositionAtCenter)

    def show_found(self, words: str) -> None:
        model = QStandardItemModel(self)
        for code in find_topics(self._topics, words):
            model.appendRow(self._item(path_of(self._topics[code]), code))
        if not model.rowCount():
            nothing = self._item(self._look.say(NONE))
            nothing.setEnabled(False)
            model.appendRow(nothing)
        self._change(model)
        self.tree.setRootIsDecorated(False)
        self.tree.setCurrentIndex(model.index(0, 0))

    def _change(self, model: QStandardItemModel) -> None:
        old = self.tree.model()
        self.tree.setModel(model)
        if isinstance(old, QStandardItemModel) and old not in (self._whole, model):
            old.deleteLater()

    def step(self, by: int) -> None:
        index = self.tree.currentIndex()
        goal = self.tree.indexBelow(index) if by > 0 else self.tree.indexAbove(index)
        if goal.isValid():
            self.tree.setCurrentIndex(goal)

    def unfold(self, out: bool) -> bool:
        """→ opens a branch, ← closes it or goes up; False where there is none."""
        index = self.tree.currentIndex()
        if self.tree.model() is not self._whole:
            return False
        if out and self._whole.hasChildren(index):
            self.tree.expand(index)
        elif not out and self.tree.isExpanded(index):
            self.tree.collapse(index)
        elif not out and index.parent().isValid():
            self.tree.setCurrentIndex(index.parent())
        return True

    def take(self, index: QModelIndex | None = None) -> bool:
        """Takes a leaf; a branch opens or closes instead."""
        at = index or self.tree.currentIndex()
        code = at.data(CODE)
        if code:
            self.taken.emit(code)
            return True
        self.tree.setExpanded(at, not self.tree.isExpanded(at))
        return False


class CategoryField(LineField):
    """`code` is the chosen topic or None; `chosen` tells a new one (an empty string when cleared)."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, topics: Topics) -> None:
        super().__init__(look, name, hint=look.say(HINT), limit=200, kind="category")
        self._topics = topics
        self._code: str | None = None
        self._popup: _Popup | None = None
        self.textEdited.connect(self._typed)
        self.setAccessibleDescription(look.say(HINT))

    def code(self) -> str | None:
        return self._code

    def set_code(self, code: str | None) -> None:
        """Shows a topic without telling anybody."""
        self._code = code
        self.set_text(path_of(self._topics[code]) if code in self._topics else code or "")

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

    def _make_popup(self) -> _Popup:
        self._popup = _Popup(self._look, self._topics, self.window())
        self._popup.taken.connect(self._take)
        self.destroyed.connect(self._popup.deleteLater)
        self.window().installEventFilter(self)
        return self._popup

    def _place(self, popup: _Popup) -> None:
        """Under the field, or above it where there is more room."""
        look, window = self._look, self.window()
        top = self.mapTo(window, QPoint(0, 0))
        below = window.height() - top.y() - self.height() - look.px(8)
        up = below < look.px(200) and top.y() > below
        high = min(look.px(320), max(look.px(120), top.y() - look.px(8) if up else below))
        y = top.y() - high - look.px(4) if up else top.y() + self.height() + look.px(4)
        popup.setGeometry(top.x(), y, self.width(), high)

    def _typed(self, text: str) -> None:
        if not text:
            self._tell(None)
        self.open()

    def _take(self, code: str) -> None:
        self.shut()
        self.set_code(code)
        self._tell(code, again=True)

    def _tell(self, code: str | None, *, again: bool = False) -> None:
        if again or code != self._code:
            self._code = code
            self.chosen.emit(code or "")

    def enter(self) -> None:
        if self.is_open() and self._popup is not None:
            self._popup.take()
            return
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
            self.set_code(self._code)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # the page's own Esc must not come first while the list is open
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.is_open():
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - self._look.px(40) and not self.is_open():
            self.open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving with words that name one topic takes it; others give way to what was chosen before."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.shut()
            if self.isModified() and self.text():
                found = find_topics(self._topics, self.text())
                if len(found) == 1:
                    self._take(found[0])
                else:
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
