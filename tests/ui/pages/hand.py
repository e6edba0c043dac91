"""A hand at the keyboard of a real desk: keys go to the window, Chinese to whatever has the focus."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.actions.desk import Desk
from desk.actions.printer_port import Handed
from ui.pages.cases import CasesPage
from ui.pages.record import RecordPage
from ui.window.shell import Shell

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 80


@dataclass
class Paper:
    """A printer of ours: it takes what it is told to take and remembers what it got."""

    reason: str = ""  # why it refuses; empty: it takes everything
    held: bool = False  # it takes a paper and keeps it waiting
    fate: str = "printed"  # what the queue reports in the end
    there: bool = True
    queued: int = 0
    sizes: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"XP-80": ("80mm", "A4")})
    titles: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    def printers(self) -> tuple[str, ...]:
        return tuple(self.sizes) if self.there else ()

    def default(self) -> str | None:
        return "XP-80" if self.there else None

    def state(self, printer: str) -> str:
        return "ready"

    def waiting(self, printer: str) -> int:
        return self.queued

    def takes(self, printer: str, size: str) -> bool:
        return size in self.sizes[printer]

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        if self.held:
            return Handed(len(self.titles) + 1, "handed", "queue_disabled")
        if self.reason:
            return Handed(None, "refused", self.reason)
        assert pdf.startswith(b"%PDF")
        self.titles.append(title)
        self.used.append(printer)
        return Handed(len(self.titles), "handed", "")

    def outcome(self, printer: str, job: int) -> str:
        return self.fate


@dataclass
class Hand:
    """Whoever sits at the desk."""

    qtbot: QtBot
    window: QWidget
    shell: Shell
    desk: Desk
    printer: Paper

    @property
    def record(self) -> RecordPage:
        page = self.shell.page()
        assert isinstance(page, RecordPage)
        return page

    @property
    def cases(self) -> CasesPage:
        page = self.shell.page()
        assert isinstance(page, CasesPage)
        return page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.window.windowHandle(), key, held)
            QApplication.processEvents()

    def say(self, text: str) -> None:
        """Chinese, as an input method hands it over."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        QApplication.processEvents()

    def type(self, keys: str) -> None:
        """What stands on the keys."""
        for char in keys:
            QTest.keyClick(self.window.windowHandle(), char)
        QApplication.processEvents()

    def here(self) -> str:
        """What a screen reader would say of the part with the focus."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget is not None else ""

    def go_to(self, name: str) -> None:
        """Tab by Tab to a part, as somebody without a mouse does."""
        seen = []
        for _ in range(MOST_TABS):
            if self.here() == name:
                return
            seen.append(self.here())
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab, only {seen}")

    def wait(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=15000)

    def finish_lane(self) -> None:
        """Waits until everything asked of the database so far is answered."""
        answers: list[object] = []
        for lane in (self.shell.place.spool, self.shell.place.lane):
            lane.run(lambda: None, answers.append, keep=True)
        self.wait(lambda: len(answers) == 2)

    def words_on(self, widget: QWidget) -> list[str]:
        """Every label that can be seen."""
        return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]

    def shows(self, words: str) -> bool:
        return any(words in text for text in self.words_on(self.window))

    def messages(self) -> list[str]:
        return [message.text for message in self.shell.messages.messages()]

    def write_case(self, words: str, title: str = "", name: str = "", phone: str = "") -> None:
        """Fills the form from the top, by Tab."""
        self.go_to("原话")
        self.say(words)
        for part, text in (("主题", title), ("姓名", name), ("电话", phone)):
            if text:
                self.go_to(part)
                self.type(text) if text.isascii() else self.say(text)

    def save(self) -> None:
        """Ctrl+Enter, and waits until the case is stored."""
        self.press(Qt.Key.Key_Return, CTRL)
        self.wait(lambda: self.record.stage == "saved" and "编号" in self.record.view.bar.hint())

    def drafts(self) -> list[dict[str, Any]]:
        """The forms of all drafts, the last touched first."""
        from desk.reads.drafts import list_drafts, read_draft

        forms = [read_draft(self.desk.vault, row.id) for row in list_drafts(self.desk.vault)]
        return [form for form in forms if form is not None]

    def stored(self) -> list[dict[str, object]]:
        """The fields of all cases, newest first."""
        from desk.reads.cases import find_cases, read_case

        vault, lens = self.desk.vault, self.desk.lens
        return [read_case(vault, lens, row.id).fields for row in find_cases(vault, lens).rows]


Sit = Callable[..., Hand]
