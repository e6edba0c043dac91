"""The open session: queue, conversation and counts side by side, and the keys of the day."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.domain.conversation import CALLED, DONE, MISSED, WAITING
from desk.domain.session import OPEN
from desk.reads.reception_day import ReceptionDay
from desk.reads.reception_views import SessionView, TalkView
from ui.models.queue_words import waiting
from ui.pages.page import Page
from ui.pages.page_printing import PagePrinting
from ui.pages.reception_bar import BarActs
from ui.pages.reception_counts import CountsColumn
from ui.pages.reception_deeds import Deeds
from ui.pages.reception_queue import QueueActs, QueueColumn
from ui.pages.reception_talk import KEY_OF_PERSON, TalkColumn, local_now
from ui.pages.reception_work import DayWork
from ui.pages.trouble import say_trouble
from ui.widgets.box import Item, hairline, row

TICK_MS = 15_000
DRAFT = "draft"
QUEUE, COUNTS = 288, 208
Do = Callable[[], object]


class DayPart(QWidget):
    """`people_wanted`, `close_wanted` and `screen_wanted` are for the page to grant."""

    people_wanted = Signal()
    close_wanted = Signal()
    screen_wanted = Signal()
    back_wanted = Signal()  # from a closed session that was read again

    def __init__(self, page: Page, deeds: Deeds, printing: PagePrinting) -> None:
        super().__init__()
        self._page = page
        look = page.look
        self.day: ReceptionDay | None = None
        self._wanted: UUID | None = None  # comes to the page as soon as it is read
        self._mark: UUID | None = None  # is marked in the queue as soon as it is read
        self.work = work = DayWork(self, page, deeds, printing)
        people, close = self.people_wanted.emit, self.close_wanted.emit
        acts = QueueActs(work.take_number, work.call, work.turn, work.went, people, close)
        self.queue = QueueColumn(look, page.place.desk.lists.codes, local_now(page), acts)
        self.talk = TalkColumn(page, self._bar_acts())
        self.talking = self.talk.talking
        self.counts = CountsColumn(look, people, close)
        self._turn = QStackedWidget()
        self._lay_out()
        self._connect()
        self._set_keys()
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _bar_acts(self) -> BarActs:
        work = self.work
        return BarActs(
            screen=self.screen_wanted.emit,
            queue=self.show_queue,
            call=work.call,
            count=work.count_only,
            primary=work.primary,
            correct=work.correct,
            give_up=self.escape,
            print_again=work.print_again,
        )

    def _lay_out(self) -> None:
        look = self._page.look
        if look.room == "narrow":
            self._turn.addWidget(self.talk)
            self._turn.addWidget(self.queue)
            row(look, (self._turn, 1), gap=0, on=self)
        else:
            self.queue.setFixedWidth(look.px(QUEUE))
            self.counts.setFixedWidth(look.px(COUNTS))
            counts: list[Item] = [hairline(upright=True), self.counts] if look.room == "wide" else []
            row(look, self.queue, hairline(upright=True), (self.talk, 1), *counts, gap=0, on=self)
        if look.room != "wide":
            self.counts.setParent(self)
            self.counts.hide()

    def _connect(self) -> None:
        page, talking, work = self._page, self.talking, self.work
        self.queue.picked.connect(self.queue.show_turn)
        self.queue.opened.connect(self.open_talk)
        self.queue.taken.connect(work.check_in)
        talking.keeping_failed.connect(lambda error: say_trouble(page, error, DRAFT))
        talking.kept.connect(lambda _at: self._show_queue())
        talking.concluded.connect(work.concluded)
        talking.corrected.connect(work.corrected)
        talking.refused.connect(work.refused)

    def _set_keys(self) -> None:
        work = self.work
        keys: dict[str, Do] = {"Ctrl+N": work.take_number, "F6": work.call, "F7": work.turn, "Shift+F7": work.went}
        keys |= {"F9": work.count_only, "Ctrl+D": self.people_wanted.emit, "F11": self.screen_wanted.emit}
        keys |= {KEY_OF_PERSON: self.talk.turn_person, "Ctrl+T": self.queue.other_table, "Ctrl+U": self.show_queue}
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, autoRepeat=False)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # -- what is known --------------------------------------------------------------------------------
    @property
    def session(self) -> SessionView | None:
        return self.day.session if self.day is not None else None

    def talks(self) -> tuple[TalkView, ...]:
        return self.session.talks if self.session is not None else ()

    def called(self) -> TalkView | None:
        """Called already, to this table rather than to another, and not the one on the page."""
        here = self.talking.talk
        at = [talk for talk in self.talks() if talk.state == CALLED and (here is None or talk.id != here.id)]
        same = [talk for talk in at if talk.table == self.queue.table()]
        return next(iter([*same, *at]), None)

    def is_over(self) -> bool:
        return self.session is not None and self.session.state != OPEN

    def is_busy(self) -> bool:
        """Somebody is being heard on the page, or something is half written."""
        talk = self.talking.talk
        if talk is None or self.talking.stage == "done":
            return False
        return talk.state == CALLED or talk.id in self.talking.half_written()

    # -- what is read ---------------------------------------------------------------------------------
    def show_day(self, day: ReceptionDay) -> None:
        """The session was read again: every part shows what is so now."""
        session = day.session
        if session is None:
            return
        other = self.session is None or self.session.id != session.id
        self.day = day
        self.talking.know(day.drafts)
        if other:
            self.talk.show_nothing()
        self._show_talk(session, first=other)
        self._show_queue()
        self.queue.enable(not self.is_over())
        self.counts.show_day(session, local_now(self._page))
        self.show_next()
        self.work.settle()

    def _show_talk(self, session: SessionView, *, first: bool) -> None:
        """Whoever was asked for; at the first reading, who was being heard."""
        talks = {talk.id: talk for talk in session.talks}
        here, self._mark = self.talking.talk, self._mark
        wanted = talks.get(self._wanted) if self._wanted is not None else None
        self._wanted = None
        if wanted is None and here is None and first:
            wanted = self._left_open(session)
        if wanted is not None and (here is None or here.id != wanted.id):
            self.talk.take_up(wanted, session)
            self._mark = wanted.id
            if self._page.isVisible():
                self.talk.form.start()
        elif here is not None and here.id in talks:
            self.talk.look_again(talks[here.id], session)

    def _left_open(self, session: SessionView) -> TalkView | None:
        """After a kill or a lock: a conversation that is half written, else one that was called."""
        half = self.talking.half_written()
        alive = [talk for talk in session.talks if talk.state in (CALLED, WAITING, MISSED)]
        called = [talk for talk in alive if talk.state == CALLED]
        return next(iter([*(talk for talk in called if talk.id in half), *called]), None)

    def _show_queue(self) -> None:
        session, here = self.session, self.talking.talk
        if session is not None:
            at = here.id if here is not None else None
            self.queue.show_day(session, self.talking.half_written(), local_now(self._page), at)
            if self._mark is not None:
                self.queue.mark(self._mark)
                self._mark = None

    def show_next(self) -> None:
        """What follows when the conversation on the page is over."""
        _ = self._page.look.say
        called, waits, bar = self.called(), waiting(self.talks()), self.talk.bar
        bar.show_queue(len(waits), waits[0].ticket if waits else None)
        if self.is_over():
            bar.show_next(_("Review and confirm"), "check-check")
        elif called is not None:
            bar.show_next(_("Go on with {number}").format(number=called.ticket), "messages-square")
        elif waits:
            bar.show_next(_("Call {number}").format(number=waits[0].ticket), "volume-2")
        else:
            bar.show_next(_("Take a number"), "plus")

    def _tick(self) -> None:
        """Minutes go by without anybody doing anything."""
        session = self.session
        if session is None or not self.isVisible():
            return
        now = local_now(self._page)
        self._show_queue()
        self.talk.show_time(now)
        self.counts.show_time(session, now)

    # -- where one is ---------------------------------------------------------------------------------
    def want(self, talk: UUID) -> None:
        self._wanted = talk

    def mark_later(self, talk: UUID) -> None:
        self._mark = talk

    def open_talk(self, id: UUID) -> None:
        """Enter in the queue takes up that conversation."""
        session = self.session
        talk = next((one for one in self.talks() if one.id == id), None)
        if session is None or talk is None:
            return
        if self.talking.talk is None or self.talking.talk.id != id:
            self.talk.take_up(talk, session)
            self._mark = id
            self._show_queue()
            self.show_next()
        self.show_talk()
        if talk.state == DONE and self.talking.stage == "done":
            self.talk.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.talk.form.start()

    def show_queue(self, *, go: bool = True) -> None:
        """Where it is behind the conversation, it comes forward."""
        if self._turn.count():
            self._turn.setCurrentWidget(self.queue)
        if go:
            self.queue.take_focus()

    def show_talk(self) -> None:
        if self._turn.count():
            self._turn.setCurrentWidget(self.talk)

    def escape(self) -> bool:
        if self.queue.form_open():
            self.queue.shut_form()
            return True
        if self.talking.stage == "correcting":
            self.talking.give_up()
            session, talk = self.session, self.talking.talk
            if session is not None and talk is not None:
                self.talk.take_up(talk, session)
            return True
        if self._turn.count() and self._turn.currentWidget() is self.queue:
            self.show_talk()
            self.take_focus()
            return True
        return False

    def come_back(self) -> None:
        """What lay over it is gone: its keys work from here."""
        if self.isVisible():
            self.take_focus()

    def take_focus(self) -> None:
        """At the words of the conversation, else at what follows, else in the queue."""
        if self.talking.talk is not None and self.talking.stage == "open":
            self.talk.form.start()
        elif self.talk.bar.next.isVisible():
            self.talk.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.queue.take_focus()
