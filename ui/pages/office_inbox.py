"""收件箱, the left side of 办理: its parts with how many are in each, by what it is narrowed, and the list."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget

from desk.reads.alike import Group, GroupPage
from desk.reads.inbox import ALIKE, FORWARD, OVER, PROMISED, WAITING, InboxCounts, InboxWays, Narrowed
from desk.reads.views import CasePage, CaseRow
from ui.models.case_delegate import CaseDelegate
from ui.models.case_list import CaseList
from ui.pages.merge_words import group_facts, group_title
from ui.pages.office_ways import OfficeWays
from ui.pages.page import Page
from ui.tasks import Job
from ui.widgets.box import column, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import FilterChip
from ui.widgets.empty import empty_state
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.line_list import Line, LineView, Sign
from ui.widgets.loading import LoadingLine

GROUPS = 24  # that are read; more as one goes down
PARTS = (ALIKE, FORWARD, WAITING, OVER, PROMISED)
RARE = (OVER, PROMISED)  # their chips come when there is something
Standing = tuple[InboxCounts, InboxWays, int]  # and how many groups; below 0 where they are read themselves


class OfficeInbox(QFrame):
    """`picked` carries the group or the case that is marked, `opened` that Enter was pressed on it."""

    picked = Signal(object)
    opened = Signal()
    failed = Signal(Exception)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        kind("pane", self)
        self.part, self._groups = ALIKE, dict[object, Group]()
        self._limit = GROUPS
        self._reading: Job[GroupPage] | None = None
        self._standing: Job[Standing] | None = None
        self._words = {
            ALIKE: _("Maybe the same {count}"),
            FORWARD: _("To forward {count}"),
            WAITING: _("No reply yet {count}"),
            OVER: _("Late {count}"),
            PROMISED: _("Promises {count}"),
        }
        self.chips = {part: FilterChip(look, self._words[part].format(count=0), on=part == ALIKE) for part in PARTS}
        for part, chip in self.chips.items():
            chip.clicked.connect(partial(self._turn, part))
        for part in RARE:
            self.chips[part].hide()
        self.digests = Button(look, _("Digests"), "small", icon="file-text", click=self._see_digests)
        self.digests.setAutoDefault(True)
        self.ways = OfficeWays(look)
        self.ways.chosen.connect(lambda _narrowed: self.ask())
        self._comparing = label("", "sub", "text3")
        self._comparing.hide()
        self._loading = LoadingLine(look)
        self.groups = LineView(look)
        self.groups.setAccessibleName(_("Cases that may be the same"))
        self.cases = CaseList(look, page.place.lane, self._find, page.place.station.name, self)
        self.view = self._make_view()
        self._lay_out()
        self._connect()

    def _make_view(self) -> QListView:
        look = self._page.look
        view = QListView()
        view.setModel(self.cases)
        view.setItemDelegate(CaseDelegate(look, self._page.place.station.name, view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(look.say("Cases"))
        return view

    def _lay_out(self) -> None:
        look = self._page.look
        _ = look.say
        none = _("Nothing is waiting here")
        calm = {
            ALIKE: _("What may be the same case appears here by itself."),
            FORWARD: _("What the places below record appears here after the next exchange."),
            WAITING: _("What was forwarded stays here until a unit has replied."),
            OVER: _("What is not answered by its last day appears here."),
            PROMISED: _("What a unit promised with a day stays here until it is carried out."),
        }
        self._stack = QStackedWidget()
        self._stack.addWidget(self.groups)
        self._stack.addWidget(self.view)
        self._empty = {part: scrolled(empty_state(look, "circle-check", none, calm[part])) for part in PARTS}
        for state in self._empty.values():
            self._stack.addWidget(state)
        title = row(look, label(_("Inbox"), "head"), None, self.ways.button)
        head = column(
            look,
            title,
            flow(look, *self.chips.values(), self.digests),
            self.ways,
            self._comparing,
            gap=8,
            pad=(16, 10, 12, 10),
        )
        column(look, head, self._loading, hairline(), (self._stack, 1), gap=0, on=self)

    def _connect(self) -> None:
        self.groups.picked.connect(self._pick_group)
        self.groups.opened.connect(lambda _line: self.opened.emit())
        self.groups.lines.wanted.connect(self._read_more)
        self.view.selectionModel().currentChanged.connect(self._pick_case)
        self.view.activated.connect(lambda _index: self.opened.emit())
        self.view.installEventFilter(self)
        self.cases.begun.connect(self._loading.begin)
        self.cases.found.connect(self._show_cases)
        self.cases.failed.connect(self._fail)
        if self._page.look.room == "narrow":
            for view in (self.groups, self.view):
                view.clicked.connect(lambda _index: self.opened.emit())

    def _see_digests(self) -> None:
        """Those that were made, and new ones, have a page of their own."""
        self._page.wanted.emit("digests", None)

    # -- what is asked --------------------------------------------------------------------------------
    def ask(self) -> None:
        """Reads the part that is open, and how many there are in every part."""
        if self.part == ALIKE:
            self._read_groups()
        else:
            self.cases.search("", frozenset({self.part}))
        self._count()

    def set_part(self, part: str, narrowed: Narrowed | None = None) -> None:
        """Another part, without asking yet."""
        self.part = part if part in PARTS else ALIKE
        if narrowed is not None:
            self.ways.set_narrowed(narrowed)
        for name, chip in self.chips.items():
            chip.setChecked(name == self.part)

    def group(self) -> Group | None:
        line = self.groups.current()
        return self._groups.get(line.id) if line is not None and self.part == ALIKE else None

    def case(self) -> CaseRow | None:
        return self.cases.case(self.view.currentIndex().row()) if self.part != ALIKE else None

    def step(self, by: int) -> bool:
        """The next one; False where there is none."""
        view = self.groups if self.part == ALIKE else self.view
        model = view.model()
        at = view.currentIndex().row() + by
        if not 0 <= at < model.rowCount():
            return False
        view.setCurrentIndex(model.index(at, 0))
        return True

    def take_focus(self) -> None:
        view = self.groups if self.part == ALIKE else self.view
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_comparing(self, left: int) -> None:
        """How many cases are still to be compared."""
        words = self._page.look.say("{count} cases are still being compared")
        self._comparing.setText(words.format(count=f"{left:,}"))
        self._comparing.setVisible(left > 0)

    def _turn(self, part: str) -> None:
        self.set_part(part)
        self.ask()

    def _find(self, _query: str, limit: int, offset: int, filters: frozenset[str]) -> CasePage:
        """In the lane."""
        from desk.reads.inbox import find_inbox

        desk = self._page.place.desk
        return find_inbox(desk.vault, desk.lens, next(iter(filters)), self.ways.narrowed, limit, offset)

    def _count(self) -> None:
        desk, narrowed, asked = self._page.place.desk, self.ways.narrowed, self.part == ALIKE
        if self._standing is not None:
            self._standing.cancel()

        def work() -> Standing:
            from desk.reads.alike import read_groups
            from desk.reads.inbox import count_inbox, read_ways

            vault, lens = desk.vault, desk.lens
            groups = -1 if asked else read_groups(vault, lens, narrowed, limit=0).total
            return count_inbox(vault, lens, narrowed), read_ways(vault, lens), groups

        self._standing = self._page.place.lane.run(work, self._show_counts, self.failed.emit, owner=self)

    def _read_groups(self) -> None:
        desk, narrowed, limit = self._page.place.desk, self.ways.narrowed, self._limit
        if self._reading is not None:
            self._reading.cancel()

        def work() -> GroupPage:
            from desk.reads.alike import read_groups

            return read_groups(desk.vault, desk.lens, narrowed, limit)

        self._loading.begin()
        self._reading = self._page.place.lane.run(work, self._show_groups, self._fail, owner=self)

    def _read_more(self) -> None:
        self._limit += GROUPS
        self._read_groups()

    # -- what is shown --------------------------------------------------------------------------------
    def _show_counts(self, standing: Standing) -> None:
        counts, ways, groups = standing
        for part, count in zip(
            PARTS, (groups, counts.forward, counts.waiting, counts.over, counts.promised), strict=True
        ):
            if count >= 0:
                self._say_count(part, count)
        for part, count in ((OVER, counts.over), (PROMISED, counts.promised)):
            self.chips[part].setVisible(count > 0 or self.part == part)
        self.ways.show_ways(ways)

    def _say_count(self, part: str, count: int) -> None:
        self.chips[part].say(self._words[part].format(count=count))

    def _show_groups(self, page: GroupPage) -> None:
        look = self._page.look
        self._loading.end()
        self._groups = {group.id: group for group in page.groups}
        self._say_count(ALIKE, page.total)
        if self.part != ALIKE:
            return
        self._stack.setCurrentWidget(self.groups if page.total else self._empty[ALIKE])
        self.groups.lines.more = len(page.groups) < page.total
        waits = Sign(look.say("to look at"), "circle-dashed", "text2")
        self.groups.show_lines(
            [Line(group.id, group_title(look, group), group_facts(look, group), waits) for group in page.groups]
        )
        if not page.total:
            self.picked.emit(None)

    def _show_cases(self, total: int, _took_ms: float) -> None:
        self._loading.end()
        self._stack.setCurrentWidget(self.view if total else self._empty[self.part])
        if not total:
            self.picked.emit(None)

    def mark_case(self, row: int) -> None:
        """Marks a case as if the arrows had come to it."""
        if self.cases.rowCount():
            self.view.setCurrentIndex(self.cases.index(min(max(row, 0), self.cases.rowCount() - 1)))

    def _fail(self, error: Exception) -> None:
        self._loading.end()
        self.failed.emit(error)

    def _pick_group(self, _line: Line | None) -> None:
        if self.part == ALIKE:
            self.picked.emit(self.group())

    def _pick_case(self, index: QModelIndex) -> None:
        if self.part != ALIKE:
            self.picked.emit(self.cases.case(index.row()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the marked case."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers()
        if pressed and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.view and self.case() is not None:
                self.opened.emit()
            return True
        return False
