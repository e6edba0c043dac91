"""The list of topics that opens under the category field: the whole tree, or what was found."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QTreeView, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.box import kind

Topics = Mapping[str, tuple[str, ...]]  # a code and its path; a branch may be a code of its own, named first
CODE = Qt.ItemDataRole.UserRole
MOST_FOUND = 60


def path_of(names: tuple[str, ...]) -> str:
    return " › ".join(filter(None, names))


def find_topics(topics: Topics, words: str) -> list[str]:
    """Codes whose path holds all the words, or that begin with them; a hit in the last level comes first."""
    wanted = words.lower().replace("›", " ").replace("/", " ").split()
    found = [
        (all(word in names[-1].lower() for word in wanted), code)
        for code, names in topics.items()
        if all(code.startswith(word) or word in " ".join(names).lower() for word in wanted)
    ]
    return [code for _, code in sorted(found, key=lambda hit: (not hit[0], hit[1]))][:MOST_FOUND]


class TopicList(QFrame):
    """The list under the field; the focus stays in the field."""

    taken = Signal(str)

    def __init__(self, look: Look, topics: Topics, window: QWidget, none: str) -> None:
        """`none` is said when nothing is found."""
        super().__init__(window)
        self._look, self._topics, self._none = look, topics, none
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
            leaf = branches[names] = self._item(names[-1], code)
            branches[names[:-1]].appendRow(leaf)
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
            nothing = self._item(self._look.say(self._none))
            nothing.setSelectable(False)
            nothing.setForeground(self._look.color("text2"))
            model.appendRow(nothing)
        self._change(model)
        self.tree.setRootIsDecorated(False)
        self.tree.setCurrentIndex(model.index(0, 0))

    def high(self, most: int) -> int:
        """As high as what was found, at most so many pixels; the whole tree, which opens, takes all of them."""
        rows = self.tree.model().rowCount()
        if self.tree.model() is self._whole and self.tree.rootIsDecorated():
            return most
        return min(most, rows * max(self.tree.sizeHintForRow(0), 1) + self._look.px(12))

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
