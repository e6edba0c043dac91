"""A screen nobody sees, lanes that end with the test, and a founded station to open."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from counter import PASSWORD, WORDS, Show
from fit import fixed_now
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.gate import Gate
from ui.tasks import Lane
from ui.theme import Look, dress


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    """A lane; a failure that nobody took fails the test."""
    untaken: list[Exception] = []
    lane = Lane()
    lane.failed.connect(untaken.append)
    yield lane
    lane.finish()
    assert not untaken, untaken


@pytest.fixture
def dressed(qapp: QApplication) -> Look:
    """The plain look: light, Chinese, 100 %."""
    look = Look()
    dress(qapp, look)
    return look


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Shows a widget in its size and waits until it stands on the screen."""

    kept: list[QWidget] = []  # qtbot holds widgets weakly

    def show(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        kept.append(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    return show


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A founded station and its recovery code; founding costs a second, so it is done once and copied."""
    home = tmp_path_factory.mktemp("station") / "home"
    made = Gate(home, lambda: datetime.now(UTC)).found(WORDS, PASSWORD)
    made.desk.close()
    return home, made.recovery_code


@pytest.fixture
def station(founded: tuple[Path, str], tmp_path: Path) -> Path:
    """A home folder of its own, already founded."""
    return Path(shutil.copytree(founded[0], tmp_path / "home"))


@pytest.fixture
def gate(station: Path) -> Gate:
    return Gate(station, fixed_now)
