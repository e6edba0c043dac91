"""办理 Office: what the places below have sent, decided pair by pair and handed on case by case."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desk.domain.numbering import show_number
from desk.reads.alike import Group, PairView
from desk.reads.inbox import ALIKE, Narrowed
from desk.reads.views import CaseRow
from ui.pages.case_pane import CasePane
from ui.pages.merge_pane import MergePane
from ui.pages.office_deeds import OfficeDeeds
from ui.pages.office_inbox import OfficeInbox
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.record_side import large_slip
from ui.pages.slip_large import read_words
from ui.pages.step_writing import OpenCase, read_open_case
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.message import Act, Message
from ui.widgets.slip import SlipWords

SETTLE_MS = 60  # the arrows may run down the list faster than cases are read
MERGED = "merged"  # topic of messages


@dataclass(frozen=True)
class OfficeMemory:
    """The part that was open, what it was narrowed to, what was shown, and whether it covered the list."""

    part: str
    narrowed: Narrowed
    shown: UUID | None
    alone: bool


class OfficePage(Page):
    """The inbox left; right two cases side by side, or one of those to be forwarded or waited for."""

    name = "office"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._shown: UUID | None = None  # the first case of the group, or the case
        self._turned = False  # the other one of the pair is the main case
        self._at = 0  # which pair of the group
        self._last: UUID | None = None  # merged here and not parted since
        self._stale = True
        self._reading: Job[PairView] | Job[OpenCase] | None = None
        self.inbox = OfficeInbox(self)
        self.merging = MergePane(self)
        self.pane = CasePane(self)
        self.deeds = OfficeDeeds(self)
        self._right = QStackedWidget()
        self._right.addWidget(self.merging)
        self._right.addWidget(self.pane)
        self._turn = QStackedWidget()
        self._back = Button(self.look, self.look.say("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._lay_out()
        self._drawer = Drawer(self.look, self)
        self._printing = PagePrinting(self, lambda case: read_words(self, case, self._show_number))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._connect()

    def _lay_out(self) -> None:
        look = self.look
        if look.room != "narrow":
            self.inbox.setFixedWidth(look.px(look.by(340, 312, 312)))
            row(look, self.inbox, hairline(upright=True), (self._right, 1), gap=0, on=self)
            return
        self._back.setAutoDefault(True)
        self._turn.addWidget(self.inbox)
        ways = row(look, self._back, None, gap=8, pad=(16, 4, 16, 0))
        self._turn.addWidget(column(look, ways, (self._right, 1), gap=0))
        column(look, (self._turn, 1), gap=0, on=self)

    def _connect(self) -> None:
        trouble = partial(say_trouble, self)
        self._back.clicked.connect(lambda _on=False: self._close())
        self.inbox.picked.connect(self._pick)
        self.inbox.opened.connect(self._open)
        self.inbox.failed.connect(trouble)
        self.inbox.cases.found.connect(lambda _total, _ms: self._choose_case())
        self.merging.merge_wanted.connect(self.merge)
        self.merging.apart_wanted.connect(self.set_apart)
        self.merging.later_wanted.connect(self.escape)
        self.merging.turned.connect(self._swap)
        self.deeds.done.connect(self._tell)
        self.deeds.merged.connect(self._say_merged)
        self.deeds.failed.connect(lambda: self.merging.let(True))
        self.place.comparing.changed.connect(self._say_compared)
        self.pane.print_wanted.connect(self._printing.print_paper)
        self.pane.not_out.connect(self._printing.say_not_out)
        self.pane.changed.connect(self._tell)
        self._printing.told.connect(lambda told: self.refresh((told.case,)))
        for key, do in (("Ctrl+D", self.set_apart), ("Ctrl+U", self.unmerge)):
            QShortcut(QKeySequence(key), self, autoRepeat=False).activated.connect(do)

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be a part of the inbox."""
        if isinstance(what, str):
            self.inbox.set_part(what)
        if self._stale or what is not None:
            self._stale = False
            self.inbox.ask()
        if self._is_alone():
            self._focus_right()
        else:
            self.inbox.take_focus()

    def primary(self) -> None:
        if self.inbox.part == ALIKE:
            self.merge()
        else:
            self.pane.primary()

    def escape(self) -> bool:
        """Later: the next pair, the next group; then the filters, then the page before."""
        if self._drawer.shut() or (self.inbox.part != ALIKE and self.pane.back()):
            return True
        if self._is_alone():
            return self._close()
        return (self.inbox.part == ALIKE and self._later()) or self.inbox.ways.clear()

    def print_again(self) -> None:
        if self.inbox.part != ALIKE:
            self.pane.print_paper()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (any case may come into the inbox)
        if not self.isVisible():
            self._stale = True
            return
        self.inbox.ask()
        if self.inbox.part != ALIKE:
            self._settle.start()

    def keep(self) -> None:
        self.pane.keep()

    def memory(self) -> OfficeMemory:
        return OfficeMemory(self.inbox.part, self.inbox.ways.narrowed, self._shown, self._is_alone())

    def recall(self, memory: object) -> None:
        if isinstance(memory, OfficeMemory):
            self.inbox.set_part(memory.part, memory.narrowed)
            self._shown = memory.shown
            if memory.alone:
                self._turn.setCurrentIndex(1)
        self.arrive()

    # -- list and detail ------------------------------------------------------------------------------
    def _pick(self, what: Group | CaseRow | None) -> None:
        if what is None:
            self._shown = None
            self.merging.show_nothing()
            self.pane.show_nothing()
        elif what.id != self._shown or isinstance(what, Group) or self.pane.case is None:
            if what.id != self._shown:
                self._at, self._turned = 0, False
            self._shown = what.id
            self._settle.start()
        self._right.setCurrentWidget(self.merging if self.inbox.part == ALIKE else self.pane)

    def _choose_case(self) -> None:
        """The case that was open stays open if it is still there, else the one in its place opens."""
        found = self.inbox.cases.row_of(self._shown)
        self.inbox.mark_case(found if found >= 0 else self.inbox.view.currentIndex().row())

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        place, trouble = self.place, partial(say_trouble, self)
        pair, shown = self._pair(), self._shown
        if self.inbox.part == ALIKE and pair is not None:

            def work() -> PairView:
                from desk.reads.alike import read_pair

                return read_pair(place.desk.vault, place.desk.lens, *pair)

            self._reading = place.lane.run(work, self._show_pair, trouble, owner=self)
        elif self.inbox.part != ALIKE and shown is not None:
            self._reading = place.lane.run(
                lambda: read_open_case(place, shown), lambda found: self.pane.show_case(*found), trouble, owner=self
            )

    def _pair(self) -> tuple[UUID, UUID] | None:
        group = self.inbox.group()
        if group is None:
            return None
        self._at = min(self._at, len(group.pairs) - 1)
        one, other = group.pairs[self._at]
        return (other, one) if self._turned else (one, other)

    def _show_pair(self, pair: PairView) -> None:
        group = self.inbox.group()
        if group is not None:
            self.merging.show_pair(pair, self._at + 1, len(group.pairs))

    def _swap(self) -> None:
        self._turned = not self._turned
        self._read()

    def _later(self) -> bool:
        """The next pair of the group, else the next group."""
        group = self.inbox.group()
        self._turned = False
        if group is not None and self._at + 1 < len(group.pairs):
            self._at += 1
            self._read()
            return True
        return self.inbox.step(1)

    def _is_alone(self) -> bool:
        return self._turn.currentIndex() == 1

    def _open(self) -> None:
        if self._turn.count():
            self._turn.setCurrentIndex(1)
        self._focus_right()

    def _focus_right(self) -> None:
        if self.inbox.part == ALIKE:
            self.merging.take_focus()
        else:
            self.pane.take_focus()

    def _close(self) -> bool:
        """Narrow: back to the list."""
        if not self._is_alone():
            return False
        self._turn.setCurrentIndex(0)
        self.inbox.take_focus()
        return True

    # -- what is done ---------------------------------------------------------------------------------
    def merge(self) -> None:
        pair = self.merging.pair
        if self.inbox.part == ALIKE and pair is not None:
            self.merging.let(False)
            self.deeds.merge(pair.main.row.id, pair.other.row.id)

    def set_apart(self) -> None:
        """Remembered: they are not offered to each other again."""
        pair = self.merging.pair
        if self.inbox.part == ALIKE and pair is not None:
            self.merging.let(False)
            self.deeds.set_apart(pair.main.row.id, pair.other.row.id)

    def unmerge(self) -> None:
        """Parts what was merged here last, or the merged case that is open."""
        child = self._last
        if self.inbox.part != ALIKE and self.pane.case is not None and self.pane.case.main is not None:
            child = self.pane.case.row.id
        if child is not None:
            self._last = None
            self.cured.emit(MERGED)
            self.deeds.unmerge(child)

    def _say_merged(self, child: UUID) -> None:
        _, pair = self.look.say, self.merging.pair
        self._last = child
        if pair is None:
            return
        words = _("{child} is merged into {main}; both keep their numbers and slips.").format(
            child=show_number(pair.other.row.number), main=show_number(pair.main.row.number)
        )
        part = Act(_("Part them again"), self.unmerge, icon="undo-2", key="Ctrl+U")
        self.said.emit(Message(words, acts=(part,), topic=MERGED))

    def _tell(self, subjects: tuple[UUID, ...]) -> None:
        self.merging.let(True)
        self.changed.emit(subjects)
        self.refresh(subjects)

    def _say_compared(self) -> None:
        self.inbox.say_comparing(self.place.comparing.left)
        if self.isVisible() and self.inbox.part == ALIKE:
            self.inbox.ask()

    def _show_number(self, words: SlipWords) -> None:
        self._drawer.open(self.look.say("Slip"), large_slip(self.look, words))
