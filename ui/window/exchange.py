"""The exchange beside the window: soon after each save, once a minute, later and later while it fails."""

import random
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk.errors import DeskError
from ui.pages.sync_traffic import Joining, Traffic
from ui.tasks import Lane

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from desk.actions.desk import Desk
    from desk.actions.exchange import Exchanged
    from desk.reads.exchange import ExchangeView
    from desk.reads.exchange_rows import ExchangeRow

FIRST_MS = 1_000  # after the desk was opened
SETTLE_MS = 2_000  # after a save: another may follow
EVERY_MS = 60_000
BUSY_MS = 5_000  # a command is exchanging
LOOK_MS = 200  # how often the number is looked at while it runs
SLOW_TURNS = 5  # looks until a running exchange is worth telling in the status bar
LEAVE_S = 1.0  # how long a lock or a closing waits for an exchange to let go

Reading = tuple["ExchangeView", tuple["ExchangeRow", ...]]


class Progress:
    """Written by the lane, looked at by the window: numbers alone, so that neither waits for the other."""

    def __init__(self) -> None:
        self.now: tuple[str, int] = "", 0
        self.total = 0

    def tell(self, doing: str, done: int) -> None:
        self.now = doing, done


@dataclass(frozen=True)
class Visit:
    """One open desk on the line. `stop` ends what is under way, `idle` says that nothing is, `left` that the window
    could not wait: then whoever worked closes the vault behind him."""

    desk: "Desk"
    stop: threading.Event
    idle: threading.Event
    left: threading.Event

    def exchange(self, progress: Progress) -> "Exchanged | None":
        from desk.actions.exchange import exchange
        from desk.reads.exchange import read_unsent

        if self.stop.is_set():
            return None
        self.idle.clear()
        try:
            progress.total = read_unsent(self.desk.vault)
            return exchange(self.desk, self.stop.is_set, progress.tell)
        finally:
            self._rest()

    def join(self, wish: Joining) -> None:
        from desk.actions.exchange import enrol

        if self.stop.is_set():
            return
        self.idle.clear()
        try:
            enrol(self.desk, wish.url, wish.code, wish.authority and Path(wish.authority))
        finally:
            self._rest()

    def leave(self) -> None:
        """Waits a moment for what is under way; for the lane, before the vault is closed."""
        if not self.idle.wait(LEAVE_S):
            self.left.set()

    def _rest(self) -> None:
        self.idle.set()
        if self.left.is_set():
            self.desk.close()


