"""A window on a real station with two plain pages, and a printer that is always there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from counter import PASSWORD
from fit import fixed_now, settle
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.actions.printer_port import Handed
from ui.pages.lock import LockPage
from ui.pages.page import Page, Workplace
from ui.tasks import Lane
from ui.widgets.area import TextArea
from ui.widgets.box import action_bar, column, page_head
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.window import Window, World
from ui.window.doors import PageDoor
from ui.window.shell import Shell

DRAFT = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


class Printer:
    """A printer of ours: its state is what the test says."""

    def __init__(self) -> None:
        self.now = "ready"
        self.queued = 0

    def printers(self) -> tuple[str, ...]:
        return ("HP", "XP-80")

    def default(self) -> str | None:
        return "HP"

    def state(self, printer: str) -> str:
        return self.now

    def waiting(self, printer: str) -> int:
        return self.queued

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        return Handed(1, "handed", "")

    def outcome(self, printer: str, job: int) -> str:
        return "printed"


class PlainPage(Page):
    """One text area whose draft is really saved; notes what it was asked."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        look = place.look
        self.asked: list[str] = []
        self.steps_left = True
        self.told: list[tuple[UUID, ...]] = []
        self.area = TextArea(look, "原话", style="words", least=104)
        save = Button(look, "保存并打印", "primary", icon="printer", key="Ctrl+Enter", click=self.primary)
        head, bar = page_head(look, label("登记", "title"), None), action_bar(look, None, save)
        column(look, head, self.area, None, bar, gap=0, on=self)

    def arrive(self, what: object = None) -> None:
        self.asked.append(f"arrive {what}")
        self.area.setFocus()

    def begin(self) -> None:
        self.asked.append("begin")

    def primary(self) -> None:
        self.asked.append("primary")

    def print_again(self) -> None:
        self.asked.append("print")

    def escape(self) -> bool:
        self.asked.append("escape")
        return self.steps_left

    def refresh(self, subjects: tuple[UUID, ...]) -> None:
        self.told.append(subjects)

    def keep(self) -> None:
        from desk.actions.drafts import save_draft

        desk, text = self.place.desk, self.area.text()
        self.place.lane.run(lambda: save_draft(desk, DRAFT, {"original_text": text}), keep=True)

    def memory(self) -> object:
        return DRAFT

    def recall(self, memory: object) -> None:
        from desk.reads.drafts import read_draft

        desk = self.place.desk
        self.place.lane.run(lambda: read_draft(desk.vault, DRAFT), self.show_draft, owner=self)
        self.arrive("recalled")

    def show_draft(self, form: dict[str, Any] | None) -> None:
        self.area.set_text(form["original_text"] if form else "")


class RecordPage(PlainPage):
    name = "record"


class CasesPage(PlainPage):
    name = "cases"


DOORS = (
    PageDoor("record", "Record", "square-pen", "F2", RecordPage),
    PageDoor("cases", "Cases", "folder-open", "F4", CasesPage),
)
Open = Callable[..., Window]


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, station: Path, lane: Lane, printer: Printer) -> Iterator[Open]:
    """Opens the window on the station; `unlocked` goes on to the first page."""
    spool, line, windows = Lane(), Lane(), []

    def open_one(*, unlocked: bool = True, home: Path = station, size: tuple[int, int] = (1366, 768)) -> Window:
        world = World(home, fixed_now, lane, spool, line, lambda: printer)
        world.read_wishes()
        window = Window(qapp, world, DOORS)
        windows.append(window)
        qtbot.addWidget(window)
        window.start()
        with qtbot.waitExposed(window):
            window.showNormal()
        window.resize(*size)
        window.activateWindow()
        settle()
        qtbot.waitUntil(lambda: window._look.width == size[0] or window._look.room == window.world.look(size[0]).room)
        if unlocked:
            unlock(window, qtbot)
        return window

    yield open_one
    for window in windows:
        window.close()
    spool.finish()
    line.finish()


def unlock(window: Window, qtbot: QtBot) -> Shell:
    qtbot.waitUntil(lambda: isinstance(window.content, LockPage))
    lock = window.content
    assert isinstance(lock, LockPage)
    lock._secret.line.setText(PASSWORD)
    lock._unlock()
    return shell_of(window, qtbot)


def shell_of(window: Window, qtbot: QtBot) -> Shell:
    qtbot.waitUntil(lambda: isinstance(window.content, Shell), timeout=15_000)
    settle()
    assert isinstance(window.content, Shell)
    return window.content


def page_of(shell: Shell) -> PlainPage:
    page = shell.page()
    assert isinstance(page, PlainPage)
    return page
