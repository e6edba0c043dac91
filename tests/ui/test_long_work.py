"""Long work: a number that grows, a way to stop, and an end when nobody looks any more."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk.actions.watching import Watching
from ui.pages.long_work import LongWork
from ui.tasks import Lane
from ui.theme import Look
from ui.widgets.loading import LoadingLine


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane()
    yield made
    assert made.finish(10)


def until_stopped(ended: threading.Event, begun: threading.Event) -> Callable[[Watching], str]:
    def work(watching: Watching) -> str:
        watching.notice(500, 2_816)
        begun.set()
        while not watching.stop():
            ended.wait(0.005)
        ended.set()
        return "stopped"

    return work


def test_it_says_how_far_it_is_and_stops_when_asked(qtbot: QtBot, lane: Lane) -> None:
    line = LoadingLine(Look("light", 1.0, "zh", 1366))
    qtbot.addWidget(line)
    work, told = LongWork(lane, line), list[str]()
    work.run(until_stopped(threading.Event(), threading.Event()), told.append, told.append)
    qtbot.waitUntil(lambda: "500" in line._words.text())
    assert work.busy
    line.stop_requested.emit()
    qtbot.waitUntil(lambda: told == ["stopped"])
    assert not work.busy


def test_an_error_is_told_and_the_next_work_begins_anew(qtbot: QtBot, lane: Lane) -> None:
    line = LoadingLine(Look("light", 1.0, "zh", 1366))
    qtbot.addWidget(line)
    work, told = LongWork(lane, line), list[object]()
    work.stop()
    work.run(
        lambda watching: 1 // 0 if not watching.stop() else None, told.append, lambda error: told.append(str(error))
    )
    qtbot.waitUntil(lambda: bool(told))
    assert "division" in str(told[0])
    assert not work.busy


def test_work_ends_when_its_page_goes(qtbot: QtBot, lane: Lane) -> None:
    line, ended, begun = LoadingLine(Look("light", 1.0, "zh", 1366)), threading.Event(), threading.Event()
    work = LongWork(lane, line)
    work.run(until_stopped(ended, begun), lambda _told: None, lambda _error: None, keep=True)
    assert begun.wait(5)
    line.deleteLater()
    qtbot.waitUntil(ended.is_set)
