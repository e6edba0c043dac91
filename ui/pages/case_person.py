"""Name, telephone and address in full: shown when somebody asks, after it was written down that he did."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desk.domain.masks import MASKED
from desk.reads.views import CaseView
from desk.text import mark
from ui.pages.page import Page
from ui.pages.trouble import say_trouble
from ui.widgets.button import Button

KEY = "Ctrl+."
SHOW = mark("Show name and phone")
TOPIC = "person"


class CasePerson(QObject):
    """One case at a time may be read in full, until another is opened. `shown` comes after the fact was written."""

    shown = Signal(tuple)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._case: CaseView | None = None
        self._open: UUID | None = None
        self._asking = False
        shortcut = QShortcut(QKeySequence(KEY), page, autoRepeat=False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask)

    def take(self, case: CaseView | None) -> None:
        """Another case is shown, or none."""
        if case is None or case.row.id != self._open:
            self._open = None
        self._case = case

    def is_open(self) -> bool:
        return self._open is not None

    def button(self) -> Button | None:
        """Where there is something to show that is not shown yet."""
        if self._case is None or self.is_open() or not _has_person(self._case):
            return None
        look = self._page.look
        button = Button(look, look.say(SHOW), "smallquiet", icon="eye", key=KEY, click=self.ask)
        button.setAutoDefault(True)
        return button

    def ask(self) -> None:
        case, place = self._case, self._page.place
        if case is None or self._asking or self.is_open() or not _has_person(case):
            return
        self._asking = True
        id = case.row.id

        def work() -> tuple[UUID, ...]:
            from desk.actions.cases import show_person

            return show_person(place.desk, id).subjects

        place.lane.run(work, lambda subjects: self._written(id, subjects), self._failed, owner=self, keep=True)

    def _written(self, id: UUID, subjects: tuple[UUID, ...]) -> None:
        self._asking = False
        self._page.cured.emit(TOPIC)
        if self._case is not None and self._case.row.id == id:
            self._open = id
        self.shown.emit(subjects)

    def _failed(self, error: Exception) -> None:
        """What could not be written down is not shown."""
        self._asking = False
        say_trouble(self._page, error, TOPIC)


def _has_person(case: CaseView) -> bool:
    person = case.fields["suggester"]
    said: Mapping[str, Any] = person if isinstance(person, dict) else {}
    return any(str(said.get(name) or "").strip() for name in MASKED)