class Exchanger(QObject):
    """Works for one open desk from `begin` to `end`. `lane` is for the desk's files, `line` for what waits for the
    network."""

    def __init__(self, desk: "Desk", lane: Lane, line: Lane, traffic: Traffic, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._line, self._traffic = desk, lane, line, traffic
        self._visit = Visit(desk, threading.Event(), threading.Event(), threading.Event())
        self._visit.idle.set()
        self._progress = Progress()
        self._running = self._again = False
        self._turns = self._failures = 0
        self._newest: int | None = None  # of the facts that were looked at
        self._refused: frozenset[UUID] = frozenset()
        self._blind = False  # the last reading failed
        self._soon, self._next = self._timer(self.now), self._timer(self.now)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        traffic.now_wanted.connect(self.now)
        traffic.look_wanted.connect(self.look)
        traffic.written.connect(self._written)
        traffic.join_wanted.connect(self._join)

    def begin(self) -> None:
        self.look()

    def end(self) -> "Callable[[], None]":
        """Nothing more begins; what is under way is told to stop. The answer belongs into the lane, before the vault
        is closed there."""
        for timer in (self._soon, self._next, self._look):
            timer.stop()
        self._visit.stop.set()
        self.deleteLater()
        return self._visit.leave

    def now(self) -> None:
        """Exchanges at once, whatever there was to wait for."""
        self._soon.stop()
        self._next.stop()
        if self._running:
            self._again = True
            return
        self._running, self._again, self._turns = True, False, 0
        progress = self._progress = Progress()
        self._traffic.show(running=True, slow=False, doing="", done=0, total=0)
        self._look.start()
        self._line.run(lambda: self._visit.exchange(progress), self._done, self._failed, owner=self)

    def look(self) -> None:
        """Reads how it stands: after a save, an exchange, a dismissal."""
        vault, lens, after = self._desk.vault, self._desk.lens, self._newest

        def work() -> Reading:
            from desk.reads.exchange import read_arrivals, read_exchange

            view = read_exchange(vault, lens)
            new = read_arrivals(vault, after) if after is not None and view.newest > after else ()
            return view, new

        self._lane.run(work, self._take, self._unread, owner=self)

    # -- what comes of it -----------------------------------------------------------------------------
    def _take(self, reading: Reading) -> None:
        view, new = reading
        first, self._newest = self._newest is None, view.newest
        refused = {row.fact: row for row in view.rows if row.state == "refused" and row.settled}
        fresh = () if first else tuple(row for fact, row in refused.items() if fact not in self._refused)
        self._refused |= refused.keys()
        self._traffic.show(view=view, **({"error": None} if self._blind else {}))
        self._blind = False
        if new:
            self._traffic.brought.emit(tuple({row.case for row in new}))
        answers = tuple(row for row in new if row.kind == "replied")
        if answers or fresh:
            self._traffic.news.emit(answers, fresh)
        if first and view.hub is not None:
            self._next.start(FIRST_MS)

    def _unread(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._blind = True
            self._traffic.show(error=error)
        else:
            self._lane.failed.emit(error)

    def _done(self, result: "Exchanged | None") -> None:
        self._rest()
        if result is None:
            return
        self._failures = 0
        self._traffic.show(error=None)
        if result.subjects:
            self._traffic.brought.emit(result.subjects)
        self.look()
        self._next.start(EVERY_MS)
        if self._again:
            self._soon.start(SETTLE_MS)

    def _failed(self, error: Exception) -> None:
        """A known trouble is a state, shown where it stands; a bug is told once."""
        self._rest()
        code = error.code if isinstance(error, DeskError) else ""
        if code == "exchange_running":
            self._next.start(BUSY_MS)
            return
        if not isinstance(error, DeskError) and not self._failures:
            self._lane.failed.emit(error)
        self._failures += 1
        self._traffic.show(error=error if isinstance(error, DeskError) and code != "not_enrolled" else None)
        self.look()
        if code != "not_enrolled":
            self._next.start(self._wait_ms(error))

    def _wait_ms(self, error: Exception) -> int:
        from desk.actions.exchange import next_wait

        asked = error.facts.get("retry_after") if isinstance(error, DeskError) else None
        seconds = next_wait(self._failures, float(asked) if isinstance(asked, int) else None, random.random)
        return max(FIRST_MS, round(seconds * 1000))

    def _rest(self) -> None:
        self._running = False
        self._look.stop()
        self._traffic.show(running=False, slow=False, doing="", done=0, total=0)

    def _written(self) -> None:
        """Something was saved: it goes soon; but a hub that does not answer is not asked more often for it."""
        self.look()
        if self._running:
            self._again = True
        elif self._traffic.is_joined() and not self._failures:
            self._soon.start(SETTLE_MS)

    def _tell(self) -> None:
        self._turns += 1
        doing, done = self._progress.now
        slow = self._turns >= SLOW_TURNS
        self._traffic.show(slow=slow, doing=doing, done=done, total=self._progress.total)

    # -- joining --------------------------------------------------------------------------------------
    def _join(self, wish: Joining) -> None:
        def joined(_none: None) -> None:
            self._failures = 0
            self._traffic.joined.emit()
            self.now()
            self.look()

        self._line.run(lambda: self._visit.join(wish), joined, self._traffic.join_failed.emit, owner=self)

    def _timer(self, do: "Callable[[], None]") -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(do)
        return timer
