"""The exchange beside the window, with a real hub over HTTP: after a save, on F5, failing, when the desk locks."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counter import PASSWORD
from fit import settle
from plain_window import Open, page_of, shell_of, unlock
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.actions.cases import correct_case, record_case, withdraw_case
from desk.actions.desk import Change, Desk
from desk.actions.exchange import enrol, exchange
from desk.actions.opening import Founding
from desk.actions.steps import reply_case
from desk.reads.cases import find_cases
from desk.storage.lock import alone
from tests.hub_process import HubProcess
from tests.sync.country import PLACES, TOWN, VILLAGE
from ui.pages.lock import LockPage
from ui.pages.sync_traffic import Joining, Traffic
from ui.tasks import Lane
from ui.window import Window
from ui.window import exchange as beside
from ui.window.shell import Shell

REPLY = {"outcome": "1", "reply_text": "已经列入今年的计划。"}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a hub that knows its places and no desk."""
    folder = tmp_path_factory.mktemp("ground")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    assert HubProcess(folder / "hub").inside("places", "import", folder / "places.csv").code == 0
    return folder / "hub"


@pytest.fixture
def places(ground: Path, tmp_path: Path) -> Iterator[HubProcess]:
    """A running hub of the test's own."""
    hub = HubProcess(Path(shutil.copytree(ground, tmp_path / "hub")))
    yield hub.start()
    hub.kill()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for seconds; a minute stays a minute."""
    monkeypatch.setattr(beside, "FIRST_MS", 50)
    monkeypatch.setattr(beside, "SETTLE_MS", 50)


class Station:
    """The window of a station that is joined to the hub as a village, and what it shows."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def shell(self) -> Shell:
        return shell_of(self.window, self.qtbot)

    @property
    def desk(self) -> Desk:
        assert self.window._desk is not None
        return self.window._desk

    @property
    def traffic(self) -> Traffic:
        return self.window._traffic

    def wait(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=20_000)

    def sync_of(self, title: str) -> str:
        return {row.title: row.sync for row in find_cases(self.desk.vault, self.desk.lens).rows}.get(title, "")

    def do(self, act: Callable[[], Change]) -> None:
        """As a page does it: saved in the lane, then told."""
        told = page_of(self.shell).changed.emit
        self.shell.place.lane.run(lambda: act().subjects, told, keep=True)

    def record(self, title: str) -> None:
        desk = self.desk
        self.do(lambda: record_case(desk, {"title": title, "suggester": {"name": "柏小红"}}))

    def press(self, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.windowHandle(), code, held)
        settle()

    def trouble(self) -> str:
        found = self.traffic.standing.trouble
        return found.code if found is not None else ""

    def messages(self) -> list[str]:
        return [message.text for message in self.shell.messages.messages()]


@pytest.fixture
def station_alone(open_window: Open, qtbot: QtBot, quick: None) -> Station:
    """Not joined yet."""
    opened = Station(open_window(), qtbot)
    opened.wait(lambda: opened.traffic.standing.view is not None)
    return opened


@pytest.fixture
def joined(station_alone: Station, places: HubProcess) -> Station:
    """Joined by the code of a village; the first exchange is over."""
    station_alone.traffic.join_wanted.emit(Joining(places.url, places.enrolment_code(VILLAGE, "village")))
    station_alone.wait(lambda: station_alone.traffic.is_joined() and arrived(station_alone))
    return station_alone


def arrived(station: Station) -> bool:
    view = station.traffic.standing.view
    return view is not None and view.hub is not None and view.hub.last_at is not None


@pytest.fixture
def town(places: HubProcess, tmp_path: Path, lists: object) -> Iterator[Desk]:
    from made_up import Clock, found_cheaply

    founding = Founding(TOWN, "山阳镇征集工作站", "town", "苏某", PASSWORD)
    desk = found_cheaply(tmp_path / "town", lists, Clock(), founding)  # type: ignore[arg-type]
    enrol(desk, places.url, places.enrolment_code(TOWN, "town"))
    yield desk
    desk.close()


# -- to and fro ---------------------------------------------------------------------------------------


def test_joining_begins_the_first_exchange_by_itself(joined: Station) -> None:
    view = joined.traffic.standing.view
    assert view is not None
    assert view.hub is not None
    assert (view.hub.level, view.hub.name, view.saved) == ("village", "晨光村", 0)
    assert joined.shell.status.sync.word().startswith("已送达 ")


def test_what_is_saved_is_sent_soon_and_shown_as_arrived_only_then(joined: Station) -> None:
    joined.record("东门路灯")
    joined.wait(lambda: joined.shell.status.sync.word() == "未送 1 件")
    assert joined.sync_of("东门路灯") == "saved"
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")
    joined.wait(lambda: joined.shell.status.sync.word().startswith("已送达 "))


