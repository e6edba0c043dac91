"""走访 Visits, list and detail: a visit read or written beside the list, in narrow rooms one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.moment import local_day
from desk.reads.drafts import VISIT
from desk.reads.reception_views import DeputyView
from desk.reads.views import DraftRow
from desk.reads.visit_views import VisitView
from ui.pages import draft_words
from ui.pages.correction import CORRECTS
from ui.pages.draft_shelf import DraftLine, draft_shelf
from ui.pages.drafts import Drafts
from ui.pages.page import Page
from ui.pages.page_printing import PagePrinting
from ui.pages.record_side import large_slip
from ui.pages.slip_large import read_words
from ui.pages.trouble import say_trouble
from ui.pages.visit_deeds import VisitDeeds
from ui.pages.visit_detail import VisitActs
from ui.pages.visit_list import VisitList, Wanted
from ui.pages.visit_pane import VisitPane
from ui.tasks import Job
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.line_list import Line
from ui.widgets.message import Act, Message
from ui.widgets.slip import SlipWords

SETTLE_MS = 60  # the arrows may run down the list faster than visits are read
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class VisitMemory:
    """What the list was narrowed to, what was open, and the draft in the form. No words, they lie in the vault."""

    wanted: Wanted
    visit: UUID | None
    draft: UUID | None
    alone: bool  # narrow: the detail covered the list


class VisitPart(QWidget):
    """Told what to do by the page it stands on. `shelved` tells how many drafts are set aside."""

    shelved = Signal(int)

    def __init__(self, page: Page, new: Button) -> None:
        super().__init__()
        self._page, look = page, page.look
        _ = look.say
        self._wanted: UUID | None = None
        self._reading: Job[VisitView] | None = None
        self._rows: tuple[DraftRow, ...] = ()
        self.drafts = Drafts(page.place, self, VISIT)
        self.deeds = VisitDeeds(page)
        self.pane = VisitPane(page, VisitActs(self._make_case, self._agree, self._look_at), self.open_shelf)
        self.list = VisitList(page, new)
        self._drawer = Drawer(look, page)
        self._printing = PagePrinting(page, lambda case: read_words(page, case, self._show_number))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._turn = QStackedWidget()
        self._back = Button(look, _("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self._page.look
        if look.room != "narrow":
            self.list.setFixedWidth(look.px(look.by(440, 376, 376)))
            row(look, self.list, hairline(upright=True), (self.pane, 1), gap=0, on=self)
            return
        self._back.setAutoDefault(True)
        ways = row(look, self._back, None, gap=8, pad=(16, 4, 16, 0))
        self._turn.addWidget(self.list)
        self._turn.addWidget(column(look, ways, (self.pane, 1), gap=0))
        column(look, (self._turn, 1), gap=0, on=self)
        self.pane.reading.installEventFilter(self)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _on=False: self.escape())
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.pane.saved.connect(self._saved)
        self.deeds.done.connect(lambda _subjects: self.reload())
        self.deeds.made.connect(self._made_case)
        self.drafts.listed.connect(self._list_drafts)
        self.drafts.taken.connect(self._take_up)
        self.drafts.gone.connect(self._say_gone)
        self.drafts.found_open.connect(lambda: self._page.said.emit(draft_words.step_left_open(self._page.look)))

    # -- what the page asks ---------------------------------------------------------------------------
    def arrive(self, visit: UUID | None = None) -> None:
        if visit is not None:
            self._wanted = visit
        self.reload()
        if visit is not None:
            self._settle.start()
            self._open()
        elif self.pane.is_writing():
            self.pane.take_focus()
        else:
            self.list.take_focus()

    def reload(self) -> None:
        place = self._page.place
        self.drafts.reload()
        self.list.ask()
        if self._wanted is not None:
            self._settle.start()

        def work() -> tuple[DeputyView, ...]:
            from desk.reads.deputies import read_roster

            return read_roster(place.desk.vault, place.desk.lens)

        place.lane.run(work, self._show_roster, partial(say_trouble, self._page), owner=self)

    def begin(self) -> None:
        self.pane.begin()
        self._open()

    def narrow_to(self, wanted: Wanted) -> None:
        """The list shows these alone."""
        self._close()
        self.list.set_wanted(wanted)

    def primary(self) -> None:
        if self.pane.is_writing():
            self.pane.primary()
        else:
            self.begin()

    def escape(self) -> bool:
        if self._drawer.shut():
            return True
        if self.pane.back():
            self.drafts.reload()
            return True
        return self._close() or self.list.clear()

    def keep(self) -> None:
        self.pane.keep()

    def memory(self) -> VisitMemory:
        return VisitMemory(self.list.wanted, self._wanted, self.pane.draft(), self._is_alone())

    def recall(self, memory: VisitMemory) -> None:
        self.list.set_wanted(memory.wanted)
        self._wanted = memory.visit
        self.arrive(memory.visit if memory.alone else None)
        if memory.draft is not None:
            self.drafts.take(memory.draft)

    def open_shelf(self) -> None:
        """The drafts of visits; the first has the focus."""
        look = self._page.look
        content = draft_shelf(look, self._rows, local_day(self._page.place.clock()), self._take, self.drafts.let_go)
        self._drawer.open(look.say("Set-aside visits"), content)
        first = content.findChild(DraftLine)
        if isinstance(first, DraftLine):
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- list and detail ------------------------------------------------------------------------------
    def _pick(self, line: Line | None) -> None:
        if line is None:
            self._wanted = None
            self.pane.show_nothing()
        elif not self.pane.is_writing() or self.pane.view is None or self.pane.view.line.id != line.id:
            self._wanted = line.id
            self._settle.start()

    def _read(self) -> None:
        place, id = self._page.place, self._wanted
        if self._reading is not None:
            self._reading.cancel()
        if id is None or self.pane.is_writing():
            return

        def work() -> VisitView:
            from desk.reads.visits import read_visit

            return read_visit(place.desk.vault, place.desk.lens, id)

        def done(view: VisitView) -> None:
            if not self.pane.is_writing():
                self.pane.show_visit(view)
                self.list.mark(id)

        self._reading = place.lane.run(work, done, partial(say_trouble, self._page), owner=self)

    def _show_roster(self, roster: tuple[DeputyView, ...]) -> None:
        self.pane.show_roster(roster)
        self.list.show_deputies(roster)

    def _is_alone(self) -> bool:
        return self._turn.currentIndex() == 1

    def _open(self) -> None:
        if self._turn.count():
            self._turn.setCurrentIndex(1)
        self.pane.take_focus()

    def _close(self) -> bool:
        """Narrow: back to the list."""
        if not self._is_alone():
            return False
        self._turn.setCurrentIndex(0)
        self.list.take_focus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In narrow rooms the arrows go to the visit before and after; PageUp and PageDown scroll."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
        return super().eventFilter(watched, event)

    # -- drafts ---------------------------------------------------------------------------------------
    def _list_drafts(self, rows: tuple[DraftRow, ...]) -> None:
        here = self.pane.draft()
        self._rows = tuple(one for one in rows if one.id != here)
        self.shelved.emit(len(self._rows))

    def _take(self, draft: UUID) -> None:
        self._drawer.shut()
        self.drafts.take(draft)

    def _take_up(self, draft: UUID, form: Mapping[str, Any]) -> None:
        """A draft comes back to the form; what was in it is set aside."""
        place, of = self._page.place, form.get(CORRECTS)

        def work() -> VisitView | None:
            from desk.reads.visits import read_visit

            return read_visit(place.desk.vault, place.desk.lens, UUID(str(of))) if of else None

        def done(view: VisitView | None) -> None:
            if view is not None:
                self._wanted = view.line.id
            self.pane.resume(draft, form, view)
            self._open()
            self.drafts.reload()

        place.lane.run(work, done, partial(say_trouble, self._page), owner=self)

    def _say_gone(self, draft: UUID, form: Mapping[str, Any]) -> None:
        self._drawer.shut()
        self._page.said.emit(draft_words.let_go(self._page.look, partial(self.drafts.bring_back, draft, form)))

    # -- what is done ---------------------------------------------------------------------------------
    def _saved(self, subjects: tuple[UUID, ...]) -> None:
        self._wanted = subjects[0]
        self._tell(subjects)

    def _tell(self, subjects: tuple[UUID, ...]) -> None:
        self._page.changed.emit(subjects)
        self.reload()

    def _make_case(self, opinion: int) -> None:
        if self.pane.view is not None:
            self.deeds.make_case(self.pane.view.line.id, opinion)

    def _made_case(self, case: UUID) -> None:
        """It has a number now: its slip goes to the printer."""
        _, act = self._page.look.say, partial(self._look_at, case)
        said = _("The opinion is a case now, with the deputies' channel. Its slip goes to the printer.")
        self._page.said.emit(Message(said, acts=(Act(_("Look at the case"), act),), topic="visit case"))
        self._printing.print_slip(case)

    def _agree(self, deputy: DeputyView) -> None:
        if self.pane.view is not None:
            self.deeds.agree(self.pane.view.line.id, deputy)

    def _look_at(self, case: UUID) -> None:
        self._page.wanted.emit("cases", case)

    def _show_number(self, words: SlipWords) -> None:
        self._drawer.open(self._page.look.say("Slip"), large_slip(self._page.look, words))
