"""回音 To tell: a case is answered only when its person was told. Who waits, what is read out, what they said."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from desk.domain.case import SURVEY
from desk.reads.tell_views import TellRow
from desk.reads.telling import TOLD, WAITING
from ui.pages import draft_words
from ui.pages.drafts import StepDraft
from ui.pages.page import Page, Workplace
from ui.pages.page_printing import PagePrinting
from ui.pages.paper_printing import print_paper
from ui.pages.step_writing import OpenCase, left_open_step, read_open_case
from ui.pages.tell_list import TellList
from ui.pages.tell_pane import TellPane
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button

if TYPE_CHECKING:
    from desk.actions.printer_port import Handed

BOARD = "board list"  # topic of messages
SETTLE_MS = 60  # the arrows may run down the list faster than cases are read
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class TellMemory:
    """Which list, who was open, and whether their page covered the list (narrow). No words, they lie in the vault."""

    which: str
    case: UUID | None
    alone: bool


class ToTellPage(Page):
    """List and person side by side; in narrow rooms one at a time. `wanted` may carry the id of a case."""

    name = "totell"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._wanted: UUID | None = None
        self._reading: Job[OpenCase] | None = None
        self._arrived = False
        self._guest: UUID | None = None  # opened from elsewhere, perhaps in no list: stays until another is chosen
        self._onward = False  # something was written down: the next person is opened
        self.list = TellList(self)
        self.pane = TellPane(self, self._set_aside)
        self._turn = QStackedWidget()
        self._back = Button(look, _("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._printing = PagePrinting(self, lambda _case: None)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self.look
        if look.room != "narrow":
            self.list.setFixedWidth(look.px(look.by(400, 360, 360)))
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
        self.pane.done.connect(self._done)
        self.pane.left.connect(self._to_list)
        self.pane.shown.connect(self._tell)
        self.pane.print_wanted.connect(lambda case: self._printing.print_paper(case, SURVEY))
        self.list.board.clicked.connect(lambda _on=False: self._print_board())
        self._printing.told.connect(lambda told: self.refresh((told.case,)))

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        """`what` may be the id of a case whose person is to be told, or a form of this page that was set aside."""
        case = what.case if isinstance(what, StepDraft) else what if isinstance(what, UUID) else None
        first, self._arrived = not self._arrived, True
        self._guest = case
        if case is not None:
            self._wanted = case
            self._read(open_it=True)
            return
        self.list.ask(self._wanted if self._wanted is not None else 0 if first else None)
        if first:
            self._take_left_open()
        self._settle.start()
        if self._is_alone():
            self.pane.take_focus()
        else:
            self.list.take_focus()

    def begin(self) -> None:
        self._to_list()

    def primary(self) -> None:
        self.pane.primary()

    def escape(self) -> bool:
        if self.pane.back():
            return True
        return self._close() or self.list.clear()

    def print_again(self) -> None:
        self.pane.print_paper()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:
        if not self.isVisible():
            return
        self.list.ask()
        if self._wanted in subjects:
            self._settle.start()

    def keep(self) -> None:
        self.pane.keep()

    def memory(self) -> TellMemory:
        return TellMemory(self.list.which, self._wanted, self._is_alone())

    def recall(self, memory: object) -> None:
        if not isinstance(memory, TellMemory):
            self.arrive()
            return
        self._arrived, self._wanted = True, memory.case
        self.list.narrow_to(memory.which, memory.case)
        if memory.alone:
            self._open()
        else:
            self.list.take_focus()

    # -- list and person ------------------------------------------------------------------------------
    def _pick(self, found: TellRow | None) -> None:
        if self._guest is not None and not self.list.view.hasFocus():
            return
        self._guest = None
        if found is None:
            self._wanted, self._onward = None, False
            self._close()
            self.pane.show_nothing()
            return
        if found.id != self._wanted or self.pane.case is None:
            self._wanted = found.id
            self._settle.start()

    def _read(self, *, open_it: bool = False) -> None:
        """Reads the person who is wanted; one who stands in no list, or in another, is shown all the same."""
        place, id = self.place, self._wanted
        if self._reading is not None:
            self._reading.cancel()
        if id is None:
            return
        self._reading = place.lane.run(
            lambda: read_open_case(place, id),
            partial(self._show, open_it),
            lambda error: say_trouble(self, error),
            owner=self,
        )

    def _show(self, open_it: bool, found: OpenCase) -> None:
        case, drafts = found
        waits = case.script is not None and case.script.waits
        told = not waits and (self.list.which == TOLD or case.script is None or case.script.told_on is not None)
        if open_it:
            self.list.narrow_to(WAITING if waits or not told else TOLD, case.row.id)
        self.pane.show_case(case, drafts, told=told)
        if open_it or self._onward:
            self._onward = False
            self._open()

    def _is_alone(self) -> bool:
        return self._turn.currentIndex() == 1

    def _open(self) -> None:
        """Enter: to what is to be written down."""
        if self._turn.count():
            self._turn.setCurrentIndex(1)
        self.pane.take_focus()

    def _to_list(self) -> None:
        self._close()
        self.list.take_focus()

    def _set_aside(self) -> None:
        if not self.pane.back():
            self._to_list()

    def _close(self) -> bool:
        """Narrow: back to the list."""
        if not self._is_alone():
            return False
        self._turn.setCurrentIndex(0)
        self.list.take_focus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In narrow rooms the arrows go to the person before and after."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers()
        if not (pressed and isinstance(event, QKeyEvent)) or Qt.Key(event.key()) not in _STEPS:
            return super().eventFilter(watched, event)
        self.list.step(_STEPS[Qt.Key(event.key())])
        return True

    def _take_left_open(self) -> None:
        """After a kill or a power cut the page stands as it stood."""
        place = self.place

        def done(draft: StepDraft | None) -> None:
            if draft is not None:
                self.arrive(draft)
                self.said.emit(draft_words.step_left_open(self.look))

        place.lane.run(lambda: left_open_step(place, telling=True), done, owner=self)

    # -- what is done ---------------------------------------------------------------------------------
    def _done(self, subjects: tuple[UUID, ...]) -> None:
        """The next person is chosen: whoever took the place in the list of the one who was told."""
        at = self.list.at()
        self._wanted = self._guest = None
        self._onward = True
        self.list.ask(at)
        self.list.take_focus()
        self.changed.emit(subjects)

    def _print_board(self) -> None:
        """Nothing is written of it: that it hangs is said of each person."""
        place, lang, _ = self.place, self.look.lang, self.look.say
        said = _("The board list is handed to the printer for letters. Once it hangs, write down each as posted.")

        def send(printer: str) -> "Handed":
            from desk.actions.board_printing import print_board

            return print_board(place.desk, place.printer, printer, lang)

        print_paper(self, send, said, BOARD, self)

    def _tell(self, subjects: tuple[UUID, ...]) -> None:
        self.changed.emit(subjects)
        self._settle.start()
