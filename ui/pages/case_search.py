"""The left side of 件: one search box for everything, filters as words, the list, and how many there are."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QWidget

from desk.domain.numbering import is_number
from desk.reads.views import CaseRow
from ui.models.case_delegate import CaseDelegate
from ui.models.case_list import CaseList, Find
from ui.pages.page import Page
from ui.widgets.box import column, hairline, kind, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import FilterChip
from ui.widgets.empty import empty_state
from ui.widgets.field import SearchField
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.loading import LoadingLine

PAUSE_MS = 120
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class CaseSearch(QFrame):
    """`picked` tells which case is marked, `opened` that Enter was pressed on it."""

    picked = Signal(object)
    opened = Signal()
    found = Signal(int)
    failed = Signal(Exception)

    def __init__(self, page: Page, find: Find, new: Button) -> None:
        super().__init__()
        look = self._look = page.look
        _ = look.say
        kind("pane", self)
        self.field = SearchField(look, _("Find a case"), hint=_("Find: words, number, end of phone"))
        words = {"year": _("This year"), "open": _("Open"), "soon": _("Due soon"), "unanswered": _("No answer yet")}
        words["tell"] = _("Waiting to hear")
        self.filters = {name: FilterChip(look, word) for name, word in words.items()}
        self.count = label("", "sub", "text3")
        self._loading = LoadingLine(look)
        self._station = page.place.station.name
        self.cases = CaseList(look, page.place.lane, find, self._station, self)
        self.view = self._make_view()
        self._stack = QStackedWidget()
        will, other = _("What is recorded appears here, newest first."), _("Try other words, or take the filters away.")
        self._none = scrolled(empty_state(look, "folder-open", _("No case yet"), will, new))
        self._no_match = scrolled(empty_state(look, "search", _("Nothing found"), other))
        for state in (self.view, self._none, self._no_match):
            self._stack.addWidget(state)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._connect()

    def _make_view(self) -> QListView:
        _ = self._look.say
        view = QListView()
        view.setModel(self.cases)
        self._delegate = CaseDelegate(self._look, self._station, view)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(_("Cases"))
        return view

    def _lay_out(self) -> None:
        look = self._look
        head = column(look, self.field, flow(look, *self.filters.values()), self.count, gap=10, pad=(16, 12, 16, 8))
        column(look, head, self._loading, hairline(), (self._stack, 1), gap=0, on=self)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._open)
        self.field.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.activated.connect(lambda _index: self._open())
        self._pause.timeout.connect(self.ask)
        for chip in self.filters.values():
            chip.toggled.connect(lambda _on: self.ask())
        self.cases.begun.connect(self._loading.begin)
        self.cases.found.connect(self._show_found)
        self.cases.failed.connect(self._fail)
        self._loading.stop_requested.connect(self._stop)
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._pick)

    def ask(self) -> None:
        """Asks with the words and filters as they stand; a whole number is looked for everywhere."""
        self._pause.stop()
        if is_number(self.field.text()):
            self._set_filters(frozenset())
        on = frozenset(name for name, chip in self.filters.items() if chip.isChecked())
        self.cases.search(self.field.text().strip(), on)

    def current(self) -> CaseRow | None:
        return self.cases.case(self.view.currentIndex().row())

    def mark_row(self, row: int) -> None:
        """Marks a row as if the arrows had come to it."""
        if 0 <= row < self.cases.rowCount():
            self.view.setCurrentIndex(self.cases.index(row))

    def step(self, by: int) -> None:
        row, last = self.view.currentIndex().row() + by, self.cases.rowCount() - 1
        self.mark_row(min(max(row, 0), last))

    def set_question(self, query: str, filters: frozenset[str]) -> None:
        """The words and filters of another time, without asking yet."""
        self._set_filters(filters)
        self.field.set_text(query)
        self._pause.stop()

    def _set_filters(self, filters: frozenset[str]) -> None:
        for name, chip in self.filters.items():
            chip.blockSignals(True)
            chip.setChecked(name in filters)
            chip.blockSignals(False)

    def clear(self) -> bool:
        """Takes the words away; False when there were none."""
        if not self.field.text():
            return False
        self.field.set_text("")
        self.ask_for_words()
        return True

    def ask_for_words(self) -> None:
        """F4: what stands in the box is ready to be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _show_found(self, total: int, took_ms: float) -> None:
        _ = self._look.say
        self._loading.end()
        self._delegate.marks = tuple(self.cases.query.split())
        seconds = f"{took_ms / 1000:.2f}"
        words = _("1 case, {seconds} s") if total == 1 else _("{count} cases, {seconds} s")
        self.count.setText(words.format(count=f"{total:,}", seconds=seconds))
        asked = bool(self.cases.query or self.cases.filters)
        empty: QWidget = self._no_match if asked else self._none
        self._stack.setCurrentWidget(self.view if total else empty)
        self.view.viewport().update()
        self.found.emit(total)

    def _fail(self, error: Exception) -> None:
        self._loading.end()
        self.failed.emit(error)

    def _stop(self) -> None:
        self.cases.stop()
        self._loading.end()

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self.cases.case(index.row()))

    def _open(self) -> None:
        if self._pause.isActive():
            self.ask()
        elif self.current() is not None:
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list from the search box too; Enter opens from either."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers():
            return False
        key = Qt.Key(event.key())
        if watched is self.field and key in _STEPS:
            self.step(_STEPS[key])
            return True
        if watched is self.view and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return True
        return False
