"""同步 Sync: what is only on this computer, what arrived, what was refused and why; and how it is with the hub."""

import itertools
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.moment import local
from desk.reads.exchange_rows import ExchangeRow
from desk.reads.views import DraftRow
from desk.text import mark
from ui.pages.page import Page, Workplace
from ui.pages.sync_card import CameCard, LineCard
from ui.pages.sync_lines import HEADS, HERE, LIMIT, LinesCard, Shelf
from ui.pages.sync_tiles import Tiles
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import Item, column, page_head, row, scrolled
from ui.widgets.chip import Chip
from ui.widgets.label import label
from ui.widgets.line_list import Line
from ui.widgets.loading import LoadingLine

SAFE = mark("Nothing gets lost: every case is on this computer, locked")
READ = ("draft", "arrived")  # lists that are read when they are open


class SyncMemory(NamedTuple):
    """Which list was open, and which line was marked."""

    state: str
    line: UUID | None


class SyncPage(Page):
    """Tiles above, the list and the cards below; in narrow rooms one under the other."""

    name = "sync"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.state = HERE
        self._rows: dict[str, Sequence[DraftRow | ExchangeRow]] = {}
        self._reading: Job[Sequence[DraftRow | ExchangeRow]] | None = None
        self._wanted: UUID | None = None
        self.tiles, self.card, self.came = Tiles(self.look), LineCard(self.look), CameCard(self.look)
        self.list = LinesCard(self.look, partial(self.wanted.emit, "record", None))
        self._loading = LoadingLine(self.look)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        look = self.look
        narrow, side = look.room == "narrow", look.by(24, 16, 16)
        safe: list[Item] = [] if narrow else [Chip(look, look.say(SAFE), "bare", "shield-check", height=32)]
        head = page_head(look, label(look.say("Sync"), "title"), None, *safe)
        gap = look.by(16, 12, 10)
        if narrow:
            body = column(look, self.tiles, self.card, (self.list, 1), self.came, gap=gap, pad=(side, 0, side, 12))
        else:
            right = column(look, self.card, self.came, None, gap=gap)
            right.setFixedWidth(look.px(look.by(400, 340, 340)))
            below = row(look, (self.list, 1), right, gap=gap)
            body = column(look, self.tiles, (below, 1), gap=gap, pad=(side, 0, side, 16))
        top = column(look, head, self._loading, gap=0, pad=(side, 0, side, 0))
        column(look, top, (scrolled(body), 1), gap=0, on=self)
        self._loading.stop_requested.connect(self._stop)
        parts = [*self.tiles.tiles.values(), self.list.view, *self.list.strip.buttons(), *self.card.buttons.values()]
        for first, second in itertools.pairwise(parts):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        self.place.traffic.changed.connect(self._show)
        self.tiles.chosen.connect(self.choose)
        self.list.opened.connect(self._open)
        self.list.case_wanted.connect(self._open_case)
        self.list.dismissed.connect(self._dismiss)
        self.card.wanted.connect(self._ask)
        self.came.opened.connect(self._open_case)

    # -- what the shell asks ----------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be a state whose list is wanted, or `came`: what others did."""
        self.place.traffic.look_wanted.emit()
        if isinstance(what, str) and what in HEADS:
            self.choose(what)
        came = self.came.lines() if what == "came" else []
        self._best_focus(came).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> bool:
        """Back to what is still on this computer."""
        if self.state == HERE:
            return False
        self.choose(HERE)
        return True

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (whatever changed may stand in a list)
        if self.isVisible():
            self._read()

    def memory(self) -> SyncMemory:
        line = self.list.view.current()
        return SyncMemory(self.state, line.id if line is not None else None)

    def recall(self, memory: object) -> None:
        if isinstance(memory, SyncMemory):
            self._wanted = memory.line
            self.choose(memory.state)
        self.arrive()

    def choose(self, state: str) -> None:
        """Another list."""
        self.state = state
        self.tiles.show_chosen(state)
        self._show()
        self._read()

    # -- what is shown ----------------------------------------------------------------------------------
    def _show(self) -> None:
        standing, now = self.place.traffic.standing, local(self.place.clock())
        self.card.show_standing(standing, now, sample=self.place.station.sample)
        view = standing.view
        if view is None:
            self.came.hide()
            self.list.show_trouble(standing.trouble)
            return
        self.tiles.show_view(view)
        self.came.setVisible(view.hub is not None)
        self.came.show_rows(view.came, now)
        drafts = [one for one in self._rows.get("draft", ()) if isinstance(one, DraftRow)]
        arrived = [one for one in self._rows.get("arrived", ()) if isinstance(one, ExchangeRow)]
        self.list.show_shelf(Shelf(self.state, view, drafts, arrived, now))
        if self._wanted is not None and self.list.mark_line(self._wanted):
            self._wanted = None

    def _best_focus(self, came: Sequence[QWidget]) -> QWidget:
        """Where work is: what came in when that was asked for, the list, else what can be done about the hub."""
        if came:
            return came[0]
        if self.list.has_lines():
            return self.list.view
        offered = [button for button in self.card.buttons.values() if not button.isHidden()]
        return offered[0] if offered else self.tiles.tiles["draft"]

    def _read(self) -> None:
        place, state = self.place, self.state
        self._stop()
        if state not in READ:
            return

        def work() -> Sequence[DraftRow | ExchangeRow]:
            from desk.reads.drafts import list_drafts
            from desk.reads.exchange import read_arrived

            return list_drafts(place.desk.vault) if state == "draft" else read_arrived(place.desk.vault, LIMIT)

        def take(rows: Sequence[DraftRow | ExchangeRow]) -> None:
            self._loading.end()
            self._rows[state] = rows
            self._show()

        self._loading.begin()
        self._reading = place.lane.run(work, take, self._fail, owner=self)

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._loading.end()

    def _fail(self, error: Exception) -> None:
        self._loading.end()
        say_trouble(self, error)

    # -- what is done -----------------------------------------------------------------------------------
    def _open(self, line: Line) -> None:
        if line.row is None:
            self.wanted.emit("record", line.id)
        elif line.row.case is not None:
            self._open_case(line.row.case)

    def _open_case(self, case: UUID) -> None:
        self.wanted.emit("cases", case)

    def _ask(self, what: str) -> None:
        if what == "now":
            self.place.traffic.now_wanted.emit()
        else:
            self.wanted.emit("settings", "hub")

    def _dismiss(self, refused: ExchangeRow) -> None:
        """知道了: whoever wrote it has seen why."""
        place = self.place

        def work() -> tuple[UUID, ...]:
            from desk.actions.exchange import dismiss

            done = [dismiss(place.desk, fact) for fact in (refused.fact, *refused.with_it)]
            return tuple(dict.fromkeys(subject for change in done for subject in change.subjects))

        place.lane.run(work, self.changed.emit, partial(say_trouble, self), owner=self, keep=True)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
