"""摘报 Digests: those that were made, with their papers and what leaders wrote on them; a new one written beside the
texts of its cases. Not on the rail: an office comes here from its cases."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desk.reads.digest_views import DigestView
from ui.pages import draft_words
from ui.pages.digest_drafts import DigestBegun, DigestDrafts
from ui.pages.digest_editor import DigestEditor
from ui.pages.digest_list import DigestList
from ui.pages.digest_pane import DigestPane
from ui.pages.digest_papers import DigestPapers
from ui.pages.digest_wish import DigestWish
from ui.pages.digest_words import issue_words
from ui.pages.page import Page, Workplace
from ui.pages.trouble import say_trouble
from ui.tasks import Job
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.line_list import Line
from ui.widgets.message import Message
from ui.widgets.sheet import sheet_pages

SETTLE_MS = 60  # the arrows may run down the list faster than digests are read
MADE = "digest made"  # topic of messages
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DigestsMemory(NamedTuple):
    """What was open, and the draft in the form. No words, they lie in the vault."""

    digest: UUID | None
    draft: UUID | None
    alone: bool  # narrow: the detail covered the list


class DigestsPage(Page):
    """`wanted` may carry the id of a digest, or a case that is to go into one."""

    name = "digests"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look, _ = self.look, self.look.say
        self._arrived = False
        self._wanted: UUID | None = None
        self._reading: Job[DigestView] | None = None
        self._drawer = Drawer(look, self)
        self.papers = DigestPapers(self)
        self.drafts = DigestDrafts(self, self._drawer)
        self.new = Button(look, _("New digest"), icon="square-pen", key="Ctrl+N", click=self.begin)
        start = Button(look, _("New digest"), icon="square-pen", key="Ctrl+N", click=self.begin)
        for button in (self.new, start):
            button.setAutoDefault(True)
        self.pane = DigestPane(self, self._see_paper, self._ask_file, self._look_at)
        self.list = DigestList(self, start)
        self.editor = DigestEditor(self, self._drawer, self.papers)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._turn, self._stack = QStackedWidget(), QStackedWidget()
        self._back = Button(look, _("Back to the list"), "smallquiet", icon="chevron-left", key="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, _ = self.look, self.look.say
        side, high = look.by(24, 16, 16), look.by(8, 8, 4)
        tools = flow(look, self.drafts.shelf, self.new, right=True)
        head = row(look, label(_("Digests"), "title"), (tools, 1), gap=16, pad=(side, high, side, high))
        if look.room != "narrow":
            self.list.setFixedWidth(look.px(look.by(440, 376, 376)))
            browse = row(look, self.list, hairline(upright=True), (self.pane, 1), gap=0)
        else:
            self._back.setAutoDefault(True)
            ways = row(look, self._back, None, gap=8, pad=(16, 4, 16, 0))
            self._turn.addWidget(self.list)
            self._turn.addWidget(column(look, ways, (self.pane, 1), gap=0))
            browse = column(look, (self._turn, 1), gap=0)
            self.pane.reading.installEventFilter(self)
        self._stack.addWidget(column(look, head, hairline(), (browse, 1), gap=0))
        self._stack.addWidget(self.editor)
        column(look, (self._stack, 1), gap=0, on=self)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _on=False: self.escape())
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.pane.change_wanted.connect(self.editor.change)
        self.pane.print_wanted.connect(self.papers.print)
        self.pane.changed.connect(self._tell)
        self.editor.made.connect(self._made)
        self.editor.staged.connect(self._show_stage)
        self.drafts.taken.connect(self._take_up)
        self.drafts.begun.connect(self._begun)
        for key, do in (("Ctrl+N", self.begin), ("Ctrl+O", self.drafts.open_shelf), ("Ctrl+F", self._look_for_cases)):
            QShortcut(QKeySequence(key), self, autoRepeat=False).activated.connect(do)

    # -- what the shell asks --------------------------------------------------------------------------
    def arrive(self, what: object = None) -> None:
        if not self._arrived and what is None:
            self.drafts.take_left_open()
        self._arrived = True
        if isinstance(what, DigestWish):
            self._take_case(what.case)
            return
        if isinstance(what, UUID):
            self.editor.back()
            self._wanted = what
        self._reload()
        if isinstance(what, UUID):
            self.list.mark(what)
            self._settle.start()
            self._open()
        elif self.editor.is_writing():
            self.editor.take_focus()
        elif self._is_alone() or self.pane.stage != "reading":
            self.pane.take_focus()
        else:
            self.list.take_focus()

    def begin(self) -> None:
        """A new digest of nothing yet."""
        if not self.editor.is_writing():
            self.drafts.open()

    def primary(self) -> None:
        if self.editor.is_writing():
            self.editor.save()
        else:
            self.pane.primary()

    def escape(self) -> bool:
        if self._drawer.shut() or self.pane.back():
            return True
        if self.editor.back():
            if not self.editor.is_writing():
                self.said.emit(draft_words.set_aside(self.look, self.drafts.open_shelf))
            return True
        return self._close()

    def print_again(self) -> None:
        if self.editor.is_writing():
            self.editor.preview()
        else:
            self.pane.print_paper()

    def refresh(self, subjects: tuple[UUID, ...]) -> None:  # noqa: ARG002 (a case, a digest: all stand here)
        if self.isVisible():
            self._reload()

    def keep(self) -> None:
        self.editor.keep()
        self.pane.keep()

    def memory(self) -> DigestsMemory:
        return DigestsMemory(self._wanted, self.editor.writing.draft(), self._is_alone())

    def recall(self, memory: object) -> None:
        self._arrived = True
        if not isinstance(memory, DigestsMemory):
            self.arrive()
            return
        self._wanted = memory.digest
        self.arrive(memory.digest if memory.alone else None)
        if memory.draft is not None:
            self.drafts.take(memory.draft)

    # -- list and detail ------------------------------------------------------------------------------
    def _reload(self) -> None:
        self.drafts.reload(self.editor.writing.draft())
        self.list.ask()
        if self._wanted is not None:
            self._settle.start()

    def _pick(self, line: Line | None) -> None:
        if line is None:
            self._wanted = None
            self.pane.show_nothing()
        elif line.id != self._wanted or self.pane.view is None:
            self._wanted = line.id
            self._settle.start()

    def _read(self) -> None:
        place, id = self.place, self._wanted
        if self._reading is not None:
            self._reading.cancel()
        if id is None:
            return

        def work() -> DigestView:
            from desk.reads.digests import read_digest

            return read_digest(place.desk.vault, place.desk.lens, id)

        self._reading = place.lane.run(work, self.pane.show_digest, partial(say_trouble, self), owner=self)

    def _is_alone(self) -> bool:
        return self._turn.currentIndex() == 1

    def _open(self) -> None:
        self._turn.setCurrentIndex(1)  # where there is one
        self.pane.take_focus()

    def _close(self) -> bool:
        """Narrow: back to the list."""
        if not self._is_alone():
            return False
        self._turn.setCurrentIndex(0)
        self.list.take_focus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In narrow rooms the arrows go to the digest before and after; PageUp and PageDown scroll."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
        return super().eventFilter(watched, event)

    # -- writing --------------------------------------------------------------------------------------
    def _take_case(self, case: UUID) -> None:
        """Into what is being written, else into the new digest that was touched last, else into another one."""
        if self.editor.is_new():
            self.editor.add(case)
            self.editor.take_focus()
            return
        if self.editor.is_writing():
            self.editor.back()
        self.drafts.open_for(case)

    def _begun(self, begun: DigestBegun, cases: tuple[UUID, ...]) -> None:
        """With a draft, or with nothing; cases that somebody brought come on top."""
        if not self.editor.is_writing():  # else it was asked for twice
            if begun.draft is not None and begun.form is not None:
                self.editor.resume(begun.draft, begun.form, begun.known, begun.of)
            else:
                self.editor.begin(begun.known, cases)
        for case in cases:
            self.editor.add(case)

    def _take_up(self, id: UUID, form: Mapping[str, Any]) -> None:
        self._drawer.shut()
        self.editor.back()
        self.drafts.open(id, form)

    def _look_for_cases(self) -> None:
        if self.editor.is_writing():
            self.editor.look_for_cases()

    def _show_stage(self) -> None:
        """The form has the whole page; behind it the list comes back."""
        writing = self.editor.is_writing()
        self._stack.setCurrentIndex(1 if writing else 0)
        if not writing:
            self._reload()
            self.list.take_focus()

    def _made(self, subjects: tuple[UUID, ...]) -> None:
        _ = self.look.say
        self._drawer.shut()
        self.said.emit(Message(_("The digest is saved here. Ctrl+P prints it."), "accent", topic=MADE))
        self._wanted = subjects[0]
        self.list.mark(subjects[0])
        self._tell(subjects)
        self._open()

    def _tell(self, subjects: tuple[UUID, ...]) -> None:
        self.changed.emit(subjects)
        self._reload()

    # -- papers, drafts, cases ------------------------------------------------------------------------
    def _see_paper(self) -> None:
        if self.pane.view is not None:
            self.papers.look_at(self.pane.view.line.id, self._show_paper)

    def _show_paper(self, pages: list[QImage]) -> None:
        view = self.pane.view
        if view is not None:
            title = issue_words(self.look, view.line)
            self._drawer.open(title, sheet_pages(self.look, pages, title))

    def _ask_file(self) -> None:
        if self.pane.view is not None:
            line = self.pane.view.line
            self.papers.ask_file(self, line.id, f"digest-{line.year}-{line.issue}.pdf")

    def _look_at(self, case: UUID) -> None:
        self.wanted.emit("cases", case)
