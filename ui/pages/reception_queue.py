"""The queue of a reception: who is here in which order, a number taken, the next one called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QWidget

from desk.domain.codes import Codes
from desk.domain.conversation import CALLED, LEFT, MISSED, WAITING
from desk.errors import DeskError
from desk.reads.reception_views import SessionView, TalkView
from ui.forms.ticket_form import TicketForm
from ui.models.queue_delegate import QueueDelegate
from ui.models.queue_list import QueueList
from ui.models.queue_words import waiting
from ui.theme import Look
from ui.widgets.box import column, kind, row, scrolled
from ui.widgets.button import Button
from ui.widgets.choice import Choice, Option
from ui.widgets.empty import empty_state
from ui.widgets.flow import flow
from ui.widgets.keycap import Count
from ui.widgets.label import label


@dataclass(frozen=True)
class QueueActs:
    """What the buttons do."""

    number: Any
    call: Any
    turn: Any
    went: Any
    people: Any
    close: Any


class QueueColumn(QFrame):
    """`picked` follows the arrows, `opened` is Enter or a click; `taken` brings the form of a new number."""

    picked = Signal()
    opened = Signal(UUID)
    taken = Signal(dict)

    def __init__(self, look: Look, codes: Codes, now: datetime, acts: QueueActs) -> None:
        super().__init__()
        self._look, self._acts = look, acts
        _ = look.say
        kind("pane", self)
        self.model = QueueList(look, codes, now, self)
        self.view = self._make_view()
        self.ticket = TicketForm(look)
        self.number = Button(look, _("Take a number"), "small", icon="plus", key="Ctrl+N", click=acts.number)
        self._count = Count(look, 0)
        self.call = Button(look, "", icon="volume-2", key="F6", click=acts.call)
        self.turn = Button(look, "", "quiet", key="F7", click=acts.turn)
        self.went = Button(look, _("Went away"), "quiet", click=acts.went)
        self.people = Button(look, _("Deputies here"), "smallquiet", icon="user-check", click=acts.people)
        self.close_day = Button(look, _("Close and check"), "smallquiet", icon="check-check", click=acts.close)
        for button in (self.number, self.call, self.turn, self.went, self.people, self.close_day):
            button.setAutoDefault(True)
        tables = [Option(str(table), _("Table {number}").format(number=table)) for table in (1, 2)]
        self._tables = Choice(look, _("Call to which table"), tables, "1")
        self.went.setToolTip("Shift+F7")
        self.went.setAccessibleDescription("Shift+F7")
        self._stack = QStackedWidget()
        so, will = _("Nobody has a number yet"), _("Who takes one stands here, in the order of the call.")
        self._empty = scrolled(empty_state(look, "users", so, will))
        self._form = scrolled(self.ticket)
        for part in (self.view, self._empty, self._form):
            self._stack.addWidget(part)
        self._lay_out()
        self.ticket.taken.connect(self.taken)
        self.ticket.shut.connect(self.shut_form)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(QueueDelegate(self._look, view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self._look.say("Queue"))
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(lambda _new, _old: self.picked.emit())
        view.clicked.connect(self._open)
        return view

    def _lay_out(self) -> None:
        look, _ = self._look, self._look.say
        title = row(look, label(_("Queue"), "head"), self._count, gap=8)
        head = column(look, _spread(look, title, self.number), gap=4, pad=(16, 10, 12, 8))
        rare = _spread(look, self.people, self.close_day)
        self._rare = column(look, rare, gap=0, pad=(8, 0, 8, 4))
        self._rare.setVisible(look.room != "wide")
        self._side = column(look, self._tables, gap=0, pad=(12, 8, 12, 0))
        foot = column(
            look,
            self._side,
            column(look, flow(look, self.call, self.turn, self.went, across=8, down=6), gap=0, pad=(12, 11, 12, 11)),
            gap=0,
            on=kind("actions"),
        )
        self._side.hide()
        column(look, head, self._rare, (self._stack, 1), foot, gap=0, on=self)

    # -- what stands in it ----------------------------------------------------------------------------
    def show_day(self, session: SessionView, half: Mapping[UUID, Any], now: datetime, here: UUID | None) -> None:
        """`here` is the conversation on the page: where nothing else is marked, it is."""
        marked = self.current()
        marked_id = marked.id if marked is not None else None
        anew = self.model.show(session.talks, half, now)
        if anew or marked is None:
            self.mark(marked_id if self.model.row_of(marked_id) >= 0 else here)
        waits = waiting(session.talks)
        self._count.show_count(len(waits))
        present = {one.deputy.id for one in session.present if one.went is None}
        self._side.setVisible(len(present) > 1)
        self._show_call(waits)
        self.show_turn()
        if not self.form_open():
            self._stack.setCurrentWidget(self.view if session.talks else self._empty)
        self.view.viewport().update()

    def _show_call(self, waits: list[TalkView]) -> None:
        _ = self._look.say
        self.call.say(_("Call {number}").format(number=waits[0].ticket) if waits else _("Call a number"))
        self.call.setEnabled(bool(waits))

    def show_turn(self) -> None:
        """F7 means what the state of the marked one asks for."""
        _, talk = self._look.say, self.current()
        state = talk.state if talk is not None else ""
        if state == CALLED:
            self.turn.say(_("Missed"))
        else:
            self.turn.say(_("Back to the queue"))
        self.turn.setVisible(state in (CALLED, MISSED, LEFT))
        self.went.setVisible(state == WAITING)

    def enable(self, on: bool) -> None:
        """A closed session takes nobody any more."""
        for button in (self.number, self.turn, self.went, self.close_day):
            button.setEnabled(on)

    def current(self) -> TalkView | None:
        return self.model.talk(self.view.currentIndex().row())

    def mark(self, id: UUID | None) -> None:
        at = self.model.row_of(id)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at))

    def table(self) -> int:
        """Where the next one is called to; one table unless two receive side by side."""
        return int(self._tables.code() or 1) if not self._side.isHidden() else 1

    def other_table(self) -> None:
        if not self._side.isHidden():
            self._tables.set_code("2" if self.table() == 1 else "1")

    def take_focus(self) -> None:
        target: QWidget = self.view if self.model.rowCount() else self.number
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- a number is taken ----------------------------------------------------------------------------
    def form_open(self) -> bool:
        return self._stack.currentWidget() is self._form

    def open_form(self) -> None:
        self._stack.setCurrentWidget(self._form)
        self.ticket.begin()

    def shut_form(self) -> None:
        self._stack.setCurrentWidget(self.view if self.model.rowCount() else self._empty)
        self.take_focus()

    def refuse(self, error: DeskError) -> None:
        self.ticket.say_error(error)

    # -- keys -----------------------------------------------------------------------------------------
    def _open(self, index: QModelIndex) -> None:
        talk = self.model.talk(index.row())
        if talk is not None:
            self.opened.emit(talk.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.view or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            return False
        self._open(self.view.currentIndex())
        return True


def _spread(look: Look, *parts: QWidget) -> QWidget:
    """Side by side, in two lines where the language needs the room."""
    return flow(look, *parts, across=10, down=4)