def test_the_open_pages_hear_what_an_exchange_brought(joined: Station) -> None:
    joined.record("东门路灯")
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")
    case = find_cases(joined.desk.vault, joined.desk.lens).rows[0].id
    joined.wait(lambda: any(case in subjects for subjects in page_of(joined.shell).told))


def test_an_answer_from_the_town_comes_with_f5_and_is_told_once(joined: Station, town: Desk) -> None:
    joined.record("东门路灯")
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")
    joined.wait(lambda: not joined.traffic.standing.running)
    exchange(town)
    case = find_cases(town.vault, town.lens, "东门路灯").rows[0]
    reply_case(town, case.id, REPLY)
    exchange(town)
    joined.press(Qt.Key.Key_F5)
    joined.wait(lambda: any(words.startswith("镇里答复了 ") for words in joined.messages()))
    view = joined.traffic.standing.view
    assert view is not None
    assert [row.kind for row in view.came] == ["replied"]
    joined.shell.messages.close_shown()
    joined.press(Qt.Key.Key_F5)
    joined.wait(lambda: not joined.traffic.standing.running)
    assert joined.messages() == []


def test_a_refusal_is_told_once_and_stays_on_the_page(joined: Station, town: Desk) -> None:
    joined.record("东门路灯")
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")
    joined.wait(lambda: not joined.traffic.standing.running)
    exchange(town)
    case = find_cases(town.vault, town.lens, "东门路灯").rows[0].id
    withdraw_case(town, case, "打电话来说不要了")
    exchange(town)
    desk = joined.desk
    joined.do(lambda: correct_case(desk, case, {"proposal": "换灯"}, "补"))
    joined.wait(lambda: any("这一件之前已经撤回" in words for words in joined.messages()))
    view = joined.traffic.standing.view
    assert view is not None
    assert (view.refused, view.rows[0].kind) == (1, "corrected")


def test_a_command_that_exchanges_at_the_same_time_is_no_trouble(joined: Station) -> None:
    with alone(joined.desk.home.exchange) as free:
        assert free
        joined.press(Qt.Key.Key_F5)
        joined.wait(lambda: not joined.traffic.standing.running)
        assert joined.trouble() == ""


# -- when it fails ------------------------------------------------------------------------------------


def test_a_wrong_code_is_said_to_whoever_asked(station_alone: Station, places: HubProcess) -> None:
    failed: list[Exception] = []
    station_alone.traffic.join_failed.connect(failed.append)
    station_alone.traffic.join_wanted.emit(Joining(places.url, "00000000"))
    station_alone.wait(lambda: failed)
    assert getattr(failed[0], "code", "") == "code_wrong"
    assert not station_alone.traffic.is_joined()


def test_no_hub_is_a_state_and_no_message_and_it_is_tried_again(
    joined: Station, places: HubProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside.random, "random", lambda: 0.0)
    places.stop()
    try:
        joined.record("东门路灯")
        joined.wait(lambda: joined.trouble() == "hub_unreachable")
        joined.wait(lambda: joined.shell.status.sync.word() == "未送 1 件·无网络")
        assert joined.messages() == []
    finally:
        places.start(places.port)
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")
    joined.wait(lambda: joined.trouble() == "")


