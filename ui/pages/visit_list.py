"""The left side of 走访: what is narrowed to, and the visits by day, the newest first."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desk.domain.moment import local_day
from desk.reads.reception_views import DeputyView
from desk.reads.visit_views import VisitLine, VisitPage
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.pages.visit_words import line_of
from ui.tasks import Job
from ui.widgets.box import column, hairline, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.chip import FilterChip
from ui.widgets.empty import empty_state
from ui.widgets.flow import FlowLayout
from ui.widgets.label import label
from ui.widgets.line_list import LineView
from ui.widgets.loading import LoadingLine

AT_ONCE = 60  # lines that are read; more as one goes down
MOST_HIGH = 224  # of the filters, which scroll beyond that
Wanted = tuple[str | None, str | None]  # a kind, a deputy's id


class VisitList(QFrame):
    """`picked` carries the line that is marked, `opened` that Enter was pressed on it."""

    picked = Signal(object)
    opened = Signal()

    def __init__(self, page: Page, new: Button) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        kind("pane", self)
        self.wanted: Wanted = (None, None)
        self._rows: list[VisitLine] = []
        self._reading: Job[VisitPage] | None = None
        self._words: dict[tuple[int, str], str] = {}  # of all filters, by group and code
        self._chips: dict[tuple[int, str], FilterChip] = {}  # made when somebody looks for them
        self.count = label("", "sub", "text2")
        self.narrow = Button(look, _("Narrow down"), "smallquiet", icon="chevron-down", click=self._turn)
        self.narrow.setAutoDefault(True)
        self._holders = (QWidget(), QWidget())
        for holder in self._holders:
            FlowLayout(holder, look.px(6), look.px(6))
        self.filters = scrolled(column(look, *self._holders, gap=8))
        self.filters.hide()
        for code, word in page.place.desk.lists.codes.lists["visit_kind"].items():
            self._words[0, code] = word.say(look.lang)
        self._loading = LoadingLine(look)
        self.view = LineView(look)
        self.view.setAccessibleName(_("Visits of deputies"))
        will = _("What deputies see and hear outside the station is written down here, opinion by opinion.")
        self._none = scrolled(empty_state(look, "footprints", _("No visit yet"), will, new))
        self._no_match = scrolled(empty_state(look, "search", _("Nothing found"), _("Take the filters away.")))
        self._stack = QStackedWidget()
        for state in (self.view, self._none, self._no_match):
            self._stack.addWidget(state)
        head = column(look, row(look, (self.count, 1), self.narrow), self.filters, gap=4, pad=(16, 8, 12, 8))
        column(look, head, self._loading, hairline(), (self._stack, 1), gap=0, on=self)
        self.view.picked.connect(self.picked)
        self.view.opened.connect(lambda _line: self.opened.emit())
        self.view.clicked.connect(lambda _index: self.opened.emit() if look.room == "narrow" else None)
        self.view.lines.wanted.connect(lambda: self._read(len(self._rows)))

    # -- what is asked --------------------------------------------------------------------------------
    def ask(self) -> None:
        """Reads again, as far down as it was read."""
        self._read(0, max(AT_ONCE, len(self._rows)))

    def set_wanted(self, wanted: Wanted) -> None:
        """The filters of another time, or those that another page asks for."""
        self.wanted = wanted
        self._show_chips()
        self._rows = []

    def show_deputies(self, roster: Sequence[DeputyView]) -> None:
        for one in roster:
            self._words[1, str(one.id)] = one.name or one.level.say(self._page.look.lang)
        self._show_chips()

    def clear(self) -> bool:
        """Esc: the filters are taken away; False when there are none."""
        if self.wanted == (None, None):
            return False
        self.set_wanted((None, None))
        self.ask()
        return True

    def mark(self, id: UUID | None) -> None:
        """Marks a visit as if the arrows had come to it."""
        at = self.view.lines.row_of(id)
        if at >= 0:
            self.view.mark_row(at)

    def step(self, by: int) -> None:
        last = self.view.lines.rowCount() - 1
        self.view.mark_row(min(max(self.view.currentIndex().row() + by, 0), last))

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_lines(self) -> bool:
        return self.view.lines.rowCount() > 0

    def _read(self, offset: int, limit: int = AT_ONCE) -> None:
        place, (kind_code, deputy) = self._page.place, self.wanted
        if self._reading is not None:
            self._reading.cancel()

        def work() -> VisitPage:
            from desk.reads.visits import VisitFilter, read_visits

            wanted = VisitFilter(kind=kind_code, deputy=UUID(deputy) if deputy else None)
            return read_visits(place.desk.vault, place.desk.lens, wanted, limit, offset)

        self._loading.begin()
        self._reading = place.lane.run(work, partial(self._show, offset), self._fail, owner=self)

    # -- what is shown --------------------------------------------------------------------------------
    def _show(self, offset: int, found: VisitPage) -> None:
        look = self._page.look
        self._loading.end()
        self._rows = [*self._rows[:offset], *found.rows]
        today: date = local_day(self._page.place.clock())
        total = found.total
        said = look.say("1 visit") if total == 1 else look.say("{n} visits").format(n=f"{total:,}")
        self.count.setText(said)
        empty = self._none if self.wanted == (None, None) else self._no_match
        self._stack.setCurrentWidget(self.view if total else empty)
        self.view.lines.more = len(self._rows) < total
        self.view.show_lines([line_of(look, one, today) for one in self._rows])
        if not total:
            self.picked.emit(None)

    def _fail(self, error: Exception) -> None:
        self._loading.end()
        say_trouble(self._page, error)

    def _add(self, group: int, code: str, word: str) -> None:
        chip = self._chips[group, code] = FilterChip(self._page.look, word)
        chip.clicked.connect(lambda on: self._choose(group, code if on else None))
        box = self._holders[group].layout()
        if box is not None:
            box.addWidget(chip)

    def _choose(self, group: int, code: str | None) -> None:
        """One of each group at a time."""
        wanted = list(self.wanted)
        wanted[group] = code
        self.set_wanted((wanted[0], wanted[1]))
        self.ask()

    def _show_chips(self) -> None:
        """What is chosen stays in sight as the button's words though the filters are shut."""
        if self.filters.isVisible():
            self._make_chips()
        for (group, code), chip in self._chips.items():
            chip.setChecked(self.wanted[group] == code)
        words = [word for (group, code), word in self._words.items() if self.wanted[group] == code]
        self.narrow.say("·".join(words) or self._page.look.say("Narrow down"))

    def _make_chips(self) -> None:
        for (group, code), word in self._words.items():
            if (group, code) not in self._chips:
                self._add(group, code, word)

    def _turn(self) -> None:
        self._make_chips()
        self._show_chips()
        self.filters.setVisible(self.filters.isHidden())
        if self.filters.isVisible():
            high = self.filters.widget().heightForWidth(self.width() - self._page.look.px(16 + 12 + 12))
            self.filters.setFixedHeight(min(high + 2, self._page.look.px(MOST_HIGH)))
            next(iter(self._chips.values())).setFocus(Qt.FocusReason.TabFocusReason)
