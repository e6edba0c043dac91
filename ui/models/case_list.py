"""The list of cases, 200 at a time: what is not looked at is not read."""

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desk.reads.views import CasePage, CaseRow
from ui.models.case_words import due_line, facts_line, title_word
from ui.tasks import Job, Lane
from ui.theme import Look

PAGE = 200
Index = QModelIndex | QPersistentModelIndex
Find = Callable[[str, int, int, frozenset[str]], CasePage]  # query, limit, offset, filters; called in the lane
_ROOT = QModelIndex()


class Role(IntEnum):
    """Besides Qt's own."""

    CASE = Qt.ItemDataRole.UserRole


class CaseList(QAbstractListModel):
    """`begun` and `found` frame a search; an answer to an older question is dropped."""

    begun = Signal()
    found = Signal(int, float)  # how many in all, milliseconds
    failed = Signal(Exception)

    def __init__(self, look: Look, lane: Lane, find: Find, station: str, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._lane, self._find, self._station = look, lane, find, station
        self._cases: list[CaseRow] = []
        self.total = 0
        self.query = ""
        self.filters: frozenset[str] = frozenset()
        self._job: Job[CasePage] | None = None

    def search(self, query: str, filters: frozenset[str]) -> None:
        """Starts anew with other words."""
        self.query, self.filters = query, filters
        self._ask(PAGE, 0)

    def reload(self) -> None:
        """The same question again, as far down as it was read."""
        self._ask(max(PAGE, len(self._cases)), 0)

    def stop(self) -> None:
        """Waits no longer for the answer."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def case(self, row: int) -> CaseRow | None:
        return self._cases[row] if 0 <= row < len(self._cases) else None

    def row_of(self, id: UUID | None) -> int:
        """-1 when the case is not in the list, or not read yet."""
        return next((row for row, case in enumerate(self._cases) if case.id == id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        case = self.case(index.row())
        if case is None:
            return None
        if role == Role.CASE:
            return case
        if role == Qt.ItemDataRole.DisplayRole:
            return title_word(self._look, case)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = f"{title_word(self._look, case)}, {facts_line(self._look, case, self._station)}"
            due = due_line(self._look, case)
            return f"{told}, {due}" if due else told
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._job is None and len(self._cases) < self.total

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._ask(PAGE, len(self._cases))

    def _ask(self, limit: int, offset: int) -> None:
        if self._job is not None:
            self._job.cancel()
        query, filters, find = self.query, self.filters, self._find
        self.begun.emit()
        done = self._append if offset else self._replace
        self._job = self._lane.run(lambda: find(query, limit, offset, filters), done, self._fail, owner=self)

    def _replace(self, page: CasePage) -> None:
        self._job = None
        self.beginResetModel()
        self._cases, self.total = list(page.rows), page.total
        self.endResetModel()
        self.found.emit(page.total, page.took_ms)

    def _append(self, page: CasePage) -> None:
        self._job = None
        known = {case.id for case in self._cases}
        new = [case for case in page.rows if case.id not in known]
        if new:
            first = len(self._cases)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._cases += new
            self.endInsertRows()
        self.total = page.total if page.rows else len(self._cases)
        self.found.emit(page.total, page.took_ms)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
