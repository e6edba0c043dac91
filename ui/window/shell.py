"""The open desk: rail, header, message line, the pages, status bar, and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.page import Page, Workplace
from ui.widgets.box import column, kind, row
from ui.widgets.header import Header
from ui.widgets.message import Message, MessageLine
from ui.widgets.moment import local
from ui.widgets.rail import Rail
from ui.widgets.status import StatusBar
from ui.window.comparing import OFFICE, ComparingWatch
from ui.window.doors import DOORS, PageDoor
from ui.window.lists import ListsWatch
from ui.window.printer import PrinterWatch
from ui.window.session import SessionWatch
from ui.window.telling import TellWatch

if TYPE_CHECKING:
    from desk.reads.exchange_rows import ExchangeRow

CLOCK_MS = 5000
Memory = tuple[str, dict[str, object], tuple[Message, ...]]


class Shell(QWidget):
    """`lock_requested` and the wishes are for the window to grant."""

    lock_requested = Signal()
    scale_requested = Signal()
    language_requested = Signal()
    mode_requested = Signal()
    wished = Signal(str, object)
    sample_wanted = Signal(bool)

    def __init__(self, place: Workplace, doors: Sequence[PageDoor] = DOORS) -> None:
        super().__init__()
        self.place = place
        look = place.look
        kind("page", self)
        doors = [door for door in doors if door.is_at(place.station)]
        self._doors = {door.name: door for door in doors}
        self._pages: dict[str, Page] = {}
        self._memories: dict[str, object] = {}
        self._before: str | None = None  # the page in front before this one
        self._stack = QStackedWidget()
        self.rail = Rail(look, tuple(door.on_rail(look) for door in doors if door.railed))
        self.header = Header(look, place.station.name, place.desk.operator_name, sample=place.station.sample)
        self.messages = MessageLine(look)
        self.status = StatusBar(look)
        right = column(look, self.header, self.messages, (self._stack, 1), gap=0)
        top = row(look, self.rail, (right, 1), gap=0)
        column(look, (top, 1), self.status, gap=0, on=self)
        self._wire()
        self._wire_traffic()
        self._set_keys()
        self.printer = PrinterWatch(place, self.status)
        self.session = SessionWatch(place, self.header)
        self._lists = ListsWatch(place, self)
        self._telling = TellWatch(place, self.rail)
        self._comparing = ComparingWatch(place, self.rail) if OFFICE in self._doors else None
        self._tick()
        timer = QTimer(self, interval=CLOCK_MS)
        timer.timeout.connect(self._tick)
        timer.start()

    # -- pages ----------------------------------------------------------------------------------------
    def page(self) -> Page | None:
        """The page in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def open(self, name: str, what: object = None) -> None:
        """Brings a page to the front, building it when it is first opened."""
        self._bring(name).arrive(what)

    def memory(self) -> Memory:
        """Where everything stood: the page in front, what each page remembers, what is still to be said."""
        page = self.page()
        memories = {**self._memories, **{name: page.memory() for name, page in self._pages.items()}}
        lasting = tuple(replace(message, acts=()) for message in self.messages.messages())  # acts ask pages now gone
        return (page.name if page else next(iter(self._doors))), memories, lasting

    def recall(self, memory: Memory) -> None:
        """Stands as another shell stood. Pages behind the front one remember when they are opened again."""
        name, self._memories, messages = memory[0], dict(memory[1]), memory[2]
        for message in reversed(messages):
            self.messages.say(message)
        self._bring(name)

    def remember(self, name: str, memory: object) -> None:
        """What a page shall begin with when it is first opened."""
        self._memories[name] = memory

    def keep(self) -> None:
        """Every page saves what is typed."""
        for page in self._pages.values():
            page.keep()

    def refresh(self, subjects: tuple[UUID, ...], source: Page | None = None) -> None:
        """Tells the open pages once what changed; the page it came from knows."""
        self.session.ask()
        self._lists.ask()
        self._telling.ask()
        if self._comparing is not None:
            self._comparing.ask()
        for page in self._pages.values():
            if page is not source:
                page.refresh(subjects)

    def _bring(self, name: str) -> Page:
        page, front = self._pages.get(name) or self._build(name), self.page()
        if front is not None and front is not page:
            self._before = front.name
            front.keep()
        self._stack.setCurrentWidget(page)
        self.rail.show_open(name)
        if name in self._memories:
            page.recall(self._memories.pop(name))
        return page

    def _build(self, name: str) -> Page:
        page = self._doors[name].make(self.place)
        self._pages[name] = page
        self._stack.addWidget(page)
        page.said.connect(self.messages.say)
        page.cured.connect(self.messages.cure)
        page.changed.connect(lambda subjects, page=page: self.refresh(subjects, page))
        page.changed.connect(lambda _subjects: self.place.traffic.written.emit())
        page.wanted.connect(self.open)
        page.printer_told.connect(self.printer.ask)
        page.wished.connect(self._wish)
        page.sample_wanted.connect(self.sample_wanted)
        return page

    def _wish(self, name: str, wish: object) -> None:
        self.wished.emit(name, wish)
        if name == "printer":
            self.printer.ask()

    # -- the exchange ---------------------------------------------------------------------------------
    def _wire_traffic(self) -> None:
        traffic = self.place.traffic
        traffic.changed.connect(self._show_traffic)
        traffic.brought.connect(self.refresh)
        traffic.news.connect(self._say_news)
        self.status.sync_requested.connect(partial(self.open, "sync"))
        self._show_traffic()

    def _show_traffic(self) -> None:
        from ui.pages.sync_words import status_sign, waiting_count

        look, standing = self.place.look, self.place.traffic.standing
        sign = status_sign(look, standing, local(self.place.clock()))
        self.status.show_sync(sign.word, sign.icon, sign.colour)
        if "sync" in self._doors:
            self.rail.show_count("sync", waiting_count(standing))

    def _say_news(self, answers: "tuple[ExchangeRow, ...]", refused: "tuple[ExchangeRow, ...]") -> None:
        from ui.pages.sync_news import news_of

        for message in news_of(self.place.look, answers, refused, self.open):
            self.messages.say(message)

    def _exchange(self) -> None:
        """F5; a desk without a hub is shown what there is to do about it."""
        if self.place.traffic.is_joined():
            self.place.traffic.now_wanted.emit()
        elif "sync" in self._doors:
            self.open("sync")

    # -- keys -----------------------------------------------------------------------------------------
    def _wire(self) -> None:
        self.rail.opened.connect(self.open)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.session_requested.connect(partial(self.open, "reception"))
        self.status.printer_requested.connect(partial(self.open, "settings", "papers"))
        self.status.scale_requested.connect(self.scale_requested)
        self.status.language_requested.connect(self.language_requested)
        self.status.mode_requested.connect(self.mode_requested)

    def _set_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F5": self._exchange,
            "F8": self.messages.take_focus,
            "Ctrl+L": self.lock_requested.emit,
            "Ctrl+P": lambda: self._ask_page(lambda page: page.print_again()),
            "Ctrl+Return": lambda: self._ask_page(lambda page: page.primary()),
            "Ctrl+Enter": lambda: self._ask_page(lambda page: page.primary()),
            "Esc": self._back,
        }
        for door in filter(lambda door: door.key, self._doors.values()):
            keys[door.key] = partial(self._door_key, door.name)
        railed = (name for name, door in self._doors.items() if door.railed)
        for number, name in enumerate(islice(chain(railed, repeat("")), 9), start=1):
            keys[f"Alt+{number}"] = partial(self._number_key, number, name)
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self, autoRepeat=False).activated.connect(do)

    def _door_key(self, name: str) -> None:
        page = self.page()
        if page is not None and page is self._pages.get(name):
            page.begin()
        else:
            self.open(name)

    def _number_key(self, number: int, name: str) -> None:
        page = self.page()
        if (page is None or not page.go_through(number)) and name:
            self.open(name)

    def _ask_page(self, ask: Callable[[Page], object]) -> None:
        page = self.page()
        if page is not None:
            ask(page)

    def _back(self) -> None:
        """Esc: a step back in the page; when there is none left, to the page before."""
        page = self.page()
        if page is not None and not page.escape() and self._before is not None:
            self.open(self._before)

    def _tick(self) -> None:
        self.status.show_time(local(self.place.clock()))
