"""The left side of the digests: the newest first."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from desk.domain.moment import local_day
from desk.reads.digest_views import DigestLine, DigestPage
from ui.pages.digest_words import line_of
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.empty import empty_state
from ui.widgets.label import label
from ui.widgets.line_list import LineView
from ui.widgets.loading import LoadingLine

AT_ONCE = 60  # lines that are read; more as one goes down


class DigestList(QFrame):
    """`picked` carries the line that is marked, `opened` that Enter was pressed on it."""

    picked = Signal(object)
    opened = Signal()

    def __init__(self, page: Page, new: Button) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        kind("pane", self)
        self._rows: list[DigestLine] = []
        self._reading: Job[DigestPage] | None = None
        self._wanted: UUID | None = None
        self.count = label("", "sub", "text2")
        self._loading = LoadingLine(look)
        self.view = LineView(look)
        self.view.setAccessibleName(_("Digests"))
        will = _("Suggestions of value are reported to those who decide, several in one where they belong together.")
        self._none = scrolled(empty_state(look, "file-text", _("No digest yet"), will, new))
        self._stack = QStackedWidget()
        for state in (self.view, self._none):
            self._stack.addWidget(state)
        head = row(look, (self.count, 1), pad=(16, 8, 12, 8))
        column(look, head, self._loading, hairline(), (self._stack, 1), gap=0, on=self)
        self.view.picked.connect(self.picked)
        self.view.opened.connect(lambda _line: self.opened.emit())
        self.view.clicked.connect(lambda _index: self.opened.emit() if look.room == "narrow" else None)
        self.view.lines.wanted.connect(lambda: self._read(len(self._rows)))

    def ask(self) -> None:
        """Reads again, as far down as it was read."""
        self._read(0, max(AT_ONCE, len(self._rows)))

    def mark(self, id: UUID) -> None:
        """Marks a digest, as soon as it is in the list."""
        self._wanted = id
        self._mark_wanted()

    def step(self, by: int) -> None:
        """To the digest before or after."""
        last = self.view.lines.rowCount() - 1
        self.view.mark_row(min(max(self.view.currentIndex().row() + by, 0), last))

    def take_focus(self) -> None:
        shown = self._stack.currentWidget()
        target = self.view if shown is self.view else (shown or self).findChild(Button) or self
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self, offset: int, limit: int = AT_ONCE) -> None:
        place = self._page.place
        if self._reading is not None:
            self._reading.cancel()
        self._loading.begin()

        def work() -> DigestPage:
            from desk.reads.digests import read_digests

            return read_digests(place.desk.vault, limit=limit, offset=offset)

        def failed(error: Exception) -> None:
            self._loading.end()
            say_trouble(self._page, error)

        self._reading = place.lane.run(work, partial(self._show, offset), failed, owner=self)

    def _show(self, offset: int, page: DigestPage) -> None:
        look, today = self._page.look, local_day(self._page.place.clock())
        _ = look.say
        self._loading.end()
        self._rows = [*self._rows[:offset], *page.rows]
        self.count.setText(_("1 digest") if page.total == 1 else _("{n} digests").format(n=page.total))
        self._stack.setCurrentWidget(self.view if self._rows else self._none)
        self.view.lines.more = len(self._rows) < page.total
        self.view.show_lines([line_of(look, one, today) for one in self._rows])
        if not self._rows:
            self.picked.emit(None)
        self._mark_wanted()

    def _mark_wanted(self) -> None:
        row = self.view.lines.row_of(self._wanted)
        if row >= 0:
            self._wanted = None
            self.view.mark_row(row)
