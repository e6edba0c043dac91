"""Which cases a digest is about: looked for by number or words, taken with Enter."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.reads.views import CaseRow
from ui.models.case_words import facts_line, title_word
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column
from ui.widgets.field import SearchField
from ui.widgets.label import label
from ui.widgets.line_list import HIGH, Line, LineView

PAUSE_MS = 150
MOST = 6  # that are offered
SEEN = 3  # in sight at once


class DigestPicker(QWidget):
    """`chosen` brings the id of a case. What is in the digest already is not offered again."""

    chosen = Signal(UUID)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        self._taken: frozenset[UUID] = frozenset()
        self._job: Job[tuple[CaseRow, ...]] | None = None
        self.field = SearchField(look, _("Add a case"), hint=_("Add a case: number or words"), key="Ctrl+F")
        self.found = LineView(look)
        self.found.setAccessibleName(_("Cases found"))
        self._none = label(_("No such case is left to add."), "sub", "text2", wrap=True)
        column(look, self.field, self.found, self._none, gap=4, on=self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_for)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._take_first)
        self.field.installEventFilter(self)
        self.found.opened.connect(self._take)
        self.found.clicked.connect(lambda _index: self._take(self.found.current()))
        self.setFocusProxy(self.field)
        self._show(())

    def show_taken(self, ids: tuple[UUID, ...]) -> None:
        self._taken = frozenset(ids)

    def clear(self) -> bool:
        """False when nothing was asked."""
        asked = bool(self.field.text())
        self.field.set_text("")
        self._show(())
        return asked

    def _look_for(self) -> None:
        place, query = self._page.place, self.field.text().strip()
        if self._job is not None:
            self._job.cancel()
        if not query:
            self._show(())
            return

        def work() -> tuple[CaseRow, ...]:
            from desk.reads.cases import find_cases

            return find_cases(place.desk.vault, place.desk.lens, query, MOST + len(self._taken)).rows

        self._job = place.lane.run(work, self._show, lambda error: say_trouble(self._page, error), owner=self)

    def _show(self, rows: tuple[CaseRow, ...]) -> None:
        look, station = self._page.look, self._page.place.station.name
        lines = [
            Line(row.id, title_word(look, row), facts_line(look, row, station), row=row)
            for row in rows
            if row.id not in self._taken
        ][:MOST]
        self.found.show_lines(lines)
        self.found.setFixedHeight(look.px(HIGH) * min(len(lines), SEEN) + 2)
        self.found.setVisible(bool(lines))
        self._none.setVisible(not lines and bool(self.field.text().strip()))

    def _take_first(self) -> None:
        """Enter: whoever typed a whole number need not look down."""
        self._pause.stop()
        line = self.found.lines.line(0) if self.found.isVisible() else None
        if line is None:
            self._look_for()
        else:
            self._take(line)

    def _take(self, line: Line | None) -> None:
        if line is not None:
            self.clear()
            self.chosen.emit(line.id)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to what was found."""
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if watched is self.field and down and self.found.isVisible():
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            self.found.mark_row(0)
            return True
        return super().eventFilter(watched, event)
