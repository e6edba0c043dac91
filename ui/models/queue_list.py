"""The queue of a session as a list: a row a visitor or group."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk.domain.codes import Codes
from desk.reads.reception_views import TalkView
from ui.models.queue_words import facts, in_order, sign, title
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Role(IntEnum):
    """Besides Qt's own."""

    TALK = Qt.ItemDataRole.UserRole
    FACTS = Qt.ItemDataRole.UserRole + 1


class QueueList(QAbstractListModel):
    """`now` is the time that the minutes are counted to; `half` are those of whom something is half written."""

    def __init__(self, look: Look, codes: Codes, now: datetime, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._codes = look, codes
        self._talks: list[TalkView] = []
        self._half: Mapping[UUID, Any] = {}
        self.now = now

    def show(self, talks: Sequence[TalkView], half: Mapping[UUID, Any], now: datetime) -> bool:
        """Answers whether the rows stand otherwise than before."""
        ordered = in_order(talks)
        same = [talk.id for talk in ordered] == [talk.id for talk in self._talks]
        if not same:
            self.beginResetModel()
        self._talks, self._half, self.now = ordered, half, now
        if same and ordered:
            self.dataChanged.emit(self.index(0), self.index(len(ordered) - 1))
        elif not same:
            self.endResetModel()
        return not same

    def talk(self, row: int) -> TalkView | None:
        return self._talks[row] if 0 <= row < len(self._talks) else None

    def row_of(self, id: UUID | None) -> int:
        return next((row for row, talk in enumerate(self._talks) if talk.id == id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._talks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        talk = self.talk(index.row())
        if talk is None:
            return None
        if role == Role.TALK:
            return talk
        if role == Role.FACTS:
            return facts(self._look, self._codes, talk, self.now, half=talk.id in self._half)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{talk.ticket} {title(self._look, talk)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = (f"{talk.ticket} {title(self._look, talk)}", sign(self._look, talk).word)
            return ", ".join((*words, str(self.data(index, Role.FACTS))))
        return None
