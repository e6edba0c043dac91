"""The lane: one job after another beside the window, answers in it, saves never lost."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from ui.tasks import Lane


def drain() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_work_runs_beside_the_window_and_its_answer_arrives_in_it(lane: Lane, qtbot: QtBot) -> None:
    here, seen = threading.get_ident(), []
    lane.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    there, answered = seen[0]
    assert there != here
    assert answered == here
    assert lane.thread() is QThread.currentThread()


def test_asking_never_waits_for_the_work(lane: Lane, qtbot: QtBot) -> None:
    may_end, seen = threading.Event(), []
    lane.run(lambda: may_end.wait(10), seen.append)  # would never end if asking waited for it
    may_end.set()
    qtbot.waitUntil(lambda: seen == [True])


def test_jobs_run_in_the_order_they_were_asked_for(lane: Lane, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(3000):
        lane.run(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 3000)
    assert seen == list(range(3000))


def test_a_failure_goes_to_whoever_asked(lane: Lane, qtbot: QtBot) -> None:
    seen: list[Exception] = []
    lane.run(lambda: 1 // 0, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_failure_nobody_takes_is_told_once(qtbot: QtBot) -> None:
    lane = Lane()
    with qtbot.waitSignal(lane.failed) as told:
        lane.run(lambda: 1 // 0)
    lane.finish()
    assert isinstance(told.args[0], ZeroDivisionError)


def test_the_lane_goes_on_after_a_failure(lane: Lane, qtbot: QtBot) -> None:
    seen: list[object] = []
    lane.run(lambda: 1 // 0, failed=lambda _error: seen.append("failed"))
    lane.run(lambda: "done", seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["failed", "done"]


def test_an_answer_for_a_page_that_is_gone_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    page, seen = QObject(), []
    gate = threading.Event()
    lane.run(gate.wait, lambda _: seen.append("gone"), owner=page)
    page.deleteLater()
    drain()
    gate.set()
    lane.run(lambda: None, lambda _: seen.append("later"))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["later"]


def test_a_save_that_failed_is_told_even_when_its_page_is_gone(qtbot: QtBot) -> None:
    lane, page = Lane(), QObject()
    gate = threading.Event()

    def save() -> None:
        gate.wait()
        raise OSError

    lane.run(save, owner=page, failed=lambda _error: pytest.fail("the page is gone"), keep=True)
    page.deleteLater()
    drain()
    with qtbot.waitSignal(lane.failed) as told:
        gate.set()
    lane.finish()
    assert isinstance(told.args[0], OSError)


def test_a_cancelled_job_is_skipped(lane: Lane, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), []
    lane.run(gate.wait)
    lane.run(lambda: seen.append("ran"), lambda _: seen.append("answered")).cancel()
    lane.run(lambda: None, lambda _: seen.append("last"))
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["last"]


def test_closing_waits_for_saves_and_skips_reads(qtbot: QtBot) -> None:
    lane, gate, seen = Lane(), threading.Event(), []
    lane.run(gate.wait, keep=True)
    lane.run(lambda: seen.append("read"))
    for number in range(50):
        lane.run(lambda number=number: seen.append(number), keep=True)
    threading.Timer(0.1, gate.set).start()
    lane.finish()
    assert seen == list(range(50))
    lane.finish()
