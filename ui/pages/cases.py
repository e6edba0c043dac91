"""件 Cases: found by a word, a number, the end of a telephone; read, printed, corrected, forwarded, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from desk.reads.views import CasePage, CaseRow, CaseView
from ui.pages import draft_words
from ui.pages.case_pane import CasePane
from ui.pages.case_search import CaseSearch
from ui.pages.case_wish import CaseWish
from ui.pages.drafts import StepDraft
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.record_side import large_slip
from ui.pages.slip_large import read_words
from ui.pages.step_writing import OpenCase, left_open_step, read_open_case
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.slip import SlipWords

SETTLE_MS = 60  # the arrows may run down the list faster than cases are read
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class CasesMemory:
    """What was looked for and what was open; `draft` is of a correction that had begun, `step` one being written."""

    query: str
    filters: frozenset[str]
    case: UUID | None
    draft: UUID | None
    step: str | None
    alone: bool  # narrow: the detail covered the list


class CasesPage(Page):
    """List and detail side by side; in narrow rooms one at a time."""

    name = "cases"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        _ = self.look.say
        self._wanted: UUID | None = None
        self._reading: Job[OpenCase] | None = None
        self._arrived = self._stale = False
        record = Button(
            self.look,
            _("Record a case"),
            "primary",
            icon="square-pen",
            key="F2",
            click=lambda: self.wanted.emit("record", None),
        )
        record.setAutoDefault(True)
        self.search = CaseSearch(self, self._find, record)
        self.pane = CasePane(self)
        self._turn = QStackedWidget()
        self._back = Button(self.look, _("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._lay_out()
        self._drawer = Drawer(self.look, self)
        self._printing = PagePrinting(self, lambda case: read_words(self, case, self._show_number))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._connect()

    def _lay_out(self) -> None:
        look = self.look
        if look.room != "narrow":
            self.search.setFixedWidth(look.px(look.by(440, 376, 376)))
            row(look, self.search, hairline(upright=True), (self.pane, 1), gap=0, on=self)
            return
        _ = look.say
        before = Button(look, _("Case before"), "smallquiet", key="↑", click=lambda: self.search.step(-1))
        after = Button(look, _("Case after"), "smallquiet", key="↓", click=lambda: self.search.step(1))
        for button in (self._back, before, after):
            button.setAutoDefault(True)
        ways = row(look, self._back, None, before, after, gap=8, pad=(16, 4, 16, 0))
        self._turn.addWidget(self.search)
        self._turn.addWidget(column(look, ways, (self.pane, 1), gap=0))
        column(look, (self._turn, 1), gap=0, on=self)
        self.pane.reading.installEventFilter(self)
        self.search.view.clicked.connect(lambda _index: self._open())

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _on=False: self.escape())
        self.search.picked.connect(self._pick)
        self.search.opened.connect(self._open)
        self.search.failed.connect(lambda error: say_trouble(self, error))
        self.search.found.connect(self._choose)
        self.pane.print_wanted.connect(self._printing.print_paper)
        self.pane.not_out.connect(self._printing.say_not_out)
        self.pane.changed.connect(self._tell)
        self._printing.told.connect(lambda told: self.refresh((told.case,)))

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a case to be shown, a step of a case that was set aside, or a list that is wanted."""
        if isinstance(what, CaseWish):
            self._show_list(what)
            return
        case = what.case if isinstance(what, StepDraft) else what if isinstance(what, UUID) else None
        if case is not None:
            self._wanted = case
        elif not self._arrived:
            self._take_left_open()
        if not self._arrived or self._stale or case is not None:
            self._arrived, self._stale = True, False
            self.search.ask()
        self._settle.start()  # a draft may have been let go elsewhere
        if isinstance(what, StepDraft):
            self._resume_step(what)
        elif case is not None:
            self._open()
        elif self._is_alone() or self.pane.stage != "reading":
            self.pane.take_focus()
        else:
            self.search.ask_for_words()

    def _show_list(self, wish: CaseWish) -> None:
        """The list has the focus: the arrows go on, Enter opens."""
        self._close()
        self.search.set_question("", wish.filters)
        self._wanted, self._arrived, self._stale = wish.case, True, False
        self.search.ask()
        self.search.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """F4: back to the search box."""
        self._close()
        self.search.ask_for_words()

    def primary(self) -> None:
        self.pane.primary()

    def escape(self) -> bool:
        return self._drawer.shut() or self.pane.back() or self._close() or self.search.clear()

    def print_again(self) -> None:
        self.pane.print_paper()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.search.cases.reload()
        if self._wanted in subjects:
            self._settle.start()

    def keep(self) -> None:
        self.pane.keep()

    def memory(self) -> CasesMemory:
        cases = self.search.cases
        pane, alone = self.pane, self._is_alone()
        return CasesMemory(cases.query, cases.filters, self._wanted, pane.correction_draft(), pane.step(), alone)

    def recall(self, memory: object) -> None:
        if not isinstance(memory, CasesMemory):
            self.arrive()
            return
        self.search.set_question(memory.query, memory.filters)
        self._wanted, self._arrived, self._stale = memory.case, True, True
        self.arrive(memory.case if memory.alone or memory.draft else None)
        if memory.case is not None and memory.draft is not None:
            self._resume_correction(memory.case, memory.draft)
        elif memory.case is not None and memory.step is not None:
            self._resume_step(StepDraft(memory.case, memory.step))

    # -- list and detail ------------------------------------------------------------------------------
    def _find(self, query: str, limit: int, offset: int, filters: frozenset[str]) -> CasePage:
        from desk.reads.cases import find_cases

        return find_cases(self.place.desk.vault, self.place.desk.lens, query, limit, offset, filters)

    def _choose(self, total: int) -> None:
        """After a search the case that was open stays open if it was found, else the first one opens."""
        _ = self.look.say
        self._back.say(_("1 case") if total == 1 else _("{count} cases").format(count=f"{total:,}"))
        if total:
            self.search.mark_row(max(self.search.cases.row_of(self._wanted), 0))
        elif not self._settle.isActive():
            self._wanted = None
            self.pane.show_nothing()

    def _pick(self, case: CaseRow | None) -> None:
        if case is not None:
            self._wanted = case.id
            self._settle.start()

    def _read(self) -> None:
        place, id = self.place, self._wanted
        if self._reading is not None:
            self._reading.cancel()
        if id is None:
            return

        self._reading = place.lane.run(
            lambda: read_open_case(place, id),
            lambda found: self.pane.show_case(*found),
            lambda error: say_trouble(self, error),
            owner=self,
        )

    def _is_alone(self) -> bool:
        return self._turn.currentIndex() == 1

    def _open(self) -> None:
        """Enter: to the text of the case."""
        if self._turn.count():
            self._turn.setCurrentIndex(1)
        self.pane.take_focus()

    def _close(self) -> bool:
        """Narrow: back to the list."""
        if not self._is_alone():
            return False
        self._turn.setCurrentIndex(0)
        self.search.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In narrow rooms the arrows go to the case before and after; PageUp and PageDown scroll."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers()
        if not (pressed and isinstance(event, QKeyEvent)) or Qt.Key(event.key()) not in _STEPS:
            return super().eventFilter(watched, event)
        self.search.step(_STEPS[Qt.Key(event.key())])
        return True

    # -- what is done ---------------------------------------------------------------------------------
    def _tell(self, subjects: tuple[UUID, ...]) -> None:
        self.changed.emit(subjects)
        self.refresh(subjects)

    def _resume_correction(self, case: UUID, draft: UUID) -> None:
        place = self.place

        def work() -> tuple[CaseView, Mapping[str, Any] | None]:
            from desk.reads.cases import read_case
            from desk.reads.drafts import read_draft

            return read_case(place.desk.vault, place.desk.lens, case), read_draft(place.desk.vault, draft)

        def done(found: tuple[CaseView, Mapping[str, Any] | None]) -> None:
            self.pane.show_case(found[0])
            if found[1] is not None:
                self.pane.resume_correction(draft, found[1])

        place.lane.run(work, done, lambda error: say_trouble(self, error), owner=self)

    def _take_left_open(self) -> None:
        """After a kill or a power cut the page stands as it stood."""
        place = self.place

        def done(draft: StepDraft | None) -> None:
            if draft is not None:
                self._resume_step(draft)
                self.said.emit(draft_words.step_left_open(self.look))

        place.lane.run(lambda: left_open_step(place), done, owner=self)

    def _resume_step(self, draft: StepDraft) -> None:
        place = self.place

        def done(found: OpenCase) -> None:
            self._open()
            self.pane.show_case(*found)
            self.pane.take_step(draft.step)

        self._settle.stop()
        place.lane.run(
            lambda: read_open_case(place, draft.case), done, lambda error: say_trouble(self, error), owner=self
        )

    def _show_number(self, words: SlipWords) -> None:
        self._drawer.open(self.look.say("Slip"), large_slip(self.look, words))
