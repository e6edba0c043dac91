"""The printer in the status bar: how it is, and which one it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desk.text import mark
from ui.pages.page import Workplace
from ui.printing import state_text
from ui.theme import icon
from ui.widgets.status import StatusBar

EVERY_MS = 30_000
OWN = mark("The computer's own choice")
NONE = mark("No printer on this computer")


class PrinterWatch(QObject):
    """Asks beside the window, every half minute and when told to; a click offers the printers there are."""

    def __init__(self, place: Workplace, bar: StatusBar, choose: Callable[[str], object]) -> None:
        super().__init__(bar)
        self._place, self._bar, self._choose = place, bar, choose
        self._asking = False
        bar.printer_requested.connect(self._offer)
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self.ask)
        timer.start()
        self.ask()

    def ask(self) -> None:
        if self._asking:
            return
        self._asking = True
        name, port = self._place.printer_name(), self._place.printer

        def state() -> str | None:
            used = name or port.default()
            return port.state(used) if used else None

        self._place.spool.run(state, self._show, self._fail, owner=self)

    def _show(self, state: str | None) -> None:
        self._asking = False
        fails = state not in ("ready", None)
        self._bar.show_printer(state_text(state, self._place.look.lang), fails=fails)

    def _fail(self, error: Exception) -> None:
        self._asking = False
        self._place.spool.failed.emit(error)

    def _offer(self) -> None:
        port = self._place.printer
        self._place.spool.run(port.printers, self._menu, self._fail, owner=self)

    def _menu(self, names: tuple[str, ...]) -> None:
        look, chosen = self._place.look, self._place.printer_name()
        menu = QMenu(self._bar)
        group = QActionGroup(menu)
        for name in ("", *names):
            action = QAction(name or look.say(OWN), menu, checkable=True, checked=name == chosen)
            if name == chosen:
                action.setIcon(icon(look, "check", "accent_text", 16))
            action.triggered.connect(lambda _on=False, name=name: self._take(name))
            group.addAction(action)
            menu.addAction(action)
        if not names:
            menu.addAction(look.say(NONE)).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self._bar.printer.mapToGlobal(above))

    def _take(self, name: str) -> None:
        self._choose(name)
        self.ask()
