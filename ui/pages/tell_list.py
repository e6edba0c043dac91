"""The left side of 回音: who waits, the most urgent first; who was tried in vain, who was told; at an office also who
below should have been told."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from desk.domain.moment import local_day
from desk.domain.sight import OFFICES
from desk.reads.tell_views import TellCounts, TellPage, TellRow
from desk.reads.telling import BELOW, TOLD, TRIED, WAITING
from desk.text import mark
from ui.pages.page import Page
from ui.pages.tell_words import line_of
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import Chip, FilterChip
from ui.widgets.empty import empty_state
from ui.widgets.flow import FlowLayout
from ui.widgets.label import label
from ui.widgets.line_list import LineView
from ui.widgets.loading import LoadingLine

AT_ONCE = 60  # lines that are read; more as one goes down
HIGH = 72
WORDS: Mapping[str, str] = {
    WAITING: mark("To be told"),
    TRIED: mark("Not reached {count}"),
    TOLD: mark("Told"),
    BELOW: mark("Overdue below {count}"),
}
NOTHING: Mapping[str, tuple[str, str]] = {
    WAITING: (mark("Nobody waits to hear"), mark("Who was answered stands here until they are told.")),
    TRIED: (mark("Nobody was tried in vain"), mark("Who could not be reached stands here until they are.")),
    TOLD: (mark("Nobody was told yet"), mark("What people said when they were told can be read here.")),
    BELOW: (mark("Nobody below is overdue"), mark("Who should have been told by a place below stands here.")),
}


class TellList(QFrame):
    """`picked` carries the row that is marked, `opened` that Enter was pressed on it, `counted` how many wait."""

    picked = Signal(object)
    opened = Signal()
    counted = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        kind("pane", self)
        self.which = WAITING
        self._rows: list[TellRow] = []
        self._reading: Job[TellPage] | None = None
        self._goal: UUID | int | None = None  # what is to be marked once it is read: a person, or a place in the list
        self.count = Chip(look, "")
        self.board = Button(look, _("Board list"), "smallquiet", icon="printer")
        self.board.setAutoDefault(True)
        self.chips = {name: FilterChip(look, _(words).format(count=0)) for name, words in WORDS.items()}
        self._loading = LoadingLine(look)
        self.view = LineView(look, HIGH)
        self.view.setAccessibleName(_("People who wait to hear"))
        self._empty = {
            name: scrolled(empty_state(look, "phone-outgoing", _(head), _(below)))
            for name, (head, below) in NOTHING.items()
        }
        self._stack = QStackedWidget()
        for state in (self.view, *self._empty.values()):
            self._stack.addWidget(state)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self._page.look
        title = row(look, label(look.say("To tell"), "title"), self.count, None, self.board, gap=12)
        chips = QFrame()
        box = FlowLayout(chips, look.px(8), look.px(6))
        for chip in self.chips.values():
            box.addWidget(chip)
        self.chips[BELOW].setVisible(self._page.place.station.acts_at in OFFICES)
        head = column(look, title, chips, gap=8, pad=(16, look.by(12, 10, 8), 12, look.by(12, 10, 8)))
        column(look, head, self._loading, hairline(), (self._stack, 1), gap=0, on=self)

    def _connect(self) -> None:
        for name, chip in self.chips.items():
            chip.clicked.connect(partial(self._choose, name))
        self.view.picked.connect(lambda line: self.picked.emit(line.row if line is not None else None))
        self.view.opened.connect(lambda _line: self.opened.emit())
        self.view.clicked.connect(lambda _index: self.opened.emit())
        self.view.lines.wanted.connect(lambda: self._read(len(self._rows)))
        self._show_chips(TellCounts())

    # -- what is asked --------------------------------------------------------------------------------
    def ask(self, goal: UUID | int | None = None) -> None:
        """Reads again, as far down as it was read. `goal` is marked then: a person, or whoever stands there."""
        self._goal = goal if goal is not None else self._goal
        self._read(0, max(AT_ONCE, len(self._rows)))

    def narrow_to(self, which: str, goal: UUID | None = None) -> None:
        """Another list."""
        self.which, self._rows = which, []
        self._show_chips(self._counts)
        self.ask(goal if goal is not None else 0)

    def clear(self) -> bool:
        """Esc: back to those who wait; False when they are shown."""
        if self.which == WAITING:
            return False
        self.narrow_to(WAITING)
        return True

    def current(self) -> TellRow | None:
        line = self.view.current()
        return line.row if line is not None else None

    def at(self) -> int:
        """Which of the lines is marked."""
        return max(self.view.currentIndex().row(), 0)

    def step(self, by: int) -> None:
        last = self.view.lines.rowCount() - 1
        self.view.mark_row(min(max(self.at() + by, 0), last))

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read(self, offset: int, limit: int = AT_ONCE) -> None:
        place, which = self._page.place, self.which
        if self._reading is not None:
            self._reading.cancel()

        def work() -> TellPage:
            from desk.reads.telling import read_tell

            return read_tell(place.desk.vault, place.desk.lens, which, limit, offset)

        self._loading.begin()
        self._reading = place.lane.run(work, partial(self._show, offset), self._fail, owner=self)

    # -- what is shown --------------------------------------------------------------------------------
    def _show(self, offset: int, found: TellPage) -> None:
        look, place = self._page.look, self._page.place
        self._loading.end()
        self._rows = [*self._rows[:offset], *found.rows]
        today = local_day(place.clock())
        self._show_chips(found.counts)
        self._stack.setCurrentWidget(self.view if found.total else self._empty[self.which])
        lines = self.view.lines
        lines.more = len(self._rows) < found.total
        goal, self._goal = self._goal, None
        self.view.show_lines([line_of(look, row, place.desk.lists.codes, today, self.which) for row in self._rows])
        if goal is not None:
            at = lines.row_of(goal) if isinstance(goal, UUID) else min(goal, lines.rowCount() - 1)
            self.view.mark_row(at)
            if at < 0:  # whoever is wanted stands in no line: nobody is marked in their place
                self.view.setCurrentIndex(QModelIndex())
        if not found.total:
            self.picked.emit(None)

    def _fail(self, error: Exception) -> None:
        self._loading.end()
        say_trouble(self._page, error)

    def _choose(self, name: str) -> None:
        """One list at a time; the one that is on stays on."""
        self.narrow_to(name)

    def _show_chips(self, counts: TellCounts) -> None:
        look, self._counts = self._page.look, counts
        numbers = {TRIED: counts.tried, BELOW: counts.below}
        for name, chip in self.chips.items():
            chip.setChecked(name == self.which)
            chip.say(look.say(WORDS[name]).format(count=numbers.get(name, 0)))
        self.count.show_state(look.say("{n} to tell").format(n=f"{counts.waiting:,}"))
        self.counted.emit(counts.waiting)