def test_each_failure_waits_longer_up_to_five_minutes(joined: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.errors import BadEnvironment

    exchanger = joined.window._exchanger
    assert exchanger is not None
    monkeypatch.setattr(beside.random, "random", lambda: 1.0)
    waits = []
    for _ in range(12):
        exchanger._failed(BadEnvironment("hub_unreachable", problem="cut"))
        waits.append(exchanger._next.interval())
    exchanger._next.stop()
    assert waits[:4] == [1000, 2000, 4000, 8000]
    assert waits[-1] == 300_000
    exchanger._failed(BadEnvironment("hub_busy", retry_after=400))
    assert exchanger._next.interval() == 400_000


def test_a_save_does_not_hurry_a_hub_that_does_not_answer(joined: Station) -> None:
    from desk.errors import BadEnvironment

    exchanger = joined.window._exchanger
    assert exchanger is not None
    exchanger._failed(BadEnvironment("hub_unreachable", problem="cut"))
    exchanger._next.start(300_000)
    joined.traffic.written.emit()
    assert not exchanger._soon.isActive()
    joined.press(Qt.Key.Key_F5)
    joined.wait(lambda: joined.trouble() == "")


def test_a_bug_is_told_once_and_the_desk_goes_on(joined: Station, monkeypatch: pytest.MonkeyPatch, lane: Lane) -> None:
    from desk.actions import exchange as actions

    told: list[Exception] = []
    exchanger = joined.window._exchanger
    assert exchanger is not None
    exchanger._lane = Lane()
    exchanger._lane.failed.connect(told.append)
    monkeypatch.setattr(actions, "exchange", lambda *_args: 1 / 0)
    for _ in range(2):
        joined.traffic.now_wanted.emit()
        joined.wait(lambda: not joined.traffic.standing.running)
    exchanger._lane.finish()
    exchanger._lane = lane
    assert [type(error) for error in told] == [ZeroDivisionError]


# -- leaving ------------------------------------------------------------------------------------------


@pytest.fixture
def silent_hub() -> Iterator[str]:
    """Takes every connection and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    server.close()


@pytest.fixture
def waiting(joined: Station, silent_hub: str) -> Station:
    """An exchange hangs on a hub that does not answer."""
    from sqlalchemy import update

    from desk.storage.tables import hub

    joined.wait(lambda: not joined.traffic.standing.running)
    with joined.desk.vault.write() as connection:
        connection.execute(update(hub).values(url=silent_hub))
    joined.traffic.now_wanted.emit()
    joined.wait(lambda: joined.traffic.standing.slow)
    return joined


def test_the_window_answers_while_the_hub_does_not(waiting: Station) -> None:
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(20)
    QTest.qWait(400)
    timer.stop()
    assert len(beats) > 5
    waiting.press(Qt.Key.Key_A)
    assert page_of(waiting.shell).area.text().endswith("a")
    assert waiting.shell.status.sync.word() == "正在和上级往来"


def test_locking_does_not_wait_for_a_hub_that_does_not_answer(waiting: Station, qtbot: QtBot) -> None:
    desk = waiting.desk
    began = time.monotonic()
    waiting.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(waiting.window.content, LockPage)
    closed = threading.Event()
    waiting.window.world.lane.run(closed.set, keep=True)
    waiting.wait(closed.is_set)
    assert time.monotonic() - began < beside.LEAVE_S + 4  # a slow computer; a hub would hold it for a minute
    assert desk.vault.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
    again = unlock(waiting.window, qtbot)
    waiting.wait(lambda: again.status.sync.word().startswith("已送达 "))


def test_closing_does_not_wait_either(waiting: Station, qtbot: QtBot) -> None:
    began = time.monotonic()
    with qtbot.waitSignal(waiting.window.closed):
        waiting.window.close()
    waiting.window.world.lane.finish()
    assert time.monotonic() - began < beside.LEAVE_S + 4
    assert not waiting.window.world.line.finish(0)


def test_an_exchange_under_way_lets_go_when_the_desk_locks(joined: Station, qtbot: QtBot) -> None:
    from desk.actions.cases import record_cases

    record_cases(joined.desk, [{"title": f"第 {number} 件"} for number in range(400)])
    joined.traffic.now_wanted.emit()
    joined.wait(lambda: joined.traffic.standing.running)
    joined.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    unlock(joined.window, qtbot)
    joined.wait(lambda: joined.sync_of("第 399 件") == "arrived")


def test_another_look_does_not_disturb_the_exchange(joined: Station, qtbot: QtBot) -> None:
    exchanger, shell = joined.window._exchanger, joined.shell
    shell.status.mode.click()
    qtbot.waitUntil(lambda: joined.window.content is not shell)
    assert joined.window._exchanger is exchanger
    assert joined.shell.status.sync.word().startswith("已送达 ")
    joined.record("东门路灯")
    joined.wait(lambda: joined.sync_of("东门路灯") == "arrived")


def test_what_could_not_be_read_is_forgotten_once_it_can(
    station_alone: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.errors import BadEnvironment
    from desk.reads import exchange as reads

    def busy(*_args: object) -> None:
        raise BadEnvironment("database_busy")

    with monkeypatch.context() as patch:
        patch.setattr(reads, "read_exchange", busy)
        station_alone.traffic.look_wanted.emit()
        station_alone.wait(lambda: station_alone.trouble() == "database_busy")
    station_alone.traffic.look_wanted.emit()
    station_alone.wait(lambda: station_alone.trouble() == "")


def test_a_desk_without_a_hub_asks_nobody(station_alone: Station) -> None:
    exchanger = station_alone.window._exchanger
    assert exchanger is not None
    station_alone.record("东门路灯")
    station_alone.wait(lambda: station_alone.sync_of("东门路灯") == "saved")
    settle()
    assert not any(timer.isActive() for timer in (exchanger._soon, exchanger._next, exchanger._look))
