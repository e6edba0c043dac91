"""The one window: first run, lock page or open desk; built anew when scale, language, theme or room change."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.settings import LOOKS, SCALES
from desk.text import explain, mark
from ui.pages.founding import FoundingPage
from ui.pages.lock import LockPage
from ui.pages.sync_traffic import Traffic
from ui.theme import Look, dress
from ui.widgets.message import Message, MessageLine
from ui.widgets.ring import FocusRing
from ui.window.ahead import load_ahead
from ui.window.doors import DOORS, PageDoor
from ui.window.exchange import Exchanger
from ui.window.geometry import place_window, remember
from ui.window.idle import IdleWatch
from ui.window.leaving import backup_folder, leaving
from ui.window.sample import PASSWORD, open_sample, sample_home
from ui.window.shell import Memory, Shell
from ui.window.waiting import waiting_page
from ui.window.world import World

if TYPE_CHECKING:
    from desk.actions.desk import Desk
    from desk.reads.views import StationView
    from ui.pages.join_form import Typed

TITLE = mark("Minsheng Desk")
SAMPLE_TITLE = mark("Minsheng Desk, sample station")
SAMPLE_PASSWORD = mark("The password of the sample station is {password}.")
PREPARING = mark("The sample station is being prepared.")
UNEXPECTED = mark(
    "Something unexpected happened. What was typed is kept. Go on; if it happens again, close the desk and open it."
)


class Window(QWidget):
    """`closed` comes when everything typed was handed to the lane. The title names no person and no case."""

    closed = Signal()

    def __init__(self, app: QApplication, world: World, doors: tuple[PageDoor, ...] = DOORS) -> None:
        super().__init__()
        self._app, self.world, self._doors = app, world, doors
        self._desk: Desk | None = None
        self._station: StationView | None = None
        self._memory: Memory | None = None
        self._traffic = Traffic()
        self._exchanger: Exchanger | None = None
        self.content: QWidget | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        place_window(self, world.wishes.geometry)
        self._room_timer = QTimer(self, singleShot=True, interval=150)
        self._room_timer.timeout.connect(self._fit_room)
        self._idle = IdleWatch(self, partial(self.lock, alone=True))
        self._dress()
        self._set_keys()

    def start(self) -> None:
        """The first thing to be seen."""
        if self.world.sample:
            self._show_sample()
        elif self.world.is_founded():
            self._show_lock()
        else:
            self._show_founding()

    # -- what is shown --------------------------------------------------------------------------------
    def _dress(self) -> None:
        self._look: Look = self.world.look(self.width())
        dress(self._app, self._look)
        self.setWindowTitle(self._look.say(SAMPLE_TITLE if self.world.sample else TITLE))
        old = getattr(self, "messages", None)
        self.messages = MessageLine(self._look)
        if old is not None:
            self._lines.removeWidget(old)
            old.deleteLater()
        self._lines.insertWidget(0, self.messages)

    def _put(self, content: QWidget) -> None:
        old, self.content = self.content, content
        self._lines.addWidget(content, 1)
        content.show()  # now, not when the layout comes to it: only what is visible takes the focus
        ring = FocusRing(content, self._look)
        ring.watch_input()
        if old is not None:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _show_founding(self, memory: object = None) -> None:
        page = FoundingPage(self._look, self.world.ways)
        page.opened.connect(lambda desk: self._enter(desk, page.unjoined()))
        page.printer_chosen.connect(lambda name: self.world.wish(printer=name))
        page.language_requested.connect(self._speak)
        page.sample_requested.connect(self._to_sample)
        self._put(page)
        page.recall(memory)
        page.arrive()

    def _show_lock(self, *, again: bool = False, memory: object = None) -> None:
        hint = self._look.say(SAMPLE_PASSWORD).format(password=PASSWORD) if self.world.sample else ""
        page = LockPage(self._look, self.world.lane, self.world.gate, again=again, hint=hint)
        page.opened.connect(self._enter)
        self._put(page)
        page.arrive()
        page.recall(memory)

    def _show_sample(self) -> None:
        self._put(waiting_page(self._look, self._look.say(PREPARING)))
        gate, lang = self.world.gate, self._look.lang
        self.world.lane.run(lambda: open_sample(gate, lang), self._enter, self.tell_error, keep=True)

    def _to_sample(self, there: bool = True) -> None:
        """To the sample station, or back to the own one; what is typed is saved, the vault closed."""
        if isinstance(self.content, Shell):
            self._idle.end()
            self.content.keep()
            self._leave(back_up=False)
        home = sample_home(self.world.home) if there else self.world.home.parent
        self.world, self._memory = replace(self.world, home=home, sample=there), None
        self._dress()
        self.start()

    def _enter(self, desk: "Desk", unjoined: "Typed | None" = None) -> None:
        """A desk was opened: read what its pages need, then show them. `unjoined`: settings begin with that."""
        from desk.reads.station import read_station

        def show(station: "StationView") -> None:
            self._desk, self._station, self._traffic = desk, station, Traffic()
            self._exchanger = Exchanger(desk, self.world.lane, self.world.line, self._traffic, self)
            self._show_shell(self._memory)
            if unjoined is not None and isinstance(self.content, Shell):
                self.content.remember("settings", ("hub", {"hub": unjoined}))
            self._exchanger.begin()
            self.world.spool.run(load_ahead)

        self.world.lane.run(lambda: read_station(desk.vault), show, self.tell_error)

    def _show_shell(self, memory: "Memory | None") -> None:
        if self._desk is None or self._station is None:
            return
        place = self.world.workplace(self._desk, self._station, self._look, self._traffic)
        shell = Shell(place, self._doors)
        shell.lock_requested.connect(self.lock)
        shell.language_requested.connect(lambda: self._speak("en" if self._look.lang == "zh" else "zh"))
        shell.mode_requested.connect(lambda: self._wish(theme="light" if self._look.mode == "dark" else "dark"))
        shell.scale_requested.connect(lambda: self._grow(1, around=True))
        shell.wished.connect(self._grant)
        shell.sample_wanted.connect(self._to_sample)
        self._put(shell)
        self._memory = None
        if memory is None:
            shell.open(self._doors[0].name)
        else:
            shell.recall(memory)
        self._idle.begin()

    # -- lock, look, close ----------------------------------------------------------------------------
    def lock(self, *, alone: bool = False) -> None:
        """What is typed is saved, the vault closed, the pages forgotten; unlocking returns to where it was. With nobody
        there (`alone`) there is time for a backup."""
        shell = self.content
        if not isinstance(shell, Shell) or self._desk is None:
            return
        self._idle.end()
        shell.keep()

        def forget(_none: object) -> None:
            self._memory = shell.memory()
            shell.deleteLater()

        self._lines.removeWidget(shell)
        shell.hide()
        self.content = None
        self._leave(forget, back_up=alone)
        self._show_lock(again=True)

    def _leave(self, done: Callable[[object], object] | None = None, *, back_up: bool) -> None:
        desk, self._desk = self._desk, None
        exchanger, self._exchanger = self._exchanger, None
        let_go = exchanger.end() if exchanger is not None else None
        folder = backup_folder(self.world) if back_up else None
        self.world.lane.run(leaving(desk, let_go, folder), done, self.tell_error, keep=True)

    def _grant(self, name: str, wish: str | int) -> None:
        """What a page asks for: what changes the look builds everything anew."""
        if name in LOOKS:
            self._wish(**{name: wish})
        else:
            self.world.wish(**{name: wish})

    def _wish(self, **wishes: str | int) -> None:
        self.world.wish(**wishes)
        self._rebuild()

    def _speak(self, lang: str) -> None:
        if lang != self._look.lang:
            self._wish(lang=lang)

    def _grow(self, step: int, *, around: bool = False) -> None:
        """The next larger or smaller size of words; a click goes round."""
        at = SCALES.index(self.world.wishes.scale) + step
        if around or 0 <= at < len(SCALES):
            self._wish(scale=SCALES[at % len(SCALES)])

    def _fit_room(self) -> None:
        """A window drawn wider or narrower may ask for another layout."""
        wanted = self.world.look(self.width())
        if replace(wanted, width=0) != replace(self._look, width=0) or wanted.room != self._look.room:
            self._rebuild()

    def _rebuild(self) -> None:
        """Keeps what is typed, lets answers on their way arrive, then builds everything in the new look."""
        if isinstance(self.content, Shell):
            self.content.keep()
        self.world.lane.run(lambda: None, lambda _none: self._build_anew(), keep=True)

    def _build_anew(self) -> None:
        content = self.content
        if isinstance(content, FoundingPage | LockPage) and content.busy():
            self._room_timer.start()  # its answer is on the way and must find the page
            return
        if not isinstance(content, Shell | FoundingPage | LockPage):
            self._dress()
            return
        again = isinstance(content, LockPage) and content.again
        kind, memory = type(content), content.memory()
        self._clear()  # before the new sheet, which would be put on every old part too
        self._dress()
        if kind is Shell:
            self._show_shell(cast("Memory", memory))
        elif kind is FoundingPage:
            self._show_founding(memory)
        else:
            self._show_lock(again=again, memory=memory)

    def _clear(self) -> None:
        """Takes the content away at once; only from the event loop, never from one of its own signals."""
        content, self.content = self.content, None
        if content is not None:
            self._lines.removeWidget(content)
            shiboken6.delete(content)

    def _set_keys(self) -> None:
        for key, step in (("Ctrl+=", 1), ("Ctrl++", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(key), self, autoRepeat=False).activated.connect(partial(self._grow, step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.content is not None:
            self._room_timer.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed goes to the lane, which finishes it before the program ends."""
        self._idle.end()
        if isinstance(self.content, Shell):
            self.content.keep()
        self.world.wish(geometry=remember(self))
        if self._desk is not None:
            self._leave(back_up=True)
        event.accept()
        self.closed.emit()

    # -- what goes wrong ------------------------------------------------------------------------------
    def tell(self, message: Message) -> None:
        """Says it where messages are said now."""
        line = self.content.messages if isinstance(self.content, Shell) else self.messages
        line.say(message)

    def tell_error(self, error: Exception) -> None:
        """What nobody else took: a known trouble in its sentence, anything else as unexpected."""
        if isinstance(error, DeskError):
            self.tell(Message(explain(error, self._look.lang), "red", topic=error.code))
        else:
            self.tell(Message(self._look.say(UNEXPECTED), "red", topic="unexpected"))

    def come_forward(self) -> None:
        """Somebody started the desk a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
