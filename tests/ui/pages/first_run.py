"""The first run as tests sit before it: an empty folder, a printer of ours, keys that go to the focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import PASSWORD, WORDS, Show
from fit import fixed_now
from hand import Paper
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.settings import Wishes
from ui.pages.founding import FoundingPage
from ui.pages.founding_parts import Ways
from ui.pages.gate import Gate
from ui.tasks import Lane
from ui.theme import Look


@pytest.fixture
def empty(tmp_path: Path) -> Gate:
    return Gate(tmp_path / "home", fixed_now)


@pytest.fixture
def printer() -> Paper:
    return Paper()


@pytest.fixture
def ways(lane: Lane, empty: Gate, printer: Paper) -> Iterator[Ways]:
    spool, line = Lane(), Lane()
    yield Ways(empty, lane, spool, line, lambda: printer, Wishes)
    spool.finish()
    line.finish()


@pytest.fixture
def page(dressed: Look, ways: Ways, shown: Show) -> Iterator[FoundingPage]:
    page = FoundingPage(dressed, ways)
    shown(page, 1366, 768)
    page.arrive()
    yield page
    if page._outcome.desk is not None:
        page._outcome.desk.close()


def at(page: FoundingPage, name: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._at == name and not page.busy(), timeout=20_000)


def found(page: FoundingPage, qtbot: QtBot) -> None:
    """Up to the recovery code."""
    page.station.fill(WORDS)
    page.password.fill((PASSWORD, PASSWORD))
    page._show("password")
    page.go_on()
    at(page, "recovery", qtbot)


def type_in(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def key(code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), code, held)


def words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
