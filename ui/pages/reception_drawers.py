"""What opens over a reception: who is here, a number to be copied by hand, a paper before it is printed."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desk.reads.reception_day import ReceptionDay
from ui.pages.page import Page
from ui.pages.reception_deeds import Deeds
from ui.pages.reception_presence import is_here, presence_rows
from ui.pages.record_side import large_slip
from ui.widgets.box import column
from ui.widgets.button import Button
from ui.widgets.drawer import Drawer
from ui.widgets.sheet import sheet_pages
from ui.widgets.slip import SlipWords


class ReceptionDrawers(QObject):
    """One drawer, filled with what is asked for; `closed` when it is gone."""

    closed = Signal()

    def __init__(self, page: Page, deeds: Deeds) -> None:
        super().__init__(page)
        self._page, self._deeds = page, deeds
        self._drawer = Drawer(page.look, page)
        self._drawer.closed.connect(self._forget)
        self._day: ReceptionDay | None = None
        self._keys: tuple[Button, ...] = ()

    def shut(self) -> bool:
        """False when nothing was open."""
        return self._drawer.shut()

    def people(self, day: ReceptionDay) -> None:
        """Which deputies are here; the first row has the focus."""
        self._fill(day)
        if self._keys:
            self._keys[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_day(self, day: ReceptionDay) -> None:
        """Somebody came or went: the open list says so, and whoever reads it by keys stays where they were."""
        if not self._keys:
            return
        at = next((number for number, key in enumerate(self._keys) if key.hasFocus()), -1)
        self._fill(day)
        if 0 <= at < len(self._keys):
            self._keys[at].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, number: int) -> bool:
        """Alt+number while the list of deputies is open."""
        if not 1 <= number <= len(self._keys):
            return False
        self._keys[number - 1].click()
        return True

    def number(self, words: SlipWords) -> None:
        self._open(self._page.look.say("Slip"), large_slip(self._page.look, words))

    def sheet(self, pages: Sequence[QImage]) -> None:
        _ = self._page.look.say
        self._open(_("Day sheet"), sheet_pages(self._page.look, pages, _("Day sheet")))

    def _fill(self, day: ReceptionDay) -> None:
        self._day = day
        rows, keys = presence_rows(self._page.look, day, self._turn)
        _ = self._page.look.say
        self._open(_("Deputies who are here"), rows)
        self._keys = tuple(keys)

    def _open(self, title: str, content: QWidget) -> None:
        self._keys = ()
        self._drawer.open(title, column(self._page.look, content, None, gap=0))

    def _forget(self) -> None:
        self._keys = ()
        self.closed.emit()

    def _turn(self, deputy: UUID) -> None:
        session = self._day.session if self._day is not None else None
        if session is None:
            return
        turn = self._deeds.deputy_went if is_here(session, deputy) else self._deeds.deputy_came
        turn(session.id, deputy)
