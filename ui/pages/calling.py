"""The call screen of a page: opened and closed by one key, always showing the queue as it is."""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desk.reads.reception_views import SessionView
from ui.pages.call_screen import CallScreen, call_words
from ui.pages.page import Page
from ui.widgets import moment


class Calling(QObject):
    """The window stands by itself, so whoever leaves the page for good closes it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.window: CallScreen | None = None
        page.destroyed.connect(self.close)

    def is_open(self) -> bool:
        return self.window is not None

    def turn(self, session: SessionView | None) -> None:
        """Opens it beside the desk, which keeps the focus; closes it again."""
        if self.window is not None:
            self.close()
            return
        window = self.window = CallScreen(self._page.look)
        window.closed.connect(lambda: self._forget(window))
        self.show(session)
        window.open(self._page.window())

    def show(self, session: SessionView | None) -> None:
        if self.window is not None and session is not None:
            now = moment.local(self._page.place.clock())
            self.window.show_words(call_words(session, self._page.place.station.name), moment.clock(now))

    def close(self) -> None:
        window, self.window = self.window, None
        if window is not None and isValid(window):
            window.close()
            window.deleteLater()

    def _forget(self, window: CallScreen) -> None:
        if self.window is window:
            self.window = None
            window.deleteLater()
