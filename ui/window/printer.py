"""The printer in the status bar: how it is, and what waits for it."""

from PySide6.QtCore import QObject, QTimer

from ui.pages.page import Workplace
from ui.printing import state_text
from ui.widgets.status import StatusBar

EVERY_MS, SOON_MS = 30_000, 5_000


class PrinterWatch(QObject):
    """Asks beside the window, every half minute and when told to; sooner while something waits or fails."""

    def __init__(self, place: Workplace, bar: StatusBar) -> None:
        super().__init__(bar)
        self._place, self._bar = place, bar
        self._asking = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()
        self.ask()

    def ask(self) -> None:
        if self._asking:
            return
        self._asking = True
        name, port = self._place.printer_name(), self._place.printer

        def state() -> tuple[str | None, int]:
            used = name or port.default()
            return (port.state(used), port.waiting(used)) if used else (None, 0)

        self._place.spool.run(state, self._show, self._fail, owner=self)

    def _show(self, found: tuple[str | None, int]) -> None:
        self._asking = False
        state, waiting = found
        fails = state not in ("ready", None)
        self._bar.show_printer(state_text(state, self._place.look.lang, waiting), fails=fails)
        self._timer.setInterval(SOON_MS if waiting or fails else EVERY_MS)

    def _fail(self, error: Exception) -> None:
        self._asking = False
        self._place.spool.failed.emit(error)
